import type { OperationRow } from "../operation-row.ts";

/** Since when there is on-demand paging. */
const profiles = "2014-09+";
/** Implicit umems, on interval notifiers. */
const implicit = "v5.5+";

/** On-demand paging: a device opened by a process (a context), and memory regions registered with it (umems). */
export const ODP_OPERATIONS = {
  odp_context: {
    capability: "odp",
    profiles,
    parameters: { context: "context", mm: "mm", plain: "flag?" },
    result: "zero",
    errors: ["EIO"],
    meaning:
      "The process of this address space opens the device. `plain`: the device cannot do on-demand paging, so there is no invalidation hook, and pages are pinned while they are mapped. EIO if the device does not answer.",
  },
  odp_get: {
    capability: "odp",
    profiles,
    parameters: { umem: "umem", context: "context", mm: "mm", start: "address", length: "length", readonly: "flag?" },
    result: "zero",
    errors: ["EINVAL", "ENOMEM", "EBUSY", "EINTR", "EOVERFLOW"],
    meaning:
      "ib_umem_odp_get in a process with this address space: a umem over [start,start+length). The first of a context registers the notifier (EBUSY if that fails). EINVAL unless the address space is the context's, and has users.",
  },
  odp_get_implicit: {
    capability: "odp",
    profiles: implicit,
    parameters: { umem: "umem", context: "context", mm: "mm" },
    result: "zero",
    errors: ["EINVAL"],
    meaning:
      "An implicit umem over the whole address space: it has no interval, and pages are reached through children. From v5.5 on.",
  },
  odp_get_child: {
    capability: "odp",
    profiles: implicit,
    parameters: { umem: "umem", parent: "umem", context: "context", mm: "mm", start: "address", length: "length" },
    result: "zero",
    errors: ["EFAULT", "EINVAL", "ENOMEM", "EOVERFLOW"],
    meaning:
      "A child of an implicit umem on the same address space, over [start,start+length), as a fault makes it. EFAULT if there are no users any more. From v5.5 on.",
  },
  odp_release: {
    capability: "odp",
    profiles,
    parameters: { umem: "umem" },
    result: "void",
    meaning: "ib_umem_odp_release: unmaps every page, then takes the umem away; the last of a context unregisters.",
  },
  odp_fault: {
    capability: "odp",
    profiles,
    parameters: { umem: "umem", address: "address", write: "flag?" },
    result: "outcome",
    errors: ["EFAULT", "EINVAL"],
    meaning:
      "A page fault of the device: one attempt up to v5.4, from v5.5 on as many as it takes. `mapped`, or `retry` if an invalidation collided. EFAULT outside the umem, or where memory does not allow it; EINVAL without a umem or without users.",
  },
  odp_walk: {
    capability: "odp",
    profiles,
    parameters: { umem: "umem", address: "address", write: "flag?", token: "token" },
    result: "zero",
    errors: ["EBUSY", "EFAULT", "EINVAL"],
    meaning:
      "The first half of odp_fault: reads the sequence, takes a user reference, looks the page up under mmap_lock. Keeps what it found under the token.",
  },
  odp_commit: {
    capability: "odp",
    profiles,
    parameters: { umem: "umem", token: "token" },
    result: "outcome",
    errors: ["EFAULT", "EINVAL"],
    meaning:
      "The second half: maps the page unless an invalidation collided; then drops the references. EINVAL if there is no such look-up.",
  },
  odp_map_pages: {
    capability: "odp",
    profiles,
    parameters: { umem: "umem", start: "address", length: "length", access: "access" },
    result: "pages",
    errors: ["EAGAIN", "EFAULT", "EINVAL"],
    meaning:
      "ib_umem_odp_map_dma_pages: every page that [start,start+length) touches, in one attempt. Answers how many were mapped, in decimal. An error at one page leaves those before it mapped: EAGAIN if an invalidation collided.",
  },
  odp_sample: {
    capability: "odp",
    profiles,
    parameters: { umem: "umem", token: "token" },
    result: "void",
    meaning: "Reads the umem's sequence without a lock and keeps it under the token.",
  },
  odp_retry: {
    capability: "odp",
    profiles,
    parameters: { umem: "umem", token: "token" },
    result: "boolean",
    meaning: "Asks under the umem mutex whether an invalidation is going on, or has ended since the token was taken.",
  },
  odp_wait: {
    capability: "odp",
    profiles,
    parameters: { umem: "umem" },
    result: "zero",
    errors: ["EFAULT"],
    meaning:
      "A fault that collided sleeps (wait `interval`) until no section over the umem is open. EFAULT if the address space has ended meanwhile.",
  },
} as const satisfies Readonly<Record<string, OperationRow>>;
