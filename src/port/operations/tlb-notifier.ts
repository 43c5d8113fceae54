import type { OperationRow } from "../operation-row.ts";

/** The second kind of subscriber that the tlb_notifier sketch has. */
export const TLB_NOTIFIER_OPERATIONS = {
  tlb_register: {
    capability: "tlb-notifier",
    parameters: { subscriber: "subscriber", mm: "mm" },
    result: "zero",
    errors: ["ENOMEM", "EINTR", "EINVAL"],
    meaning: "tlb_notifier_register: as register, for a tlb_notifier.",
  },
  tlb_put: {
    capability: "tlb-notifier",
    parameters: { subscriber: "subscriber" },
    result: "void",
    meaning:
      "tlb_notifier_put: as put, for a tlb_notifier; the free_notifier that is called after the grace period is that of its own table.",
  },
} as const satisfies Readonly<Record<string, OperationRow>>;
