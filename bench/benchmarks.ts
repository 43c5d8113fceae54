import type { Benchmark } from "./benchmark.ts";
import { SPIN_BENCHMARKS } from "./explorer/beside-spin.ts";
import { exactness, proof, proofMemory, schedules } from "./explorer/explorer.ts";
import { intervalTree } from "./interval-tree.ts";
import { memory } from "./memory.ts";
import { roundTrip } from "./round-trip.ts";
import { cucumberJs, scenarios } from "./scenarios.ts";
import { startUp, version } from "./start-up.ts";
import { trace, traceMemory } from "./trace.ts";

/** All benchmarks, in the order of the table. */
export const BENCHMARKS: readonly Benchmark[] = [
  schedules,
  proof,
  exactness,
  ...SPIN_BENCHMARKS,
  proofMemory,
  intervalTree,
  version,
  startUp,
  scenarios,
  cucumberJs,
  roundTrip,
  memory,
  trace,
  traceMemory,
];
