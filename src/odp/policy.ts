/** What differs between profiles in on-demand paging, named in one place. */
export interface OdpPolicy {
  /** Each umem is an interval notifier (v5.5+); before that its context is a list subscriber, and counts for it. */
  readonly intervals: boolean;
  /** Whose pages are told to be dirty: those of every umem that may be written, or those mapped for writing (v3.19+). */
  readonly dirtyIf: "umem-writable" | "entry-writable";
}

const v2014_09: OdpPolicy = { intervals: false, dirtyIf: "umem-writable" };
const v3_19: OdpPolicy = { ...v2014_09, dirtyIf: "entry-writable" };
const v5_5: OdpPolicy = { intervals: true, dirtyIf: "entry-writable" };

/** Policies by profile; a profile that is not named has no on-demand paging. */
export const ODP_POLICIES: Readonly<Record<string, OdpPolicy>> = {
  "2014-09": v2014_09,
  "2014-09-prop": v2014_09,
  "v3.19": v3_19,
  "v5.3": v3_19,
  "v5.3-rfc": v3_19,
  "v5.4": v3_19,
  "v5.5": v5_5,
  "v5.5-prop": v5_5,
  "v5.12": v5_5,
  "v6.1": v5_5,
  "v6.4-prop": v5_5,
  "v6.4-alt": v5_5,
  "tlbn-prop": v5_5,
  "v6.6": v5_5,
  "v6.12": v5_5,
};
