import { AFTER, idOf, pack } from "./access.ts";
import type { Kernel } from "./kernel.ts";
import type { Coroutine, Point } from "./point.ts";

/** A gate: closed until it is opened, once and for all. */
export class Gate {
  private opened = false;
  private readonly passage: Point;

  constructor(
    private readonly kernel: Kernel,
    readonly name: string,
  ) {
    this.passage = {
      access: pack(idOf(`gate ${name}`), AFTER),
      wait: { kind: "gate", name },
      ready: () => this.opened,
    };
  }

  open(): void {
    this.opened = true;
  }

  /** Waits until the gate is open, whatever the thread holds: a debugger's stop, not a sleep. */
  *stop(): Coroutine {
    if (!this.opened) yield this.passage;
  }

  /** Waits until the gate is open. Where nothing may sleep that is diagnosed, and not waited for. */
  *pass(): Coroutine {
    if (this.opened) return;
    if (this.kernel.mightSleep(`gate ${this.name}`)) yield this.passage;
  }
}
