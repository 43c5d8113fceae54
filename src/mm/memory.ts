import type { CpuTlb } from "../kernel/cpu-tlb.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { Pages } from "../kernel/pages.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { FaultInjection } from "../notifier/fault-injection.ts";
import type { SecondaryTlbs } from "../notifier/secondary-tlbs.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import { AddressSpace } from "./address-space.ts";
import type { Gather } from "./gather.ts";
import type { MmPolicy } from "./policy.ts";
import type { SectionCaller } from "./section-caller.ts";
import type { Vma } from "./vma.ts";

/** The memory of a device that the CPU cannot reach. */
export interface DeviceMemory {
  migrateToRam(vma: Vma, address: bigint): Coroutine;
}

/** What the operations of every address space share: pages, the CPU's TLBs, and the notifiers. */
export class Memory {
  readonly pages: Pages;
  private readonly spaces = new Map<Mm, AddressSpace>();
  private readonly devices = new Map<string, DeviceMemory>();

  constructor(
    readonly kernel: Kernel,
    readonly policy: MmPolicy,
    readonly sections: SectionCaller,
    readonly tlb: CpuTlb,
    readonly secondary: SecondaryTlbs,
    protected readonly gatherType: typeof Gather,
    /** Allocations that fail because a scenario wants them to. */
    readonly injection: FaultInjection,
  ) {
    this.pages = new Pages(kernel);
  }

  /** tlb_gather_mmu; `fullMm` at the end of the address space. */
  gather(space: AddressSpace, fullMm = false): Gather {
    return new this.gatherType(this, space, fullMm);
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

  /** Every address space that has memory, in the order of their first use. */
  allSpaces(): readonly AddressSpace[] {
    return [...this.spaces.values()];
  }

  /** A driver with memory of its own says how its pages come back (struct dev_pagemap_ops). */
  addDevice(owner: string, memory: DeviceMemory): void {
    this.devices.set(owner, memory);
  }

  *migrateToRam(owner: string, vma: Vma, address: bigint): Coroutine {
    const device = this.devices.get(owner);
    if (device === undefined) this.kernel.warn(`no driver of ${owner} to bring a page back`);
    else yield* device.migrateToRam(vma, address);
  }

  /** The VMA part of mm_take_all_locks. */
  *lockVmas(space: AddressSpace): Coroutine {
    for (const vma of space.vmas) yield* space.startWrite(vma);
  }
}
