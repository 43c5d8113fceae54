import { ACQUIRE, idOf, pack, RELEASE } from "./access.ts";
import type { Kernel } from "./kernel.ts";
import type { Point, Wait } from "./point.ts";
import type { KThread } from "./thread.ts";

/** A spinlock: `yield lock.acquire`, then `lock.release()`. Its holder must not sleep. */
export class Spinlock {
  readonly acquire: Point;
  private readonly id: number;
  private owner: KThread | undefined;

  constructor(
    private readonly kernel: Kernel,
    readonly name: string,
    kind: Wait["kind"] = "other",
    /** Tells locks of the same name apart. */
    owner = "",
  ) {
    this.id = idOf(`${name} ${owner}`);
    this.acquire = {
      access: pack(this.id, ACQUIRE),
      wait: { kind, name },
      ready: () => this.owner === undefined,
      holders: () => (this.owner === undefined ? [] : [this.owner]),
      take: (thread) => {
        this.owner = thread;
        thread.atomic += 1;
        kernel.lockdep.acquire(thread, name);
        if (kernel.showsLocks) kernel.emit({ event: "lock", thread: thread.name, lock: name });
      },
    };
  }

  get held(): boolean {
    return this.owner !== undefined;
  }

  heldBy(thread: KThread): boolean {
    return this.owner === thread;
  }

  /** Asserts that the current thread holds the lock, before data that it owns is touched. */
  assertHeld(): void {
    if (this.owner !== this.kernel.current) this.kernel.warn(`${this.name} is not held`);
  }

  release(): void {
    const thread = this.kernel.current;
    this.assertHeld();
    this.owner = undefined;
    this.kernel.touch(this.id, RELEASE);
    thread.atomic -= 1;
    this.kernel.lockdep.release(thread, this.name);
    if (this.kernel.showsLocks) this.kernel.emit({ event: "unlock", thread: thread.name, lock: this.name });
  }
}
