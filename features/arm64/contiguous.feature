Feature: Contiguous entries, on arm64
  Sixteen entries with the contiguous bit map 64 KiB that a TLB may keep as one. They belong to a page
  of hugetlb, or to ordinary pages whose entries were folded. All sixteen have to change together.

  @ARM-06 @party:caller @v6.4-prop @cap:arm64 @cap:mm @cap:register @cap:secondary-tlb @must
  Rule: ARM-06 huge_ptep_set_access_flags changes the whole set, and flushes and tells the product of its size and number
    False if the first entry's write bit, and every entry's accessed and dirty bit, are as wanted.
    Else all entries are cleared, the CPUs' TLBs are flushed over the whole set, in case of a write
    the secondary TLBs are told the whole set (the posted text adds size and number where it means
    their product), and all entries are set with the wanted flags and every mark that one of them had.
    Source: 003_bbb6683ee0213fea.txt, hunk of arch/arm64/mm/hugetlbpage.c; Linux 6.1 arch/arm64/mm/hugetlbpage.c

    Background:
      Given the architecture is arm64
      And the ranges
        | G | pages 256 to 271 |

    @id:ARM-06.1 @cap:mm-fork @cap:mm-write-fault
    Scenario: A write to the last page of a set that was left read-only
      Given the registered subscriber "S" with invalidate_range
      And the VMA "G" of kind hugetlb-contiguous
      And the entries of "G" are left read-only by a fork
      When T1 calls write_fault "G.15"
      Then T1 returned 0
      And the CPUs flushed these ranges in order:
        | G |
      And these callbacks were called:
        | thread | subscriber | callback         | range |
        | T1     | S          | invalidate_range | G     |
      And every entry of "G" is writable, young and dirty

    @id:ARM-06.2
    Scenario Outline: Nothing is missing, for a <access>
      Given the registered subscriber "S" with invalidate_range
      And the VMA "G" of kind hugetlb-contiguous
      When T1 calls set_access_flags "G.3" for a <access>
      Then T1 returned false
      And T1 changed no page-table entry
      And the CPUs flushed nothing
      And no callback was called

      Examples:
        | access |
        | read   |
        | write  |

    @id:ARM-06.3 @cap:aging
    Scenario: One old entry of sixteen
      Given the VMA "G" of kind hugetlb-contiguous
      And T9 has called age "G.7"
      When T1 calls set_access_flags "G.0" for a read
      Then T1 returned true
      And every entry of "G" is writable, young and dirty

    @id:ARM-06.4 @every-order @cap:smmu-sva @cap:mm-fork @cap:mm-write-fault
    Scenario: A device writes to the last page while the set is upgraded (ILV-41)
      Given the VMA "G" of kind hugetlb-contiguous
      And the entries of "G" are left read-only by a fork
      And the SMMU device "D" of the domain "X"
      And the device "D" is bound
      And the SMMU device "E" of the domain "X"
      And the device "E" is bound
      And the device "D" has read "G.0"
      And the device "D" has read "G.1"
      And the device "D" has read "G.15"
      When the threads run in every order:
        | T1                         | T2                         |
        | write_fault "G.0"          | device_write "D" at "G.15" |
        | device_write "E" at "G.15" | device_write "D" at "G.15" |
      Then every outcome is one of:
        | T1.1 | T1.2 | T2.1  | T2.2  |
        | 0    | done | fault | fault |
        | 0    | done | fault | done  |
        | 0    | done | done  | done  |
      And no outcome is one of:
        | T1.1 | T1.2  | T2.1  | T2.2  | rule   | mutant |
        | 0    | fault | fault | fault | ARM-06 | MUT-77 |

  @ARM-07 @party:caller @v6.4-prop @cap:arm64 @cap:mm @cap:mm-fork @cap:mm-write-fault @cap:register @cap:secondary-tlb @must
  Rule: ARM-07 the notice falls between clearing the set and setting it anew
    Break before make holds for secondary TLBs too: none may keep an entry of the old set beside one of
    the new.
    Source: 003_bbb6683ee0213fea.txt, hunk of arch/arm64/mm/hugetlbpage.c (its place)

    @id:ARM-07.1
    Scenario: A write to a contiguous set
      Given the architecture is arm64
      And the ranges
        | G | pages 256 to 271 |
      And the registered subscriber "S" with invalidate_range
      And the VMA "G" of kind hugetlb-contiguous
      And the entries of "G" are left read-only by a fork
      When T1 calls write_fault "G.0"
      Then the entry at "G.0" being cleared in T1 comes before invalidate_range of "S" in T1
      And the entry at "G.15" being cleared in T1 comes before invalidate_range of "S" in T1
      And a CPU flush in T1 comes before invalidate_range of "S" in T1
      And invalidate_range of "S" in T1 comes before the entry at "G.0" being set in T1
      And invalidate_range of "S" in T1 comes before the entry at "G.15" being set in T1

  @ARM-09 @party:caller @v6.4-prop,v6.6+ @cap:arm64 @cap:mm @cap:aging @cap:register @cap:secondary-tlb @must
  Rule: ARM-09 an access flag on a contiguous set takes a CPU flush; who is told differs
    The CPUs are flushed whatever the access was. The posted patch tells the secondary TLBs only after
    a write; since 6.6 every CPU flush does. Both are right for the TLBs: a mark alone makes no kept
    translation wrong.
    Source: 003_bbb6683ee0213fea.txt, hunk of arch/arm64/mm/hugetlbpage.c and message of 31 May 2023; Linux 6.12 arch/arm64/mm/hugetlbpage.c; analysis

    @id:ARM-09.1
    Scenario Outline: A read of an old set, <profile>
      Given the architecture is arm64
      And the ranges
        | G | pages 256 to 271 |
      And the registered subscriber "S" with <callback>
      And the VMA "G" of kind hugetlb-contiguous
      And T9 has called age "G"
      When T1 calls set_access_flags "G.0" for a read
      Then T1 returned true
      And the CPUs flushed these ranges in order:
        | G |
      And <callback> of "S" was called <times>

      @v6.4-prop
      Examples:
        | profile | callback         | times |
        | posted  | invalidate_range | never |

      @v6.6+
      Examples:
        | profile | callback                       | times |
        | v6.6    | arch_invalidate_secondary_tlbs | once  |

  @ARM-19 @party:caller @v6.12 @cap:arm64 @cap:mm @must
  Rule: ARM-19 whether a folded set has what is wanted is judged on every entry by itself
    A gathered view, in which a mark of one entry counts for all, says "nothing to do" to a walker
    that looks at one descriptor alone, which then faults for ever.
    Source: Linux 6.12.117 arch/arm64/mm/contpte.c, contpte_ptep_set_access_flags and its comment

    Background:
      Given the architecture is arm64
      And the ranges
        | G | pages 256 to 271 |

    @id:ARM-19.1 @cap:smmu-sva
    Scenario: One entry is dirty, another is written through a device that sets no marks
      Given the VMA "G" of kind folded-shared
      And the SMMU device "M" of the domain "Y"
      And the device "M" is bound
      And the device "M" has written "G.4"
      And the SMMU device "D" of the domain "X" with no hardware marks
      And the device "D" is bound
      When T1 calls device_write "D" at "G.9"
      Then T1 returned fault
      When T1 calls set_access_flags "G.9" for a write
      Then T1 returned true
      And every entry of "G" is writable, young and dirty
      When T1 calls device_write "D" at "G.9"
      Then T1 returned done

    @id:ARM-19.2
    Scenario: Every entry has what is wanted
      Given the VMA "G" of kind folded
      When T1 calls set_access_flags "G.9" for a write
      Then T1 returned false
      And the CPUs flushed nothing

  @ARM-20 @party:caller @v6.12 @cap:arm64 @cap:mm @cap:register @cap:secondary-tlb @must
  Rule: ARM-20 marks change on the whole folded set; a changed write bit unfolds it
    With the same write bit every entry gets the marks, and one flush of the set follows if the access
    was a write. A changed write bit unfolds the set first, which flushes it in any case; then the page
    is upgraded, and flushed if the access was a write.
    Source: Linux 6.12 arch/arm64/mm/contpte.c, contpte_ptep_set_access_flags, contpte_convert

    Background:
      Given the architecture is arm64
      And the ranges
        | G | pages 256 to 271 |
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs

    @id:ARM-20.1
    Scenario: A write to a clean set
      Given the VMA "G" of kind folded-shared
      When T1 calls set_access_flags "G.9" for a write
      Then T1 returned true
      And the CPUs flushed these ranges in order:
        | G |
      And these callbacks were called:
        | thread | subscriber | callback                       | range |
        | T1     | S          | arch_invalidate_secondary_tlbs | G     |
      And every entry of "G" is writable, young and dirty

    @id:ARM-20.2 @cap:aging
    Scenario: A read of an old set
      Given the VMA "G" of kind folded
      And T9 has called age "G"
      When T1 calls set_access_flags "G.9" for a read
      Then T1 returned true
      And the CPUs flushed nothing
      And every entry of "G" is writable, young and dirty

    @id:ARM-20.3 @cap:mm-fork @cap:mm-write-fault
    Scenario: A write to a set that was left read-only
      Given the VMA "G" of kind folded
      And the entries of "G" are left read-only by a fork
      When T1 calls write_fault "G.9"
      Then T1 returned 0
      And the CPUs flushed these ranges in order:
        | G   |
        | G.9 |
      And arch_invalidate_secondary_tlbs of "S" was called exactly for what the CPUs flushed
      And the entry at "G.9" is writable, young and dirty
      And the entry at "G.8" is read-only, young and dirty
