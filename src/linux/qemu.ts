import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { implementationFault } from "../protocol/implementation-fault.ts";
import { MARK_VARIABLE } from "../protocol/marked-processes.ts";
import { forgetChild, watchChild } from "../protocol/process-reaper.ts";
import { sanitize } from "../protocol/sanitize.ts";
import type { Architecture } from "./architecture.ts";
import type { Image } from "./build.ts";

/** How machines are started. */
export interface MachineOptions {
  readonly architecture: Architecture;
  readonly image: Image;
  /** `kvm` only where the user asked for it: a /dev/kvm that is there may still hang. */
  readonly accelerator: "tcg" | "kvm";
  /** For the kernel's command line. */
  readonly words: readonly string[];
  /** For sockets, logs and the snapshot. */
  readonly folder: string;
}

const CONNECT_MS = 10_000;
const SAVE_MS = 60_000;

/** A QEMU process. */
export class Machine {
  static #count = 0;
  readonly #child: ChildProcess;
  readonly #gone: Promise<void>;
  readonly #name: string;
  readonly #options: MachineOptions;
  #stderr = "";
  #qmp = "";

  constructor(options: MachineOptions, snapshot?: string) {
    Machine.#count += 1;
    this.#options = options;
    this.#name = join(options.folder, `${Machine.#count}`);
    const mark = randomBytes(12).toString("hex");
    const child = spawn(options.architecture.qemu, this.#argv(snapshot), {
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
      env: { ...process.env, [MARK_VARIABLE]: mark },
    });
    this.#child = child;
    if (child.pid !== undefined) watchChild(child.pid, mark);
    child.stdout?.on("data", (data) => {
      this.#qmp += data;
    });
    child.stderr?.on("data", (data) => {
      this.#stderr = (this.#stderr + data).slice(-4000);
    });
    child.stdin?.on("error", () => undefined);
    this.#gone = new Promise((resolve) => {
      child.once("exit", () => resolve());
      child.once("error", (error) => {
        this.#stderr += error.message;
        resolve();
      });
    });
    this.#gone.then(() => child.pid !== undefined && forgetChild(child.pid));
  }

  /** Where its virtio port can be connected to. */
  get socket(): string {
    return `${this.#name}.port`;
  }

  /** The end of its console and of QEMU's own words. */
  log(): string {
    const path = `${this.#name}.console`;
    const console = existsSync(path) ? readFileSync(path, "latin1").slice(-3000) : "";
    const own = this.#stderr.replace(/^.*waiting for connection on.*\n?/m, "");
    return sanitize(`${console}${own}`);
  }

  /** Waits until the port can be connected to. */
  async listening(): Promise<void> {
    const until = Date.now() + CONNECT_MS;
    while (!existsSync(this.socket)) {
      if (this.exited || Date.now() > until) {
        throw implementationFault("did-not-start", `${this.#options.architecture.qemu} did not come up`, {
          advice: "`mmuspec linux doctor` says what is missing.",
          stderr: this.log(),
        });
      }
      await sleep(5);
    }
  }

  get exited(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null || this.#child.pid === undefined;
  }

  /** Takes up the state in a file, and runs. */
  restore(path: string): void {
    this.#command("qmp_capabilities");
    this.#leaveMemoryOut();
    this.#command("migrate-incoming", { uri: `exec:cat ${path}` });
  }

  /** Writes the state of the running machine to a file, and stops it: one that is restored runs on. */
  async save(path: string): Promise<void> {
    this.#command("qmp_capabilities");
    this.#leaveMemoryOut();
    this.#command("migrate", { uri: `exec:cat > ${path}` });
    const until = Date.now() + SAVE_MS;
    for (;;) {
      this.#qmp = "";
      this.#command("query-migrate");
      await sleep(20);
      if (this.#qmp.includes('"status": "completed"')) return;
      if (this.exited || this.#qmp.includes('"status": "failed"') || Date.now() > until) {
        throw implementationFault("did-not-start", "the snapshot could not be written", { stderr: this.log() });
      }
    }
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    if (!this.exited) this.#child.kill("SIGKILL");
    await this.#gone;
  }

  #leaveMemoryOut(): void {
    this.#command("migrate-set-capabilities", { capabilities: [{ capability: "x-ignore-shared", state: true }] });
  }

  #command(execute: string, args?: object): void {
    this.#child.stdin?.write(`${JSON.stringify({ execute, ...(args === undefined ? {} : { arguments: args }) })}\n`);
  }

  #argv(snapshot: string | undefined): string[] {
    const { architecture, image, accelerator, folder, words: own } = this.#options;
    const { memory, machine, cpu } = architecture;
    // The machine that is saved leaves its memory in a file; those that are restored copy it on write.
    const share = snapshot === undefined ? "on" : "off";
    const words = [`console=${architecture.console}`, "loglevel=4", "panic=-1", ...own];
    // One that is restored has its kernel in its memory. Unpacking another costs half a second on arm64.
    const boot = ["-kernel", image.kernel, "-initrd", image.initrd, "-append", words.join(" ")];
    return [
      ...["-M", `${machine},memory-backend=ram`, ...cpu, "-m", memory],
      ...["-object", `memory-backend-file,id=ram,size=${memory},mem-path=${join(folder, "memory")},share=${share}`],
      ...["-accel", accelerator, "-smp", "2", "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"],
      ...["-serial", `file:${this.#name}.console`, "-qmp", "stdio"],
      ...["-chardev", `socket,id=port,path=${this.socket},server=on,wait=on`],
      ...["-device", "virtio-serial-pci", "-device", "virtserialport,chardev=port,name=mmuspec"],
      ...(snapshot === undefined ? boot : ["-incoming", "defer"]),
    ];
  }
}
