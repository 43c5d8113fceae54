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

  @STLB-09 @party:core @v6.6+ @cap:secondary-tlb @cap:register @cap:mm @must
  Rule: STLB-09 the secondary-TLB callback never sleeps, and may be called under the page-table lock
    It runs in the middle of a change, often with the page-table lock held. Whatever would sleep in it
    is diagnosed.
    Source: Linux 6.12 include/linux/mmu_notifier.h, comment of arch_invalidate_secondary_tlbs; 003_bbb6683ee0213fea.txt (calling it while holding the ptl)

    @id:STLB-09.1 @cap:mm-fork @cap:mm-write-fault @cap:locks
    Scenario: A write that copies the page
      Given the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "A"
      And T9 has called fork "child"
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And arch_invalidate_secondary_tlbs of "S" was called once
      And T1 held page_table_lock in every arch_invalidate_secondary_tlbs
      And there are no warnings

    @id:STLB-09.2 @cap:mm-dontneed
    Scenario: One that sleeps is diagnosed, also where no lock is held
      Given the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "A"
      And "S" sleeps in arch_invalidate_secondary_tlbs
      When T1 calls madvise_dontneed "A"
      Then there is a warning

  @STLB-16 @party:core @v6.6+ @cap:secondary-tlb @cap:register @cap:mm @cap:mm-dontneed @must
  Rule: STLB-16 every linked secondary TLB is called, and nobody who is no longer linked
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_arch_invalidate_secondary_tlbs

    @id:STLB-16.1
    Scenario: Three subscribers, one of them without the callback
      Given the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "A"
      And the registered subscriber "R"
      And the registered subscriber "U" with arch_invalidate_secondary_tlbs
      When T1 calls madvise_dontneed "A"
      Then arch_invalidate_secondary_tlbs of "S" was called once
      And arch_invalidate_secondary_tlbs of "U" was called once
      And invalidate_range_start of "R" was called once

    @id:STLB-16.2
    Scenario: After it was unregistered
      Given the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "A"
      And T1 has called unregister "S"
      When T1 calls madvise_dontneed "A"
      Then T1 returned 0
      And no callback was called

    @id:STLB-16.3
    Scenario: When the address space ends
      Given the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "A"
      When T1 calls exit
      Then release of "S" was called once
      And arch_invalidate_secondary_tlbs of "S" was not called
