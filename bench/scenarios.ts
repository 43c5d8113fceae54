import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Benchmark, Pairing, Skipped } from "./benchmark.ts";
import { writeNoOpSteps } from "./no-op-suite.ts";
import { cost } from "./program.ts";
import { ROOT, scratch } from "./root.ts";
import { COMMAND, notBuilt } from "./start-up.ts";

const CUCUMBER = join(ROOT, "node_modules", "@cucumber", "cucumber", "bin", "cucumber.js");
const STEPS = "dist/steps/index.js";

/** The law, without the kit's features about itself. */
const LAW = "features/!(harness)/**/*.feature";

/** Scripted scenarios: those that explore every order have benchmarks of their own. */
const SCRIPTED = "not @every-order";

/** The command line of a cucumber run; cucumber wants all paths relative. */
function cucumber(name: string, features: string, steps: string): string[] {
  const config = scratch(`cucumber-${name}.mjs`);
  const settings = { paths: [features], import: [steps], tags: SCRIPTED, format: ["progress"], publish: false };
  writeFileSync(config, `export default ${JSON.stringify(settings)};\n`);
  return [CUCUMBER, "--config", relative(ROOT, config)];
}

/** A pattern that no feature matches. */
function noFeatures(): string {
  mkdirSync(scratch("none"), { recursive: true });
  return `${relative(ROOT, scratch("none"))}/*.feature`;
}

/** What a side costs, whole and without its own start-up. */
function measured(name: string, steps: string): () => Promise<number[]> {
  const whole = cucumber(name, LAW, steps);
  const empty = cucumber(`${name}-empty`, noFeatures(), steps);
  return async () => {
    const all = await cost(whole);
    const start = await cost(empty);
    return [all.wall, all.wall - start.wall, all.cpu, all.cpu - start.cpu];
  };
}

/** The law on the reference, as cucumber runs it, beside the same steps that do nothing. */
export const scenarios: Benchmark = {
  name: "scenarios",
  title: "all scripted scenarios on the reference, in process / a no-op cucumber suite of the same steps",
  pairs: 9,
  figures: [
    { name: "total", unit: "ms", goal: { atMost: 1.3 } },
    { name: "net of start-up", unit: "ms", goal: { atMost: 1.6 } },
    { name: "total, CPU", unit: "ms" },
    { name: "net, CPU", unit: "ms" },
  ],
  async prepare(): Promise<Pairing | Skipped> {
    return notBuilt() ?? { ours: measured("ours", STEPS), peer: measured("no-op", await writeNoOpSteps()) };
  },
};

/** The kit's own command beside the same: what judging and reporting add. */
export const runVerb: Benchmark = {
  name: "run",
  title: "mmuspec run, all scripted scenarios on the reference / a no-op cucumber suite of the same steps",
  pairs: 9,
  figures: [
    { name: "total", unit: "ms", goal: { atMost: 1.3 } },
    { name: "total, CPU", unit: "ms" },
    { name: "peak memory", unit: "MiB" },
  ],
  async prepare(): Promise<Pairing | Skipped> {
    const missing = notBuilt();
    if (missing !== undefined) return missing;
    const noOp = cucumber("no-op", LAW, await writeNoOpSteps());
    const side = (argv: readonly string[]) => async () => {
      const { wall, cpu, peak } = await cost(argv);
      return [wall, cpu, peak];
    };
    return { ours: side([COMMAND, "run", "--tags", SCRIPTED]), peer: side(noOp) };
  },
};
