import type { Benchmark, Figure, Goal, Pairing, Side } from "./benchmark.ts";
import { median } from "./median.ts";

/** What came of one figure. */
export interface Result {
  readonly benchmark: string;
  readonly title: string;
  readonly figure: string;
  readonly unit: string;
  readonly goal?: Goal;
  /** The ratios of the pairs: the peer's value by ours where more is better, ours by the peer's otherwise. */
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly pairs: number;
  /** The medians of the values themselves. */
  readonly ours: number;
  readonly peer: number;
  /** Absent without a goal. */
  readonly met?: boolean;
}

interface Pair {
  readonly ours: readonly number[];
  readonly peer: readonly number[];
}

function collectGarbage(): void {
  (globalThis as { gc?: () => void }).gc?.();
}

async function sample(side: Side): Promise<readonly number[]> {
  collectGarbage();
  return side();
}

async function samplePairs(pairing: Pairing, count: number, tick: () => void): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let round = 0; round <= count; round++) {
    const ours = await sample(pairing.ours);
    const peer = await sample(pairing.peer);
    // The first pair only warms up.
    if (round > 0) pairs.push({ ours, peer });
    tick();
  }
  return pairs;
}

function isMet(goal: Goal, ratio: number): boolean {
  return "atLeast" in goal ? ratio >= goal.atLeast : ratio <= goal.atMost;
}

function resultOf({ name, title }: Benchmark, figure: Figure, at: number, pairs: readonly Pair[]): Result {
  const value = (values: readonly number[]) => values[at] ?? Number.NaN;
  const faster = figure.goal !== undefined && "atLeast" in figure.goal;
  const ratios = pairs.map(({ ours, peer }) => (faster ? value(peer) / value(ours) : value(ours) / value(peer)));
  const middle = median(ratios);
  return {
    benchmark: name,
    title,
    figure: figure.name,
    unit: figure.unit,
    median: middle,
    min: Math.min(...ratios),
    max: Math.max(...ratios),
    pairs: pairs.length,
    ours: median(pairs.map(({ ours }) => value(ours))),
    peer: median(pairs.map(({ peer }) => value(peer))),
    ...(figure.goal === undefined ? {} : { goal: figure.goal, met: isMet(figure.goal, middle) }),
  };
}

/**
 * Runs a benchmark's sides in turn, and compares them pair by pair: what disturbs the machine for a while then
 * disturbs both.
 */
export async function measure(benchmark: Benchmark, pairing: Pairing, count: number, tick: () => void) {
  try {
    const pairs = await samplePairs(pairing, count, tick);
    return benchmark.figures.map((figure, at) => resultOf(benchmark, figure, at, pairs));
  } finally {
    await pairing.close?.();
  }
}
