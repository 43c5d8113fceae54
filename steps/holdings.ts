import type { ScriptStep } from "../src/port/generated/protocol.ts";
import type { OperationName } from "../src/port/operation.ts";

/** A call that lets go of something. */
export interface Release {
  readonly thread: string;
  readonly op: OperationName;
  readonly args: Record<string, unknown>;
}

/** Who cannot make a call now. */
type IsBlocked = (thread: string) => boolean;

const MMAP_LOCK = "mmap_lock of ";

/** What a scenario holds open: gates, sections and user locks, so that it can be wound down. */
export class Holdings {
  private readonly gates = new Set<string>();
  /** Open sections: range object to thread. */
  private readonly open = new Map<string, string>();
  /** The range object of each thread's last non-blocking start. */
  private readonly lastObject = new Map<string, string>();
  private readonly locks = new Map<string, string>();

  /** Gates that a script mentions. */
  addGates(steps: readonly ScriptStep[]): void {
    for (const step of steps) if (step.do === "gate") this.gates.add(step.gate);
  }

  addGate(gate: string): void {
    this.gates.add(gate);
  }

  dropGate(gate: string): void {
    this.gates.delete(gate);
  }

  /** The gates that nobody has opened. */
  closedGates(): string[] {
    return [...this.gates];
  }

  /** True if this range object has an open section. */
  isOpen(object: string): boolean {
    return this.open.has(object);
  }

  /** Range names (or objects) of the thread's open sections, oldest first. */
  sectionsOf(thread: string): string[] {
    const own = [...this.open].filter(([, opener]) => opener === thread).map(([object]) => object);
    return own.map((object) => (object.startsWith(`${thread}:`) ? object.slice(thread.length + 1) : object));
  }

  /** A thread makes a call: what it takes, and what it gives back. */
  called(thread: string, op: string, args: Record<string, unknown>): void {
    const { range, lock, mm } = args;
    switch (op) {
      case "invalidate_range_start_nonblock":
        this.lastObject.set(thread, String(range));
        this.open.set(String(range), thread);
        break;
      case "invalidate_range_start":
        this.open.set(String(range), thread);
        break;
      case "invalidate_range_end":
        this.open.delete(String(range));
        break;
      case "lock":
        this.locks.set(String(lock), thread);
        break;
      case "unlock":
        this.locks.delete(String(lock));
        break;
      case "mmap_lock":
        this.locks.set(`${MMAP_LOCK}${String(mm)}`, thread);
        break;
      case "mmap_unlock":
        this.locks.delete(`${MMAP_LOCK}${String(mm)}`);
    }
  }

  /** A call returned: a non-blocking start that failed opened nothing. */
  returned(thread: string, op: string, result: unknown): void {
    if (op !== "invalidate_range_start_nonblock" || result === 0) return;
    for (const [object, opener] of this.open) {
      if (opener === thread && this.lastObject.get(thread) === object) this.open.delete(object);
    }
  }

  /**
   * The calls that let go of all that threads hold who can still make calls: sections first, user locks where no
   * section is left. Each is made before the next is asked for, and may wake another thread.
   */
  *releases(isBlocked: IsBlocked): Generator<Release, void> {
    for (let progress = true; progress; ) {
      progress = (yield* this.endings(isBlocked)) || (yield* this.unlockings(isBlocked));
    }
  }

  private *endings(isBlocked: IsBlocked): Generator<Release, boolean> {
    let progress = false;
    for (const [range, thread] of [...this.open]) {
      if (isBlocked(thread)) continue;
      this.open.delete(range);
      yield { thread, op: "invalidate_range_end", args: { range } };
      progress = true;
    }
    return progress;
  }

  private *unlockings(isBlocked: IsBlocked): Generator<Release, boolean> {
    let progress = false;
    for (const [lock, thread] of [...this.locks]) {
      if (isBlocked(thread)) continue;
      this.locks.delete(lock);
      if (lock.startsWith(MMAP_LOCK)) yield { thread, op: "mmap_unlock", args: { mm: lock.slice(MMAP_LOCK.length) } };
      else yield { thread, op: "unlock", args: { lock } };
      progress = true;
    }
    return progress;
  }
}
