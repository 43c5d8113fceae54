import type { KThread } from "./thread.ts";

/**
 * A lock-order checker in the manner of the kernel's: it learns which lock class is taken while
 * which other is held, and reports the first acquisition that closes a cycle, whether or not the
 * deadlock happens in this run (Linux Documentation/locking/lockdep-design.rst).
 */
export class Lockdep {
  private readonly held = new Map<KThread, string[]>();
  private readonly after = new Map<string, Set<string>>();
  private readonly reported = new Set<string>();

  constructor(private readonly report: (text: string) => void) {}

  /** The thread takes a lock of this class. One that it only tried for could not have blocked it. */
  acquire(thread: KThread, lock: string, tried = false): void {
    const stack = this.held.get(thread) ?? [];
    if (!tried) for (const outer of stack) this.order(outer, lock);
    stack.push(lock);
    this.held.set(thread, stack);
  }

  /** The thread lets go of it. */
  release(thread: KThread, lock: string): void {
    const stack = this.held.get(thread) ?? [];
    const at = stack.lastIndexOf(lock);
    if (at >= 0) stack.splice(at, 1);
  }

  /** Classes that the thread holds now, in the order in which it took them. */
  heldBy(thread: KThread): readonly string[] {
    return this.held.get(thread) ?? [];
  }

  private order(outer: string, inner: string): void {
    if (outer === inner) return;
    const key = `${outer} -> ${inner}`;
    if (!this.reported.has(key) && this.reaches(inner, outer)) {
      this.reported.add(key);
      this.report(
        `possible circular locking: ${inner} is taken while ${outer} is held, and elsewhere the other way round`,
      );
    }
    const known = this.after.get(outer) ?? new Set();
    known.add(inner);
    this.after.set(outer, known);
  }

  private reaches(from: string, to: string, seen = new Set<string>()): boolean {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return [...(this.after.get(from) ?? [])].some((next) => this.reaches(next, to, seen));
  }
}
