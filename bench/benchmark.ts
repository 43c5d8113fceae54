/** What a figure should reach. */
export type Goal =
  /** The peer's time divided by ours: how many times as fast. */
  | { readonly atLeast: number }
  /** Our time or space divided by the peer's. */
  | { readonly atMost: number };

/** One thing that a benchmark measures on both sides. */
export interface Figure {
  readonly name: string;
  /** What the two sides' values count, for example "ns each". */
  readonly unit: string;
  /** Absent where nothing was promised: the figure is there to be watched. */
  readonly goal?: Goal;
}

/** One side of a pair: does the work once, and gives a value for each of the benchmark's figures. */
export type Side = () => Promise<readonly number[]> | readonly number[];

/** Both sides, ready to be run again and again. */
export interface Pairing {
  readonly ours: Side;
  readonly peer: Side;
  /** Lets go of what the sides hold. */
  close?(): Promise<void>;
}

/** Why a benchmark cannot run here. */
export interface Skipped {
  readonly skipped: string;
}

/** A benchmark: ours beside a peer, in one run. */
export interface Benchmark {
  readonly name: string;
  /** Ours / the peer, in words. */
  readonly title: string;
  readonly figures: readonly Figure[];
  /** How many pairs count, after one that does not. */
  readonly pairs: number;
  prepare(): Promise<Pairing | Skipped>;
}
