import { idOf, pack, READ, WRITE } from "../kernel/access.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine, Point } from "../kernel/point.ts";
import type { RwSem } from "../kernel/rwsem.ts";
import type { CountedUmem } from "./counted-umem.ts";

/**
 * Umems that were registered while sections were open. Such a section's end would be counted
 * without its start; so the context counts its sections too, and a newcomer counts for itself only
 * from the moment when none is open any more. Until then its faults try again (the global counter
 * that Raindel proposed in 001_48d3141d0b0199f8.txt, and that v3.19 merged).
 */
export class Newcomers {
  /** The sections of the context that are open. */
  protected running = 0;
  protected readonly waiting = new Set<CountedUmem>();
  private readonly raising: Point;
  private readonly id: number;

  constructor(
    protected readonly kernel: Kernel,
    /** The context's semaphore: the zero crossing and an admission exclude each other. */
    protected readonly lock: RwSem,
    owner: string,
  ) {
    this.id = idOf(`running sections of ${owner}`);
    this.raising = { access: pack(this.id, WRITE), wait: { kind: "other", name: "running sections" } };
  }

  get open(): number {
    this.kernel.touch(this.id, READ);
    return this.running;
  }

  isWaiting(umem: CountedUmem): boolean {
    return this.waiting.has(umem);
  }

  /** The first umem: nothing was ever counted here that could still end. */
  reset(): void {
    this.kernel.touch(this.id, WRITE);
    this.running = 0;
  }

  /** A section begins: told before the walk, so that nobody is admitted in between unseen. */
  *sectionStarts(): Coroutine {
    yield this.raising;
    this.running += 1;
  }

  /** A section is over, its walk included. Nobody holds the semaphore here. */
  *sectionEnds(): Coroutine {
    yield this.raising;
    this.running -= 1;
    if (this.running === 0) yield* this.switchOver();
  }

  /** Whoever waits counts for itself from now on, unless a section has begun meanwhile. */
  *switchOver(): Coroutine {
    yield* this.lock.down("write");
    const umems = this.open === 0 ? [...this.waiting] : [];
    for (const umem of umems) yield* this.resume(umem);
    this.lock.up();
  }

  *resume(umem: CountedUmem): Coroutine {
    this.waiting.delete(umem);
    umem.noteUse();
    yield* umem.mutex.lock();
    umem.sections.resume();
    umem.mutex.unlock();
    yield* umem.sections.wake();
  }

  /** A umem comes in. The caller holds the semaphore for write. */
  *admit(umem: CountedUmem): Coroutine {
    if (this.open === 0) return;
    umem.sections.suspend();
    this.waiting.add(umem);
  }

  /** A umem goes, and nobody will ever tell its waiters. The caller holds the semaphore for write. */
  *leave(umem: CountedUmem): Coroutine {
    this.waiting.delete(umem);
    umem.sections.giveUp();
    yield* umem.sections.wake();
  }
}
