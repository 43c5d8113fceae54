/** What the document says of one callback. */
export interface CallbackRow {
  readonly name: string;
  readonly type: "list" | "interval" | "tlb";
  /** Members of its `callback` event besides thread, subscriber, callback and mm. */
  readonly told: string;
  /** What it answers without a script. */
  readonly answer: string;
  readonly when: string;
}

const RANGE = "start, end, blockable, kind";
const SPAN = "start, end";

/** Every callback, in the order of the kernel's tables. */
export const CALLBACK_ROWS: readonly CallbackRow[] = [
  {
    name: "release",
    type: "list",
    told: "",
    answer: "null",
    when: "exit, and unregister of a subscriber that is still linked",
  },
  { name: "clear_flush_young", type: "list", told: SPAN, answer: "false", when: "the operation of that name" },
  { name: "clear_young", type: "list", told: SPAN, answer: "false", when: "the operation of that name" },
  { name: "test_young", type: "list", told: SPAN, answer: "false", when: "the operation of that name" },
  {
    name: "change_pte",
    type: "list",
    told: "address, page, write",
    answer: "null",
    when: "up to v6.6: set_pte_at_notify replaces an entry; under the page-table lock",
  },
  {
    name: "invalidate_page",
    type: "list",
    told: "address",
    answer: "null",
    when: "2014 to v3.19: one page was unmapped; 2014-01-prop: one was replaced, and the subscriber lacks change_pte",
  },
  { name: "invalidate_range_start", type: "list", told: RANGE, answer: "0", when: "start of a section" },
  {
    name: "invalidate_range_end",
    type: "list",
    told: RANGE,
    answer: "null",
    when: "end of a section; a start that failed (section 9)",
  },
  {
    name: "invalidate_range",
    type: "list",
    told: SPAN,
    answer: "null",
    when: "v3.19 to v6.1: capability mm, each flush; any section, just before its end callback",
  },
  {
    name: "arch_invalidate_secondary_tlbs",
    type: "list",
    told: SPAN,
    answer: "null",
    when: "v6.6 on, capability mm: each flush of the CPU's TLB",
  },
  {
    name: "invalidate_secondary_tlbs",
    type: "tlb",
    told: SPAN,
    answer: "null",
    when: "tlbn-prop, capability mm: each flush of the CPU's TLB; where v6.1 calls invalidate_range, except in the end of a section",
  },
  { name: "release", type: "tlb", told: "", answer: "null", when: "exit" },
  { name: "free_notifier", type: "tlb", told: "nothing, not even mm", answer: "null", when: "after the last tlb_put" },
  { name: "alloc_notifier", type: "list", told: "", answer: "0 (an object was made)", when: "get" },
  {
    name: "free_notifier",
    type: "list",
    told: "nothing, not even mm",
    answer: "null",
    when: "after the last put; get whose registration failed",
  },
  {
    name: "invalidate",
    type: "interval",
    told: RANGE,
    answer: "true",
    when: "start of a section that overlaps the interval; exit",
  },
  { name: "release", type: "interval", told: "", answer: "null", when: "after interval_remove (interval-release)" },
];
