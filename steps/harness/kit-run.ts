import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../../src/port/generated/documents.ts";
import { MARK_VARIABLE, markedProcesses } from "../../src/protocol/marked-processes.ts";
import { packageRoot } from "../../src/runner/suite.ts";

/** What came of one run of the built command line. */
export interface KitRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Undefined if none was written. */
  readonly report: Report | undefined;
  readonly html: string;
  readonly junit: string;
  readonly milliseconds: number;
  /** The most memory that it ever used, as far as the system tells. */
  readonly peakBytes: number;
  /** Processes that were still there when it had exited. */
  readonly left: number;
}

/** How to run it. */
export interface KitOptions {
  /** Send SIGINT after so many milliseconds. */
  readonly interruptAfter?: number;
}

const SAMPLE_MS = 20;

/** The greatest resident size so far; Linux keeps it for each process. */
function peakOf(pid: number): number {
  try {
    const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"));
    return Number(match?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

function text(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Runs `mmuspec run` with all reports, and looks for what it leaves behind. */
export async function runKit(args: readonly string[], options: KitOptions = {}): Promise<KitRun> {
  const folder = mkdtempSync(join(tmpdir(), "mmuspec-harness-"));
  const file = (name: string) => join(folder, name);
  const reports = ["--json", file("report.json"), "--html", file("report.html"), "--junit", file("report.xml")];
  const mark = randomBytes(12).toString("hex");
  const kit = join(packageRoot(), "dist", "cli", "mmuspec.js");
  const begun = performance.now();
  const child = spawn(process.execPath, [kit, "run", ...reports, ...args], {
    cwd: packageRoot(),
    env: { ...process.env, [MARK_VARIABLE]: mark },
  });
  let [stdout, stderr, peakBytes] = ["", "", 0];
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => (stderr += chunk));
  const sampling = setInterval(() => {
    peakBytes = Math.max(peakBytes, peakOf(child.pid ?? 0));
  }, SAMPLE_MS);
  const interrupting = setTimeout(() => child.kill("SIGINT"), options.interruptAfter ?? 2 ** 31 - 1);
  const exitCode = await new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  clearInterval(sampling);
  clearTimeout(interrupting);
  const milliseconds = performance.now() - begun;
  const left = markedProcesses(mark);
  for (const { pid } of left) process.kill(pid, "SIGKILL");
  const json = text(file("report.json"));
  const outcome = { html: text(file("report.html")), junit: text(file("report.xml")) };
  rmSync(folder, { recursive: true });
  const report = json === "" ? undefined : (JSON.parse(json) as Report);
  return { exitCode, stdout, stderr, report, ...outcome, milliseconds, peakBytes, left: left.length };
}
