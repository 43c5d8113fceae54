import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
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

/** Runs a program and answers with what it wrote. One that fails is a usage error with its last words. */
export function runTool(program: string, argv: readonly string[], cwd?: string): Promise<string> {
  const options = { maxBuffer: GREATEST_OUTPUT, timeout: LONGEST_MS, ...(cwd === undefined ? {} : { cwd }) };
  return new Promise((resolve, reject) => {
    execFile(program, [...argv], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(usage(`${program} ${argv.slice(0, 3).join(" ")} … failed: ${lastLines(stderr) || error.message}`));
    });
  });
}
