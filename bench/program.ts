import { spawn } from "node:child_process";
import { ROOT } from "./root.ts";

/** What running a program took. */
export interface Cost {
  /** Milliseconds from its start to its end. */
  readonly wall: number;
  /** Milliseconds of CPU, in all its threads: what other programs do meanwhile hardly shows. */
  readonly cpu: number;
  /** Its greatest resident set, in mebibytes. */
  readonly peak: number;
}

/** Lets a node program tell what it used, on a fourth pipe, when it ends. It costs each side the same millisecond. */
const TELL = `data:text/javascript,${encodeURIComponent(
  'import { writeSync } from "node:fs"; process.on("exit", () => writeSync(3, JSON.stringify(process.resourceUsage())));',
)}`;

interface Usage {
  readonly userCPUTime: number;
  readonly systemCPUTime: number;
  readonly maxRSS: number;
}

interface Ended {
  readonly code: number | null;
  readonly told: string;
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
    child.once("close", (code) => resolve({ code, told: text(told), errors: text(errors) }));
  });
}

async function runWell(argv: readonly string[]): Promise<Ended> {
  const ended = await run(argv);
  if (ended.code === 0) return ended;
  throw new Error(`node ${argv.join(" ")} ended with ${ended.code}: ${ended.errors.slice(-2000)}`);
}

/** Runs a node program to its end, in the folder of the kit, undisturbed; the milliseconds that it took. */
export async function wallTime(argv: readonly string[]): Promise<number> {
  const begun = process.hrtime.bigint();
  await runWell(argv);
  return Number(process.hrtime.bigint() - begun) / 1e6;
}

/** Runs a node program to its end, in the folder of the kit; all that it took. */
export async function cost(argv: readonly string[]): Promise<Cost> {
  const begun = process.hrtime.bigint();
  const { told } = await runWell(["--import", TELL, ...argv]);
  const wall = Number(process.hrtime.bigint() - begun) / 1e6;
  const usage = JSON.parse(told) as Usage;
  return { wall, cpu: (usage.userCPUTime + usage.systemCPUTime) / 1000, peak: usage.maxRSS / 1024 };
}
