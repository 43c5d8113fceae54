/** What differs between profiles in the drivers of shared virtual addressing, named in one place. */
export interface SvaPolicy {
  /** The ASID is the CPU's own for the address space, so that the SMMU can snoop broadcast TLB maintenance. */
  readonly sharesAsid: boolean;
  /** One context for the domain; else each device that is attached has one (Linux 6.12). */
  readonly contextOfDomain: boolean;
  /** Release leaves a mark, and everything is flushed once; else a flush more does no harm (Linux 6.12). */
  readonly flushesOnce: boolean;
  /** The driver invalidates what a device faulted on before it answers the fault (May 2023, not merged). */
  readonly invalidatesBeforeAnswer: boolean;
}

const v6_1: SvaPolicy = {
  sharesAsid: true,
  contextOfDomain: true,
  flushesOnce: true,
  invalidatesBeforeAnswer: false,
};
const v6_12: SvaPolicy = { ...v6_1, sharesAsid: false, contextOfDomain: false, flushesOnce: false };

const POLICIES: Readonly<Record<string, SvaPolicy>> = {
  "v6.1": v6_1,
  "v6.4-prop": v6_1,
  "v6.4-alt": { ...v6_1, invalidatesBeforeAnswer: true },
  "v6.6": v6_1,
  "v6.12": v6_12,
};

/** The policy of a profile. */
export function svaPolicy(profile: string): SvaPolicy {
  return POLICIES[profile] ?? v6_1;
}
