import { AFTER, idOf, pack, READ, WRITE } from "./access.ts";
import type { Kernel } from "./kernel.ts";
import type { Coroutine, Point, Wait } from "./point.ts";
import type { KThread } from "./thread.ts";

export type Mode = "read" | "write";

export interface Hold {
  readonly thread: KThread;
  mode: Mode;
  /** What lets a queued request through, for the scheduler. */
  readonly id: number;
}

/**
 * A fair reader/writer semaphore: requests are served in order, so a reader queues behind a
 * waiting writer (Linux kernel/locking/rwsem.c hands the lock over in that way).
 */
export class RwSem {
  /** Write holds that have ended, by letting go or by a downgrade. */
  writesEnded = 0;
  protected holds: Hold[] = [];
  protected readonly queue: Hold[] = [];
  private readonly requests: Readonly<Record<Mode, Point>>;
  private readonly wait: Wait;
  private readonly id: number;

  constructor(
    protected readonly kernel: Kernel,
    readonly name: string,
    kind: Wait["kind"],
    owner: string,
  ) {
    this.id = idOf(`${name} ${owner}`);
    this.wait = { kind, name };
    // Requests to read commute with each other and with readers that leave; everything else does not.
    const request = (mode: typeof READ | typeof WRITE): Point => ({ access: pack(this.id, mode), wait: this.wait });
    this.requests = { read: request(READ), write: request(WRITE) };
  }

  /** How the thread holds it, if at all. */
  modeOf(thread: KThread): Mode | undefined {
    return this.holds.find((hold) => hold.thread === thread)?.mode;
  }

  /** Takes the lock; sleeps if need be. Taking it twice for write waits for ever, as in the kernel. */
  *down(mode: Mode): Coroutine {
    const thread = this.kernel.current;
    this.kernel.mightSleep(`take ${this.name} for ${mode}`);
    yield this.requests[mode];
    const hold: Hold = { thread, mode, id: idOf(thread.nameFor("request")) };
    this.queue.push(hold);
    this.admit();
    if (!this.holds.includes(hold)) {
      const ready = () => this.holds.includes(hold);
      yield { access: pack(hold.id, AFTER), wait: this.wait, ready, holders: () => this.before(hold) };
    }
    this.taken(thread, mode);
  }

  /** might_lock: tells the lock-order checker that the lock may be taken here. */
  mightLock(): void {
    const thread = this.kernel.current;
    this.kernel.lockdep.acquire(thread, this.name);
    this.kernel.lockdep.release(thread, this.name);
  }

  /** Takes the lock if that is possible at once. */
  *trylock(mode: Mode): Coroutine<boolean> {
    yield this.requests[mode];
    if (this.queue.length > 0 || !this.fits(mode)) return false;
    this.holds.push({ thread: this.kernel.current, mode, id: this.id });
    this.taken(this.kernel.current, mode, true);
    return true;
  }

  up(): void {
    const thread = this.kernel.current;
    const at = this.holds.findLastIndex((hold) => hold.thread === thread);
    const hold = this.holds[at];
    if (hold === undefined) {
      this.kernel.warn(`${this.name} is let go by a thread that does not hold it`);
      return;
    }
    this.holds.splice(at, 1);
    this.leave(hold.mode);
    if (hold.mode === "write") this.writesEnded += 1;
    this.kernel.lockdep.release(thread, this.name);
    this.trace("unlock", thread, hold.mode);
    this.admit();
  }

  /** Write hold to read hold, without a gap. */
  downgrade(): void {
    const thread = this.kernel.current;
    const hold = this.holds.find((other) => other.thread === thread && other.mode === "write");
    if (hold === undefined) {
      this.kernel.warn(`${this.name} is downgraded by a thread that does not hold it for write`);
      return;
    }
    hold.mode = "read";
    this.leave("write");
    this.writesEnded += 1;
    this.trace("unlock", thread, "write");
    this.trace("lock", thread, "read");
    this.admit();
  }

  /** Warns unless the current thread holds the lock in at least this mode. */
  assertHeld(mode: Mode, what: string): boolean {
    const held = this.modeOf(this.kernel.current);
    if (held === "write" || held === mode) return true;
    this.kernel.warn(`${what} without ${this.name} held for ${mode}`);
    return false;
  }

  /** Everybody who leaves brings the one who waits first nearer to its turn. */
  private leave(mode: Mode): void {
    this.kernel.touch(this.id, mode === "read" ? READ : WRITE);
    const [first] = this.queue;
    if (first !== undefined) this.kernel.touch(first.id, WRITE);
  }

  /** Whom a request waits for: those who hold the lock, and those in front of it. */
  private before(hold: Hold): KThread[] {
    const at = this.queue.indexOf(hold);
    return [...this.holds, ...this.queue.slice(0, Math.max(0, at))].map(({ thread }) => thread);
  }

  protected fits(mode: Mode): boolean {
    return this.holds.length === 0 || (mode === "read" && this.holds.every((hold) => hold.mode === "read"));
  }

  /** Grants to the head of the queue while it fits. */
  protected admit(): void {
    for (let head = this.queue[0]; head !== undefined && this.fits(head.mode); head = this.queue[0]) {
      this.queue.shift();
      this.kernel.touch(head.id, WRITE);
      this.holds.push(head);
    }
  }

  private taken(thread: KThread, mode: Mode, tried = false): void {
    this.kernel.lockdep.acquire(thread, this.name, tried);
    this.trace("lock", thread, mode);
  }

  private trace(event: "lock" | "unlock", thread: KThread, mode: Mode): void {
    if (!this.kernel.showsLocks) return;
    this.kernel.emit({ event, thread: thread.name, lock: this.name, mode });
  }
}
