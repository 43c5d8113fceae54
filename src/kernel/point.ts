import type { Access } from "./access.ts";
import type { KThread } from "./thread.ts";

/** What a thread waits for, in the port's words. */
export interface Wait {
  readonly kind:
    | "gate"
    | "lock"
    | "mmap_lock"
    | "rmap_lock"
    | "page_table_lock"
    | "interval"
    | "grace_period"
    | "other";
  readonly name?: string;
}

/**
 * A scheduling point: what a thread is about to do next. A thread yields it, the strategy sees it
 * before it happens, and the scheduler carries it out when it resumes the thread.
 */
export interface Point {
  /** What passing it touches; whatever else the step touches is told to the kernel as it happens. */
  readonly access: Access;
  /** What the thread waits for while the point is not ready. */
  readonly wait: Wait;
  /** False while the thread has to wait. Left out: always ready. */
  ready?(thread: KThread): boolean;
  /** Who keeps it from being ready, as far as that is known. */
  holders?(): readonly KThread[];
  /** Lets a sleeper look again, as a spurious wake-up does. */
  wake?(): void;
  /** The effect, in the moment in which the thread goes on. */
  take?(thread: KThread): void;
}

/** A kernel thread's code: it yields each scheduling point before it passes it. */
export type Coroutine<T = void> = Generator<Point, T, void>;
