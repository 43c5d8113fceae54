import type { OperationRow } from "../operation-row.ts";

/** Devices that walk the CPUs' page tables, and what can be seen in memory through them. */
export const SECONDARY_TLB_OPERATIONS = {
  store: {
    capability: "secondary-tlb",
    parameters: { mm: "mm", address: "address", content: "content" },
    result: "zero",
    errors: ["EFAULT"],
    meaning:
      "A CPU writes the word to the page, with the page faults that this takes. Fresh pages hold `zero`; copies hold what was copied.",
  },
  walker_create: {
    capability: "secondary-tlb",
    parameters: { mirror: "mirror", mm: "mm" },
    result: "zero",
    errors: ["ENOMEM", "EINTR", "EINVAL"],
    meaning:
      "A device that walks the page tables of the address space itself, with a TLB of its own: a list subscriber with the secondary-TLB callback and release. The callback removes the range from its TLB.",
  },
  walker_destroy: {
    capability: "secondary-tlb",
    parameters: { mirror: "mirror" },
    result: "void",
    meaning: "The device stops walking and forgets everything; then its subscriber is unregistered.",
  },
  walker_read: {
    capability: "secondary-tlb",
    parameters: { mirror: "mirror", address: "address" },
    result: "content",
    errors: ["EFAULT", "EINVAL"],
    meaning:
      "The device reads: through its TLB or, where that has no entry, through the page table, and keeps what it found. EFAULT where nothing is mapped, EINVAL unless it is bound to the address space.",
  },
  walker_write: {
    capability: "secondary-tlb",
    parameters: { mirror: "mirror", address: "address", content: "content" },
    result: "zero",
    errors: ["EFAULT", "EINVAL"],
    meaning:
      "The device writes the word. EFAULT without write permission; on arm64 an entry of its TLB that forbids writing is believed until it is removed, elsewhere the page table is looked at again.",
  },
} as const satisfies Readonly<Record<string, OperationRow>>;
