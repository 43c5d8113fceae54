import { idOf, READ, WRITE } from "../kernel/access.ts";
import type { Errno, Status } from "../kernel/errno.ts";
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
import { Bond } from "./bond.ts";
import type { CommandQueue } from "./command-queue.ts";
import type { ContextDescriptor } from "./context.ts";
import type { Domain } from "./domain.ts";
import type { Forget } from "./iommu.ts";
import type { SvaPolicy } from "./policy.ts";
import type { SvaDevice } from "./sva-device.ts";
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

/**
 * A driver of shared virtual addressing (Linux drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c).
 * Its mutex guards who is bound to what; the notifier's callback runs under the page-table lock
 * and takes nothing.
 */
export class SvaDriver {
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

  /** Binds a device to an address space. The user reference keeps release away until it is done. */
  *bind(device: SvaDevice, mm: Mm): Coroutine<Status> {
    if (!mm.getNotZero()) return "EINVAL";
    yield* this.mutex.lock();
    const rc = device.bond === undefined ? yield* this.attach(device, mm) : this.bindAgain(device, mm);
    this.mutex.unlock();
    yield* this.parts.exitPath.mmput(mm);
    return rc;
  }

  protected bindAgain(device: SvaDevice, mm: Mm): Status {
    if (device.bond?.mm !== mm) return "EBUSY";
    device.handles += 1;
    return 0;
  }

  *attach(device: SvaDevice, mm: Mm): Coroutine<Status> {
    const bond = yield* this.get(device.domain, mm);
    if (typeof bond === "string") return bond;
    if (!this.policy.contextOfDomain) yield* this.parts.commands.writeContext(device.context, bond, "valid");
    device.bond = bond;
    device.handles = 1;
    return 0;
  }

  /** The bond of the domain and the address space: the one that is there, or a new one. */
  *get(domain: Domain, mm: Mm): Coroutine<Bond | Errno> {
    const known = this.find(domain, mm);
    if (known === undefined) return yield* this.make(domain, mm);
    known.refs += 1;
    return known;
  }

  find(domain: Domain, mm: Mm): Bond | undefined {
    return this.bonds.find((bond) => bond.domain === domain && bond.mm === mm);
  }

  /** Register, then install the context, then list: an error undoes what was done before. */
  protected *make(domain: Domain, mm: Mm): Coroutine<Bond | Errno> {
    const cd = this.parts.asids.take(mm);
    if (cd === "ESRCH") return cd;
    if (this.parts.faults.take("alloc-ENOMEM")) return this.undo(cd, "ENOMEM");
    const bond = new Bond(this.kernel, domain, cd, this.pasidOf(mm), (made) => this.ops(made));
    const rc = yield* this.parts.registry.register(bond.notifier, mm);
    if (rc !== 0) return this.undo(cd, rc);
    const failed = yield* this.install(bond);
    if (failed !== undefined) return failed;
    this.bonds = [...this.bonds, bond];
    if (domain.kind.coprocessor) mm.copros += 1;
    return bond;
  }

  /** Nobody knows of the notifier yet. */
  undo(cd: ContextDescriptor, error: Errno): Errno {
    this.parts.asids.drop(cd);
    return error;
  }

  /** From the registration on callbacks may run: an error has the notifier freed later, and the descriptor with it. */
  *install(bond: Bond): Coroutine<Errno | undefined> {
    if (this.parts.faults.take("context-ENOMEM")) {
      yield* this.parts.registry.put(bond.notifier);
      return "ENOMEM";
    }
    if (this.policy.contextOfDomain) yield* this.parts.commands.writeContext(bond.domain.name, bond, "valid");
    return undefined;
  }

  ops(bond: Bond): ListOps {
    return {
      [this.parts.callback]: (_: unknown, __: unknown, start: bigint, end: bigint) => this.invalidate(bond, start, end),
      ...(bond.domain.kind.releases ? { release: () => this.release(bond) } : {}),
      free_notifier: () => this.free(bond),
    };
  }

  /** Ends what a bind began. The last one of a bond takes it apart. */
  *unbind(device: SvaDevice): Coroutine {
    yield* this.mutex.lock();
    device.handles -= 1;
    const { bond } = device;
    if (bond !== undefined && device.handles === 0) yield* this.detach(device, bond);
    this.mutex.unlock();
  }

  protected *detach(device: SvaDevice, bond: Bond): Coroutine {
    device.bond = undefined;
    if (!this.policy.contextOfDomain) yield* this.detachContext(device, bond);
    yield* this.put(bond);
  }

  /** A device with a context of its own takes it along, and what it kept, whoever else is bound. */
  protected *detachContext(device: SvaDevice, bond: Bond): Coroutine {
    yield* this.parts.commands.writeContext(device.context, bond, "none");
    yield* this.parts.commands.invalidateAtc(device, bond.pasid, "everything");
  }

  /** Acts on the last reference only: off the list, no walks any more, nothing kept, and then the notifier. */
  *put(bond: Bond): Coroutine {
    bond.refs -= 1;
    if (bond.refs > 0) return;
    this.bonds = this.bonds.filter((other) => other !== bond);
    if (bond.domain.kind.coprocessor) bond.mm.copros -= 1;
    if (this.policy.contextOfDomain) yield* this.parts.commands.writeContext(bond.domain.name, bond, "none");
    if (!this.isDone(bond)) yield* this.flushAll(bond);
    bond.cleared = true;
    if (!this.policy.sharesAsid) this.parts.asids.reuse(bond.cd);
    yield* this.parts.registry.put(bond.notifier);
  }

  /** Release and the last unbind need to flush once, whoever comes first. */
  isDone(bond: Bond): boolean {
    return this.policy.flushesOnce && bond.cleared;
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

  /** The driver is unloaded: frees that are outstanding run its code. */
  *unload(): Coroutine {
    yield* this.parts.registry.synchronize();
  }

  /** What the CPUs broadcast reaches an SMMU that snoops. */
  snoop(mm: Mm, start: bigint, end: bigint): void {
    for (const bond of this.bonds) {
      if (bond.mm === mm && this.isSnooped(bond)) this.parts.tlb.drop(bond.cd.asid, start, end);
    }
  }

  /** One for each address space, whoever is bound to it. */
  private pasidOf(mm: Mm): number {
    const pasid = this.pasids.get(mm) ?? this.pasids.size + 1;
    this.pasids.set(mm, pasid);
    return pasid;
  }
}
