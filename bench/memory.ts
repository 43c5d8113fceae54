import { join } from "node:path";
import { build } from "esbuild";
import type { Benchmark, Pairing, Skipped } from "./benchmark.ts";
import { peakMemory } from "./program.ts";
import { ROOT, scratch } from "./root.ts";
import { noOpOnce } from "./scenarios.ts";
import { COMMAND, notBuilt } from "./start-up.ts";

async function worlds(): Promise<Pairing> {
  const outfile = scratch("many-worlds.mjs");
  const entry = join(ROOT, "bench", "programs", "many-worlds.ts");
  await build({ entryPoints: [entry], outfile, bundle: true, format: "esm", platform: "node", packages: "external" });
  return {
    ours: async () => [await peakMemory([outfile])],
    peer: async () => [await peakMemory(["-e", "0"])],
  };
}

/** Whether the reference lets go of its worlds. */
export const worldsMemory: Benchmark = {
  name: "worlds-memory",
  title: "peak memory of 10,000 worlds of the reference, one after another / bare node",
  pairs: 5,
  figures: [{ name: "peak", unit: "MiB", goal: { atMost: 2 } }],
  prepare: worlds,
};

/** What a whole run holds; most of it is cucumber. */
export const runMemory: Benchmark = {
  name: "run-memory",
  title: "peak memory of mmuspec run / a no-op cucumber suite of the same steps",
  pairs: 5,
  figures: [{ name: "peak", unit: "MiB" }],
  async prepare(): Promise<Pairing | Skipped> {
    const missing = notBuilt();
    if (missing !== undefined) return missing;
    const noOp = await noOpOnce();
    return {
      ours: async () => [await peakMemory([COMMAND, "run"])],
      peer: async () => [await peakMemory(noOp)],
    };
  },
};
