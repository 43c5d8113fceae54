/** How the vCPU's pointer to the APIC-access page follows the page table. */
export type ApicReload =
  /** Requested by the start callback, without a look at what is in progress (up to Linux 5.7). */
  | "start"
  /** Requested by invalidate_range (Linux 5.8 to 6.5). */
  | "invalidate_range"
  /** Requested by the start callback; a reload that collides is requested again (Linux 6.6). */
  | "retry";

/** What differs between profiles in KVM, named in one place. */
export interface KvmPolicy {
  /** A fault collides only within the union of the ranges that are in progress (Linux 5.12). */
  readonly union: boolean;
  /** A section that meets no memslot leaves count and sequence alone; memslots change only outside sections (Linux 5.13). */
  readonly filtersByMemslot: boolean;
  /** pfn caches, which sections invalidate before the shadow entries (Linux 5.17). */
  readonly pfnCaches: boolean;
  /** They may also be activated by a host address outside every memslot (Linux 6.9). */
  readonly cachesOutsideMemslots: boolean;
  /** What an end without a start does: a fatal check, or a warning and a VM that is dead (Linux 6.8). */
  readonly unmatchedEnd: "fatal" | "dead";
  readonly apicReload: ApicReload;
}

const v2014: KvmPolicy = {
  union: false,
  filtersByMemslot: false,
  pfnCaches: false,
  cachesOutsideMemslots: false,
  unmatchedEnd: "fatal",
  apicReload: "start",
};
const v5_12: KvmPolicy = { ...v2014, union: true, apicReload: "invalidate_range" };
const v6_1: KvmPolicy = { ...v5_12, filtersByMemslot: true, pfnCaches: true };
const v6_6: KvmPolicy = { ...v6_1, apicReload: "retry" };
const v6_12: KvmPolicy = { ...v6_6, cachesOutsideMemslots: true, unmatchedEnd: "dead" };

/** Policies by profile; those before v5.12 are alike. */
const POLICIES: Readonly<Record<string, KvmPolicy>> = {
  "v5.12": v5_12,
  "v6.1": v6_1,
  "v6.4-prop": v6_1,
  "v6.4-alt": v6_1,
  "tlbn-prop": { ...v6_1, apicReload: "retry" },
  "v6.6": v6_6,
  "v6.12": v6_12,
};

export function kvmPolicyOf(profile: string): KvmPolicy {
  return POLICIES[profile] ?? v2014;
}
