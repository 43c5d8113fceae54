import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { usage } from "../runner/usage-error.ts";
import { type LocatedManifest, readManifest } from "./documents.ts";
import type { Target } from "./target.ts";

/** The options of `run` and `check`, as commander hands them over. */
export interface RunFlags {
  readonly profile?: string;
  readonly tags?: string;
  readonly rule?: readonly string[];
  readonly scenario?: readonly string[];
  readonly expectations?: string;
  readonly deadline?: string;
  readonly seed?: string;
  readonly iterations?: string;
  readonly shard?: string;
  readonly failFast?: true;
  readonly watch?: true;
  readonly repeat?: string;
  readonly json?: string;
  readonly html?: string;
  readonly junit?: string;
  readonly markdown?: string;
  readonly badge?: string;
  readonly transcript?: string;
  readonly manifest?: string;
  readonly module?: string;
  readonly connect?: string;
  readonly linux?: string;
  readonly kvm?: boolean;
  readonly rawSections?: boolean;
  readonly kernel?: string;
  readonly headers?: string;
}

/** Which implementation, and how it is treated. */
export interface Aim {
  readonly target: Target;
  readonly deadlineMs: number;
  readonly seed?: number;
  /** How often threads run freely, where not every order can be had. */
  readonly iterations?: number;
  readonly manifest?: LocatedManifest;
}

const DEFAULT_DEADLINE_S = 10;
/** An emulated machine has to be restored within it, on a computer that may be busy. */
const LINUX_DEADLINE_S = 60;
const GREATEST_DEADLINE_S = 24 * 3600;

function readDeadline(text: string): number {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(seconds > 0 && seconds <= GREATEST_DEADLINE_S)) {
    throw usage(`--deadline takes seconds, more than 0 and at most ${GREATEST_DEADLINE_S}; ${text} is not that`);
  }
  return seconds * 1000;
}

function readSeed(text: string): number {
  const seed = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(seed <= 0xffff_ffff)) throw usage(`--seed takes a whole number from 0 to 4294967295; ${text} is not that`);
  return seed;
}

/** A count on the command line, from 1 to `most`. */
export function readCount(option: string, text: string, most: number): number {
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(count >= 1 && count <= most)) {
    throw usage(`${option} takes a whole number from 1 to ${most}; ${text} is not that`);
  }
  return count;
}

async function checkAddress(address: string): Promise<void> {
  const { parseSocketAddress } = await import("../protocol/socket-address.ts");
  if (parseSocketAddress(address) === undefined) {
    throw usage(`--connect takes host:port or unix:/path; ${address} is neither`);
  }
}

function oneOf(named: Readonly<Record<string, unknown>>): void {
  const given = Object.keys(named).filter((name) => named[name] !== undefined);
  if (given.length > 1) throw usage(`name one implementation: ${given.join(" and ")} are there together`);
}

function readLinux(flags: RunFlags, name: string): Target {
  const { kernel, headers } = flags;
  if ((kernel === undefined) !== (headers === undefined)) throw usage("--kernel and --headers go together");
  for (const path of [kernel, headers]) {
    if (path !== undefined && !existsSync(path)) throw usage(`there is no ${path}`);
  }
  const own =
    kernel === undefined || headers === undefined
      ? {}
      : { own: { kernel: resolve(kernel), headers: resolve(headers) } };
  return {
    kind: "linux",
    name: name.includes("/") ? name : `${name}/x86_64`,
    accelerator: flags.kvm === true ? "kvm" : "tcg",
    rawSections: flags.rawSections === true,
    ...own,
  };
}

async function readTarget(
  flags: RunFlags,
  command: readonly string[] | undefined,
  manifest: LocatedManifest | undefined,
): Promise<Target> {
  oneOf({
    "--linux": flags.linux,
    "--module": flags.module,
    "--connect": flags.connect,
    "a command after --": command,
  });
  if (command !== undefined) {
    if (command.length === 0 || command[0] === "") throw usage("there is no command after --");
    return { kind: "command", argv: command };
  }
  if (flags.module !== undefined) return { kind: "module", path: flags.module };
  if (flags.connect !== undefined) {
    await checkAddress(flags.connect);
    return { kind: "connect", address: flags.connect };
  }
  if (flags.linux !== undefined) return readLinux(flags, flags.linux);
  if (manifest === undefined) return { kind: "reference" };
  return { kind: "command", argv: manifest.command, cwd: manifest.folder, manifest: flags.manifest ?? "" };
}

/** Reads which implementation is meant. A manifest tells it unless the command line does. */
export async function readAim(flags: RunFlags, command: readonly string[] | undefined): Promise<Aim> {
  const manifest = flags.manifest === undefined ? undefined : await readManifest(flags.manifest);
  const deadline = flags.deadline === undefined ? undefined : readDeadline(flags.deadline);
  const iterations =
    flags.iterations === undefined ? manifest?.iterations : readCount("--iterations", flags.iterations, 1e9);
  return {
    target: await readTarget(flags, command, manifest),
    deadlineMs:
      deadline ?? (manifest?.deadline ?? (flags.linux === undefined ? DEFAULT_DEADLINE_S : LINUX_DEADLINE_S)) * 1000,
    ...(flags.seed === undefined ? {} : { seed: readSeed(flags.seed) }),
    ...(iterations === undefined ? {} : { iterations }),
    ...(manifest === undefined ? {} : { manifest }),
  };
}

/** Where reports go: `-` is stdout. */
export interface ReportFiles {
  readonly json?: string;
  readonly html?: string;
  readonly junit?: string;
  readonly markdown?: string;
  readonly badge?: string;
  readonly svg?: string;
  /** Written during the run; the page tells of failures what stands in it. */
  readonly transcript?: string;
}

/** Every report that can be written, by the name of its option. */
const FORMS = ["json", "html", "junit", "markdown", "badge", "svg"] as const;

/** Checks that a file can be written later. */
export function checkWritable(option: string, file: string): void {
  const folder = dirname(resolve(file));
  if (!existsSync(folder)) throw usage(`there is no folder ${folder} for --${option} ${file}`);
  if (existsSync(file) && statSync(file).isDirectory()) throw usage(`--${option} ${file} is a folder`);
}

/** True if a report goes to stdout. */
export function usesStdout(flags: ReportFiles): boolean {
  return FORMS.some((form) => flags[form] === "-");
}

/** Checks before the run that every report can be written after it. */
export function checkReportFiles(flags: ReportFiles): void {
  const files = FORMS.flatMap((form) => (flags[form] === undefined ? [] : [[form, flags[form]] as const]));
  if (files.filter(([, file]) => file === "-").length > 1) throw usage("only one report can go to stdout (-)");
  for (const [form, file] of files) if (file !== "-") checkWritable(form, file);
}
