import type { Capability } from "./capability.ts";

/**
 * What a parameter is. The kind decides its schema, and what `--seed` does to it: names are
 * replaced, addresses are moved, the rest stays.
 */
export type ParameterKind =
  | "mm"
  | "subscriber"
  | "table"
  | "range"
  | "token"
  | "lock"
  | "mirror"
  | "address"
  | "length"
  | "flag"
  | "mode"
  | "via"
  | "vma"
  | "fault"
  | "count";

/** What an operation can answer besides a named error. */
export type ResultKind = "void" | "zero" | "boolean" | "subscriber" | "outcome";

/** One row of the operation table. */
export interface OperationRow {
  readonly capability: Capability;
  /** Parameter name to kind; a trailing `?` on the kind marks an optional one. */
  readonly parameters: Readonly<Record<string, ParameterKind | `${ParameterKind}?`>>;
  readonly result: ResultKind;
  readonly errors?: readonly string[];
  /** One line: what it does, when it blocks. */
  readonly meaning: string;
}

const span = { mm: "mm", start: "address", end: "address" } as const;
const interval = { subscriber: "subscriber", mm: "mm", start: "address", length: "length" } as const;
const INSERT_ERRORS = ["EOVERFLOW", "EINVAL", "ENOMEM", "EINTR"] as const;

/**
 * The operation table: the single place that says what a thread can be told to do. The schema,
 * the protocol document and the stubs of adapters come from it.
 */
