import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Benchmark, Pairing, Skipped } from "./benchmark.ts";
import { writeNoOpSteps } from "./no-op-suite.ts";
import { wallTime } from "./program.ts";
import { ROOT, scratch } from "./root.ts";
import { COMMAND, notBuilt } from "./start-up.ts";

const CUCUMBER = join(ROOT, "node_modules", "@cucumber", "cucumber", "bin", "cucumber.js");
const STEPS = join(ROOT, "dist", "steps", "index.js");

/** How often each feature is executed, so that the scenarios outweigh the noise of starting processes. */
const COPIES = 5;

/** A folder with the law's features, some times over. */
function copyFeatures(copies: number): string {
  const folder = scratch(`features-${copies}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const systems = readdirSync(join(ROOT, "features"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "harness")
    .map(({ name }) => name);
  for (let copy = 0; copy < copies; copy++) {
    for (const system of systems) {
      cpSync(join(ROOT, "features", system), join(folder, String(copy), system), { recursive: true });
    }
  }
  return folder;
}

/** The command line of a cucumber run over a folder of features; cucumber wants its paths relative. */
function cucumber(name: string, features: string, steps: string): string[] {
  const config = scratch(`cucumber-${name}.mjs`);
  const paths = [`${relative(ROOT, features)}/**/*.feature`];
  const settings = { paths, import: [relative(ROOT, steps)], format: ["progress"], publish: false };
  writeFileSync(config, `export default ${JSON.stringify(settings)};\n`);
  return [CUCUMBER, "--config", relative(ROOT, config)];
}

/** A side's whole time, and what is left of it without its own start-up. */
function timed(whole: readonly string[], empty: readonly string[]): () => Promise<number[]> {
  return async () => {
    const total = await wallTime(whole);
    return [total, total - (await wallTime(empty))];
  };
}

/** The law on the reference, as cucumber runs it, beside the same steps that do nothing. */
export const scenarios: Benchmark = {
  name: "scenarios",
  title: `the features, ${COPIES} times over, on the reference in process / a no-op cucumber suite of the same steps`,
  pairs: 5,
  figures: [
    { name: "total", unit: "ms", goal: { atMost: 1.3 } },
    { name: "net of start-up", unit: "ms", goal: { atMost: 1.6 } },
  ],
  async prepare(): Promise<Pairing | Skipped> {
    const missing = notBuilt();
    if (missing !== undefined) return missing;
    const noOp = await writeNoOpSteps();
    const features = copyFeatures(COPIES);
    const none = copyFeatures(0);
    return {
      ours: timed(cucumber("ours", features, STEPS), cucumber("ours-empty", none, STEPS)),
      peer: timed(cucumber("no-op", features, noOp), cucumber("no-op-empty", none, noOp)),
    };
  },
};

/** The command line of the no-op suite, each feature once. */
export async function noOpOnce(): Promise<string[]> {
  return cucumber("no-op-once", copyFeatures(1), await writeNoOpSteps());
}

/** The kit's own command beside the same: what judging and reporting add. */
export const runVerb: Benchmark = {
  name: "run",
  title: "mmuspec run, all features on the reference / a no-op cucumber suite of the same steps",
  pairs: 7,
  figures: [{ name: "total", unit: "ms", goal: { atMost: 1.3 } }],
  async prepare(): Promise<Pairing | Skipped> {
    const missing = notBuilt();
    if (missing !== undefined) return missing;
    const noOp = await noOpOnce();
    return { ours: async () => [await wallTime([COMMAND, "run"])], peer: async () => [await wallTime(noOp)] };
  },
};
