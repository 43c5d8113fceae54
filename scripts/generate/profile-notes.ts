import type { Profile } from "../../src/port/profile.ts";

/** What the notifier core does differently from the row before it, or from its base. */
export const PROFILE_NOTES: Readonly<Record<Profile, string>> = {
  "2014-01":
    "The list alone: no interval subscribers, no get and put, no non-blockable sections. A start cannot fail. Callback events have no `blockable`. With capability mm, exit unmaps without any lock.",
  "2014-01-prop": "Nothing in the notifier core.",
  "2014-09": "Nothing in the notifier core.",
  "2014-09-prop": "Nothing for the operations of this version of the protocol.",
  "v3.19": "`invalidate_range` appears.",
  "v5.3":
    "`blockable` appears, and with it non-blockable sections. After a start walk in which somebody refused **no** end callback is called; the start answers the error. A refusal yields a message, and no warning.",
  "v5.3-rfc":
    "After a non-blockable walk in which somebody refused, `invalidate_range_end` of **every** linked subscriber that has it is called once, also of those that refused; then the start answers the error. A refusal in a blockable range, or with another error than EAGAIN, is a warning.",
  "v5.4":
    "Ends are still skipped after a refusal. A refusal in a blockable range, or with another error than EAGAIN, is a warning. get, put and synchronize exist.",
  "v5.5": "Interval subscribers exist, and exit begins with a section of kind RELEASE for them.",
  "v5.5-prop": "interval-release and interval-update can be claimed. Refusals are treated as in v5.5.",
  "v5.12":
    "After a non-blockable walk in which somebody refused, `invalidate_range_end` of every linked subscriber that has it is called once, in the same read section; then the start answers the error. A subscriber that refuses and has `invalidate_range_end` is a warning, one for each refusal.",
  "v6.1": "Nothing.",
  "v6.4-prop": "Nothing in the notifier core.",
  "v6.4-alt": "Nothing in the notifier core.",
  "tlbn-prop":
    "`invalidate_range` is gone from the list. Subscribers of type `tlb` have `invalidate_secondary_tlbs` in its place, which the end of a section does not call; `tlb_register` and `tlb_put` work on the same list as `register` and `put`.",
  "v6.6":
    "`invalidate_range` is gone; `arch_invalidate_secondary_tlbs` takes its place and is not called by the end of a section. A table that has it together with a range callback cannot be registered.",
  "v6.12": "`change_pte` is gone.",
};
