import { join } from "node:path";
import { build } from "esbuild";
import { Dpor } from "../../src/explore/dpor.ts";
import { ModelProgram } from "../../src/explore/model-program.ts";
import { sleepSetSearch } from "../../src/explore/searches.ts";
import type { Benchmark, Pairing, Skipped } from "../benchmark.ts";
import { cost } from "../program.ts";
import { ROOT, scratch } from "../root.ts";
import { runUnderFastCheck } from "./fast-check-runs.ts";
import { modelNamed } from "./models.ts";

const FOUR = "4 threads";
/** Proofs for one value. */
const PROOFS = 8;
/** Runs of fast-check for one value. */
const RUNS = 1_000;

/** A program of bench/programs, with all that it needs but fast-check in one file. */
export async function bundled(name: string): Promise<string> {
  const outfile = scratch(`${name}.mjs`);
  const entry = join(ROOT, "bench", "programs", `${name}.ts`);
  await build({ entryPoints: [entry], outfile, bundle: true, format: "esm", platform: "node", packages: "external" });
  return outfile;
}

/** Milliseconds of CPU that something took. */
async function cpuOf(work: () => unknown): Promise<number> {
  const begun = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

function prove(name: string) {
  const found = new Dpor(new ModelProgram(modelNamed(name).machine())).run();
  if (!found.complete) throw new Error("the proof is not complete");
  return found;
}

/** Both sides see the same outcomes; fast-check those that its runs happen upon. */
async function agree(name: string): Promise<void> {
  const { outcomes } = prove(name);
  const drawn = await runUnderFastCheck(modelNamed(name).machine(), RUNS, 1);
  const strange = [...drawn].filter((outcome) => !outcomes.has(outcome));
  if (strange.length > 0) throw new Error(`fast-check sees what no order leads to: ${strange.join("; ")}`);
}

/** One schedule after another: ours are all different, and all there are. */
export const schedules: Benchmark = {
  name: "schedules",
  title: "schedules of the 4-thread model: our proof / fast-check's scheduler, in one process",
  pairs: 7,
  figures: [{ name: "each, CPU", unit: "µs", goal: { atLeast: 12 } }],
  async prepare() {
    await agree(FOUR);
    const { executions } = prove(FOUR);
    const all = () => {
      for (let time = 0; time < PROOFS; time += 1) prove(FOUR);
    };
    all();
    const ours = async () => [((await cpuOf(all)) / (PROOFS * executions)) * 1000];
    const peer = async () => [
      ((await cpuOf(() => runUnderFastCheck(modelNamed(FOUR).machine(), RUNS, 1))) / RUNS) * 1000,
    ];
    return { ours, peer };
  },
};

/** A proof, and as many runs that prove nothing. */
export const proof: Benchmark = {
  name: "proof",
  title: "the whole proof of the 4-thread model / as many runs of fast-check, whole processes",
  pairs: 5,
  figures: [
    { name: "wall", unit: "ms", goal: { atMost: 0.2 } },
    { name: "CPU", unit: "ms" },
  ],
  async prepare() {
    const [model, runs] = [await bundled("explore-model"), await bundled("fast-check-model")];
    const count = String(prove(FOUR).executions);
    const take = (argv: readonly string[]) => async () => {
      const { wall, cpu } = await cost(argv);
      return [wall, cpu];
    };
    return { ours: take([model, FOUR, "dpor"]), peer: take([runs, FOUR, count]) };
  },
};

/** How many executions there must be is known from sleep sets alone, which are exact and slow. */
export const exactness: Benchmark = {
  name: "exactness",
  title: "executions of the proof / classes of equivalent orders, by sleep sets alone",
  pairs: 5,
  figures: [
    { name: "2 threads", unit: "", goal: { atMost: 1 } },
    { name: "4 threads", unit: "", goal: { atMost: 1 } },
    { name: "4 threads, and given up", unit: "", goal: { atMost: 1.01 } },
  ],
  async prepare() {
    const classes = ["2 threads", FOUR].map(
      (name) => sleepSetSearch(new ModelProgram(modelNamed(name).machine())).executions,
    );
    const ours = () => {
      const [two, four] = [prove("2 threads"), prove(FOUR)];
      return [two.executions, four.executions, four.executions + four.redundant];
    };
    return { ours, peer: () => [classes[0] ?? 0, classes[1] ?? 0, classes[1] ?? 0] };
  },
};

/** What a proof needs beside a process that does nothing. */
export const proofMemory: Benchmark = {
  name: "proof-memory",
  title: "the whole proof of the 4-thread model / bare node",
  pairs: 5,
  figures: [{ name: "peak memory", unit: "MiB", goal: { atMost: 2 } }],
  async prepare(): Promise<Pairing | Skipped> {
    const model = await bundled("explore-model");
    const peak = (argv: readonly string[]) => async () => [(await cost(argv)).peak];
    return { ours: peak([model, FOUR, "dpor"]), peer: peak(["-e", "0"]) };
  },
};
