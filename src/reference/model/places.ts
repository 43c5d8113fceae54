/** Addresses [start,end). */
export interface Range {
  readonly start: bigint;
  readonly end: bigint;
}

/** What a program is about: names become places in the state. */
export interface Names {
  readonly intervals: readonly string[];
  readonly locks: readonly string[];
  readonly tokens: readonly string[];
  readonly threads: readonly string[];
  /** Every range that an interval is inserted over. */
  readonly ranges: readonly Range[];
}

/** The places of a state. */
export class Places {
  readonly seq = 0;
  readonly active = 1;
  readonly state = 2;
  readonly warnings = 3;
  private readonly base = 4;

  constructor(
    private readonly names: Names,
    /** The most calls that a thread makes. */
    private readonly calls: number,
  ) {}

  private get perInterval(): number {
    // Where it is, its sequence, its range, whether its owner has it back.
    return 4;
  }

  interval(at: number) {
    const first = this.base + at * this.perInterval;
    return { link: first, seq: first + 1, range: first + 2, returned: first + 3 };
  }

  private get afterIntervals(): number {
    return this.base + this.names.intervals.length * this.perInterval;
  }

  /** Who holds a lock: a thread's number plus one. */
  lock(at: number): number {
    return this.afterIntervals + at;
  }

  token(at: number): number {
    return this.afterIntervals + this.names.locks.length + at;
  }

  private get afterTokens(): number {
    return this.afterIntervals + this.names.locks.length + this.names.tokens.length;
  }

  /** What a thread remembers: its section's sequence and hits, what it waits for, its call, calls of callbacks. */
  thread(at: number) {
    const size = 4 + 2 * this.calls + this.names.intervals.length;
    const first = this.afterTokens + at * size;
    return {
      seq: first,
      hits: first + 1,
      period: first + 2,
      slept: first + 3,
      result: (call: number) => first + 4 + call,
      waited: (call: number) => first + 4 + this.calls + call,
      called: (interval: number) => first + 4 + 2 * this.calls + interval,
    };
  }

  get width(): number {
    return this.afterTokens + this.names.threads.length * (4 + 2 * this.calls + this.names.intervals.length);
  }
}
