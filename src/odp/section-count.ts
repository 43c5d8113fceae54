import { idOf, pack, READ, WRITE } from "../kernel/access.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine, Point } from "../kernel/point.ts";
import { WaitQueue } from "../kernel/wait-queue.ts";

/**
 * What a umem knows of the sections over it: how many are open, and a sequence that says whether
 * one has ended since (notifiers_count, notifiers_seq and notifier_completion of the patch of
 * 2014). The umem mutex owns all of it; a fault samples the sequence without.
 */
export class SectionCount {
  /** The umem counts for itself. One that came amid sections does not, until they are over. */
  counts = true;
  private running = 0;
  private sequence = 0n;
  protected isDying = false;
  private done = true;
  protected readonly waiters: WaitQueue;
  private readonly sampling: Point;
  private readonly ids: { readonly open: number; readonly seq: number; readonly done: number };

  constructor(
    protected readonly kernel: Kernel,
    owner: string,
  ) {
    this.ids = {
      open: idOf(`count of ${owner}`),
      seq: idOf(`sequence of ${owner}`),
      done: idOf(`completion of ${owner}`),
    };
    this.waiters = new WaitQueue(kernel, { kind: "interval" }, `sections of ${owner}`);
    this.sampling = { access: pack(this.ids.seq, READ), wait: { kind: "other", name: "sequence" } };
  }

  /** The sections over the umem that are open. Each access is told, so that one without the mutex is a race. */
  get open(): number {
    this.kernel.touch(this.ids.open, READ);
    return this.running;
  }

  set open(open: number) {
    this.kernel.touch(this.ids.open, WRITE);
    this.running = open;
  }

  get seq(): bigint {
    this.kernel.touch(this.ids.seq, READ);
    return this.sequence;
  }

  /** The address space has ended: no fault succeeds any more. */
  get dying(): boolean {
    return this.isDying;
  }

  /** The sequence, read without the mutex, as one value. */
  *sample(): Coroutine<bigint> {
    yield this.sampling;
    return this.sequence;
  }

  /** A section begins. The first one re-arms the completion. */
  raise(): void {
    this.open += 1;
    if (this.open === 1) this.setDone(false);
  }

  /** A section ends: the sequence first, so that whoever sees the lower count sees the sequence too. */
  lower(): void {
    this.raiseSeq();
    this.open -= 1;
    if (this.open === 0) this.setDone(true);
  }

  raiseSeq(): void {
    this.kernel.touch(this.ids.seq, WRITE);
    this.sequence += 1n;
  }

  /** The umem waits for the sections that were there before it. */
  suspend(): void {
    this.counts = false;
    this.setDone(false);
  }

  /** They are over. Whoever sampled before looked at page tables inside them, and has to try again. */
  resume(): void {
    this.raiseSeq();
    this.counts = true;
    this.setDone(true);
  }

  /** Told before the waiters are released, so that they can tell it from the end of a section. */
  die(): void {
    this.isDying = true;
    this.setDone(true);
  }

  /** Nobody has anything to wait for any more. */
  giveUp(): void {
    this.setDone(true);
  }

  /** ib_umem_mmu_notifier_retry, under the umem mutex. */
  mustRetry(seq: bigint): boolean {
    if (!this.counts || this.dying || this.open !== 0) return true;
    return this.seq !== seq;
  }

  /** complete_all, outside the mutex: whoever waits looks again. */
  *wake(): Coroutine {
    if (this.done) yield* this.waiters.wakeAll();
  }

  /** wait_for_completion: until no section is open, or the umem is dying. */
  *wait(): Coroutine {
    const isDone = this.lookDone.bind(this);
    yield* this.waiters.waitEvent(isDone);
  }

  private *lookDone(): Coroutine<boolean> {
    this.kernel.touch(this.ids.done, READ);
    return this.done;
  }

  protected setDone(done: boolean): void {
    this.kernel.touch(this.ids.done, WRITE);
    this.done = done;
  }
}
