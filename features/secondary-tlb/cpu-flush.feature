Feature: Secondary TLBs follow the flushes of the CPUs
  From 6.6 on a device that walks the CPUs' page tables is told what to forget by the flush of the
  CPUs' TLBs itself: what the CPUs forget, and nothing else.

  @STLB-04 @party:core @v6.6+ @cap:secondary-tlb @cap:register @cap:mm @must
  Rule: STLB-04 the flush of the CPUs' TLBs calls the secondary TLBs, the end of a section does not
    arch_invalidate_secondary_tlbs is called from the architecture's TLB flush of user mappings, with
    the range that was flushed. The end of a section calls it never.
    Source: Linux 6.12 arch/x86/include/asm/tlbflush.h, arch/arm64/include/asm/tlbflush.h, mm/mmu_notifier.c

    @id:STLB-04.1
    Scenario: A section in which nothing changes
      Given the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      When T1 calls invalidate "A"
      Then arch_invalidate_secondary_tlbs of "S" was not called

    @id:STLB-04.2 @cap:mm-dontneed
    Scenario: MADV_DONTNEED where nothing was ever mapped
      Given the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the VMA "A" of kind none-anon
      When T1 calls madvise_dontneed "A"
      Then T1 returned 0
      And the CPUs flushed nothing
      And arch_invalidate_secondary_tlbs of "S" was not called

    @id:STLB-04.3
    Scenario Outline: <operation>
      Given the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "A"
      When T1 calls <operation>
      Then T1 returned 0
      And the CPUs flushed these ranges in order:
        | <range> |
      And T1 called these callbacks in order:
        | subscriber | callback                       | mm | range   |
        | S          | arch_invalidate_secondary_tlbs | mm | <range> |

      @key:munmap @cap:mm-munmap
      Examples:
        | operation  | range |
        | munmap "A" | A     |

      @key:dontneed @cap:mm-dontneed
      Examples:
        | operation              | range |
        | madvise_dontneed "A.1" | A.1   |

      @key:mprotect @cap:mm-mprotect
      Examples:
        | operation           | range |
        | mprotect_read "A"   | A     |

      @key:fork @cap:mm-fork
      Examples:
        | operation    | range      |
        | fork "child" | everything |

  @STLB-05 @party:core @v6.6+ @cap:secondary-tlb @cap:register @cap:mm @must
  Rule: STLB-05 flushes of the CPUs and calls of the secondary TLBs correspond one to one
    Neither wider nor narrower, neither more nor fewer. Where the architecture itself rounds a flush,
    or makes it one of everything, the secondary TLBs are told what was flushed. What a gather has
    noted is flushed after the section on x86, at the end of each VMA on arm64 (tlb_end_vma).
    Source: 003_bbb6683ee0213fea.txt (the discussion of 31 May 2023: a 1:1 mirror of the CPU's own flushes); Linux 6.12 arch/x86/mm/tlb.c, arch/arm64/include/asm/tlbflush.h, include/asm-generic/tlb.h. The radix flushes of arch/powerpc differ

    @id:STLB-05.1
    Scenario Outline: <operation> on <architecture>
      Given the architecture is <architecture>
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the VMA "A" of kind <kind>
      And T9 has called fork "child"
      When T1 calls <operation>
      Then T1 returned
      And arch_invalidate_secondary_tlbs of "S" was called exactly for what the CPUs flushed

      @key:write_fault @cap:mm-fork @cap:mm-write-fault
      Examples:
        | architecture | operation | kind |
        | x86_64 | write_fault "A.0" | anon |

      @key:write_fault-arm64 @cap:mm-fork @cap:mm-write-fault @cap:arm64
      Examples:
        | architecture | operation | kind |
        | arm64 | write_fault "A.0" | anon |

      @key:munmap @cap:mm-fork @cap:mm-munmap
      Examples:
        | architecture | operation | kind |
        | x86_64 | munmap "A" | anon |

      @key:munmap-arm64 @cap:mm-fork @cap:mm-munmap @cap:arm64
      Examples:
        | architecture | operation | kind |
        | arm64 | munmap "A" | anon |

      @key:part @cap:mm-fork @cap:mm-munmap
      Examples:
        | architecture | operation | kind |
        | x86_64 | munmap "A.1" | anon |

      @key:part-arm64 @cap:mm-fork @cap:mm-munmap @cap:arm64
      Examples:
        | architecture | operation | kind |
        | arm64 | munmap "A.1" | anon |

      @key:dontneed @cap:mm-fork @cap:mm-dontneed
      Examples:
        | architecture | operation | kind |
        | x86_64 | madvise_dontneed "A" | anon |

      @key:dontneed-arm64 @cap:mm-fork @cap:mm-dontneed @cap:arm64
      Examples:
        | architecture | operation | kind |
        | arm64 | madvise_dontneed "A" | anon |

      @key:mprotect @cap:mm-fork @cap:mm-mprotect
      Examples:
        | architecture | operation | kind |
        | x86_64 | mprotect_read "A" | shared |

      @key:mprotect-arm64 @cap:mm-fork @cap:mm-mprotect @cap:arm64
      Examples:
        | architecture | operation | kind |
        | arm64 | mprotect_read "A" | shared |

      @key:truncate @cap:mm-fork @cap:mm-truncate
      Examples:
        | architecture | operation | kind |
        | x86_64 | truncate "A" | shared |

      @key:truncate-arm64 @cap:mm-fork @cap:mm-truncate @cap:arm64
      Examples:
        | architecture | operation | kind |
        | arm64 | truncate "A" | shared |

      @key:reaper @cap:mm-fork @cap:mm-oom-reap
      Examples:
        | architecture | operation | kind |
        | x86_64 | oom_reap | anon |

      @key:reaper-arm64 @cap:mm-fork @cap:mm-oom-reap @cap:arm64
      Examples:
        | architecture | operation | kind |
        | arm64 | oom_reap | anon |

    @id:STLB-05.2 @cap:mm-madv-free
    Scenario: What MADV_FREE made old and clean is flushed, on x86 after the section
      Given the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the registered subscriber "R"
      And the anonymous VMA "A"
      When T1 calls madvise_free "A.1..A.2"
      Then T1 returned 0
      And the CPUs flushed these ranges in order:
        | A.1..A.2 |
      And arch_invalidate_secondary_tlbs of "S" was called exactly for what the CPUs flushed
      And invalidate_range_end of "R" comes before a CPU flush in T1

    @id:STLB-05.3 @cap:mm-madv-free @cap:arm64
    Scenario: On arm64 it is flushed at the end of the VMA, inside the section
      Given the architecture is arm64
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the registered subscriber "R"
      And the anonymous VMA "A"
      When T1 calls madvise_free "A.1..A.2"
      Then T1 returned 0
      And the CPUs flushed these ranges in order:
        | A.1..A.2 |
      And arch_invalidate_secondary_tlbs of "S" was called exactly for what the CPUs flushed
      And a CPU flush in T1 comes before invalidate_range_end of "R"

  @STLB-06 @party:core @v6.6+ @cap:secondary-tlb @cap:register @cap:mm @must
  Rule: STLB-06 a flush of the whole address space is reported as [0, ULONG_MAX)
    Also where a range became one because it was too long to be flushed entry by entry.
    Source: Linux 6.12 arch/arm64/include/asm/tlbflush.h, flush_tlb_mm; arch/x86/include/asm/tlbflush.h, TLB_FLUSH_ALL. arch/powerpc/mm/book3s64/radix_tlb.c reports the range

    @id:STLB-06.1 @cap:mm-fork
    Scenario: fork asks for a flush of everything
      Given the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "A"
      When T1 calls fork "child"
      Then these callbacks were called:
        | subscriber | callback                       | range      |
        | S          | arch_invalidate_secondary_tlbs | everything |

    @id:STLB-06.2 @cap:mm-dontneed
    Scenario Outline: A range that is too long on <architecture>
      Given the architecture is <architecture>
      And the ranges
        | Long | <pages> |
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "Long"
      When T1 calls madvise_dontneed "Long"
      Then T1 returned 0
      And these callbacks were called:
        | subscriber | callback                       | range      |
        | S          | arch_invalidate_secondary_tlbs | everything |

      Examples:
        | architecture | pages           |
        | x86_64       | pages 16 to 49  |

      @cap:arm64
      Examples:
        | architecture | pages           |
        | arm64        | pages 16 to 527 |

  @STLB-07 @party:core @v6.6+ @cap:secondary-tlb @cap:register @cap:mm @must
  Rule: STLB-07 on x86 more than 33 entries are flushed, and reported, as everything
    What counts is how many entries there are, whatever their size. A page whose unmapping waits in a
    batch is reported when it is queued, as everything, since the batch knows no addresses.
    Source: Linux 6.12 arch/x86/mm/tlb.c, tlb_single_page_flush_ceiling and flush_tlb_mm_range; arch/x86/include/asm/tlbflush.h, arch_tlbbatch_add_pending

    @id:STLB-07.1 @cap:mm-dontneed
    Scenario Outline: MADV_DONTNEED of <pages>
      Given the architecture is x86_64
      And the ranges
        | Long | <pages> |
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the VMA "Long" of kind <kind>
      When T1 calls madvise_dontneed "Long"
      Then T1 returned 0
      And the CPUs flushed these ranges in order:
        | <flushed> |
      And arch_invalidate_secondary_tlbs of "S" was called exactly for what the CPUs flushed

      Examples:
        | key          | pages              | kind | flushed    |
        | at-ceiling   | pages 16 to 48     | anon | Long       |
        | above        | pages 16 to 49     | anon | everything |
        | huge-entries | pages 1024 to 2047 | thp  | Long       |

    @id:STLB-07.2 @cap:mm-reclaim
    Scenario: A page that waits in a batch
      Given the architecture is x86_64
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "A"
      When T1 calls reclaim_page "A.1"
      Then T1 returned 0
      And these callbacks were called:
        | subscriber | callback                       | range      |
        | S          | arch_invalidate_secondary_tlbs | everything |
      And the entry at "A.1" being cleared in T1 comes before arch_invalidate_secondary_tlbs of "S" in T1
      And arch_invalidate_secondary_tlbs of "S" in T1 comes before a CPU flush in T1

  @STLB-08 @party:core @v6.6+ @cap:secondary-tlb @cap:register @cap:mm @cap:arm64 @must
  Rule: STLB-08 on arm64 a range is rounded to its stride, and from 512 entries on it is everything
    A flush of a page is reported with that page alone. Without range instructions a flush of 512
    entries or more becomes one of the address space.
    Source: Linux 6.12 arch/arm64/include/asm/tlbflush.h, __flush_tlb_range_nosync, MAX_DVM_OPS

    @id:STLB-08.1 @cap:mm-dontneed
    Scenario Outline: MADV_DONTNEED of <pages>
      Given the architecture is arm64
      And the ranges
        | Long | <pages> |
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the VMA "Long" of kind <kind>
      When T1 calls madvise_dontneed "Long"
      Then T1 returned 0
      And the CPUs flushed these ranges in order:
        | <flushed> |
      And arch_invalidate_secondary_tlbs of "S" was called exactly for what the CPUs flushed

      Examples:
        | key          | pages              | kind | flushed    |
        | 511          | pages 16 to 526    | anon | Long       |
        | 512          | pages 16 to 527    | anon | everything |
        | huge-entries | pages 1024 to 2047 | thp  | Long       |

    @id:STLB-08.2 @cap:mm-write-fault @cap:mm-fork
    Scenario: A page that is copied
      Given the architecture is arm64
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "A"
      And T9 has called fork "child"
      When T1 calls write_fault "A.2"
      Then these callbacks were called:
        | subscriber | callback                       | range |
        | S          | arch_invalidate_secondary_tlbs | A.2   |

    @id:STLB-08.3 @cap:mm-munmap @cap:mm-dontneed
    Scenario: Page tables that are freed are entries of the level above
      Given the architecture is arm64
      And the ranges
        | Part  | pages 1028 to 1031 |
        | Table | pages 1024 to 1535 |
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "Part"
      And T9 has called madvise_dontneed "Part"
      When T1 calls munmap "Part"
      Then T1 returned 0
      And the CPUs flushed these ranges in order:
        | Table |
      And arch_invalidate_secondary_tlbs of "S" was called exactly for what the CPUs flushed

  @STLB-20 @party:core @v6.6+ @cap:secondary-tlb @cap:register @cap:mm @must
  Rule: STLB-20 the secondary TLBs are told the range as it was before the flush went through it
    The loop that flushes entry by entry moves the start forward. What the secondary TLBs get is the
    range, and never an empty one.
    Source: Linux 6.12 arch/arm64/include/asm/tlbflush.h, __flush_tlb_range_nosync (the loop works on copies of its own)

    @id:STLB-20.1 @cap:mm-dontneed
    Scenario Outline: Four pages on <architecture>
      Given the architecture is <architecture>
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "A"
      When T1 calls madvise_dontneed "A"
      Then these callbacks were called:
        | subscriber | callback                       | range |
        | S          | arch_invalidate_secondary_tlbs | A     |
      And no call of arch_invalidate_secondary_tlbs was about an empty range

      Examples:
        | architecture |
        | x86_64       |

      @cap:arm64
      Examples:
        | architecture |
        | arm64        |

  @STLB-22 @party:core @v6.6+ @cap:secondary-tlb @cap:register @cap:mm @cap:aging @must
  Rule: STLB-22 ageing that flushes the CPUs' TLBs tells the secondary ones
    On arm64 clearing the accessed bit of an entry that was used flushes its page; on x86 it flushes
    nothing, and tells nobody.
    Source: Linux 6.12 arch/arm64/include/asm/pgtable.h, ptep_clear_flush_young; arch/x86/mm/pgtable.c

    @id:STLB-22.1 @cap:arm64
    Scenario: On arm64, an entry that was used and one that was not
      Given the architecture is arm64
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "A"
      When T1 calls age and flush "A.1"
      Then T1 returned true
      And these callbacks were called:
        | subscriber | callback                       | range |
        | S          | arch_invalidate_secondary_tlbs | A.1   |
      When T1 calls age and flush "A.1"
      Then T1 returned false
      And no callback was called

    @id:STLB-22.2 @cap:arm64
    Scenario: Ageing without a flush
      Given the architecture is arm64
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "A"
      When T1 calls age "A.1"
      Then T1 returned true
      And the CPUs flushed nothing
      And no callback was called

    @id:STLB-22.3
    Scenario: On x86 the CPUs may be wrong about what was used
      Given the architecture is x86_64
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "A"
      When T1 calls age and flush "A.1"
      Then T1 returned true
      And the CPUs flushed nothing
      And no callback was called
