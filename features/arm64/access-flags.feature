Feature: Entries that permit more, or are marked as used, on arm64
  A page fault that finds its page mapped adds what is missing: the permission to write, or the
  marks that the page was accessed and written to. No section is open then. On arm64 a TLB may keep
  an entry that refuses an access, so that adding a permission takes a flush.

  @ARM-01 @party:caller @v6.1,v6.4-prop,v6.6,v6.12 @cap:arm64 @cap:register @must
  Rule: ARM-01 where nothing is missing nothing happens
    ptep_set_access_flags answers false for an entry that has all the flags that are wanted: no
    store, no flush, no notice.
    Source: Linux 6.1 and 6.12 arch/arm64/mm/fault.c, ptep_set_access_flags

    @id:ARM-01.1 @cap:mm
    Scenario Outline: The entry of a page that was just written, for a <access>
      Given the architecture is arm64
      And the registered subscriber "S" with invalidate_range, arch_invalidate_secondary_tlbs
      And the anonymous VMA "A"
      When T1 calls set_access_flags "A.0" for a <access>
      Then T1 returned false
      And T1 changed no page-table entry
      And the CPUs flushed nothing
      And no callback was called

      Examples:
        | access |
        | read   |
        | write  |

    @id:ARM-01.2 @cap:mm @cap:mm-write-fault
    Scenario: A second write to the same page
      Given the architecture is arm64
      And the registered subscriber "S" with invalidate_range, arch_invalidate_secondary_tlbs
      And the VMA "A" of kind shared
      And T9 has called write_fault "A.0"
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And T1 changed no page-table entry
      And the CPUs flushed nothing
      And no callback was called

    @id:ARM-01.3 @cap:vma @cap:mm-write-fault @cap:secondary-tlb
    Scenario: A page that was just written is written again, as far as subscribers see it
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the registered subscriber "S" with invalidate_range, arch_invalidate_secondary_tlbs
      And the registered subscriber "L"
      When T1 calls write_fault "A.1"
      Then T1 returned 0
      And no callback was called

  @ARM-02 @party:caller @v6.1,v6.4-prop,v6.6,v6.12 @cap:arm64 @cap:mm @must
  Rule: ARM-02 flags are only added, and what the hardware added meanwhile stays
    The new entry has what it had and what is wanted: it permits what either permits, and a mark that
    hardware sets between the look and the store is not lost.
    Source: Linux 6.1 and 6.12 arch/arm64/mm/fault.c, ptep_set_access_flags (the loop of compare and exchange)

    @id:ARM-02.1 @cap:mm-fork
    Scenario: A read-only entry that is written to
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      When T1 calls set_access_flags "A.0" for a write
      Then T1 returned true
      And the entry at "A.0" is writable, young and dirty
      And the entry at "A.1" is read-only, young and dirty

    @id:ARM-02.2 @cap:aging
    Scenario: An old entry that is read
      Given the architecture is arm64
      And the VMA "A" of kind shared
      And T9 has called age "A"
      When T1 calls set_access_flags "A.0" for a read
      Then T1 returned true
      And the entry at "A.0" is writable, young and clean
      And the entry at "A.1" is writable, old and clean

    @id:ARM-02.3 @every-order @cap:aging @cap:smmu-sva
    Scenario: A device writes while a fault marks the entry as accessed
      Given the architecture is arm64
      And the VMA "A" of kind shared
      And T9 has called age "A"
      And the SMMU device "D" of the domain "X"
      And the device "D" is bound
      When the threads run in every order:
        | T1                               | T2                        |
        | set_access_flags "A.0" for a read | device_write "D" at "A.0" |
      Then every outcome is one of:
        | T1    | T2   | the flags at "A.0"   |
        | true  | done | writable young dirty |
        | false | done | writable young dirty |
      And no outcome is one of:
        | T1   | T2   | the flags at "A.0"   | rule   | mutant    |
        | true | done | writable young clean | ARM-02 | ARM-02-x1 |

    @id:ARM-02.4 @every-order @cap:mm-fork @cap:mm-write-fault
    Scenario: A write makes the entry writable while a fault for a read looks at it
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      When the threads run in every order:
        | T1                               | T2                |
        | set_access_flags "A.0" for a read | write_fault "A.0" |
      Then every outcome is one of:
        | T1    | T2 | the flags at "A.0"   |
        | false | 0  | writable young dirty |
        | true  | 0  | writable young dirty |
      And no outcome is one of:
        | T1   | T2 | the flags at "A.0"    | rule   | mutant    |
        | true | 0  | read-only young dirty | ARM-02 | ARM-02-x1 |

  @ARM-03 @party:caller @v6.1,v6.4-prop,v6.6,v6.12 @cap:arm64 @cap:mm @must
  Rule: ARM-03 the CPUs' TLBs are flushed if and only if the access was a write
    Only a write can have met an entry that refuses it, and only such an entry would be believed for
    ever. The page of the address is flushed.
    Source: Linux 6.1 and 6.12 arch/arm64/mm/fault.c, ptep_set_access_flags; 003_bbb6683ee0213fea.txt, hunk of arch/arm64/mm/fault.c

    @id:ARM-03.1 @cap:aging
    Scenario: An access flag alone takes no flush
      Given the architecture is arm64
      And the VMA "A" of kind shared
      And T9 has called age "A"
      When T1 calls set_access_flags "A.0" for a read
      Then T1 returned true
      And the CPUs flushed nothing

    @id:ARM-03.2 @cap:aging
    Scenario: A write flushes the page, whatever was missing
      Given the architecture is arm64
      And the VMA "A" of kind shared
      And T9 has called age "A"
      When T1 calls set_access_flags "A.2" for a write
      Then T1 returned true
      And the CPUs flushed these ranges in order:
        | A.2 |

    @id:ARM-03.3 @cap:mm-fork @cap:mm-write-fault
    Scenario: A write fault on a page that nobody shares any more
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      When T1 calls write_fault "A.2"
      Then T1 returned 0
      And the address space opened no section
      And the CPUs flushed these ranges in order:
        | A.2 |
      And the entry at "A.2" is writable, young and dirty
