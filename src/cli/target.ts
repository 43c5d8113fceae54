import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Implementation } from "../port/implementation.ts";
import type { TransportFactory } from "../protocol/transport.ts";
import type { Evidence } from "../runner/session.ts";
import { suiteVersion } from "../runner/suite.ts";
import { usage } from "../runner/usage-error.ts";
import { shellWords } from "./shell-words.ts";

/** A kernel in a machine of its own. */
export interface LinuxTarget {
  /** As `6.12/arm64`. */
  readonly name: string;
  readonly accelerator: "tcg" | "kvm";
  /** Functions that the kernel does not export are called too, to open and close sections. */
  readonly rawSections: boolean;
  readonly own?: { readonly kernel: string; readonly headers: string };
}

/** What is to be judged. */
export type Target =
  | { readonly kind: "reference" }
  | { readonly kind: "module"; readonly path: string }
  | { readonly kind: "connect"; readonly address: string }
  | ({ readonly kind: "linux" } & LinuxTarget)
  | {
      readonly kind: "command";
      readonly argv: readonly string[];
      readonly cwd?: string;
      /** The manifest file that names the command. */
      readonly manifest?: string;
    };

/** How it is to be treated. */
export interface OpenOptions {
  readonly deadlineMs: number;
  readonly seed?: number;
  onNote(note: string): void;
  /** Hears what takes long before the first answer. */
  readonly say?: (what: string) => void;
}

/** An implementation, and what can be known of it besides its answers. */
export interface Opened {
  readonly implementation: Implementation;
  readonly evidence?: () => Evidence;
}

/** The arguments that name a target again. */
export function targetArguments(target: Target): string {
  switch (target.kind) {
    case "reference":
      return "";
    case "module":
      return ` --module ${shellWords([target.path])}`;
    case "connect":
      return ` --connect ${shellWords([target.address])}`;
    case "linux":
      return ` --linux ${target.name}${target.rawSections ? " --raw-sections" : ""}`;
    case "command":
      return target.manifest === undefined
        ? ` -- ${shellWords(target.argv)}`
        : ` --manifest ${shellWords([target.manifest])}`;
  }
}

/** A target in a few words. */
export function targetWords(target: Target): string {
  if (target.kind === "reference") return "the reference";
  if (target.kind === "command") return shellWords(target.argv);
  if (target.kind === "linux") return `Linux ${target.name}`;
  return target.kind === "module" ? target.path : target.address;
}

type Factory = () => Implementation | Promise<Implementation>;

function factoryOf(module: Record<string, unknown>): Factory | undefined {
  const found = [module.createImplementation, module.default].find((value) => typeof value === "function");
  return found as Factory | undefined;
}

async function openModule(path: string, deadlineMs: number): Promise<Implementation> {
  const file = resolve(path);
  if (!existsSync(file)) throw usage(`there is no file ${path} (--module)`);
  const [{ guard }, { implementationFault }] = await Promise.all([
    import("../protocol/guard.ts"),
    import("../protocol/implementation-fault.ts"),
  ]);
  try {
    const create = factoryOf((await import(pathToFileURL(file).href)) as Record<string, unknown>);
    if (create === undefined) throw usage(`${path} exports no function createImplementation`);
    return guard(await create(), deadlineMs);
  } catch (error) {
    if (error instanceof Error && error.name === "UsageError") throw error;
    const text = error instanceof Error ? error.message : String(error);
    throw implementationFault("did-not-start", `the module ${path} threw: ${text}`);
  }
}

async function openWire(target: Target, options: OpenOptions): Promise<Opened> {
  const { createWireImplementation } = await import("../protocol/wire-implementation.ts");
  const transport = await transportOf(target, options.say ?? (() => undefined));
  const { deadlineMs, onNote } = options;
  const implementation = createWireImplementation({ transport, deadlineMs, suite: suiteVersion(), onNote });
  return { implementation, evidence: () => implementation.evidence() };
}

async function transportOf(target: Target, say: (what: string) => void): Promise<TransportFactory> {
  if (target.kind === "connect")
    return (await import("../protocol/socket-transport.ts")).socketTransport(target.address);
  return target.kind === "linux" ? linux(target, say) : spawned(target);
}

async function linux({ name, own, accelerator, rawSections }: LinuxTarget, say: (what: string) => void) {
  const { linuxTransport } = await import("../linux/linux-transport.ts");
  const { parseKernelId } = await import("../linux/kernel-id.ts");
  return linuxTransport({ kernel: parseKernelId(name, own), accelerator, rawSections, say });
}

async function spawned(target: Target) {
  if (target.kind !== "command") throw new Error("not a command");
  const { spawnTransport } = await import("../protocol/spawn-transport.ts");
  return spawnTransport(target.argv, target.cwd === undefined ? {} : { cwd: target.cwd });
}

async function openPlain(target: Target, options: OpenOptions): Promise<Opened> {
  if (target.kind === "module") return { implementation: await openModule(target.path, options.deadlineMs) };
  if (target.kind !== "reference") return openWire(target, options);
  const { createReference } = await import("../reference/create-reference.ts");
  return { implementation: createReference() };
}

/** The implementation behind a target, in disguise if there is a seed. Programs start at their first request. */
export async function openTarget(target: Target, options: OpenOptions): Promise<Opened> {
  const opened = await openPlain(target, options);
  if (options.seed === undefined) return opened;
  const { disguise } = await import("../port/disguise.ts");
  return { ...opened, implementation: disguise(opened.implementation, options.seed) };
}
