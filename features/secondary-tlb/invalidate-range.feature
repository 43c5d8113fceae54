Feature: invalidate_range, the secondary-TLB callback from 3.19 to 6.1
  Then it is the memory manager that tells devices which walk the CPUs' page tables what to forget:
  where it flushes the CPUs, and once more at the end of the section.

  @STLB-01 @party:core @v3.19..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt @cap:secondary-tlb @cap:register @cap:mm @must
  Rule: STLB-01 invalidate_range is called where a page is replaced, where a gather is flushed, and in the end
    Under the page-table lock with the page whose entry was cleared and flushed, if the entry will
    point to another page; after each flush of a gather with the extent that was gathered; and by the
    end of a section with its range, unless that is of the kind that only ends. How often one page is
    told is not limited.
    Source: Linux 6.1 include/linux/mmu_notifier.h, ptep_clear_flush_notify and comment of invalidate_range; include/asm-generic/tlb.h, tlb_flush_mmu_tlbonly; mm/mmu_notifier.c, mn_hlist_invalidate_end

    @id:STLB-01.1
    Scenario: The end of a section, before the end callback of the same subscriber
      Given the registered subscriber "S" with invalidate_range_start, invalidate_range, invalidate_range_end, release
      When T1 calls invalidate "A"
      Then T1 called these callbacks in order:
        | subscriber | callback               | range |
        | S          | invalidate_range_start | A     |
        | S          | invalidate_range       | A     |
        | S          | invalidate_range_end   | A     |

    @id:STLB-01.2 @cap:mm-fork @cap:mm-write-fault @cap:locks @v5.3..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt
    Scenario: A page that is copied, under the page-table lock
      Given the registered subscriber "S" with invalidate_range, release
      And the anonymous VMA "A"
      And T9 has called fork "child"
      When T1 calls write_fault "A.1"
      Then T1 returned 0
      And T1 held page_table_lock in every invalidate_range
      And invalidate_range of "S" covered "A.1"

    @id:STLB-01.3
    Scenario Outline: The gather of <operation>
      Given the registered subscriber "S" with invalidate_range, release
      And the VMA "A" of kind <kind>
      When T1 calls <operation>
      Then T1 returned
      And invalidate_range of "S" covered "A"
      And every flush of the CPUs was followed by invalidate_range of "S" over its range

      @key:munmap @cap:mm-munmap
      Examples:
        | operation  | kind |
        | munmap "A" | anon |

      @key:dontneed @cap:mm-dontneed
      Examples:
        | operation            | kind |
        | madvise_dontneed "A" | anon |

      @key:mprotect @cap:mm-mprotect
      Examples:
        | operation         | kind |
        | mprotect_read "A" | anon |

      @key:truncate @cap:mm-truncate
      Examples:
        | operation    | kind   |
        | truncate "A" | shared |

    @id:STLB-01.4 @cap:mm-dontneed @cap:locks
    Scenario: A file page that was written is flushed, and told, before the lock is let go
      Given the registered subscriber "S" with invalidate_range, release
      And the VMA "A" of kind shared
      And T9 has called store one at "A.1"
      And T9 has called store two at "A.2"
      When T1 calls madvise_dontneed "A"
      Then T1 returned 0
      And T1 held page_table_lock in some invalidate_range

    @id:STLB-01.5 @cap:mm-reclaim @cap:locks @v5.3..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt
    Scenario: A page that is reclaimed, under the page-table lock and before it is let go
      Given the registered subscriber "S" with invalidate_range, release
      And the anonymous VMA "A"
      When T1 calls reclaim_page "A.1"
      Then T1 returned 0
      And T1 held page_table_lock in some invalidate_range
      And invalidate_range of "S" covered "A.1"
      And the entry at "A.1" being cleared in T1 comes before invalidate_range of "S" in T1
      And invalidate_range of "S" in T1 comes before a page free in T1

  @STLB-02 @party:core @v5.3..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt @cap:secondary-tlb @cap:register @cap:mm @must
  Rule: STLB-02 the end that only ends calls the end callbacks and no secondary TLB
    It is legal where every entry that changed was told already under the page-table lock, or still
    translates to the same page, as when the entry of a huge page of the process's own is split.
    Source: Linux 6.1 mm/memory.c, wp_page_copy; mm/huge_memory.c, __split_huge_pmd; include/linux/mmu_notifier.h, mmu_notifier_invalidate_range_only_end

    @id:STLB-02.1 @cap:mm-fork @cap:mm-write-fault
    Scenario: A page that is copied is told once
      Given the registered subscriber "S" with invalidate_range_start, invalidate_range, invalidate_range_end, release
      And the anonymous VMA "A"
      And T9 has called fork "child"
      When T1 calls write_fault "A.1"
      Then T1 called these callbacks in order:
        | subscriber | callback               | range |
        | S          | invalidate_range_start | A.1   |
        | S          | invalidate_range       | A.1   |
        | S          | invalidate_range_end   | A.1   |

    @id:STLB-02.2 @cap:mm-thp-split
    Scenario: A huge page that is split is not told at all
      Given the ranges
        | H | pages 1024 to 1535 |
      And the registered subscriber "S" with invalidate_range_start, invalidate_range, invalidate_range_end, release
      And the VMA "H" of kind thp
      When T1 calls thp_split "H"
      Then T1 called these callbacks in order:
        | subscriber | callback               | range |
        | S          | invalidate_range_start | H     |
        | S          | invalidate_range_end   | H     |

  @STLB-03 @party:core @v3.19..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt @cap:secondary-tlb @cap:register @cap:mm @may
  Rule: STLB-03 invalidate_range may be called with a part of a section, or outside every section
    Source: Linux 6.1 include/linux/mmu_notifier.h, comment of invalidate_range; 003_bbb6683ee0213fea.txt (the text that the sketch removes)

    @id:STLB-03.1 @cap:mm-dontneed @cap:mm-write-fault
    Scenario: On x86 the gather of MADV_DONTNEED is flushed when its section is over
      Given the architecture is x86_64
      And the registered subscriber "S" with invalidate_range_start, invalidate_range, invalidate_range_end, release
      And the VMA "A" of kind none-anon
      And T9 has called write_fault "A.1"
      When T1 calls madvise_dontneed "A"
      Then T1 called these callbacks in order:
        | subscriber | callback               | range |
        | S          | invalidate_range_start | A     |
        | S          | invalidate_range       | A     |
        | S          | invalidate_range_end   | A     |
        | S          | invalidate_range       | A.1   |

    @id:STLB-03.2 @cap:mm-dontneed @cap:arm64 @cap:mm-write-fault
    Scenario: On arm64 it is flushed in the section, with a part of its range
      Given the architecture is arm64
      And the registered subscriber "S" with invalidate_range_start, invalidate_range, invalidate_range_end, release
      And the VMA "A" of kind none-anon
      And T9 has called write_fault "A.1"
      When T1 calls madvise_dontneed "A"
      Then T1 called these callbacks in order:
        | subscriber | callback               | range |
        | S          | invalidate_range_start | A     |
        | S          | invalidate_range       | A.1   |
        | S          | invalidate_range       | A     |
        | S          | invalidate_range_end   | A     |

  @STLB-10 @party:core @v3.19..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt @cap:secondary-tlb @cap:register @cap:mm @must
  Rule: STLB-10 an end tells the secondary TLBs of its whole range, also where nothing was mapped
    The CPUs flush nothing then, but every device with a TLB of its own works through the range: a
    flood, if it is long and there is much of it. From 6.6 on there is none (STLB-04).
    Source: 003_bbb6683ee0213fea.txt (Popple, 31 May 2023: invalidations of ranges that were never populated); Linux 6.1 mm/mmu_notifier.c, mn_hlist_invalidate_end

    @id:STLB-10.1 @cap:mm-dontneed
    Scenario: MADV_DONTNEED, and MADV_DONTNEED again
      Given the registered subscriber "S" with invalidate_range, release
      And the anonymous VMA "A"
      And T9 has called madvise_dontneed "A"
      When T1 calls madvise_dontneed "A"
      Then T1 returned 0
      And T1 changed no page-table entry
      And the CPUs flushed nothing
      And invalidate_range of "S" covered "A"

  @STLB-18 @party:core @v5.3..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt @cap:secondary-tlb @cap:register @cap:mm @must
  Rule: STLB-18 the copy of a hugetlb page is told under the lock and once more in the end
    Source: Linux 6.1 mm/hugetlb.c, hugetlb_wp

    @id:STLB-18.1 @cap:mm-fork @cap:mm-write-fault
    Scenario: A write to a huge page that a child shares
      Given the ranges
        | H | pages 1024 to 1535 |
      And the registered subscriber "S" with invalidate_range_start, invalidate_range, invalidate_range_end, release
      And the VMA "H" of kind hugetlb
      And T9 has called fork "child"
      When T1 calls write_fault "H"
      Then T1 called these callbacks in order:
        | subscriber | callback               | range |
        | S          | invalidate_range_start | H     |
        | S          | invalidate_range       | H     |
        | S          | invalidate_range       | H     |
        | S          | invalidate_range_end   | H     |

  @STLB-19 @party:core @v5.3..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt,v6.6+ @cap:secondary-tlb @cap:register @cap:mm @must
  Rule: STLB-19 gathers that overlap hand over what was flushed: everything
    While another gather of the same address space is at work, a gather that is finished flushes
    everything, since it may have passed over entries that the other one cleared and has not flushed
    yet. The secondary TLBs have to be told of everything then. (Linux 6.1 resets the extent before
    it passes it on, so they are given an empty range.)
    Source: Linux 6.1 mm/mmu_gather.c, tlb_finish_mmu; include/asm-generic/tlb.h, __tlb_reset_range; analysis

    @id:STLB-19.1 @cap:mm-dontneed
    Scenario Outline: A second MADV_DONTNEED while the first one has not flushed yet (<callback>)
      Given the architecture is x86_64
      And the registered subscriber "S" with <callback>, release
      And the registered subscriber "R"
      And the anonymous VMA "A"
      And the anonymous VMA "B"
      And "R" is held in invalidate_range_end on T1
      When T1 calls madvise_dontneed "A"
      And T2 calls madvise_dontneed "B"
      Then T1 is blocked
      And T2 returned 0
      And the CPUs flushed these ranges in order:
        | everything |
      And <callback> of "S" covered "everything"
      And no call of <callback> was about an empty range

      @v5.3..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt
      Examples:
        | callback         |
        | invalidate_range |

      @v6.6+
      Examples:
        | callback                       |
        | arch_invalidate_secondary_tlbs |

    @id:STLB-19.2 @cap:mm-dontneed
    Scenario Outline: One that finds nothing flushes what the first one cleared (<callback>)
      Given the architecture is x86_64
      And the registered subscriber "S" with <callback>, release
      And the registered subscriber "R"
      And the anonymous VMA "A"
      And the walking device "W"
      And the walking device "W" has read "A.0"
      And "R" is held in invalidate_range_end on T1
      When T1 calls madvise_dontneed "A"
      And T2 calls madvise_dontneed "A"
      Then T2 returned 0
      And <callback> of "S" covered "everything"
      And the device "W" maps nothing in "A"

      @v6.6+
      Examples:
        | callback                       |
        | arch_invalidate_secondary_tlbs |

    @id:STLB-19.3 @every-order @cap:mm-dontneed @v6.6+
    Scenario: Whoever of two has returned, no device reads the old page any more
      Given the walking device "W"
      And the anonymous VMA "A"
      And T9 has called store one at "A.0"
      And the walking device "W" has read "A.0"
      When the threads run in every order:
        | T1                     | T2                     |
        | madvise_dontneed "A.0" | madvise_dontneed "A.0" |
        |                        | "W" reads page "A.0"   |
      Then every outcome is one of:
        | T2.1 | T2.2   |
        | 0    | EFAULT |
      And no outcome is one of:
        | T2.1 | T2.2 | rule    | mutant     |
        | 0    | one  | STLB-19 | STLB-19-x1 |
