import type { Footprint } from "../kernel/access.ts";
import type { Model, State } from "./model.ts";
import { bit, type Execution, type Program, type Stuck } from "./program.ts";

/** A model as a program whose orders can be explored: what the search over its states is compared with. */
export class ModelProgram implements Program {
  readonly threads: number;

  constructor(private readonly model: Model) {
    this.threads = model.threads;
  }

  start(): Execution {
    return new ModelExecution(this.model);
  }
}

class ModelExecution implements Execution {
  private readonly state: State;

  constructor(private readonly model: Model) {
    this.state = model.initial();
  }

  enabled(): number {
    return this.model.enabled(this.state);
  }

  step(thread: number): Footprint {
    const footprint = this.model.footprint(this.state, thread);
    this.redo(thread);
    return footprint;
  }

  redo(thread: number): void {
    this.model.step(this.state, thread);
  }

  stuck(): readonly Stuck[] {
    const ended = this.model.ended(this.state);
    const all = Array.from({ length: this.model.threads }, (_, thread) => thread);
    return all
      .filter((thread) => (ended & bit(thread)) === 0)
      .map((thread) => ({ thread, pending: this.model.footprint(this.state, thread) }));
  }

  outcome(): string {
    return this.model.outcome(this.state);
  }
}
