import { spawnSync } from "node:child_process";
import { runNow } from "../../src/explore/search.ts";
import { Stateful } from "../../src/explore/stateful.ts";
import type { Benchmark, Side } from "../benchmark.ts";
import { cost } from "../program.ts";
import { bundled } from "./explorer.ts";
import { modelNamed } from "./models.ts";
import { buildVerifier, spinIsMissing, statesOf, VERIFIER_OPTIONS } from "./spin.ts";

/** The states of a model, as we count them. */
function ourStates(name: string): number {
  return runNow(new Stateful(modelNamed(name).machine()).search()).states;
}

/** SPIN's verifier, ready to run; its states are ours, and the one before its threads began. */
function verifierOf(name: string): string {
  const verifier = buildVerifier(name, modelNamed(name));
  const [theirs, ours] = [statesOf(verifier), ourStates(name)];
  if (theirs !== ours + 1) throw new Error(`the models of ${name} differ: SPIN has ${theirs} states, we ${ours}`);
  return verifier;
}

function wallOf(command: string, argv: readonly string[]): number {
  const begun = process.hrtime.bigint();
  const { status } = spawnSync(command, argv, { stdio: "ignore" });
  if (status !== 0) throw new Error(`${command} ended with ${status}`);
  return Number(process.hrtime.bigint() - begun) / 1e6;
}

/** The verifier's process, and how long that of bare node takes to do nothing. */
function verify(verifier: string): Side {
  return () => {
    const wall = wallOf(verifier, VERIFIER_OPTIONS);
    return [wall, wall];
  };
}

/** Our process, whole and without what bare node takes. */
function prove(program: string, name: string, strategy: string): Side {
  return async () => {
    const { wall } = await cost([program, name, strategy]);
    const { wall: bare } = await cost(["-e", "0"]);
    return [wall, wall - bare];
  };
}

function besideSpin(name: string, model: string, strategy: "dpor" | "stateful", goal: number | undefined): Benchmark {
  const goals = goal === undefined ? {} : { goal: { atMost: goal } };
  return {
    name,
    title: `the whole proof of the model with ${model}, ${strategy} / SPIN's compiled verifier, whole processes`,
    pairs: 9,
    figures: [
      { name: "wall", unit: "ms" },
      { name: "net of node's start", unit: "ms", ...goals },
    ],
    async prepare() {
      const missing = spinIsMissing();
      if (missing !== undefined) return { skipped: missing };
      return { ours: prove(await bundled("explore-model"), model, strategy), peer: verify(verifierOf(model)) };
    },
  };
}

/** The 4-thread model, and larger ones, which only the search over states proves. */
export const SPIN_BENCHMARKS: readonly Benchmark[] = [
  besideSpin("spin-2-dpor", "2 threads", "dpor", undefined),
  besideSpin("spin-dpor", "4 threads", "dpor", 4),
  besideSpin("spin-states", "4 threads", "stateful", 2),
  besideSpin("spin-states-retry", "4 threads, retrying", "stateful", 2),
  besideSpin("spin-states-5", "5 threads", "stateful", 2),
];
