import type { OperationRow } from "../operation-row.ts";

/** Address spaces with their references and locks, and user locks. */
export const ADDRESS_SPACE_OPERATIONS = {
  mm_create: {
    capability: "core",
    parameters: { mm: "mm" },
    result: "void",
    meaning: "Makes another address space with one user. Every world starts with one named `mm`.",
  },
  mmget_not_zero: {
    capability: "core",
    parameters: { mm: "mm" },
    result: "boolean",
    meaning: "Takes a user reference unless none is left; false then.",
  },
  mmput: {
    capability: "core",
    parameters: { mm: "mm" },
    result: "void",
    meaning: "Drops a user reference. The last one runs the exit path: release, unmapping, then one structure drop.",
  },
  mmgrab: { capability: "core", parameters: { mm: "mm" }, result: "void", meaning: "Takes a structure reference." },
  mmdrop: {
    capability: "core",
    parameters: { mm: "mm" },
    result: "void",
    meaning: "Drops a structure reference; the last one frees the structure (event `mm_free`).",
  },
  mmap_lock: {
    capability: "core",
    parameters: { mm: "mm", mode: "mode" },
    result: "void",
    meaning: "Takes mmap_lock for read or write. Waiters are served in order.",
  },
  mmap_trylock: {
    capability: "core",
    parameters: { mm: "mm", mode: "mode" },
    result: "boolean",
    meaning: "Takes mmap_lock if that is possible at once.",
  },
  mmap_downgrade: {
    capability: "core",
    parameters: { mm: "mm" },
    result: "void",
    meaning: "Turns a write hold of mmap_lock into a read hold without letting go.",
  },
  mmap_unlock: { capability: "core", parameters: { mm: "mm" }, result: "void", meaning: "Lets go of mmap_lock." },
  lock: {
    capability: "core",
    parameters: { lock: "lock" },
    result: "void",
    meaning: "Takes a lock of the user's own (a mutex), made at first use.",
  },
  unlock: { capability: "core", parameters: { lock: "lock" }, result: "void", meaning: "Lets go of a user lock." },
} as const satisfies Readonly<Record<string, OperationRow>>;
