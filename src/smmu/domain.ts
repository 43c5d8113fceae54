import type { Hardware, IommuKind } from "./iommu.ts";
import type { SvaDevice } from "./sva-device.ts";

/** What an IOMMU and the devices of a domain can do, as the scenario wants them. */
export interface DomainTraits extends Hardware {
  /** It snoops the TLB maintenance that the CPUs broadcast (BTM). */
  readonly btm: boolean;
  /** Its walks set accessed and dirty bits by themselves (HTTU); else an entry without them is a fault. */
  readonly updates: boolean;
}

/** An IOMMU domain: the devices that share its contexts. */
export class Domain {
  readonly devices: SvaDevice[] = [];

  constructor(
    readonly name: string,
    readonly kind: IommuKind,
    readonly traits: DomainTraits,
  ) {}
}
