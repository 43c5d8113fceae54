import { ACQUIRE, idOf, pack, READ, RELEASE } from "./access.ts";
import type { Kernel } from "./kernel.ts";
import type { Coroutine, Point } from "./point.ts";
import type { KThread } from "./thread.ts";

/** A sleeping lock with one owner. */
export class Mutex {
  private readonly id: number;
  private owner: KThread | undefined;
  private readonly acquire: Point;
  private readonly attempt: Point;

  constructor(
    private readonly kernel: Kernel,
    readonly name: string,
    /** Tells locks of the same name apart. */
    owner = "",
  ) {
    this.id = idOf(owner === "" ? `lock ${name}` : `lock ${name} of ${owner}`);
    const wait = { kind: "lock", name } as const;
    this.acquire = {
      access: pack(this.id, ACQUIRE),
      wait,
      ready: () => this.owner === undefined,
      holders: () => (this.owner === undefined ? [] : [this.owner]),
      take: (thread) => this.own(thread),
    };
    this.attempt = { access: pack(this.id, READ), wait };
  }

  heldBy(thread: KThread): boolean {
    return this.owner === thread;
  }

  *lock(): Coroutine {
    this.kernel.mightSleep(`lock ${this.name}`);
    if (this.owner === this.kernel.current) this.kernel.warn(`recursive locking of ${this.name}`);
    yield this.acquire;
  }

  /** True if the lock was free. Never sleeps. */
  *trylock(): Coroutine<boolean> {
    yield this.attempt;
    if (this.owner !== undefined) return false;
    this.kernel.touch(this.id, ACQUIRE);
    this.own(this.kernel.current, true);
    return true;
  }

  unlock(): void {
    const thread = this.kernel.current;
    if (this.owner !== thread) {
      this.kernel.warn(`${this.name} is unlocked by a thread that does not hold it`);
      return;
    }
    this.owner = undefined;
    this.kernel.touch(this.id, RELEASE);
    this.kernel.lockdep.release(thread, this.name);
    if (this.kernel.showsLocks) this.kernel.emit({ event: "unlock", thread: thread.name, lock: this.name });
  }

  private own(thread: KThread, tried = false): void {
    this.owner = thread;
    this.kernel.lockdep.acquire(thread, this.name, tried);
    if (this.kernel.showsLocks) this.kernel.emit({ event: "lock", thread: thread.name, lock: this.name });
  }
}
