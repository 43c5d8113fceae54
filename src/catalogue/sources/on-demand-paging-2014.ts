import type { SourcePage } from "./source-page.ts";

/** The thread of 2014 about on-demand paging, with the patch that lists the open sections. */
export const onDemandPaging2014: SourcePage = {
  file: "001_48d3141d0b0199f8.txt",
  title: "IB/core: Implement support for MMU notifiers regarding on demand paging regions",
  by: "Shachar Raindel, Jerome Glisse and Roland Dreier, 4 September to 14 October 2014",
  profiles: ["2014-09", "2014-09-prop", "v3.19"],
  fate: "On-demand paging was merged in Linux 3.19 with another counter; the list of open sections was not merged.",
  statements: [
    {
      where: "commit message",
      says: "a counter of open sections and a sequence guard the faults, as in KVM; a region that comes amid a section is a known race with an ugly workaround",
      rules: ["KVM-04", "ODP-04", "ODP-34", "PAIR-25"],
    },
    {
      where: "Glisse, 4 September, at the head",
      says: "mmap_lock for read, taken by registration, would keep munmap away; truncation is what remains",
      rules: ["MM-07", "MM-09"],
    },
    {
      where: "ib_umem_notifier_start_account",
      says: "under the umem's mutex the count goes up, and the first section re-arms the completion",
      rules: ["ODP-01"],
    },
    {
      where: "ib_umem_notifier_end_account",
      says: "the sequence is raised, then the count lowered; at zero all waiters go. A count that is zero already stays there, with a message",
      rules: ["ODP-02", "ODP-03", "ODP-35"],
    },
    {
      where: "ib_umem_notifier_release_trampoline",
      says: "a section begins that never ends; the umem is dying before the waiters go; all is unmapped",
      rules: ["ODP-10", "ODP-11", "ODP-51"],
    },
    {
      where: "ib_umem_notifier_release and the other callbacks",
      says: "without a hook they do nothing; else they walk the tree with the context's semaphore held for read",
      rules: ["ODP-06", "ODP-09"],
    },
    {
      where: "invalidate_page_trampoline",
      says: "a section over one page: count, invalidate, end",
      rules: ["ODP-07", "TRK-20"],
    },
    {
      where: "invalidate_range_start_trampoline, invalidate_range_end_trampoline",
      says: "the start counts, then invalidates; the end only counts",
      rules: ["ODP-08", "ODP-56"],
    },
    {
      where: "ib_umem_odp_get, the owner",
      says: "another thread group than the context's is refused; without an address space it is a fatal check",
      rules: ["MM-19", "ODP-15", "ODP-53"],
    },
    {
      where: "ib_umem_odp_get, the memory",
      says: "what was allocated is freed if more cannot be had",
      rules: ["ODP-14", "ODP-16"],
    },
    {
      where: "ib_umem_odp_get, the tree and the first registration",
      says: "under the semaphore for write the umem is counted and entered, unless it is empty; the first one registers the notifier with the semaphore downgraded; if that fails, umem and count stay",
      rules: ["ODP-14", "ODP-17", "ODP-18", "REG-02"],
    },
    {
      where: "ib_umem_odp_get, comment before the final mmput",
      says: "the user reference is dropped without the semaphore, because the drop may call a notifier",
      rules: ["MM-20", "ODP-19"],
    },
    {
      where: "ib_umem_odp_release, the pages",
      says: "all are unmapped first, then the umem leaves the tree, and its lists are freed",
      rules: ["ODP-20"],
    },
    {
      where: "ib_umem_odp_release, the last umem",
      says: "the notifier is unregistered with the semaphore held for read, so that callbacks can finish; if the owner is gone it is not unregistered",
      rules: ["ODP-21", "ODP-22", "ODP-23", "ODP-49", "ODP-53"],
    },
    {
      where: "ib_umem_odp_map_dma_single_page",
      says: "under the mutex: retry; an empty slot is mapped, one with the same page gains access, one with another page is invalidated, at an address that is counted from the wrong base",
      rules: ["ODP-24", "ODP-25", "ODP-26", "ODP-27", "ODP-28", "ODP-29"],
    },
    {
      where: "ib_umem_odp_map_dma_pages",
      says: "answers how many pages are mapped, or an error; EAGAIN if a section collided",
      rules: ["ODP-30", "ODP-54"],
    },
    {
      where: "ib_umem_odp_unmap_dma_pages",
      says: "under the mutex each page is unmapped once, told that it is dirty, and put only where no notifier watches it; told without the page lock, which a callback may or may not hold",
      rules: ["MM-14", "ODP-29", "ODP-31", "ODP-32", "ODP-56"],
    },
    {
      where: "umem_rbtree.c, node_start and node_last",
      says: "the tree's intervals are closed, the umem's end is open",
      rules: ["ODP-12"],
    },
    {
      where: "umem_rbtree.c, rbt_ib_umem_for_each_in_range",
      says: "an empty range finds nothing; the walk visits all, whatever a visit answers",
      rules: ["ODP-13", "ODP-52", "PAIR-27"],
    },
    {
      where: "uverbs_cmd.c, ib_uverbs_get_context",
      says: "a context begins without umems; it has no hook if the device cannot do it",
      rules: ["ODP-33"],
    },
    {
      where: "ib_umem_odp.h, ib_umem_mmu_notifier_retry",
      says: "a section is open, or the sequence is another one; the count is read first",
      rules: ["KVM-04", "ODP-04"],
    },
    {
      where: "ib_verbs.h, struct ib_ucontext",
      says: "one semaphore guards tree, count and registration",
      rules: ["ODP-09", "ODP-17"],
    },
    {
      where: "Raindel, 7 September, and its table",
      says: "MADV_DONTNEED holds mmap_lock for read too: a region registered amid its section gets an end without a start, and counts minus one",
      rules: ["MM-07", "ODP-34"],
    },
    {
      where: "Glisse, 9 September",
      says: "registration needs a user of the address space and mmap_lock for write; only truncation comes beside that, and what it does the next fault sees",
      rules: ["MM-09", "MM-16", "ODP-41", "REG-02"],
    },
    {
      where: "Raindel, 10 September",
      says: "no memory may be allocated in a callback by way of reclaim; a pool that runs out blocks; one notifier serves many regions in a tree, so regions come amid sections",
      rules: ["MM-17", "MM-23", "ODP-34", "ODP-42", "ODP-50"],
    },
    {
      where: "Glisse, 10 September, and its table",
      says: "a region that comes after a start may fault in what the section takes away; a fault takes sequence, user, pages, and then its lock",
      rules: ["MM-09", "ODP-54"],
    },
    {
      where: "Raindel, 11 September, and its table",
      says: "a start that waits for a slot makes a lock order where there was none",
      rules: ["ODP-42", "TRK-21"],
    },
    {
      where: "Raindel, 11 September, on registration",
      says: "it takes every lock of the address space, so no section is open; adding a region does not. A count that stops at zero corrupts data. A global counter for new regions is the way out",
      rules: ["MM-16", "MM-17", "ODP-34", "ODP-35", "ODP-36", "ODP-41"],
    },
    {
      where: "Glisse, 11 September 15:32",
      says: "start and end stand in one function at every site, so that an object there can stand for the section; what is held across a start is taken to be free inside",
      rules: ["ODP-43", "PAIR-01", "TRK-01"],
    },
    {
      where: "Glisse, 11 September 22:43",
      says: "nothing may be mapped before the first registration is complete, else a running section is missed",
      rules: ["REG-36"],
    },
    {
      where: "range patch, its description",
      says: "a list of open sections and two helpers, which do not synchronize by themselves",
      rules: ["TRK-01", "TRK-07"],
    },
    {
      where: "range patch, its list of files",
      says: "KSM and uprobes, which open sections, are not among them",
      rules: ["TRK-19"],
    },
    {
      where: "range patch, i915_gem_userptr.c",
      says: "a closed interval is looked up, so the last byte is asked for; a member is read off a pointer as if it were the object",
      rules: ["TRK-18"],
    },
    {
      where: "range patch, fs/proc/task_mmu.c",
      says: "clearing the soft-dirty bits is a section of its own kind",
      rules: ["EVT-05"],
    },
    {
      where: "range patch, mmu_notifier.h",
      says: "the caller's object goes to start and end alike; the two helpers",
      rules: ["PAIR-26", "TRK-01"],
    },
    {
      where: "range patch, mm/fremap.c and mm/huge_memory.c",
      says: "entries that are replaced or split, under events of their own",
      rules: ["EVT-02"],
    },
    {
      where: "range patch, mm/hugetlb.c",
      says: "unmapping nests in another section; the range of a copy lost its rounding",
      rules: ["EVT-02", "MM-24", "TRK-14", "TRK-17"],
    },
    {
      where: "range patch, mm/memory.c",
      says: "fork tells of the parent's VMA; unmapping of its range; a write fault ends a section that it may not have begun",
      rules: ["EVT-01", "EVT-02", "EVT-04", "EVT-14", "TRK-14", "TRK-16"],
    },
    {
      where: "range patch, __mmu_notifier_invalidate_range_start",
      says: "the start callbacks, and only then the list",
      rules: ["TRK-02", "TRK-08", "TRK-11", "TRK-13", "TRK-22"],
    },
    {
      where: "range patch, __mmu_notifier_invalidate_range_end",
      says: "off the list, then the end callbacks, then a wake-up, which its comment means to let waiters go on only then",
      rules: ["TRK-03", "TRK-09", "TRK-10", "TRK-15"],
    },
    {
      where: "range patch, mmu_notifier_range_is_valid",
      says: "false while a listed section overlaps; its cursor is an object, and the state may be missing",
      rules: ["TRK-04", "TRK-13"],
    },
    {
      where: "range patch, mmu_notifier_range_wait_valid",
      says: "sleeps until the number of sections differs from a sample",
      rules: ["TRK-05", "TRK-06", "TRK-10", "TRK-14"],
    },
    {
      where: "range patch, do_mmu_notifier_register",
      says: "the list begins empty with the state",
      rules: ["TRK-12"],
    },
    {
      where: "range patch, mm/mprotect.c",
      says: "the section begins at the first populated entry, and a start of zero stands for none",
      rules: ["EVT-03", "EVT-13", "TRK-16"],
    },
    {
      where: "range patch, mm/mremap.c",
      says: "the old range",
      rules: ["EVT-01", "EVT-15"],
    },
    {
      where: "range patch, virt/kvm/kvm_main.c",
      says: "the start counts, removes and flushes before it returns",
      rules: ["KVM-01"],
    },
    {
      where: "Dreier and Raindel, 14 October",
      says: "why the counters are atomic: they are written under the mutex, and the sequence is read without it",
      rules: ["ODP-04", "ODP-05", "ODP-54"],
    },
  ],
};
