import type { OperationRow } from "../operation-row.ts";

const vm = { mirror: "mirror" } as const;
const slot = { ...vm, start: "address", end: "address" } as const;

/** A device model like KVM. */
export const KVM_OPERATIONS = {
  kvm_create: {
    capability: "kvm",
    parameters: { ...vm, mm: "mm", locked: "flag?" },
    result: "zero",
    errors: ["EINVAL"],
    meaning:
      "A VM without memory, behind a list subscriber. `locked`: the caller holds mmap_lock for write, as for register_locked.",
  },
  kvm_set_memslot: {
    capability: "kvm",
    parameters: slot,
    result: "zero",
    errors: ["EINVAL"],
    meaning:
      "Makes [start,end) of the host guest memory, at the same addresses. From v6.1 on it waits until no section is open. EINVAL if it overlaps another memslot.",
  },
  kvm_delete_memslot: {
    capability: "kvm",
    parameters: slot,
    result: "zero",
    errors: ["EINVAL"],
    meaning: "Takes that memslot away, with its entries; waits likewise.",
  },
  kvm_fault: {
    capability: "kvm",
    parameters: { ...vm, address: "address", write: "flag?" },
    result: "outcome",
    errors: ["EFAULT", "EINVAL", "EIO"],
    meaning:
      "One attempt of the VM to map a page of a memslot: `mapped`, or `retry`. EINVAL outside every memslot, EIO for a VM that is dead, EFAULT as of mirror_fault.",
  },
  kvm_walk: {
    capability: "kvm",
    parameters: { ...vm, address: "address", write: "flag?", token: "token" },
    result: "zero",
    errors: ["EFAULT", "EINVAL", "EIO"],
    meaning: "The first half of kvm_fault: reads the sequence, then looks the page up.",
  },
  kvm_commit: {
    capability: "kvm",
    parameters: { ...vm, token: "token" },
    result: "outcome",
    errors: ["EINVAL"],
    meaning: "The second half, under mmu_lock: the test of count and sequence, and the new entry.",
  },
  kvm_touch: {
    capability: "kvm",
    parameters: { ...vm, address: "address" },
    result: "boolean",
    meaning: "The guest reads: true if there is an entry, whose accessed bit is set then; false would be a fault.",
  },
  kvm_drop_unflushed: {
    capability: "kvm",
    parameters: { ...vm, address: "address" },
    result: "void",
    meaning: "Removes one entry and leaves the flush of the VM's TLB pending, for the next invalidation to do.",
  },
  kvm_destroy: {
    capability: "kvm",
    parameters: vm,
    result: "void",
    meaning: "Unregisters, which removes every entry, and tears the VM down. Does not wait for sections.",
  },
  kvm_cache_create: {
    capability: "kvm-pfncache",
    parameters: { ...vm, vm: "mirror", address: "address" },
    result: "zero",
    errors: ["EINVAL"],
    meaning:
      "A pfn cache of a VM for one page of the host. EINVAL outside every memslot (up to v6.6), and in profiles before v6.1.",
  },
  kvm_cache_refresh: {
    capability: "kvm-pfncache",
    parameters: vm,
    result: "outcome",
    errors: ["EFAULT", "EINVAL"],
    meaning: "One attempt to make the cache valid: `mapped`, or `retry`.",
  },
  kvm_cache_walk: {
    capability: "kvm-pfncache",
    parameters: { ...vm, token: "token" },
    result: "zero",
    errors: ["EFAULT", "EINVAL"],
    meaning: "The first half of kvm_cache_refresh: the sample, then the look-up.",
  },
  kvm_cache_commit: {
    capability: "kvm-pfncache",
    parameters: { ...vm, token: "token" },
    result: "outcome",
    errors: ["EINVAL"],
    meaning: "The second half: valid unless a section is active or one has ended since.",
  },
  kvm_apic_page: {
    capability: "kvm-apic",
    parameters: { ...vm, vm: "mirror", address: "address" },
    result: "void",
    meaning: "Makes a guest page the APIC-access page of the VM's only vCPU. Its frame is loaded when the vCPU enters.",
  },
  kvm_vcpu_enter: {
    capability: "kvm-apic",
    parameters: { vm: "mirror" },
    result: "boolean",
    meaning:
      "The vCPU enters the guest, and loads the frame of the APIC-access page if that was requested. False if the page was on its way: the request stands, and the vCPU has to try again.",
  },
} as const satisfies Readonly<Record<string, OperationRow>>;
