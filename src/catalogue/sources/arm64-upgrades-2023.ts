import type { SourcePage } from "./source-page.ts";

/** The thread of 2023 about permission upgrades on arm64, with the sketch of a notifier for TLBs. */
export const arm64Upgrades2023: SourcePage = {
  file: "003_bbb6683ee0213fea.txt",
  title: "arm64: Notify on pte permission upgrades",
  by: "Alistair Popple and others, 24 May to 9 June 2023",
  profiles: ["v6.4-prop", "v6.4-alt", "tlbn-prop"],
  fate: "Not merged as posted. From Linux 6.6 on the flush of the CPUs' TLBs tells the secondary TLBs.",
  statements: [
    {
      where: "commit message, first and second paragraph",
      says: "arm64 needs an invalidation when an entry becomes writable; an SMMU that does not snoop those of the CPUs keeps the read-only entry, and the device faults for ever",
      rules: ["ARM-13"],
    },
    {
      where: "commit message, third paragraph",
      says: "the SMMU driver is a subscriber already, so a notice mends it",
      rules: ["ARM-13", "SMMU-15"],
    },
    {
      where: "commit message, last paragraph",
      says: "the notice belongs where this architecture flushes, not into generic code",
      rules: ["ARM-16", "EVT-16"],
    },
    {
      where: "notes below the cut line",
      says: "an earlier version had an event of its own in generic code; a notice from architecture code comes under the page-table lock, which has to be safe",
      rules: ["ARM-11", "ARM-18", "MM-10", "STLB-09"],
    },
    {
      where: "Gunthorpe, 28 May",
      says: "notifiers say what the MM does and are no architecture's; the driver could invalidate before it answers a page request",
      rules: ["ARM-15"],
    },
    {
      where: "Popple, 30 May",
      says: "who may ignore an event for upgrades is hard to find out; the architecture permits that the refusal is cached",
      rules: ["ARM-12", "ARM-18", "EVT-09"],
    },
    {
      where: "Murphy, 30 May",
      says: "the gap is the memory manager's: with broadcast maintenance the SMMU sees the invalidation, without it nobody tells it",
      rules: ["ARM-14", "ARM-21"],
    },
    {
      where: "Gunthorpe and Murphy, 30 May",
      says: "an invalidation in the driver would do as a stop-gap, though it is no defect of the SMMU",
      rules: ["ARM-15", "ARM-21"],
    },
    {
      where: "Murphy, 30 May, on VT-d; Popple, 31 May, on OpenCAPI",
      says: "what the other architectures need when an entry becomes writable",
      rules: ["ARM-17"],
    },
    {
      where: "the commit quoted on 30 May: KVM and the APIC page",
      says: "a vCPU can reload the frame before it is unmapped, if it ignores the section; the commit moved the request to invalidate_range",
      rules: ["STLB-14"],
    },
    {
      where: "Gunthorpe and Christopherson, 30 May",
      says: "KVM follows sections and should not use invalidate_range; it should wait for the section",
      rules: ["STLB-13", "STLB-14"],
    },
    {
      where: "Popple, 31 May, on devices without page requests",
      says: "an invalidation before the answer does not help a device whose faults nobody answers",
      rules: ["ARM-15"],
    },
    {
      where: "Gunthorpe and Popple, 31 May, on the order of things",
      says: "first KVM has to leave invalidate_range, then its meaning can change",
      rules: ["TLBN-12"],
    },
    {
      where: "Popple, 31 May, on unused ranges",
      says: "the call in the end floods the SMMU with ranges that were never populated",
      rules: ["STLB-01", "STLB-10"],
    },
    {
      where: "Gunthorpe, 31 May",
      says: "each flush of the CPUs' TLBs is to be mirrored one to one",
      rules: ["ARM-09", "STLB-05"],
    },
    {
      where: "sketch of 9 June, hunks of arm-smmu-v3",
      says: "the driver registers a tlb_notifier, with its release, and gives it up by put",
      rules: ["REG-40", "SMMU-01", "SMMU-15"],
    },
    {
      where: "sketch, mmu_notifier.h: struct tlb_notifier_ops, struct mm_notifier_chain",
      says: "callbacks for TLBs move to a type of their own, which shares the list with the other",
      rules: ["TLBN-01", "TLBN-02", "TLBN-04", "STLB-03"],
    },
    {
      where: "sketch, mmu_notifier_from_chain and tlb_notifier_from_chain",
      says: "an entry of the list is taken for whichever kind the walker is about",
      rules: ["TLBN-05"],
    },
    {
      where: "sketch, __mmu_notifier_register",
      says: "the list entry is the address inside the subscriber, which of no subscriber is not null",
      rules: ["TLBN-06"],
    },
    {
      where: "sketch, find_get_mmu_notifier, mmu_notifier_free_rcu",
      says: "get compares tables, the free goes through one of the two tables",
      rules: ["TLBN-07", "TLBN-08"],
    },
    {
      where: "sketch, tlb_notifier_register and tlb_notifier_put",
      says: "as of the other kind",
      rules: ["TLBN-03"],
    },
    {
      where: "sketch, mn_hlist_invalidate_end",
      says: "the call in the end goes, and no call comes where the CPUs' TLBs are flushed",
      rules: ["TLBN-09", "TLBN-11", "STLB-10"],
    },
    {
      where: "sketch, __mmu_notifier_invalidate_range and the list of files",
      says: "the other callers stay; KVM, which used it for something else, is among the files that are not touched",
      rules: ["TLBN-10", "TLBN-12"],
    },
    {
      where: "hunk of arch/arm64/mm/fault.c, ptep_set_access_flags",
      says: "if the access was a write: the flush of the page as before, and a notice of exactly that page after it",
      rules: ["ARM-03", "ARM-04", "ARM-05"],
    },
    {
      where: "hunk of arch/arm64/mm/hugetlbpage.c, huge_ptep_set_access_flags",
      says: "between the clearing and the setting of a contiguous set, if it is dirty: a notice, whose length is the sum of page size and number where their product is meant",
      rules: ["ARM-06", "ARM-07", "ARM-09"],
    },
  ],
};
