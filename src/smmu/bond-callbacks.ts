import { idOf, READ, WRITE } from "../kernel/access.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { Mutex } from "../kernel/mutex.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { ExitPath } from "../mm/exit-path.ts";
import type { FaultInjection } from "../notifier/fault-injection.ts";
import type { ListOps } from "../notifier/list-subscriber.ts";
import type { SecondaryPolicy } from "../notifier/policy.ts";
import type { Registry } from "../notifier/registry.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { Asids } from "./asids.ts";
import type { Bond } from "./bond.ts";
import type { CommandQueue } from "./command-queue.ts";
import type { Domain } from "./domain.ts";
import type { Forget } from "./iommu.ts";
import type { SvaPolicy } from "./policy.ts";
import type { TranslationCache } from "./translation-cache.ts";

/** What the driver calls. */
export interface DriverParts {
  readonly registry: Registry;
  readonly exitPath: ExitPath;
  readonly faults: FaultInjection;
  readonly asids: Asids;
  readonly commands: CommandQueue;
  readonly tlb: TranslationCache;
  /** The secondary-TLB callback of the profile. */
  readonly callback: NonNullable<SecondaryPolicy["callback"]>;
}

/** The bonds of a driver, and what the callbacks of their notifiers do. */
export class BondCallbacks {
  readonly mutex: Mutex;
  private list: readonly Bond[] = [];
  private readonly listId = idOf("bonds");
  private readonly pasids = new Map<Mm, number>();

  constructor(
    protected readonly kernel: Kernel,
    readonly policy: SvaPolicy,
    readonly parts: DriverParts,
  ) {
    this.mutex = new Mutex(kernel, "sva_lock");
  }

  /** The mutex owns them; a look without it is a race. */
  get bonds(): readonly Bond[] {
    this.kernel.touch(this.listId, READ);
    return this.list;
  }

  set bonds(bonds: readonly Bond[]) {
    this.kernel.touch(this.listId, WRITE);
    this.list = bonds;
  }

  find(domain: Domain, mm: Mm): Bond | undefined {
    return this.bonds.find((bond) => bond.domain === domain && bond.mm === mm);
  }

  /** One for each address space, whoever is bound to it. */
  protected pasidOf(mm: Mm): number {
    const pasid = this.pasids.get(mm) ?? this.pasids.size + 1;
    this.pasids.set(mm, pasid);
    return pasid;
  }

  ops(bond: Bond): ListOps {
    return {
      [this.parts.callback]: (_: unknown, __: unknown, start: bigint, end: bigint) => this.invalidate(bond, start, end),
      ...(bond.domain.kind.releases ? { release: () => this.release(bond) } : {}),
      free_notifier: () => this.free(bond),
    };
  }

  /** The address space ends: no walk may begin any more, and nothing may be kept. */
  *release(bond: Bond): Coroutine {
    yield* this.mutex.lock();
    if (!this.isDone(bond)) yield* this.quiesce(bond);
    this.mutex.unlock();
  }

  *quiesce(bond: Bond): Coroutine {
    for (const target of this.contextsOf(bond)) yield* this.parts.commands.writeContext(target, bond, "quiet");
    yield* this.flushAll(bond);
    bond.cleared = true;
  }

  /** Whose contexts are those of the bond: the domain's, or each attached device's. */
  contextsOf(bond: Bond): string[] {
    if (this.policy.contextOfDomain) return [bond.domain.name];
    return bond.domain.devices.filter((device) => device.bond === bond).map(({ context }) => context);
  }

  /** Release and the last unbind need to flush once, whoever comes first. */
  isDone(bond: Bond): boolean {
    return this.policy.flushesOnce && bond.cleared;
  }

  *flushAll(bond: Bond): Coroutine {
    yield* this.forget(bond, "everything", true);
  }

  /** The notifier's callback, under the page-table lock. */
  *invalidate(bond: Bond, start: bigint, end: bigint): Coroutine {
    const { kind, traits } = bond.domain;
    yield* this.forget(bond, kind.forget(start, end, traits), !this.isSnooped(bond));
  }

  /** The SMMU has followed the CPUs' broadcast by itself; devices do not. */
  isSnooped({ domain }: Bond): boolean {
    return this.policy.sharesAsid && domain.traits.btm;
  }

  /** The TLB first: a device that asks again must not be given what is about to go. */
  *forget(bond: Bond, what: Forget, tlb: boolean): Coroutine {
    const { asid } = this.parts.asids.read(bond.cd);
    if (tlb) yield* this.parts.commands.invalidateTlb(bond, asid, what);
    for (const device of bond.domain.devices) yield* this.parts.commands.invalidateAtc(device, bond.pasid, what);
  }

  /** free_notifier: no callback runs any more, so that what they read may go. */
  *free(bond: Bond): Coroutine {
    this.parts.asids.drop(bond.cd);
  }

  /** What the CPUs broadcast reaches an SMMU that snoops. */
  snoop(mm: Mm, start: bigint, end: bigint): void {
    for (const bond of this.bonds) {
      if (bond.mm === mm && this.isSnooped(bond)) this.parts.tlb.drop(bond.cd.asid, start, end);
    }
  }
}
