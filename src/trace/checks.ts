/** What can be judged from outside, with the rule that each breach is one of. */
export const CHECKS = {
  "end-without-start": { rule: "PAIR-01", says: "a section is ended that this thread did not start" },
  "never-ended": { rule: "PAIR-01", says: "a section is still open when the trace ends" },
  "end-after-failure": { rule: "PAIR-04", says: "a section is ended whose start failed" },
  "empty-range": { rule: "PAIR-27", says: "a section over an empty or inverted range" },
  "failed-blockable-start": { rule: "PAIR-11", says: "a start callback fails although the range is blockable" },
  "wrong-refusal": { rule: "PAIR-11", says: "a start callback fails with something else than EAGAIN" },
  "interval-refuses-blockable": { rule: "PAIR-16", says: "an interval refuses a blockable range" },
  "list-end-without-start": { rule: "MM-17", says: "a subscriber sees an end whose start it did not see" },
  "insert-of-nothing": { rule: "INTV-03", says: "an empty or overflowing interval is accepted" },
  "inserted-twice": { rule: "INTV-06", says: "an interval is inserted that was not removed" },
  "called-twice": { rule: "INTV-13", says: "an interval is called twice in one start" },
  "called-beside": { rule: "INTV-14", says: "an interval is called for a range that does not overlap it" },
  "read-in-own-section": {
    rule: "INTV-23",
    says: "read_begin inside a section of the same thread over the interval: it waits for itself",
  },
  "interval-after-removal": { rule: "INTV-27", says: "an interval is called after its removal returned" },
  "remove-waits-for-itself": {
    rule: "INTV-28",
    says: "remove inside a section or callback of the same thread: it waits for itself",
  },
  "insert-in-invalidate": { rule: "INTV-29", says: "insert inside invalidate" },
  "removed-twice": { rule: "INTV-34", says: "an interval is removed that is not inserted" },
  "never-returned": { rule: "INTV-36", says: "a thread waits for ever although no section is open" },
  "list-after-unregister": { rule: "REG-11", says: "a subscriber is called after unregister returned" },
  "list-after-exit": { rule: "REG-16", says: "a subscriber is called after the release step of exit returned" },
  "unregistered-twice": { rule: "REG-19", says: "a subscriber is unregistered that is not registered" },
  "freed-twice": { rule: "REG-26", says: "free_notifier is called twice for one subscriber" },
  "called-after-free": { rule: "REG-26", says: "a subscriber is called after free_notifier" },
  "unregister-in-callback": {
    rule: "REG-38",
    says: "unregister or synchronize inside a list callback: it waits for itself",
  },
  "empty-secondary-range": { rule: "STLB-20", says: "a secondary TLB is handed an empty or inverted range" },
} as const satisfies Readonly<Record<string, { readonly rule: string; readonly says: string }>>;

export type CheckName = keyof typeof CHECKS;

/** Another line that belongs to a violation. */
export interface Related {
  readonly line: number;
  readonly what: string;
}

/** One breach, at the line that shows it. */
export interface TraceViolation {
  readonly check: CheckName;
  readonly rule: string;
  /** From 1. The last line, for what only the end of the trace shows. */
  readonly line: number;
  /** Who did what. */
  readonly text: string;
  readonly related: readonly Related[];
}
