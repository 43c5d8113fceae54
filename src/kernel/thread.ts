import { AFTER, idOf, pack } from "./access.ts";
import type { Coroutine, Point } from "./point.ts";

const START: Point = { access: pack(idOf("start"), AFTER), wait: { kind: "other", name: "start" } };

/** A kernel thread: a name, the code that it runs, and the contexts that it is in. */
export class KThread {
  /** The point at which it stands; undefined while idle. */
  point: Point | undefined;
  /** Spinlocks held: above 0 it must not sleep. */
  atomic = 0;
  /** Depth of no-sleep regions (callbacks of non-blockable ranges): above 0 it must not sleep. */
  nonblock = 0;
  /** Open read sections of the list's SRCU domain. */
  readSections = 0;
  /** How often it went to sleep on a wait queue. */
  sleeps = 0;
  private made = 0;

  private code: Coroutine<unknown> | undefined;

  constructor(readonly name: string) {}

  /** A name for something that this thread makes, the same in every execution. */
  nameFor(what: string): string {
    this.made += 1;
    return `${what} ${this.made} of ${this.name}`;
  }

  get idle(): boolean {
    return this.code === undefined;
  }

  /** True if it stands at a point that it may pass now. */
  get runnable(): boolean {
    const { point } = this;
    return point !== undefined && (point.ready === undefined || point.ready(this));
  }

  /** Gives an idle thread something to do. */
  begin(code: Coroutine<unknown>, start: Point = START): void {
    this.code = code;
    this.point = start;
  }

  /** Passes the point and runs to the next one. */
  step(): void {
    const { code } = this;
    this.point?.take?.(this);
    // Whatever the code throws, the thread has ended with it.
    this.code = undefined;
    this.point = undefined;
    const next = code?.next();
    if (next === undefined || next.done === true) {
      return;
    }
    this.code = code;
    this.point = next.value;
  }
}
