import type { Kernel } from "./kernel.ts";
import type { Point, Wait } from "./point.ts";
import type { KThread } from "./thread.ts";

/** A spinlock: `yield lock.acquire`, then `lock.release()`. Its holder must not sleep. */
export class Spinlock {
  readonly acquire: Point;
  private owner: KThread | undefined;

  constructor(
    private readonly kernel: Kernel,
    readonly name: string,
    kind: Wait["kind"] = "other",
  ) {
    this.acquire = {
      object: this,
      write: true,
      wait: { kind, name },
      ready: () => this.owner === undefined,
      take: (thread) => {
        this.owner = thread;
        thread.atomic += 1;
        kernel.lockdep.acquire(thread, name);
        kernel.emit({ event: "lock", thread: thread.name, lock: name });
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
    thread.atomic -= 1;
    this.kernel.lockdep.release(thread, this.name);
    this.kernel.emit({ event: "unlock", thread: thread.name, lock: this.name });
  }
}
