import { idOf, READ, WRITE } from "../kernel/access.ts";
import type { Errno } from "../kernel/errno.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Page } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { ExitPath } from "../mm/exit-path.ts";
import type { Memory } from "../mm/memory.ts";
import type { Faults } from "../mm/operations/faults.ts";
import type { MakeExclusive } from "../mm/operations/make-exclusive.ts";
import type { MigrateVma } from "../mm/operations/migrate-vma.ts";
import type { ActiveRanges } from "../notifier/active-ranges.ts";
import type { IntervalRegistry } from "../notifier/interval-registry.ts";
import type { Intervals } from "../notifier/intervals.ts";
import type { NotifierPolicy } from "../notifier/policy.ts";
import type { Registry } from "../notifier/registry.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import { type SecondaryEntry, SecondaryTable } from "./secondary-table.ts";

/** What a device driver calls in the kernel. */
export interface DriverInterface {
  readonly kernel: Kernel;
  readonly memory: Memory;
  readonly faults: Faults;
  readonly migrateVma: MigrateVma;
  readonly makeExclusive: MakeExclusive;
  readonly exitPath: ExitPath;
  readonly registry: Registry;
  readonly intervals: Intervals;
  readonly intervalRegistry: IntervalRegistry;
  readonly ranges: ActiveRanges;
  /** What drivers of this release rely on. */
  readonly policy: NotifierPolicy;
  /** kmalloc(GFP_KERNEL): may enter direct reclaim, which may invalidate. */
  readonly allocate: () => void;
}

/** A page that was looked up and is not yet mapped by the device. */
export interface Attempt {
  readonly address: bigint;
  readonly page: Page;
  readonly write: boolean;
  /** The sequence before the look-up. */
  readonly seq: bigint;
  /** In which life of the notifier that was. */
  readonly life: number;
  /** How often the device had moved pages itself. */
  readonly moves: number;
}

/** What became of an attempt: an error, or an outcome that is none. */
export type Outcome = "mapped" | "retry" | Errno;

/** What every device model has: an address space that it follows, and a table of its own. */
export abstract class Device {
  readonly table: SecondaryTable;
  /** Its notifier is registered: it may map pages. */
  protected ready = false;
  /** Counts the lives of the notifier; what was looked up in another one means nothing. */
  protected life = 0;
  /** Counts what no notifier tells the device, since it did it itself. */
  protected moves = 0;
  protected readonly attempts = new Map<string, Attempt>();
  protected readonly kernel: Kernel;
  private readonly state: number;

  constructor(
    protected readonly driver: DriverInterface,
    readonly name: string,
    readonly mm: Mm,
  ) {
    this.kernel = driver.kernel;
    this.table = new SecondaryTable(driver.kernel, name);
    this.state = idOf(`state of ${name}`);
  }

  /** Nobody holds a lock over this: it is told to the scheduler whenever it is touched. */
  protected setReady(ready: boolean): void {
    this.kernel.touch(this.state, WRITE);
    this.ready = ready;
    if (ready) this.life += 1;
  }

  protected isReady(): boolean {
    this.kernel.touch(this.state, READ);
    return this.ready;
  }

  /** True if the attempt belongs to the notifier as it is registered now. Asked under the device's lock. */
  protected isCurrent({ life }: Attempt): boolean {
    return this.isReady() && life === this.life;
  }

  /** The sequence that says later whether the attempt is still good. */
  protected abstract begin(address: bigint): Coroutine<bigint>;
  /** True if it is known already that the attempt would fail. */
  protected abstract isHopeless(seq: bigint): Coroutine<boolean>;
  /** Maps the page, unless it was invalidated since. */
  protected abstract install(attempt: Attempt): Coroutine<Outcome>;
  /** True if the device is meant to map this address. */
  protected abstract covers(address: bigint): boolean;

  /** One attempt of the device to map the page: look-up and commit. */
  *fault(address: bigint, write: boolean, token: string): Coroutine<Outcome> {
    const rc = yield* this.walk(address, write, token);
    if (rc === "EBUSY") return "retry";
    return rc === 0 ? yield* this.commit(token) : rc;
  }

  /**
   * The first half: takes a user reference, because the structure reference of the notifier is no
   * licence to fault, and looks the page up as hmm_range_fault does (Linux mm/hmm.c).
   */
  *walk(address: bigint, write: boolean, token: string): Coroutine<0 | Errno> {
    if (!this.isReady() || !this.covers(address)) return "EINVAL";
    if (!this.takeUser()) return "EFAULT";
    // Memory for the entry comes first: reclaim invalidates, and a callback takes the device's lock.
    this.driver.allocate();
    const { life, moves } = this;
    const seq = yield* this.begin(address);
    const found = yield* this.lookUp(address, write, seq);
    if (typeof found === "string") {
      yield* this.dropUser();
      return found;
    }
    this.attempts.set(token, { address, page: found.page, write: write && found.write, seq, life, moves });
    return 0;
  }

  takeUser(): boolean {
    return this.mm.getNotZero();
  }

  *lookUp(address: bigint, write: boolean, seq: bigint): Coroutine<SecondaryEntry | Errno> {
    const space = this.driver.memory.space(this.mm);
    const taken = yield* space.lockRead();
    const found = (yield* this.isHopeless(seq))
      ? "EBUSY"
      : yield* this.driver.faults.touch(space, address, write, this.name);
    if (taken) this.mm.mmapLock.up();
    return found;
  }

  /** The second half. Without a look-up before, in this life of the notifier, there is nothing to map. */
  *commit(token: string): Coroutine<Outcome> {
    this.kernel.touch(this.state, WRITE);
    const attempt = this.attempts.get(token);
    if (attempt === undefined) return "EINVAL";
    this.attempts.delete(token);
    const outcome = yield* this.install(attempt);
    yield* this.dropUser();
    return outcome;
  }

  /** May run the whole exit path, and with it the device's own callbacks: no lock of theirs is held. */
  *dropUser(): Coroutine {
    yield* this.driver.exitPath.mmput(this.mm);
  }

  /** Whatever was looked up is forgotten, with its user reference. */
  protected *abandon(): Coroutine {
    this.kernel.touch(this.state, WRITE);
    const count = this.attempts.size;
    this.attempts.clear();
    for (let i = 0; i < count; i += 1) yield* this.dropUser();
  }

  /** What was written through the device is told to the page, before the mapping is reported gone. */
  reportDirty(entry: SecondaryEntry): void {
    if (entry.write) this.driver.memory.pages.setDirty(entry.page);
  }
}
