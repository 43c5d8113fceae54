Feature: Two kinds of subscribers on one list

  The sketch of June 2023 gives those who have a TLB of their own a kind of subscriber of their own,
  the tlb_notifier. Both kinds hang on the list of the address space by the same linkage.

  @TLBN-01 @party:core @tlbn-prop @cap:tlb-notifier @cap:secondary-tlb @cap:register @cap:mm @must
  Rule: TLBN-01 a tlb_notifier hears of TLBs, of its release and of its free; an mmu_notifier hears no more of TLBs
    The table of a tlb_notifier has invalidate_secondary_tlbs, free_notifier and release. The table of an
    mmu_notifier has lost invalidate_range.
    Source: 003_bbb6683ee0213fea.txt, sketch, struct tlb_notifier_ops and struct mmu_notifier_ops

    @id:TLBN-01.1 @cap:mm-dontneed
    Scenario: Pages go
      Given the registered tlb notifier "T"
      And the registered subscriber "S" with invalidate_range_start, invalidate_range, invalidate_range_end, release
      And the anonymous VMA "A"
      When T1 calls madvise_dontneed "A"
      Then T1 returned 0
      And invalidate_secondary_tlbs of "T" covered "A"
      And invalidate_range of "S" was not called
      And invalidate_range_start of "S" was called once

  @TLBN-04 @party:core @tlbn-prop @cap:tlb-notifier @cap:secondary-tlb @cap:register @cap:mm @must
  Rule: TLBN-04 every callback reaches its own kind, through its own table
    invalidate_secondary_tlbs reaches tlb_notifiers only; starts, ends, ageing and change_pte reach
    mmu_notifiers only; release and free_notifier reach each through the table of its kind.
    Source: 003_bbb6683ee0213fea.txt, sketch (two uses that are told apart); analysis

    @id:TLBN-04.1 @cap:mm-dontneed
    Scenario: A section in which pages go
      Given the registered subscriber "S"
      And the registered tlb notifier "T"
      And the registered subscriber "U"
      And the anonymous VMA "A"
      When T1 calls madvise_dontneed "A"
      Then T1 returned 0
      And invalidate_range_start of "S" was called once
      And invalidate_range_start of "U" was called once
      And invalidate_range_end of "S" was called once
      And invalidate_range_end of "U" was called once
      And release of "S" was not called
      And release of "T" was not called
      And invalidate_secondary_tlbs of "T" covered "A"

    @id:TLBN-04.2 @cap:mm-fork @cap:mm-write-fault @cap:change-pte
    Scenario: A page is replaced
      Given the registered subscriber "S" with change_pte, release
      And the registered tlb notifier "T"
      And the anonymous VMA "A"
      And T9 has called fork "child"
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And change_pte of "S" was called once
      And release of "S" was not called
      And release of "T" was not called
      And free_notifier of "T" was not called
      And invalidate_secondary_tlbs of "T" covered "A.0"

    @id:TLBN-04.3
    Scenario: The address space ends
      Given the registered subscriber "S"
      And the registered tlb notifier "T"
      And the anonymous VMA "A"
      When T1 calls exit
      Then release of "S" was called once
      And release of "T" was called once
      And invalidate_secondary_tlbs of "T" was not called

    @id:TLBN-04.4 @cap:getput
    Scenario: Both are put
      Given the callback table "ops"
      And T9 has called get "ops"
      And the registered tlb notifier "T"
      When T1 calls put "ops#1"
      And T1 calls tlb_put "T"
      Then free_notifier of "ops#1" was called once
      And free_notifier of "T" was called once

  @TLBN-05 @party:core @tlbn-prop @cap:tlb-notifier @cap:secondary-tlb @cap:register @cap:mm @must
  Rule: TLBN-05 whoever walks the list looks at the kind
    As sketched nobody does: the entry of either kind is taken for the kind that the walk is about. The
    first callback of an mmu_notifier, release, would be called at every flush, and those of a
    tlb_notifier as release, clear_flush_young and clear_young.
    Source: 003_bbb6683ee0213fea.txt, sketch, mmu_notifier_from_chain and tlb_notifier_from_chain; analysis of the order of the members

    @id:TLBN-05.1 @cap:mm-dontneed
    Scenario: A flush with one of each on the list
      Given the registered subscriber "S" with release
      And the registered tlb notifier "T"
      And the anonymous VMA "A"
      When T1 calls madvise_dontneed "A"
      Then T1 returned 0
      And release of "S" was not called
      And invalidate_secondary_tlbs of "T" covered "A"

    @id:TLBN-05.2 @cap:aging
    Scenario Outline: <operation>
      Given the registered subscriber "S" with clear_flush_young, clear_young, test_young
      And the registered tlb notifier "T"
      When T1 calls <operation>
      Then these callbacks were called:
        | subscriber | callback   |
        | S          | <callback> |

      Examples:
        | operation         | callback          |
        | age and flush "A" | clear_flush_young |
        | age "A"           | clear_young       |
        | test young "A"    | test_young        |

    @id:TLBN-05.3
    Scenario: A section without a change
      Given the registered subscriber "S"
      And the registered tlb notifier "T"
      When T1 calls invalidate "A"
      Then these callbacks were called:
        | subscriber | callback               |
        | S          | invalidate_range_start |
        | S          | invalidate_range_end   |

  @TLBN-06 @party:core @tlbn-prop @cap:tlb-notifier @cap:interval @cap:introspection @must
  Rule: TLBN-06 a registration of nothing still switches interval mode on
    As sketched the linkage inside a subscriber that is not there is taken for one that is: interval
    mode stays off, and memory near address 0 is written.
    Source: 003_bbb6683ee0213fea.txt, sketch, __mmu_notifier_register; analysis

    @id:TLBN-06.1
    Scenario: Beside a tlb_notifier
      Given the registered tlb notifier "T"
      When T1 calls register nothing
      Then T1 returned 0
      And interval mode is on
      And the structure references of "mm" changed by 0
      When T1 calls invalidate "A"
      Then no callback was called

    @id:TLBN-06.2
    Scenario: The first interval
      Given the interval subscriber "s" over "A"
      When T1 calls invalidate "A"
      Then invalidate of "s" was called once

  @TLBN-08 @party:core @tlbn-prop @cap:tlb-notifier @cap:getput @must
  Rule: TLBN-08 get does not find entries of the other kind
    Source: 003_bbb6683ee0213fea.txt, sketch, find_get_mmu_notifier; analysis

    @id:TLBN-08.1
    Scenario: A tlb_notifier is on the list
      Given the callback table "ops"
      And the registered tlb notifier "T"
      When T1 calls get "ops"
      Then T1 returned "ops#1"
      And alloc_notifier of "ops#1" was called once
      When T2 calls get "ops"
      Then T2 returned "ops#1"
      And no callback was called
      When T1 calls put "ops#1"
      And T2 calls put "ops#1"
      Then free_notifier of "ops#1" was called once
      And free_notifier of "T" was not called
