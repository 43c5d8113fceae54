import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { ChildTransport } from "./child-transport.ts";
import { implementationFault } from "./implementation-fault.ts";
import { MARK_VARIABLE } from "./marked-processes.ts";
import { sanitize } from "./sanitize.ts";
import type { TransportFactory } from "./transport.ts";

export interface SpawnOptions {
  /** The working directory; default: this process's own. */
  readonly cwd?: string;
  /** Variables on top of this process's own. */
  readonly env?: Readonly<Record<string, string>>;
}

const NO_PROGRAM =
  "There is no such program, or no such working directory. A program that has to be built is not built by a run.";

/** Resolves once the program runs. */
function started(child: ChildProcessWithoutNullStreams, target: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", (error: NodeJS.ErrnoException) => {
      const advice = error.code === "ENOENT" ? NO_PROGRAM : undefined;
      reject(implementationFault("did-not-start", `could not run ${target}: ${error.message}`, { advice }));
    });
  });
}

/** The marks of the runs that this one is nested in, and its own: a nested kit stays findable. */
function marks(mark: string): string {
  const outer = process.env[MARK_VARIABLE];
  return outer === undefined ? mark : `${outer},${mark}`;
}

/** One argument as a reader could paste it into a shell. */
function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}

/**
 * Starts a program and speaks over its standard input and output. No shell is involved, and it
 * leads a process group of its own.
 */
export function spawnTransport(argv: readonly string[], options: SpawnOptions = {}): TransportFactory {
  const target = sanitize(argv.map(quoted).join(" "));
  return {
    target,
    async open(onNote) {
      const [program, ...rest] = argv;
      if (program === undefined) throw implementationFault("did-not-start", "the command is empty");
      const mark = randomBytes(12).toString("hex");
      const child = spawn(program, rest, {
        stdio: ["pipe", "pipe", "pipe"],
        detached: true,
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        env: { ...process.env, ...options.env, [MARK_VARIABLE]: marks(mark) },
      });
      const transport = new ChildTransport(child, mark, onNote);
      await started(child, target);
      transport.watch();
      return transport;
    },
  };
}
