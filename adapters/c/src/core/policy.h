/* SPDX-License-Identifier: MIT */
#ifndef CORE_POLICY_H
#define CORE_POLICY_H

#include <stdbool.h>

/* Which end callbacks follow a non-blockable start walk in which a callback failed. */
enum pairing {
    ENDS_SKIPPED, /* none (before the pairing merge) */
    ENDS_ALL,     /* those of every subscriber that has one, the failing ones included */
};

/* Who tells those that have a TLB of their own what to forget. */
enum secondary_tlb {
    TLB_NONE,
    TLB_INVALIDATE_RANGE, /* the memory manager where it flushes, and the end of a section */
    TLB_CPU_FLUSH,        /* each flush of the CPUs' TLBs, and nothing else */
};

/* Who is told that an entry permits more by now, on architectures whose TLBs keep refusals. */
enum upgrade_notice {
    UPGRADE_FLUSH,   /* whoever is told of flushes */
    UPGRADE_TLBS,    /* the secondary TLBs, by the function that upgrades (posted in May 2023) */
    UPGRADE_SECTION, /* as UPGRADE_FLUSH; and there is a fault that upgrades in a section */
};

/* How drivers of IOMMUs let devices use the page tables of processes. */
enum sva_contexts {
    SVA_NONE,
    SVA_SHARED, /* all domains share a descriptor, whose ASID is that of the CPUs; a context for each domain */
    SVA_OWN,    /* each domain has its own, and each bound device a context */
};

/* What ranges say of what happens to them. */
enum events {
    EVENTS_NONE,
    EVENTS_2014, /* MMU_MUNMAP and the like */
    EVENTS_NOW,  /* UNMAP, CLEAR … */
};

/*
 * What differs between the profiles, each difference in one column. Everything that is not here
 * is the same in all of them.
 */
struct policy {
    const char *name;
    enum pairing pairing;
    bool warns_bad_start;   /* a start result that is not 0, or EAGAIN in a non-blockable range */
    bool warns_fallible;    /* a failing start of a subscriber that has an end callback */
    bool getput;            /* mmu_notifier_get, put, synchronize */
    bool interval;          /* interval notifiers */
    bool interval_prop;     /* their release callback, update and insert_safe */
    bool no_flags;          /* ranges do not say whether they may block, and never may not */
    bool tracks_ranges;     /* open sections are listed for those who ask */
    bool one_kind;          /* a table may not have both range and secondary-TLB callbacks */
    enum secondary_tlb secondary_tlb;
    enum upgrade_notice upgrade;
    enum sva_contexts sva;
    enum events events;
    bool assumes_written;   /* on-demand paging takes every page for dirty that may be written */
    bool reclaim_section;   /* reclaim opens a section in each VMA that maps the page */
    bool munmap_downgrades; /* mmap_lock is held for read only in the section of munmap */
    bool exit_locks;        /* mmap_lock is held for read while exit unmaps */
    bool vma_locks;         /* page faults of the CPU hold the lock of the VMA in place of mmap_lock */
    bool nested_gathers;    /* a gather that is finished beside another one flushes everything */
    bool hugetlb_section;   /* unmapping a hugetlb VMA opens a section of its own inside the outer one */
    bool copies_whole;      /* a write to a shared huge page copies all of it, and does not split it */
    bool mapped_once;       /* a page is reused if it is mapped once, whoever else holds a reference */
    bool protects_whole; /* mprotect has one section for each VMA, populated or not */
    bool wide_chunks;       /* mprotect has one section for what a table of PUDs maps, not one of PMDs */
};

extern const struct policy policies[];

/* NULL for a profile that this implementation does not claim. */
const struct policy *policy_find(const char *name);

#endif
