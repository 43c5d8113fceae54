import type { OperationRow } from "../operation-row.ts";

/** Allocations that reclaim, injected failures and preset counters. */
export const FAULT_OPERATIONS = {
  kmalloc: {
    capability: "lockdep",
    parameters: {},
    result: "void",
    meaning: "An allocation that may enter direct reclaim, which may invalidate.",
  },
  inject: {
    capability: "fault-injection",
    parameters: { fault: "fault" },
    result: "void",
    meaning:
      "Makes the next registration fail: `ENOMEM` when the state is allocated, `EINTR` while all locks are taken, `alloc-ENOMEM` in alloc_notifier. On-demand paging: `odp-data-ENOMEM`, `page-list-ENOMEM` and `dma-list-ENOMEM` in odp_get, `dma-map` when a page is mapped for DMA, `query-device` in odp_context, `lost-invalidation` the next time that the driver should remove entries, which it forgets, `odp-timeout` the time of a fault that has collided. The address space: `page-table-ENOMEM` the second table that mremap needs at the new place, `huge-page-ENOMEM` the huge page that a write to hugetlb copies to.",
  },
  preset_users: {
    capability: "introspection",
    parameters: { subscriber: "subscriber", count: "count" },
    result: "void",
    meaning: "Sets the user count of a get/put subscriber; `count` -1 is the greatest possible value.",
  },
  preset_seq: {
    capability: "introspection",
    parameters: { mm: "mm", count: "count" },
    result: "void",
    meaning:
      "Sets the idle sequence of an address space to the greatest even value plus `count` times two (a negative count comes before the wrap).",
  },
} as const satisfies Readonly<Record<string, OperationRow>>;
