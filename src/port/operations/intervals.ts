import type { OperationRow } from "../operation-row.ts";

const interval = { subscriber: "subscriber", mm: "mm", start: "address", length: "length" } as const;
const INSERT_ERRORS = ["EOVERFLOW", "EINVAL", "ENOMEM", "EINTR"] as const;

/** Interval notifiers and their readers. */
export const INTERVAL_OPERATIONS = {
  interval_insert: {
    capability: "interval",
    parameters: interval,
    result: "zero",
    errors: INSERT_ERRORS,
    meaning:
      "mmu_interval_notifier_insert: switches interval mode on first if needed (through register). Never waits for sections otherwise.",
  },
  interval_insert_locked: {
    capability: "interval-locked",
    parameters: interval,
    result: "zero",
    errors: INSERT_ERRORS,
    meaning: "mmu_interval_notifier_insert_locked: the caller holds mmap_lock for write.",
  },
  interval_insert_safe: {
    capability: "interval-release",
    parameters: interval,
    result: "zero",
    errors: ["EOVERFLOW", "EINVAL"],
    meaning: "mmu_interval_notifier_insert_safe: callable from invalidate; EINVAL if interval mode is off.",
  },
  interval_remove: {
    capability: "interval",
    parameters: { subscriber: "subscriber" },
    result: "void",
    meaning: "mmu_interval_notifier_remove: without a release callback it may wait for the open sections to end.",
  },
  interval_update: {
    capability: "interval-update",
    parameters: { subscriber: "subscriber", start: "address", length: "length" },
    result: "zero",
    errors: ["EOVERFLOW", "EINVAL"],
    meaning: "mmu_interval_notifier_update: moves the interval; without a release callback it may wait.",
  },
  read_begin: {
    capability: "interval",
    parameters: { subscriber: "subscriber", token: "token" },
    result: "void",
    meaning:
      "mmu_interval_read_begin: waits while the interval is being invalidated; keeps the sequence under the token's name.",
  },
  read_retry: {
    capability: "interval",
    parameters: { subscriber: "subscriber", token: "token" },
    result: "boolean",
    meaning: "mmu_interval_read_retry: true if the interval was invalidated since the token was taken.",
  },
  check_retry: {
    capability: "interval",
    parameters: { subscriber: "subscriber", token: "token" },
    result: "boolean",
    meaning: "mmu_interval_check_retry: the same test for use without the user lock; only true is reliable.",
  },
} as const satisfies Readonly<Record<string, OperationRow>>;
