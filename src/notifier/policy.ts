/**
 * What differs between profiles in the notifier core, named in one place.
 */
export interface SecondaryPolicy {
  /** The callback of whoever has a TLB of its own; before v3.19 there is none. */
  readonly callback: "invalidate_range" | "arch_invalidate_secondary_tlbs" | "invalidate_secondary_tlbs" | undefined;
  /** Those who have it are subscribers of a kind of their own (tlbn-prop). */
  readonly ownKind: boolean;
  /** The memory manager calls it at sites of its own (v3.19 to v6.1). */
  readonly bySites: boolean;
  /** Every end of a section calls it, except those that say they need not (v3.19 to v6.1). */
  readonly byEnd: boolean;
  /** Every flush of the CPUs' TLBs calls it (v6.6+). */
  readonly byFlush: boolean;
}

export interface NotifierPolicy {
  /** The range carries the blockable flag and start has a result (v5.3+). */
  readonly hasFlags: boolean;
  /** Open sections are listed for subscribers (2014-09-prop). */
  readonly tracksRanges: boolean;
  /** Subscribers may have change_pte (until 6.9). */
  readonly changePte: boolean;
  /** change_pte has to come inside a section, which raised the sequence already (5.13 virt/kvm/kvm_main.c). */
  readonly changePteInSection: boolean;
  /** Subscribers may have invalidate_page (until 4.13). */
  readonly invalidatePage: boolean;
  /** set_pte_at_notify has a result, and those without change_pte are told afterwards (2014-01-prop). */
  readonly tellsMissing: boolean;
  /** A bad start result warns (v5.3-rfc, v5.4+). */
  readonly warnsOnBadResult: boolean;
  /** Who gets an end after a failed non-blocking walk: nobody, or everybody who has one. */
  readonly endsAfterFailure: "none" | "all";
  /** A failing start of a subscriber that has an end is a fault of that subscriber (v5.12+). */
  readonly fallibleMustLackEnd: boolean;
  /** Callbacks of a non-blockable range run in an enforced no-sleep region (v5.4+; strict: wherever the flag exists). */
  readonly enforcesNonblock: boolean;
  /** get, put and synchronize exist (v5.4+). */
  readonly getput: boolean;
  /** Interval notifiers exist (v5.5+). */
  readonly intervals: boolean;
  /** release, update and insert_safe of interval notifiers exist (v5.5-prop). */
  readonly intervalRelease: boolean;
  /** Who tells the secondary TLBs what to forget. */
  readonly secondary: SecondaryPolicy;
  /** Having the secondary-TLB callback and a range callback is refused (v6.6+). */
  readonly rejectsMixedSecondary: boolean;
  /** The start/end lock class is known to lockdep (v5.4+). */
  readonly lockdepMap: boolean;
  /** Direct reclaim enters that class (Linux 5.11 mm/page_alloc.c, fs_reclaim_acquire). */
  readonly reclaimMap: boolean;
}

const noSecondary: SecondaryPolicy = {
  callback: undefined,
  ownKind: false,
  bySites: false,
  byEnd: false,
  byFlush: false,
};
const invalidateRange: SecondaryPolicy = {
  ...noSecondary,
  callback: "invalidate_range",
  bySites: true,
  byEnd: true,
  byFlush: false,
};
const archInvalidate: SecondaryPolicy = {
  ...noSecondary,
  callback: "arch_invalidate_secondary_tlbs",
  byFlush: true,
};
/** The sketch of June 2023 takes the call out of the end; here the flushes have it, which the sketch leaves for later. */
const tlbNotifier: SecondaryPolicy = {
  ...noSecondary,
  callback: "invalidate_secondary_tlbs",
  ownKind: true,
  bySites: true,
  byFlush: true,
};

const v2014: NotifierPolicy = {
  hasFlags: false,
  tracksRanges: false,
  changePte: true,
  changePteInSection: false,
  invalidatePage: true,
  tellsMissing: false,
  warnsOnBadResult: false,
  endsAfterFailure: "none",
  fallibleMustLackEnd: false,
  enforcesNonblock: false,
  getput: false,
  intervals: false,
  intervalRelease: false,
  secondary: noSecondary,
  rejectsMixedSecondary: false,
  lockdepMap: false,
  reclaimMap: false,
};
const v3_19: NotifierPolicy = { ...v2014, secondary: invalidateRange };
const v5_3: NotifierPolicy = { ...v3_19, hasFlags: true, enforcesNonblock: true, invalidatePage: false };
const v5_4: NotifierPolicy = { ...v5_3, warnsOnBadResult: true, getput: true, lockdepMap: true };
const v5_5: NotifierPolicy = { ...v5_4, intervals: true };
const v5_12: NotifierPolicy = { ...v5_5, endsAfterFailure: "all", fallibleMustLackEnd: true, reclaimMap: true };
const v6_1: NotifierPolicy = { ...v5_12, changePteInSection: true };
const v6_6: NotifierPolicy = { ...v6_1, secondary: archInvalidate, rejectsMixedSecondary: true };
const v6_12: NotifierPolicy = { ...v6_6, changePte: false };

/** Policies by profile; a profile that is not named has its base's, or its predecessor's. */
export const NOTIFIER_POLICIES: Readonly<Record<string, NotifierPolicy>> = {
  "2014-01": v2014,
  "2014-01-prop": { ...v2014, tellsMissing: true },
  "2014-09": v2014,
  "2014-09-prop": { ...v2014, tracksRanges: true },
  "v3.19": v3_19,
  "v5.3": v5_3,
  "v5.3-rfc": { ...v5_3, warnsOnBadResult: true, endsAfterFailure: "all" },
  "v5.4": v5_4,
  "v5.5": v5_5,
  "v5.5-prop": { ...v5_5, intervalRelease: true },
  "v5.12": v5_12,
  "v6.1": v6_1,
  "v6.4-prop": v6_1,
  "v6.4-alt": v6_1,
  "tlbn-prop": { ...v6_1, secondary: tlbNotifier },
  "v6.6": v6_6,
  "v6.12": v6_12,
};
