import type { OperationRow } from "../operation-row.ts";

/** List subscribers: register, get and put. */
export const REGISTRATION_OPERATIONS = {
  register: {
    capability: "register",
    parameters: { subscriber: "subscriber", mm: "mm" },
    result: "zero",
    errors: ["ENOMEM", "EINTR", "EINVAL"],
    meaning: "mmu_notifier_register: takes mmap_lock for write and the reverse-map lock for write, links at the head.",
  },
  register_locked: {
    capability: "register",
    parameters: { subscriber: "subscriber", mm: "mm" },
    result: "zero",
    errors: ["ENOMEM", "EINTR", "EINVAL"],
    meaning: "__mmu_notifier_register: the caller already holds mmap_lock for write.",
  },
  register_null: {
    capability: "interval",
    parameters: { mm: "mm" },
    result: "zero",
    errors: ["ENOMEM", "EINTR"],
    meaning: "mmu_notifier_register(NULL): only switches the address space into interval mode.",
  },
  unregister: {
    capability: "register",
    parameters: { subscriber: "subscriber" },
    result: "void",
    meaning: "Calls release if still linked, unlinks, waits for running callbacks, drops one structure reference.",
  },
  get: {
    capability: "getput",
    parameters: { table: "table", mm: "mm" },
    result: "subscriber",
    errors: ["ENOMEM", "EINTR", "EOVERFLOW", "EINVAL"],
    meaning:
      "mmu_notifier_get: the subscriber of this callback table on this mm with one more user, or a new one from alloc_notifier. The n-th object that a table's alloc_notifier makes is named `<table>#<n>`, from 1.",
  },
  get_locked: {
    capability: "getput",
    parameters: { table: "table", mm: "mm" },
    result: "subscriber",
    errors: ["ENOMEM", "EINTR", "EOVERFLOW", "EINVAL"],
    meaning: "mmu_notifier_get_locked: the caller already holds mmap_lock for write.",
  },
  put: {
    capability: "getput",
    parameters: { subscriber: "subscriber" },
    result: "void",
    meaning: "mmu_notifier_put: the last one unlinks and has free_notifier called after a grace period; never waits.",
  },
  synchronize: {
    capability: "getput",
    parameters: {},
    result: "void",
    meaning: "mmu_notifier_synchronize: returns after every free that puts have queued before.",
  },
} as const satisfies Readonly<Record<string, OperationRow>>;
