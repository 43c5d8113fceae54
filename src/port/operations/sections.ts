import type { OperationRow } from "../operation-row.ts";

const span = { mm: "mm", start: "address", end: "address" } as const;

/** Sections, as whoever changes page tables opens and closes them. */
export const SECTION_OPERATIONS = {
  invalidate: {
    capability: "core",
    parameters: span,
    result: "void",
    meaning:
      "One complete blockable section over [start,end): start, change, end. With capability mm it is MADV_DONTNEED; without, a bare start and end. Holds mmap_lock for read throughout.",
  },
  invalidate_range_start: {
    capability: "core",
    parameters: { range: "range", ...span, via: "via?", says: "event?" },
    result: "void",
    meaning:
      "Opens a blockable section on the named range object (made at first use, reused afterwards) and leaves it open. Takes mmap_lock for read first, or with via `rmap` the reverse-map lock for read, unless this thread already holds it. `says` (capability event): the event that the range carries; one that nobody knows is legal.",
  },
  invalidate_range_start_nonblock: {
    capability: "nonblock",
    parameters: { range: "range", ...span, via: "via?" },
    result: "zero",
    errors: ["EAGAIN"],
    meaning:
      "Opens a non-blockable section. Takes its lock by trylock (EAGAIN if that fails, with no callback). After EAGAIN the lock is let go and there is no section.",
  },
  invalidate_range_end: {
    capability: "core",
    parameters: { range: "range" },
    result: "void",
    meaning: "Closes the section of the range object, then lets go of the lock that its start took.",
  },
} as const satisfies Readonly<Record<string, OperationRow>>;
