Feature: What a device sees in memory while a page is replaced

  @STLB-11 @party:caller @v5.3..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt,v6.6+ @cap:secondary-tlb @cap:register @cap:mm @must
  Rule: STLB-11 before an entry points to another page, and before the page is let go, the secondary TLBs have forgotten it
    Both in the critical section of the page-table lock. Where an entry only loses a permission, or
    goes on to a page with the same content that is read-only too, it may be later: in the end of the
    section, or with the flush of the CPUs.
    Source: Linux 6.1 and 6.12 Documentation/mm/mmu_notifier.rst

    @id:STLB-11.1 @cap:mm-fork @cap:mm-write-fault
    Scenario Outline: A page that is copied (<callback>)
      Given the registered subscriber "S" with <callback>, release
      And the anonymous VMA "A"
      And T9 has called fork "child"
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And the entry at "A.0" being cleared in T1 comes before <callback> of "S" in T1
      And <callback> of "S" in T1 comes before the entry at "A.0" being set in T1

      @v5.3..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt
      Examples:
        | callback         |
        | invalidate_range |

      @v6.6+
      Examples:
        | callback                       |
        | arch_invalidate_secondary_tlbs |

    @id:STLB-11.2 @cap:mm-munmap
    Scenario Outline: Pages that are let go (<callback>)
      Given the registered subscriber "S" with <callback>, release
      And the anonymous VMA "A"
      When T1 calls munmap "A"
      Then T1 returned 0
      And T1 freed 4 pages
      And <callback> of "S" in T1 comes before a page free in T1

      @v5.3..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt
      Examples:
        | callback         |
        | invalidate_range |

      @v6.6+
      Examples:
        | callback                       |
        | arch_invalidate_secondary_tlbs |

    @id:STLB-11.3 @cap:mm-fork @cap:mm-write-fault
    Scenario: A device that walks the page tables sees the copy as soon as it is there
      Given the walking device "W"
      And the anonymous VMA "A"
      And T9 has called fork "child"
      And the walking device "W" has read "A.0"
      And the registered subscriber "R"
      And "R" is held in invalidate_range_end on T1
      When the threads take these steps in order:
        | T1                          | T2                                |
        | write_fault "A.0" -> blocks |                                   |
        |                             | store one at "A.0" -> 0           |
        |                             | "W" reads page "A.0" -> one       |
        | -> 0                        | open "T1/R.invalidate_range_end"  |

  @STLB-12 @party:caller @v3.19+ @cap:secondary-tlb @cap:mm @must
  Rule: STLB-12 a device sees stores of the CPU in their order, also across pages that are being replaced
    If the secondary TLBs were told only in the end of the section, other threads could write to the
    copy, and then elsewhere, while the device still reads the old page: it would see the second store
    and not the first.
    (EFAULT is a device that finds no entry: it has to fault, and then sees the copy.)
    Source: Linux 6.12 Documentation/mm/mmu_notifier.rst (the example with two addresses)

    @id:STLB-12.1 @every-order @cap:mm-fork @cap:mm-write-fault
    Scenario: ILV-30, two stores of which the first goes to a copy that another thread makes
      Given the walking device "W"
      And the anonymous VMA "A"
      And the anonymous VMA "B"
      And T9 has called fork "child"
      And T9 has called write_fault "B.0"
      And the walking device "W" has read "A.0"
      And the walking device "W" has read "B.0"
      When the threads run in every order:
        | T1                | T2                 | T3                   |
        | write_fault "A.0" | store one at "A.0" | "W" reads page "B.0" |
        |                   | store one at "B.0" | "W" reads page "A.0" |
      Then every outcome is one of:
        | T3.1 | T3.2   |
        | zero | zero   |
        | zero | EFAULT |
        | zero | one    |
        | one  | one    |
      And no outcome is one of:
        | T3.1 | T3.2 | rule    | mutant     |
        | one  | zero | STLB-12 | STLB-12-x1 |
