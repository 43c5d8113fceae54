import { spawnSync } from "node:child_process";
import { Dpor } from "../../src/explore/dpor.ts";
import { ModelProgram } from "../../src/explore/model-program.ts";
import type { Machine } from "../../src/explore/models/machine.ts";
import { runNow } from "../../src/explore/search.ts";
import { Stateful } from "../../src/explore/stateful.ts";
import type { Benchmark, Side } from "../benchmark.ts";
import { cost } from "../program.ts";
import { bundled } from "./explorer.ts";
import { modelNamed } from "./models.ts";
import { buildVerifier, spinIsMissing, statesOf, VERIFIER_OPTIONS } from "./spin.ts";

/** Proofs after which V8 has compiled what it is going to compile. */
const WARM_UP = 8;

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

/** The verifier's whole process, which hardly takes longer than to fork. */
function verify(verifier: string): Side {
  return () => {
    const wall = wallOf(verifier, VERIFIER_OPTIONS);
    return [wall, wall];
  };
}

type Strategy = "dpor" | "stateful";

/** Our process, whole; and the proof alone in one that runs on, whose code is compiled. */
function prove(program: string, name: string, strategy: Strategy): Side {
  const { machine } = modelNamed(name);
  return async () => {
    const { wall } = await cost([program, name, strategy]);
    const begun = process.hrtime.bigint();
    proveNow(machine(), strategy);
    return [wall, Number(process.hrtime.bigint() - begun) / 1e6];
  };
}

function proveNow(machine: Machine, strategy: Strategy): void {
  const { complete } =
    strategy === "stateful" ? runNow(new Stateful(machine).search()) : new Dpor(new ModelProgram(machine)).run();
  if (!complete) throw new Error("the proof is not complete");
}

function besideSpin(name: string, model: string, strategy: Strategy, goal: number | undefined): Benchmark {
  const goals = goal === undefined ? {} : { goal: { atMost: goal } };
  return {
    name,
    title: `the whole proof of the model with ${model}, ${strategy} / SPIN's compiled verifier`,
    pairs: 9,
    figures: [
      { name: "whole process, wall", unit: "ms" },
      { name: "compiled, wall", unit: "ms", ...goals },
    ],
    async prepare() {
      const missing = spinIsMissing();
      if (missing !== undefined) return { skipped: missing };
      for (let time = 0; time < WARM_UP; time += 1) proveNow(modelNamed(model).machine(), strategy);
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
