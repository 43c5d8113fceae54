import type { Errno, Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import { Bond } from "./bond.ts";
import { BondCallbacks } from "./bond-callbacks.ts";
import type { ContextDescriptor } from "./context.ts";
import type { Domain } from "./domain.ts";
import type { SvaDevice } from "./sva-device.ts";

/**
 * A driver of shared virtual addressing (Linux drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c).
 * Its mutex guards who is bound to what; the notifier's callback runs under the page-table lock
 * and takes nothing.
 */
export class SvaDriver extends BondCallbacks {
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

  /** The driver is unloaded: frees that are outstanding run its code. */
  *unload(): Coroutine {
    yield* this.parts.registry.synchronize();
  }
}