export const OPERATIONS = {
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
  invalidate: {
    capability: "core",
    parameters: span,
    result: "void",
    meaning:
      "One complete blockable section over [start,end): start, change, end. With capability mm it is MADV_DONTNEED; without, a bare start and end. Holds mmap_lock for read throughout.",
  },
  invalidate_range_start: {
    capability: "core",
    parameters: { range: "range", ...span, via: "via?" },
    result: "void",
    meaning:
      "Opens a blockable section on the named range object (made at first use, reused afterwards) and leaves it open. Takes mmap_lock for read first, or with via `rmap` the reverse-map lock for read, unless this thread already holds it.",
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
  clear_flush_young: {
    capability: "aging",
    parameters: span,
    result: "boolean",
    meaning:
      "Ages the range and flushes: OR of all subscribers and, with capability mm, of the young bits of the primary entries, which it clears.",
  },
  clear_young: {
    capability: "aging",
    parameters: span,
    result: "boolean",
    meaning:
      "Ages the range without a flush: OR of all subscribers and, with capability mm, of the young bits of the primary entries, which it clears.",
  },
  test_young: {
    capability: "aging",
    parameters: span,
    result: "boolean",
    meaning: "Stops at the first subscriber that answers true.",
  },
  mmap: {
    capability: "mm",
    parameters: { ...span, vma: "vma" },
    result: "zero",
    errors: ["EINVAL"],
    meaning:
      "Maps a VMA of the given kind and populates every page of it (kind `none-anon`: leaves the entries empty). Kinds `hugetlb` and `thp` take ranges of 2 MiB.",
  },
  secondary_map: {
    capability: "mm",
    parameters: { subscriber: "subscriber", mm: "mm", address: "address" },
    result: "zero",
    errors: ["EFAULT"],
    meaning:
      "Maps what the page table holds at the address into a scripted subscriber's own table, whatever is going on. EFAULT without an entry.",
  },
  munmap: {
    capability: "mm-munmap",
    parameters: span,
    result: "zero",
    errors: ["EINVAL"],
    meaning: "Unmaps: event UNMAP, blockable.",
  },
  madvise_dontneed: {
    capability: "mm-dontneed",
    parameters: span,
    result: "zero",
    errors: ["EINVAL", "ENOMEM"],
    meaning: "MADV_DONTNEED: event CLEAR, mmap_lock held for read. ENOMEM without a VMA.",
  },
  mprotect_read: {
    capability: "mm-mprotect",
    parameters: span,
    result: "zero",
    errors: ["EINVAL", "ENOMEM"],
    meaning: "mprotect(PROT_READ): takes write permission away: event PROTECTION_VMA. ENOMEM without a VMA.",
  },
  write_fault: {
    capability: "mm-write-fault",
    parameters: { mm: "mm", address: "address" },
    result: "zero",
    errors: ["EFAULT"],
    meaning: "A CPU write: fills, reuses or copies the page.",
  },
  fork: {
    capability: "mm-fork",
    parameters: { mm: "mm", child: "mm" },
    result: "zero",
    errors: ["EINVAL"],
    meaning: "Copies the address space; private pages become read-only in both.",
  },
  truncate: {
    capability: "mm-truncate",
    parameters: span,
    result: "zero",
    meaning: "Truncates the file pages mapped in the range: through the reverse map, without mmap_lock.",
  },
  oom_reap: {
    capability: "mm-oom-reap",
    parameters: { mm: "mm" },
    result: "boolean",
    meaning:
      "Reaps with non-blockable sections, one per VMA; false if a VMA was skipped because a subscriber refused, or if mmap_lock was not free.",
  },
  process_mrelease: {
    capability: "mm-oom-reap",
    parameters: { mm: "mm" },
    result: "zero",
    errors: ["EAGAIN"],
    meaning: "The same reaping, but waits for mmap_lock; EAGAIN if a VMA was skipped.",
  },
  thp_split: {
    capability: "mm-thp-split",
    parameters: { mm: "mm", address: "address" },
    result: "zero",
    errors: ["EINVAL"],
    meaning: "Splits the huge page at the address.",
  },
  mirror_create: {
    capability: "mirror",
    parameters: { mirror: "mirror", ...span },
    result: "zero",
    errors: ["EINVAL", "ENOMEM", "EINTR"],
    meaning:
      "A device that mirrors [start,end) through an interval notifier. It has the user lock of its own name. After mirror_destroy the same device may be created again.",
  },
  mirror_destroy: {
    capability: "mirror",
    parameters: { mirror: "mirror" },
    result: "void",
    meaning: "Removes the mirror's interval notifier, then its entries.",
  },
  mirror_fault: {
    capability: "mirror",
    parameters: { mirror: "mirror", address: "address", write: "flag?" },
    result: "outcome",
    errors: ["EFAULT", "EINVAL"],
    meaning:
      "One attempt of the device to map the page: `mapped`, or `retry` if an invalidation collided. EFAULT without users or a VMA that allows the access, EINVAL while the device is not there or outside its interval.",
  },
  mirror_walk: {
    capability: "mirror",
    parameters: { mirror: "mirror", address: "address", write: "flag?", token: "token" },
    result: "zero",
    errors: ["EBUSY", "EFAULT", "EINVAL"],
    meaning:
      "The first half of mirror_fault: takes a user reference, read_begin, look-up under mmap_lock. Keeps what it found under the token. EBUSY if an invalidation has collided already.",
  },
  mirror_commit: {
    capability: "mirror",
    parameters: { mirror: "mirror", token: "token" },
    result: "outcome",
    errors: ["EINVAL"],
    meaning:
      "The second half: read_retry and the new entry under the user lock; then drops the user reference. EINVAL if there is no such look-up, or the mirror was destroyed since.",
  },
  shadow_create: {
    capability: "shadow",
    parameters: { mirror: "mirror", mm: "mm", references: "flag?", fallible: "flag?" },
    result: "zero",
    errors: ["EINVAL"],
    meaning:
      "A device with a shadow table behind a list subscriber. Without `references` it holds none and removes its entries in the start; with them it holds one for each entry and removes both in the end. `fallible`: its start also needs the user lock of its name, and answers EAGAIN for a non-blockable range while that is taken.",
  },
  shadow_destroy: {
    capability: "shadow",
    parameters: { mirror: "mirror" },
    result: "void",
    meaning: "Unregisters the shadow device; its entries go in release.",
  },
  shadow_fault: {
    capability: "shadow",
    parameters: { mirror: "mirror", address: "address", write: "flag?" },
    result: "outcome",
    errors: ["EFAULT", "EINVAL"],
    meaning: "One attempt of the shadow device to map the page: `mapped`, or `retry`. Errors as of mirror_fault.",
  },
  shadow_walk: {
    capability: "shadow",
    parameters: { mirror: "mirror", address: "address", write: "flag?", token: "token" },
    result: "zero",
    errors: ["EFAULT", "EINVAL"],
    meaning: "The first half of shadow_fault: takes a user reference, reads the sequence, looks the page up.",
  },
  shadow_commit: {
    capability: "shadow",
    parameters: { mirror: "mirror", token: "token" },
    result: "outcome",
    errors: ["EINVAL"],
    meaning:
      "The second half: maps the page unless a section over it is open, or one has ended since; then drops the user reference. EINVAL if there is no such look-up.",
  },
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
      "Makes the next registration fail: `ENOMEM` when the state is allocated, `EINTR` while all locks are taken, `alloc-ENOMEM` in alloc_notifier.",
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

export type OperationName = keyof typeof OPERATIONS;

/** Table order. */
export const operationNames = Object.keys(OPERATIONS) as OperationName[];

/** True for a name in the operation table. */
export function isOperation(name: string): name is OperationName {
  return Object.hasOwn(OPERATIONS, name);
}
