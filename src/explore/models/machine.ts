import type { Footprint } from "../../kernel/access.ts";
import type { Model, State } from "../model.ts";
import { bit } from "../program.ts";

export type { State };

/** One step of a thread. */
export interface Instruction {
  /** In a few words, for counterexamples. */
  readonly says: string;
  /** What it touches, which may depend on what is found there. */
  readonly touches: Footprint | ((state: State) => Footprint);
  /** False while the thread has to wait. Left out: always ready. */
  ready?(state: State): boolean;
  /** The effect; answers how many instructions further the thread goes on (1 if it says nothing). */
  run(state: State): number | undefined;
}

/** The thread ends. */
export const END = 1000;

/**
 * Threads that carry out lists of instructions on shared variables. A state is the variables, and behind them each
 * thread's place in its code.
 */
export class Machine implements Model {
  readonly threads: number;
  readonly width: number;

  /**
   * @param variables - the initial values
   * @param code - the instructions of each thread
   * @param read - tells the outcome of a final state
   */
  constructor(
    private readonly variables: readonly number[],
    private readonly code: readonly (readonly Instruction[])[],
    private readonly read: (state: State, stuck: readonly number[]) => string,
  ) {
    this.threads = code.length;
    this.width = variables.length + code.length;
  }

  initial(): State {
    return [...this.variables, ...this.code.map(() => 0)];
  }

  /** The instruction at which a thread stands; undefined at its end. */
  at(state: State, thread: number): Instruction | undefined {
    return this.code[thread]?.[state[this.variables.length + thread] ?? END];
  }

  enabled(state: State): number {
    let mask = 0;
    for (let thread = 0; thread < this.threads; thread += 1) {
      const instruction = this.at(state, thread);
      if (instruction === undefined) continue;
      if (instruction.ready === undefined || instruction.ready(state)) mask |= bit(thread);
    }
    return mask;
  }

  ended(state: State): number {
    let mask = 0;
    for (let thread = 0; thread < this.threads; thread += 1) {
      if (this.at(state, thread) === undefined) mask |= bit(thread);
    }
    return mask;
  }

  step(state: State, thread: number): void {
    const further = this.at(state, thread)?.run(state) ?? 1;
    const place = this.variables.length + thread;
    const length = this.code[thread]?.length ?? 0;
    state[place] = Math.min(length, (state[place] ?? 0) + further);
  }

  outcome(state: State): string {
    const ended = this.ended(state);
    const threads = Array.from({ length: this.threads }, (_, thread) => thread);
    return this.read(
      state,
      threads.filter((thread) => (ended & bit(thread)) === 0),
    );
  }

  footprint(state: State, thread: number): Footprint {
    const { touches = [] } = this.at(state, thread) ?? {};
    return typeof touches === "function" ? touches(state) : touches;
  }
}
