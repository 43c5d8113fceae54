import type { CpuTlb } from "../kernel/cpu-tlb.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { Pages } from "../kernel/pages.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { SecondaryTlbs } from "../notifier/secondary-tlbs.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import { AddressSpace } from "./address-space.ts";
import { Gather } from "./gather.ts";
import type { MmPolicy } from "./policy.ts";
import type { SectionCaller } from "./section-caller.ts";

/** What the operations of every address space share: pages, the CPU's TLBs, and the notifiers. */
export class Memory {
  readonly pages: Pages;
  private readonly spaces = new Map<Mm, AddressSpace>();

  constructor(
    readonly kernel: Kernel,
    readonly policy: MmPolicy,
    readonly sections: SectionCaller,
    readonly tlb: CpuTlb,
    readonly secondary: SecondaryTlbs,
  ) {
    this.pages = new Pages(kernel);
  }

  /** tlb_gather_mmu; `fullMm` at the end of the address space. */
  gather(space: AddressSpace, fullMm = false): Gather {
    return new Gather(this, space, fullMm);
  }

  /** The memory of an mm, made at first use. */
  space(mm: Mm): AddressSpace {
    const known = this.spaces.get(mm);
    if (known !== undefined) return known;
    const space = new AddressSpace(this.kernel, mm);
    this.spaces.set(mm, space);
    if (this.policy.vmaLocks) mm.lockVmas = () => this.lockVmas(space);
    return space;
  }

  /** The VMA part of mm_take_all_locks. */
  *lockVmas(space: AddressSpace): Coroutine {
    for (const vma of space.vmas) yield* space.startWrite(vma);
  }
}
