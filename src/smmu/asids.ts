import { idOf, READ, WRITE } from "../kernel/access.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { FaultInjection } from "../notifier/fault-injection.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import { ContextDescriptor } from "./context.ts";

/**
 * The address space IDs. Up to 6.1 an ASID is the CPU's own for the address space: it is pinned,
 * and everybody who is bound to the address space shares one descriptor (arm_smmu_alloc_shared_cd).
 * Later every domain has one of its own (arm_smmu_sva_domain_alloc).
 */
export class Asids {
  private readonly used = new Map<number, ContextDescriptor>();

  constructor(
    private readonly kernel: Kernel,
    private readonly faults: FaultInjection,
    private readonly shares: boolean,
  ) {}

  /** A descriptor with a reference for the caller; ESRCH if the address space has no ASID to give. */
  take(mm: Mm): ContextDescriptor | "ESRCH" {
    const known = this.shares ? [...this.used.values()].find((cd) => cd.mm === mm) : undefined;
    if (known !== undefined) {
      known.refs += 1;
      return known;
    }
    if (this.faults.take("asid-ESRCH")) return "ESRCH";
    mm.grab();
    const made = new ContextDescriptor(mm, this.lowestFree());
    this.used.set(made.asid, made);
    return made;
  }

  /** Drops a reference; with the last one the ASID may be used again, and the structure is let go. */
  drop(cd: ContextDescriptor): void {
    cd.refs -= 1;
    if (cd.refs > 0) return;
    this.kernel.touch(idOf(`context descriptor ${cd.asid}`), WRITE);
    cd.freed = true;
    this.reuse(cd);
    cd.mm.drop();
  }

  /** The ASID may be given to another. */
  reuse(cd: ContextDescriptor): void {
    if (this.used.get(cd.asid) === cd) this.used.delete(cd.asid);
  }

  /** The driver reads the descriptor, as its callbacks do. */
  read(cd: ContextDescriptor): ContextDescriptor {
    this.kernel.touch(idOf(`context descriptor ${cd.asid}`), READ);
    if (cd.freed) this.kernel.warn(`use after free of the context descriptor of ${cd.mm.name}`);
    return cd;
  }

  private lowestFree(): number {
    let asid = 1;
    while (this.used.has(asid)) asid += 1;
    return asid;
  }
}
