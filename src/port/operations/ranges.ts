import type { OperationRow } from "../operation-row.ts";

const span = { mm: "mm", start: "address", end: "address" } as const;

/** Queries about the sections that are open. */
export const RANGE_OPERATIONS = {
  range_is_valid: {
    capability: "range-tracking",
    parameters: span,
    result: "boolean",
    meaning:
      "mmu_notifier_range_is_valid: false while a listed section overlaps [start,end). A section is listed after its start callbacks and taken off before its end callbacks. True without subscription state.",
  },
  range_wait_valid: {
    capability: "range-tracking",
    parameters: span,
    result: "void",
    meaning:
      "mmu_notifier_range_wait_valid: sleeps (wait `interval`) until no section that was listed overlaps [start,end) and the end callbacks of those that did have run.",
  },
} as const satisfies Readonly<Record<string, OperationRow>>;
