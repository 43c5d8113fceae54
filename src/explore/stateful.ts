import type { Model, State } from "./model.ts";
import { bit, lowest } from "./program.ts";
import { type Cut, type Reached, switchesOf } from "./result.ts";
import type { Search } from "./search.ts";
import { StateSet } from "./state-set.ts";

/** What a search over states found. */
export interface StateSpace {
  /** True only if every state that can be reached was visited. */
  readonly complete: boolean;
  readonly cut?: Cut;
  readonly states: number;
  readonly transitions: number;
  /** States in which nobody can go on although somebody has not ended. */
  readonly deadlocks: number;
  /** By outcome: how many final states have it, and a shortest order that leads to one. */
  readonly outcomes: ReadonlyMap<string, Reached>;
}

/** Bounds of a search over states, and who is told how it goes. */
export interface StateBounds {
  readonly maxStates?: number;
  readonly maxSeconds?: number;
  readonly interrupted?: () => boolean;
  readonly progress?: (states: number) => void;
}

/** After how many states the clock is looked at, and the turn is given away. */
const CHECK_EVERY = 4096;

/** The states that were met, each with the step that led there first. */
class Visited {
  readonly states: StateSet;
  private readonly parents: number[] = [0];
  private readonly threads: number[] = [0];

  constructor(width: number) {
    this.states = new StateSet(width);
  }

  /** Adds a state unless it is known. */
  add(state: State, parent: number, thread: number): void {
    if (!this.states.add(state)) return;
    this.parents.push(parent);
    this.threads.push(thread);
  }

  /** The order that led to a state. */
  orderTo(at: number): number[] {
    const order: number[] = [];
    for (let here = at; here > 0; here = this.parents[here] ?? 0) order.push(this.threads[here] ?? 0);
    return order.reverse();
  }
}

/** Visits every state of a model once, those near the beginning first. */
export class Stateful {
  private readonly visited: Visited;
  private readonly outcomes = new Map<string, Reached>();
  private readonly deadline: number;
  private readonly everybody: number;
  private transitions = 0;
  private deadlocks = 0;
  /** The state that is looked at, and one that follows it. */
  private readonly here: State = [];
  private readonly next: State = [];

  constructor(
    private readonly model: Model,
    private readonly bounds: StateBounds = {},
  ) {
    const { maxSeconds } = bounds;
    this.visited = new Visited(model.width);
    this.deadline = maxSeconds === undefined ? Number.POSITIVE_INFINITY : performance.now() + maxSeconds * 1000;
    this.everybody = bit(model.threads) - 1;
  }

  *search(): Search<StateSpace> {
    const { states } = this.visited;
    states.add(this.model.initial());
    for (let at = 0; at < states.size; at += 1) {
      this.visit(at);
      const cut = this.cut(at + 1);
      if (cut !== undefined) return this.result(cut);
      if ((at + 1) % CHECK_EVERY === 0) yield;
    }
    return this.result(undefined);
  }

  private visit(at: number): void {
    const { model, visited, here, next } = this;
    visited.states.read(at, here);
    const enabled = model.enabled(here);
    if (enabled === 0) this.final(at, here);
    for (let rest = enabled; rest !== 0; rest &= rest - 1) {
      const thread = lowest(rest);
      for (let part = 0; part < here.length; part += 1) next[part] = here[part] ?? 0;
      model.step(next, thread);
      this.transitions += 1;
      visited.add(next, at, thread);
    }
  }

  private final(at: number, state: State): void {
    if (this.model.ended(state) !== this.everybody) this.deadlocks += 1;
    const outcome = this.model.outcome(state);
    const known = this.outcomes.get(outcome);
    if (known !== undefined) {
      known.count += 1;
      return;
    }
    const witness = this.visited.orderTo(at);
    this.outcomes.set(outcome, { count: 1, witness, switches: switchesOf(witness) });
  }

  private cut(done: number): Cut | undefined {
    const { maxStates, interrupted, progress } = this.bounds;
    if (maxStates !== undefined && this.visited.states.size > maxStates) return "max-executions";
    if (done % CHECK_EVERY !== 0) return undefined;
    progress?.(done);
    if (performance.now() > this.deadline) return "max-seconds";
    return interrupted?.() === true ? "interrupted" : undefined;
  }

  private result(cut: Cut | undefined): StateSpace {
    const { transitions, deadlocks, outcomes } = this;
    const states = this.visited.states.size;
    return {
      complete: cut === undefined,
      ...(cut === undefined ? {} : { cut }),
      states,
      transitions,
      deadlocks,
      outcomes,
    };
  }
}
