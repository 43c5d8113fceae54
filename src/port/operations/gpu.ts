import type { OperationRow } from "../operation-row.ts";

/** A device model with buffer objects, beside the list of open sections. */
export const GPU_OPERATIONS = {
  gpu_create: {
    capability: "gpu",
    parameters: { mirror: "mirror", mm: "mm" },
    result: "zero",
    errors: ["EINVAL"],
    meaning:
      "A device behind a list subscriber whose buffer objects are made of user memory. It has the user lock of its name, which its callbacks take.",
  },
  gpu_add: {
    capability: "gpu",
    parameters: { mirror: "mirror", start: "address", end: "address" },
    result: "zero",
    errors: ["EINVAL"],
    meaning:
      "Makes a buffer object of [start,end), at any time. A section that touches it takes all of its entries away.",
  },
  gpu_fault: {
    capability: "gpu",
    parameters: { mirror: "mirror", address: "address", write: "flag?" },
    result: "outcome",
    errors: ["EFAULT", "EINVAL"],
    meaning:
      "One attempt to map a page of an object: waits while a section over the object is listed (range_wait_valid), then `mapped` or `retry`. EINVAL outside every object; EFAULT as of mirror_fault.",
  },
  gpu_walk: {
    capability: "gpu",
    parameters: { mirror: "mirror", address: "address", write: "flag?", token: "token" },
    result: "zero",
    errors: ["EFAULT", "EINVAL"],
    meaning: "The first half of gpu_fault: the wait, the sequence and the look-up.",
  },
  gpu_commit: {
    capability: "gpu",
    parameters: { mirror: "mirror", token: "token" },
    result: "outcome",
    errors: ["EINVAL"],
    meaning:
      "The second half: maps the page unless a section over the object is open, listed or not, or one has ended since.",
  },
  gpu_destroy: {
    capability: "gpu",
    parameters: { mirror: "mirror" },
    result: "void",
    meaning: "Unregisters the device; its entries go in release.",
  },
} as const satisfies Readonly<Record<string, OperationRow>>;
