import type { Status } from "../kernel/errno.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { Mutex } from "../kernel/mutex.ts";
import { PAGE_SIZE } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import { RwSem } from "../kernel/rwsem.ts";
import type { FaultInjection } from "../notifier/fault-injection.ts";
import { ListSubscriber } from "../notifier/list-subscriber.ts";
import { type NotifierRange, ULONG_MAX } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { CountedUmem } from "./counted-umem.ts";
import type { Newcomers } from "./newcomers.ts";
import type { UmemTree } from "./umem-tree.ts";
import type { Unmapping } from "./unmapping.ts";

/** What a context is made of besides itself. */
export interface ContextParts {
  readonly unmapping: Unmapping;
  readonly faults: FaultInjection;
  readonly tree: (owner: string) => UmemTree;
  readonly newcomers: (lock: RwSem, owner: string) => Newcomers;
}

/**
 * A device as one process uses it (struct ib_ucontext): the umems of that process, and the list
 * subscriber that tells them about sections.
 */
export class OdpContext {
  readonly tree: UmemTree;
  /** The umems, those without a byte included (odp_mrs_count). */
  umems = 0;
  /** Pieces of memory that were allocated for them and not given back. */
  allocations = 0;
  /** Guards the tree: callbacks hold it for read, registration for write (umem_rwsem). */
  readonly lock: RwSem;
  /**
   * Whoever registers or unregisters the subscriber holds this, and nothing that a callback takes:
   * both wait for callbacks. (The patch holds the semaphore for read; with one that lets nobody
   * pass a writer who waits that is a deadlock.)
   */
  readonly registration: Mutex;
  readonly newcomers: Newcomers;
  readonly subscriber: ListSubscriber;
  protected readonly unmapping: Unmapping;
  private readonly faults: FaultInjection;

  /**
   * @param mm - whose memory the context is about: that of the process that opened it
   * @param plain - the device cannot do on-demand paging: no hook, and pages are pinned
   */
  constructor(
    protected readonly kernel: Kernel,
    readonly name: string,
    readonly mm: Mm,
    readonly plain: boolean,
    { unmapping, newcomers, tree, faults }: ContextParts,
  ) {
    this.unmapping = unmapping;
    this.faults = faults;
    this.tree = tree(name);
    this.lock = this.makeLock();
    this.registration = new Mutex(kernel, "registration_mutex", name);
    this.newcomers = newcomers(this.lock, name);
    this.subscriber = this.makeSubscriber();
  }

  makeLock(): RwSem {
    return new RwSem(this.kernel, "umem_rwsem", "lock", this.name);
  }

  private makeSubscriber(): ListSubscriber {
    const [start, end] = [this.start.bind(this), this.end.bind(this)];
    const [page, release] = [this.invalidatePage.bind(this), this.release.bind(this)];
    return new ListSubscriber(this.name, {
      invalidate_range_start: (_, range) => start(range),
      invalidate_range_end: (_, range) => end(range),
      invalidate_page: (_, __, address) => page(address),
      release: () => release(),
    });
  }

  /** Nothing here goes without sleeping; so a range that must not block is refused, before anything is counted. */
  *start(range: NotifierRange): Coroutine<Status> {
    if (this.plain) return 0;
    if (!range.blockable) return "EAGAIN";
    yield* this.newcomers.sectionStarts();
    yield* this.walk(range.start, range.end, (umem) => this.startOne(umem, range.start, range.end));
    return 0;
  }

  /** An end may follow a start that was refused (July 2019): there is nothing to count off then. */
  *end(range: NotifierRange): Coroutine {
    if (this.plain || !range.blockable) return;
    yield* this.walk(range.start, range.end, (umem) => this.endOne(umem));
    yield* this.newcomers.sectionEnds();
  }

  /** A complete section over one page. */
  *invalidatePage(address: bigint): Coroutine {
    if (this.plain) return;
    const end = address + PAGE_SIZE;
    yield* this.newcomers.sectionStarts();
    yield* this.walk(address, end, (umem) => this.invalidateOne(umem, address, end));
    yield* this.newcomers.sectionEnds();
  }

  /** The address space ends: the section that begins here never does. */
  *release(): Coroutine {
    if (this.plain) return;
    yield* this.newcomers.sectionStarts();
    yield* this.walk(0n, ULONG_MAX, (umem) => this.releaseOne(umem));
  }

  *walk(start: bigint, end: bigint, visit: (umem: CountedUmem) => Coroutine<boolean>): Coroutine<boolean> {
    yield* this.lock.down("read");
    const answer = yield* this.tree.forEach(start, end, visit);
    this.lock.up();
    return answer;
  }

  *startOne(umem: CountedUmem, start: bigint, end: bigint): Coroutine<boolean> {
    yield* this.startAccount(umem);
    return yield* this.invalidateRange(umem, start, end);
  }

  *endOne(umem: CountedUmem): Coroutine<boolean> {
    yield* this.endAccount(umem);
    return false;
  }

  *invalidateOne(umem: CountedUmem, start: bigint, end: bigint): Coroutine<boolean> {
    const answer = yield* this.startOne(umem, start, end);
    yield* this.endOne(umem);
    return answer;
  }

  *releaseOne(umem: CountedUmem): Coroutine<boolean> {
    yield* umem.mutex.lock();
    if (umem.sections.counts) umem.sections.raise();
    umem.sections.die();
    umem.mutex.unlock();
    yield* umem.sections.wake();
    return yield* this.invalidateRange(umem, umem.start, umem.end);
  }

  /** ib_umem_notifier_start_account: nothing for a umem that does not count yet. */
  *startAccount(umem: CountedUmem): Coroutine {
    umem.noteUse();
    yield* umem.mutex.lock();
    if (umem.sections.counts) umem.sections.raise();
    umem.mutex.unlock();
  }

  /** ib_umem_notifier_end_account. */
  *endAccount(umem: CountedUmem): Coroutine {
    umem.noteUse();
    yield* umem.mutex.lock();
    if (umem.sections.counts) umem.sections.lower();
    umem.mutex.unlock();
    yield* umem.sections.wake();
  }

  /** The driver's hook, with the range as the section has it. The umem mutex is free. */
  *invalidateRange(umem: CountedUmem, start: bigint, end: bigint): Coroutine<boolean> {
    if (this.faults.take("lost-invalidation")) return false;
    return yield* this.unmapping.invalidate(umem, start, end, this.plain);
  }
}
