import type { Errno } from "../kernel/errno.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Page } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Bond } from "./bond.ts";
import type { Domain } from "./domain.ts";
import type { FaultHandler } from "./fault-handler.ts";
import type { Found, TableWalker } from "./table-walker.ts";
import { TranslationCache } from "./translation-cache.ts";

/** What becomes of a device's fault: it ends there, it is a page request (PCIe PRI), or the device is stalled. */
export type Recovery = "none" | "pri" | "stall";

/** How an access ended: it reached a page, it faulted and may be tried again, or it was ended. */
export type AccessResult = "done" | "retry" | "fault" | Errno;

/** What a device is made of. */
export interface DeviceParts {
  readonly kernel: Kernel;
  readonly walker: TableWalker;
  readonly handler: FaultHandler;
}

/** What a device is to be. */
export interface DeviceOptions {
  readonly name: string;
  readonly domain: Domain;
  /** Whose context its accesses use: its own, or that of its domain. */
  readonly context: string;
  readonly recovery: Recovery;
  /** It keeps translations itself. */
  readonly ats: boolean;
}

/** A device that uses the addresses of a process, through an IOMMU. */
export class SvaDevice {
  /** Translations that the device keeps itself (address translation services). */
  readonly atc: TranslationCache | undefined;
  /** The address space that it is bound to. */
  bond: Bond | undefined;
  /** How often it was bound to it. */
  handles = 0;

  readonly name: string;
  readonly domain: Domain;
  readonly context: string;
  readonly recovery: Recovery;

  constructor(
    protected readonly parts: DeviceParts,
    { name, domain, context, recovery, ats }: DeviceOptions,
  ) {
    this.name = name;
    this.domain = domain;
    this.context = context;
    this.recovery = recovery;
    this.atc = ats ? new TranslationCache(parts.kernel, name) : undefined;
  }

  /** One access: it reaches the page, or faults. */
  *access(address: bigint, write: boolean): Coroutine<AccessResult> {
    const { bond } = this;
    if (bond === undefined) return "EINVAL";
    const found = yield* this.look(bond, address, write);
    if (found === "quiet") return "fault";
    if (found !== "nothing" && (found.write || !write)) {
      this.reach(bond, address, write, found.page);
      return "done";
    }
    this.show(bond, address, write, "none");
    if (this.recovery === "none") return "fault";
    return yield* this.parts.handler.serve(this, bond, address, write);
  }

  /** Its own cache, then that of the IOMMU, then the page tables. */
  protected *look(bond: Bond, address: bigint, write: boolean): Coroutine<Found> {
    const own = this.atc?.find(bond.pasid, address);
    if (own !== undefined && !this.forgetsRefusal(bond, address, write, own)) return own;
    const found = yield* this.translate(bond, address, write);
    if (typeof found !== "string") this.atc?.fill(bond.pasid, found, this.name);
    return found;
  }

  protected *translate(bond: Bond, address: bigint, write: boolean): Coroutine<Found> {
    const { walker } = this.parts;
    const kept = walker.tlb.find(bond.cd.asid, address);
    if (kept !== undefined) this.forgetsRefusal(bond, address, write, kept);
    return yield* walker.translate(bond, this.context, address);
  }

  /** On some hardware a translation that refuses an access is dropped by that. */
  protected forgetsRefusal(bond: Bond, address: bigint, write: boolean, found: Exclude<Found, string>): boolean {
    const { refusals } = this.domain.kind;
    const stays = refusals === "stay" || (refusals === "go-if-recoverable" && this.recovery === "none");
    if (stays || found.write || !write) return false;
    this.atc?.drop(bond.pasid, address, address + 1n);
    this.parts.walker.tlb.drop(bond.cd.asid, address, address + 1n);
    return true;
  }

  /** From here on what the device does to the page is done. */
  protected reach(bond: Bond, address: bigint, write: boolean, page: Page): void {
    this.show(bond, address, write, page.name);
    if (write) this.parts.walker.setDirty(bond, address, page);
  }

  private show({ mm }: Bond, address: bigint, write: boolean, page: string): void {
    const { kernel } = this.parts;
    const thread = kernel.current.name;
    kernel.emit({ event: "device_access", thread, subscriber: this.name, mm: mm.name, address, write, page });
  }
}
