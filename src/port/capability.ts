/**
 * Capabilities: what an implementation offers. A scenario names those it needs; one that is not
 * claimed makes the scenario "not claimed", never a failure.
 */
export const CAPABILITIES = {
  core: "Address spaces with their two counters, mmap_lock and a reverse-map lock, raw start/end sections, user locks, exit.",
  register: "List subscribers: register, unregister, release.",
  getput: "get, put and synchronize with alloc_notifier and free_notifier.",
  nonblock: "Non-blockable sections whose start may answer EAGAIN.",
  interval: "Interval notifiers: insert, remove, read_begin, read_retry, invalidate.",
  "interval-locked": "interval_insert_locked.",
  "interval-release": "The release callback of interval notifiers, and insert_safe.",
  "interval-update": "interval_update.",
  "range-tracking": "The list of open sections: range_is_valid and range_wait_valid.",
  aging: "clear_flush_young, clear_young and test_young.",
  "change-pte": "set_pte_at_notify, and list subscribers with change_pte.",
  "invalidate-page": "List subscribers with invalidate_page, and the notice for those without change_pte.",
  vma: "VMAs that mmap makes, in a process with more of its own; who claims mm has them too.",
  mm: "VMAs, page tables, pages with references, file pages; events for each change of them.",
  "mm-munmap": "munmap.",
  "mm-dontneed": "madvise(MADV_DONTNEED).",
  "mm-write-fault": "Write faults that copy or reuse a page.",
  "mm-fork": "fork.",
  "mm-truncate": "File truncation through the reverse map.",
  "mm-oom-reap": "The OOM reaper and process_mrelease.",
  "mm-mprotect": "mprotect.",
  "mm-thp-split": "Splitting a huge page, also nested in another operation.",
  "mm-madv-free": "madvise(MADV_FREE).",
  "mm-mremap": "mremap.",
  "mm-hugetlb": "VMAs of kinds hugetlb and hugetlb-shared.",
  "mm-thp-collapse": "Making a huge page of small ones.",
  "mm-reclaim": "Reclaim of a page through the reverse map.",
  "mm-migrate": "Migration of a page through the reverse map.",
  "mm-mkclean": "Writeback, and write protection of what a file maps.",
  "mm-soft-dirty": "clear_refs for soft-dirty bits.",
  "mm-numa": "NUMA hinting.",
  "mm-uffd": "userfaultfd: write protection and move.",
  "mm-pagemap-scan": "PAGEMAP_SCAN with write protection.",
  "mm-map-fixed": "Mapping over what is mapped already.",
  "mm-pud-split": "VMAs of kind dax, and splitting their entries.",
  "mm-remap-file-pages": "remap_file_pages.",
  "mm-device-private": "A mirror that migrates pages to memory of its own.",
  "mm-exclusive": "A mirror that gets pages for itself.",
  event: "Ranges say what happens to them: UNMAP, CLEAR …, or in 2014 MMU_MUNMAP, MMU_MIGRATE ….",
  owner: "Ranges of MIGRATE and EXCLUSIVE say who asked for them.",
  "mm-ksm": "Merging of pages with the same content.",
  "mm-uprobe": "A breakpoint's copy of a page of program text.",
  process: "exec and the end of a process, beside bare user references.",
  mirror: "A device model on an interval notifier: faults with read_begin and read_retry.",
  shadow: "A device model on a list subscriber: an active count and a sequence.",
  gpu: "A device model with buffer objects that lets the list of open sections tell it when to wait.",
  odp: "On-demand paging: a device that maps pages of registered memory regions (umems) as it needs them.",
  "odp-global": "The count of a context's sections, for umems that are registered amid them.",
  "secondary-tlb": "Subscribers with a TLB of their own, and a device model that walks the CPUs' page tables.",
  "tlb-notifier": "tlb_notifiers: subscribers of a kind of their own for those who have a TLB (tlbn-prop).",
  arm64:
    "The architecture arm64 in `reset` and `run`: its TLB flushes, a TLB that may keep entries that forbid, marks of use set by page faults, contiguous entries.",
  "arch-table": "The architectures power9 and power10 in `reset` and `run`, for what an upgrade needs.",
  "smmu-sva":
    "Devices that use the addresses of a process through an IOMMU: its TLB, what the devices keep, the driver and its commands.",
  kvm: "A device model like KVM: memslots, shadow entries behind a count and a sequence, ageing, flushes of its TLB.",
  "kvm-pfncache": "pfn caches of a VM.",
  "kvm-apic": "The APIC-access page of a VM.",
  locks: "lock and unlock events.",
  lockdep: "Reports of lock-order cycles with the section as a lock class.",
  introspection: "Sequence numbers, active sections and interval states, where a profile documents them.",
  "fault-injection": "Failing allocations and signals at chosen places.",
} as const;

export type Capability = keyof typeof CAPABILITIES;

/** True for a name in the capability table. */
export function isCapability(name: string): name is Capability {
  return Object.hasOwn(CAPABILITIES, name);
}

/** Table order. */
export const capabilityNames = Object.keys(CAPABILITIES) as Capability[];
