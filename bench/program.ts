import { spawn } from "node:child_process";
import { ROOT } from "./root.ts";

/** Lets a node program tell its own greatest resident set on a fourth pipe when it ends. */
const TELL_PEAK = `data:text/javascript,${encodeURIComponent(
  'import { writeSync } from "node:fs"; process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)));',
)}`;

interface Ended {
  readonly code: number | null;
  readonly peak: number;
  readonly errors: string;
}

function run(argv: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, argv, { cwd: ROOT, stdio: ["ignore", "ignore", "pipe", "pipe"] });
    const [told, errors] = [3, 2].map((at) => {
      const chunks: Buffer[] = [];
      child.stdio[at]?.on("data", (chunk: Buffer) => chunks.push(chunk));
      return chunks;
    });
    const text = (chunks: Buffer[] | undefined) => Buffer.concat(chunks ?? []).toString();
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, peak: Number(text(told)) / 1024, errors: text(errors) }));
  });
}

async function runWell(argv: readonly string[]): Promise<Ended> {
  const ended = await run(argv);
  if (ended.code === 0) return ended;
  throw new Error(`node ${argv.join(" ")} ended with ${ended.code}: ${ended.errors.slice(-2000)}`);
}

/** Runs a node program to its end, in the folder of the kit; the milliseconds that it took. */
export async function wallTime(argv: readonly string[]): Promise<number> {
  const begun = process.hrtime.bigint();
  await runWell(argv);
  return Number(process.hrtime.bigint() - begun) / 1e6;
}

/** Runs a node program to its end, in the folder of the kit; its greatest resident set in mebibytes. */
export async function peakMemory(argv: readonly string[]): Promise<number> {
  const { peak } = await runWell(["--import", TELL_PEAK, ...argv]);
  return peak;
}
