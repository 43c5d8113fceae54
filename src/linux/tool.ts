import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { MARK_VARIABLE, signal } from "../protocol/marked-processes.ts";
import { forgetChild, watchChild } from "../protocol/process-reaper.ts";
import { usage } from "../runner/usage-error.ts";

const GREATEST_OUTPUT = 64 * 1024 * 1024;
const LONGEST_MS = 10 * 60 * 1000;

/** Where a program is, or undefined. */
export function whereIs(program: string): string | undefined {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    try {
      const path = join(folder, program);
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not here
    }
  }
  return undefined;
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-6).join("\n");
}

/** Where a program runs, and where it puts what it needs for a moment only. */
export interface Folders {
  readonly cwd?: string;
  readonly temporary?: string;
}

/** Runs a program and answers with what it wrote. One that fails is a usage error with its last words. */
export function runTool(program: string, argv: readonly string[], { cwd, temporary }: Folders = {}): Promise<string> {
  const mark = randomBytes(12).toString("hex");
  const env = { ...process.env, [MARK_VARIABLE]: mark, ...(temporary && { TMPDIR: temporary }) };
  // In a group of its own, so that it and whatever it starts end with this process.
  const child = spawn(program, [...argv], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
    env,
    ...(cwd && { cwd }),
  });
  const { pid } = child;
  if (pid !== undefined) watchChild(pid, mark);
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      written[name] = (written[name] + text).slice(-GREATEST_OUTPUT);
    });
  }
  const failed = (why: string) => usage(`${program} ${argv.slice(0, 3).join(" ")} … failed: ${why}`);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => pid !== undefined && signal(-pid, "SIGKILL"), LONGEST_MS);
    child.once("error", (error) => reject(failed(error.message)));
    child.once("close", (code, killed) => {
      clearTimeout(late);
      if (pid !== undefined) forgetChild(pid);
      if (code === 0) resolve(written.stdout);
      else reject(failed(lastLines(written.stderr) || `${killed ?? `exit code ${code}`}`));
    });
  });
}
