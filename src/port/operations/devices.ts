import type { OperationRow } from "../operation-row.ts";

const span = { mm: "mm", start: "address", end: "address" } as const;

/** Device models, which the implementation brings. */
export const DEVICE_OPERATIONS = {
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
    parameters: {
      mirror: "mirror",
      mm: "mm",
      references: "flag?",
      fallible: "flag?",
      change_pte: "flag?",
      ranges_only: "flag?",
      waits: "flag?",
    },
    result: "zero",
    errors: ["EINVAL"],
    meaning:
      "A device with a shadow table behind a list subscriber. Without `references` it holds none and removes its entries in the start; with them it holds one for each entry and removes both in the end. `fallible`: its start also needs the user lock of its name, and answers EAGAIN for a non-blockable range while that is taken. It has invalidate_page, where the profile knows that, unless it is `ranges_only`. `change_pte`: it also has that callback, in the manner of KVM: an entry that is there follows to a page that may only be read, and goes if the new one may be written. `waits`: its faults wait until none of its sections is open, in the manner of the SGI GRU. Of these flags one at most.",
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
} as const satisfies Readonly<Record<string, OperationRow>>;
