import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import type { Benchmark, Pairing, Skipped } from "./benchmark.ts";
import { wallTime } from "./program.ts";
import { ROOT, scratch } from "./root.ts";

export const COMMAND = join(ROOT, "dist", "cli", "mmuspec.js");

/** Why what needs the built package cannot run. */
export function notBuilt(): Skipped | undefined {
  return existsSync(COMMAND) ? undefined : { skipped: "the package is not built: npm run build" };
}

function beside(argv: readonly string[]): Pairing {
  return { ours: async () => [await wallTime(argv)], peer: async () => [await wallTime(["-e", "0"])] };
}

/** The first thing that anybody types. */
export const version: Benchmark = {
  name: "version",
  title: "mmuspec --version / node -e 0, whole processes",
  pairs: 21,
  figures: [{ name: "wall", unit: "ms", goal: { atMost: 1.25 } }],
  prepare: async () => notBuilt() ?? beside([COMMAND, "--version"]),
};

/** What every verb that talks to an implementation starts with: the validators of all messages. */
export const startUp: Benchmark = {
  name: "start-up",
  title: "node with the kit's wire and all validators loaded / node -e 0, whole processes",
  pairs: 21,
  figures: [{ name: "wall", unit: "ms", goal: { atMost: 1.25 } }],
  async prepare() {
    const outfile = scratch("start-up.mjs");
    await build({
      entryPoints: [join(ROOT, "src", "protocol", "wire-implementation.ts")],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      packages: "external",
    });
    return beside([outfile]);
  },
};
