import { join } from "node:path";
import { build } from "esbuild";
import type { Benchmark } from "./benchmark.ts";
import { cost } from "./program.ts";
import { ROOT, scratch } from "./root.ts";

/** What many worlds of the reference need: V8 lets its young generation grow before it collects. */
export const memory: Benchmark = {
  name: "memory",
  title: "10,000 worlds of the reference, one after another / bare node",
  pairs: 5,
  figures: [{ name: "peak memory", unit: "MiB" }],
  async prepare() {
    const outfile = scratch("many-worlds.mjs");
    const entry = join(ROOT, "bench", "programs", "many-worlds.ts");
    await build({ entryPoints: [entry], outfile, bundle: true, format: "esm", platform: "node", packages: "external" });
    const peak = (argv: readonly string[]) => async () => [(await cost(argv)).peak];
    return { ours: peak([outfile]), peer: peak(["-e", "0"]) };
  },
};
