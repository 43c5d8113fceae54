import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { implementationFault } from "../protocol/implementation-fault.ts";
import { socketTransport } from "../protocol/socket-transport.ts";
import type { Incoming, OnNote, Transport, TransportFactory } from "../protocol/transport.ts";
import { buildImage } from "./build.ts";
import { requireTools } from "./doctor.ts";
import { type KernelId, kernelWords } from "./kernel-id.ts";
import { Machine, type MachineOptions } from "./qemu.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** How a kernel is judged. */
export interface LinuxOptions {
  readonly kernel: KernelId;
  readonly accelerator: "tcg" | "kvm";
  /** The agent looks up what the kernel does not export, and offers what needs it. */
  readonly rawSections: boolean;
  /** Hears what takes time: fetching, building. */
  readonly say: (what: string) => void;
}

/** Emulated, on a computer that may be busy. */
const BOOT_MS = 240_000;

interface Running {
  readonly machine: Machine;
  readonly wire: Transport;
}

const TRIES = 100;

/** The socket is there a moment before it can be connected to. */
async function connected(machine: Machine, onNote: OnNote): Promise<Transport> {
  for (let n = 1; ; n++) {
    try {
      return await socketTransport(`unix:${machine.socket}`).open(onNote);
    } catch (error) {
      if (n === TRIES || machine.exited) throw error;
      await sleep(10);
    }
  }
}

async function start(options: MachineOptions, onNote: OnNote, snapshot?: string): Promise<Running> {
  const machine = new Machine(options, snapshot);
  try {
    await machine.listening();
    if (snapshot !== undefined) machine.restore(snapshot);
    return { machine, wire: await connected(machine, onNote) };
  } catch (error) {
    await machine.kill();
    throw error;
  }
}

/** Boots a machine up to its agent and saves it. */
async function bootAndSave(options: MachineOptions, onNote: OnNote, snapshot: string): Promise<void> {
  const { machine, wire } = await start(options, onNote);
  try {
    const first = await wire.receive(BOOT_MS);
    if (first === undefined || !("line" in first) || first.line !== "ready") {
      const text = first === undefined ? "the machine did not become ready" : JSON.stringify(first);
      throw implementationFault("did-not-start", text, { stderr: machine.log() });
    }
    await machine.save(snapshot);
  } finally {
    await wire.kill();
    await machine.kill();
  }
}

/**
 * The line to a kernel. A `reset` finds a machine that was just restored from the snapshot: the
 * world of a scenario is a kernel of its own, and one that hangs costs nothing but itself. The
 * next machine is restored while a scenario runs.
 */
class LinuxTransport implements Transport {
  #used = false;
  #taking: Promise<void> | undefined;
  #failed: unknown;
  #spare: Promise<Running> | undefined;
  /** Machines that are on their way out. */
  readonly #ending = new Set<Promise<void>>();

  constructor(
    private readonly restored: () => Promise<Running>,
    private running: Running,
  ) {}

  send(line: string): void {
    const isReset = (JSON.parse(line) as { method?: string }).method === "reset";
    if (isReset && this.#used) {
      this.#taking = this.#take(line).catch((error) => {
        this.#failed = error;
      });
      return;
    }
    this.running.wire.send(line);
    if (isReset) this.#prepare();
    this.#used ||= isReset;
  }

  async receive(withinMs: number): Promise<Incoming | undefined> {
    const begin = Date.now();
    await this.#taking;
    if (this.#failed !== undefined) throw this.#failed;
    const incoming = await this.running.wire.receive(Math.max(1, withinMs - (Date.now() - begin)));
    if (incoming === undefined || !("ending" in incoming)) return incoming;
    return { ending: { ...incoming.ending, kind: "crashed", text: "the machine went away" } };
  }

  partial(): string {
    return this.running.wire.partial();
  }

  stderr(): string {
    return this.running.machine.log();
  }

  close(): Promise<void> {
    return this.kill();
  }

  async kill(): Promise<void> {
    await this.#taking;
    this.#end(this.running);
    const spare = await this.#spare?.catch(() => undefined);
    this.#spare = undefined;
    if (spare !== undefined) this.#end(spare);
    await Promise.all(this.#ending);
  }

  #end({ wire, machine }: Running): void {
    const ended = Promise.all([wire.kill(), machine.kill()]).then(() => {
      this.#ending.delete(ended);
    });
    this.#ending.add(ended);
  }

  /** Its failure is that of whoever wants it. */
  #prepare(): void {
    this.#spare = this.restored();
    this.#spare.catch(() => undefined);
  }

  async #take(line: string): Promise<void> {
    this.#end(this.running);
    this.running = await (this.#spare ?? this.restored());
    this.running.wire.send(line);
    this.#prepare();
  }
}

/** What is saved once and restored from then on. */
interface Saved {
  readonly machine: MachineOptions;
  readonly snapshot: string;
}

async function save({ kernel, accelerator, rawSections, say }: LinuxOptions, onNote: OnNote): Promise<Saved> {
  requireTools(kernel.architecture);
  const image = await buildImage(kernel, say);
  const folder = mkdtempSync(join(tmpdir(), "mmuspec-"));
  temporaryFolder(folder);
  const words = rawSections ? ["mmuspec=raw-sections"] : [];
  const machine: MachineOptions = { architecture: kernel.architecture, image, accelerator, folder, words };
  const snapshot = join(folder, "snapshot");
  say(`booting Linux ${image.release} (${kernel.architecture.name})`);
  await bootAndSave(machine, onNote, snapshot);
  return { machine, snapshot };
}

/** Builds, boots and saves a kernel once, and speaks with what is restored from it. */
export function linuxTransport(options: LinuxOptions): TransportFactory {
  let saved: Saved | undefined;
  return {
    target: `Linux ${kernelWords(options.kernel)}`,
    async open(onNote) {
      saved ??= await save(options, onNote);
      const { machine, snapshot } = saved;
      const restored = () => start(machine, onNote, snapshot);
      return new LinuxTransport(restored, await restored());
    },
  };
}
