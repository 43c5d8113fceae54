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

interface Started {
  /** Takes the time of a run of everything. */
  readonly whole: readonly string[];
  /** And of one that starts, and runs nothing. */
  readonly start: readonly string[];
}

/** What a side costs, whole and without a start-up. */
function measured({ whole, start }: Started): () => Promise<number[]> {
  return async () => {
    const all = await cost(whole);
    const begun = await cost(start);
    return [all.wall, all.wall - begun.wall, all.cpu, all.cpu - begun.cpu, all.peak];
  };
}

function started(name: string, steps: string): Started {
  return { whole: cucumber(name, LAW, steps), start: cucumber(`${name}-empty`, noFeatures(), steps) };
}

/**
 * The kit's own command: all scripted scenarios on the reference, judged and reported. It does not start without
 * scenarios, so the start-up that is taken off it is the peer's, which is the shorter one.
 */
export const scenarios: Benchmark = {
  name: "scenarios",
  title: "mmuspec run, all scripted scenarios on the reference / a no-op cucumber suite of the same steps",
  pairs: 9,
  figures: [
    { name: "total", unit: "ms", goal: { atMost: 1.3 } },
    { name: "net of start-up", unit: "ms", goal: { atMost: 1.6 } },
    { name: "total, CPU", unit: "ms" },
    { name: "net, CPU", unit: "ms" },
    { name: "peak memory", unit: "MiB" },
  ],
  async prepare(): Promise<Pairing | Skipped> {
    const missing = notBuilt();
    if (missing !== undefined) return missing;
    const peer = started("no-op", await writeNoOpSteps());
    const whole = [COMMAND, "run", "--tags", SCRIPTED];
    return { ours: measured({ whole, start: peer.start }), peer: measured(peer) };
  },
};

/** The same as cucumber's own command runs it, which compares every step with every definition. */
export const cucumberJs: Benchmark = {
  name: "cucumber-js",
  title: "cucumber-js, all scripted scenarios on the reference / the same no-op suite",
  pairs: 5,
  figures: [
    { name: "total", unit: "ms" },
    { name: "net of start-up", unit: "ms" },
  ],
  async prepare(): Promise<Pairing | Skipped> {
    return (
      notBuilt() ?? {
        ours: measured(started("ours", STEPS)),
        peer: measured(started("no-op", await writeNoOpSteps())),
      }
    );
  },
};
