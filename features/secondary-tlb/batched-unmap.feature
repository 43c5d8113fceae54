Feature: Reclaim unmaps pages in batches
  The CPUs may be flushed once for many pages. Those who walk the same tables are not part of the batch.

  @STLB-21 @party:core @v6.6+ @cap:secondary-tlb @cap:register @cap:mm @cap:mm-reclaim @must
  Rule: STLB-21 a page whose unmapping waits in a batch is told when it is queued
    That is when its entry is gone, under the page-table lock: before the batch is flushed, and before
    the page is let go.
    Source: Linux 6.12 mm/rmap.c, try_to_unmap_one and set_tlb_ubc_flush_pending; arch/x86/include/asm/tlbflush.h and arch/arm64/include/asm/tlbflush.h, arch_tlbbatch_add_pending

    @id:STLB-21.1 @cap:locks
    Scenario Outline: A page is reclaimed on <architecture>
      Given the architecture is <architecture>
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "A"
      When T1 calls reclaim_page "A.1"
      Then T1 returned 0
      And T1 held page_table_lock in every arch_invalidate_secondary_tlbs
      And the entry at "A.1" being cleared in T1 comes before arch_invalidate_secondary_tlbs of "S" in T1
      And arch_invalidate_secondary_tlbs of "S" in T1 comes before a page free in T1
      And arch_invalidate_secondary_tlbs of "S" covered "A.1"

      Examples:
        | architecture |
        | x86_64       |

      @cap:arm64
      Examples:
        | architecture |
        | arm64        |

    @id:STLB-21.2 @cap:arm64
    Scenario: On arm64 each page is flushed and told by itself; the batch only waits
      Given the architecture is arm64
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "A"
      When T1 calls reclaim_page "A.1"
      Then the CPUs flushed these ranges in order:
        | A.1 |
      And arch_invalidate_secondary_tlbs of "S" was called exactly for what the CPUs flushed

    @id:STLB-21.3
    Scenario Outline: A device that had read the page, on <architecture>
      Given the architecture is <architecture>
      And the walking device "W"
      And the anonymous VMA "A"
      And the walking device "W" has read "A.1"
      When T1 calls reclaim_page "A.1"
      Then T1 returned 0
      And the entry of "W" at "A.1" going comes before a page free in T1

      Examples:
        | architecture |
        | x86_64       |

      @cap:arm64
      Examples:
        | architecture |
        | arm64        |

  @STLB-15 @party:core @v6.6+ @cap:secondary-tlb @cap:register @cap:mm @must
  Rule: STLB-15 where the CPUs need no flush and the secondary TLBs do, the architecture calls them by itself
    And nowhere else without a flush. On x86 that is the page that is queued for a batch: the CPUs may
    still use it until the batch is flushed.
    Source: Linux 6.12 include/linux/mmu_notifier.h, comment of arch_invalidate_secondary_tlbs; arch/x86/include/asm/tlbflush.h, arch_tlbbatch_add_pending

    @id:STLB-15.1 @cap:mm-reclaim
    Scenario: On x86 the call comes before the flush of the batch, and is about everything
      Given the architecture is x86_64
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "A"
      When T1 calls reclaim_page "A.1"
      Then T1 returned 0
      And these callbacks were called:
        | subscriber | callback                       | range      |
        | S          | arch_invalidate_secondary_tlbs | everything |
      And arch_invalidate_secondary_tlbs of "S" in T1 comes before a CPU flush in T1

    @id:STLB-15.2 @cap:mm-write-fault
    Scenario: A page is filled, and nobody could have known the empty entry
      Given the architecture is x86_64
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the VMA "A" of kind none-anon
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And T1 changed a page-table entry
      And the CPUs flushed nothing
      And no callback was called
