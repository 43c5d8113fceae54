Feature: The sites of set_pte_at_notify outside the proposal
  Write faults that copy, KSM and uprobes bracket the new entry with a section, with change_pte in
  it as long as that existed.

  @CPTE-16 @party:caller @v6.12 @cap:mm @cap:register @must
  Rule: CPTE-16 change_pte is gone, the sections remain
    Since 6.10 the sites have nothing but a section with the event CLEAR over the page, and set the
    entry plainly.
    Source: Linux 6.12 mm/memory.c, wp_page_copy; mm/ksm.c, write_protect_page and replace_page; kernel/events/uprobes.c, __replace_page

    @id:CPTE-16.1
    Scenario Outline: <operation>
      Given the VMA "A" of kind <kind>
      And the registered subscriber "S"
      When T1 calls <operation>
      Then T1 returned 0
      And these callbacks were called:
        | subscriber | callback               | range | blockable | event |
        | S          | invalidate_range_start | A.0   | yes       | CLEAR |
        | S          | invalidate_range_end   | A.0   | yes       | CLEAR |
      And the end of invalidate_range_start of "S" comes before the entry at "A.0" being cleared in T1
      And the entry at "A.0" being cleared in T1 comes before a CPU flush in T1
      And a CPU flush in T1 comes before the entry at "A.0" being set in T1
      And the entry at "A.0" being set in T1 comes before invalidate_range_end of "S"

      @key:write_fault @cap:mm-write-fault
      Examples:
        | operation         | kind |
        | write_fault "A.0" | file |

      @key:ksm_write_protect @cap:mm-ksm
      Examples:
        | operation               | kind |
        | ksm_write_protect "A.0" | anon |

      @key:uprobe_replace @cap:mm-uprobe
      Examples:
        | operation            | kind |
        | uprobe_replace "A.0" | file |

    @id:CPTE-16.2 @cap:mm-ksm
    Scenario: A merge protects both pages, then replaces one
      Given the anonymous VMA "A"
      When T1 calls ksm_merge "A.0" into "A.1"
      Then T1 returned 0
      And the address space opened these sections in order:
        | range | blockable | event | ended |
        | A.1   | yes       | CLEAR | yes   |
        | A.0   | yes       | CLEAR | yes   |
        | A.0   | yes       | CLEAR | yes   |

    @id:CPTE-16.3 @cap:locks
    Scenario Outline: The locks that <operation> holds at its start
      Given the VMA "A" of kind <kind>
      And the registered subscriber "S"
      When T1 calls <operation>
      Then the address space opened these sections in order:
        | range | locks   |
        | A.0   | <locks> |
      And T1 held no page_table_lock in any range callback

      @key:ksm_write_protect @cap:mm-ksm
      Examples:
        | operation               | kind | locks                         |
        | ksm_write_protect "A.0" | anon | mmap_lock for read, page_lock |

      @key:uprobe_replace @cap:mm-uprobe
      Examples:
        | operation            | kind | locks                          |
        | uprobe_replace "A.0" | file | mmap_lock for write, page_lock |

    @id:CPTE-16.6 @cap:locks @cap:mm-ksm
    Scenario: The locks of a merge
      Given the anonymous VMA "A"
      When T1 calls ksm_merge "A.0" into "A.1"
      Then the address space opened these sections in order:
        | range | locks                         |
        | A.1   | mmap_lock for read, page_lock |
        | A.0   | mmap_lock for read, page_lock |
        | A.0   | mmap_lock for read, page_lock |

    @id:CPTE-16.4 @cap:mm-uprobe
    Scenario: Setting a breakpoint excludes readers of mmap_lock
      Given the VMA "A" of kind file
      And the registered subscriber "S"
      And "S" is held in invalidate_range_start on T1
      When T1 calls uprobe_replace "A.0"
      Then T1 is blocked
      When T2 calls lock mmap_lock for read
      Then T2 is blocked on mmap_lock

    @id:CPTE-16.5 @cap:mm-ksm
    Scenario: KSM does not
      Given the anonymous VMA "A"
      And the registered subscriber "S"
      And "S" is held in invalidate_range_start on T1
      When T1 calls ksm_write_protect "A.0"
      Then T1 is blocked
      When T2 calls lock mmap_lock for read
      Then T2 returned

  @CPTE-17 @party:caller @2014-01,2014-09+ @cap:mm @cap:register @cap:mm-write-fault @must
  Rule: CPTE-17 the order within a copy, and when the old page goes
    Start; the old entry is cleared and flushed; change_pte, as long as it exists; the new entry; the
    page-table lock is free; end; only then the reference that keeps the old page goes.
    Source: Linux 6.1 and 6.12 mm/memory.c, wp_page_copy

    @id:CPTE-17.1
    Scenario: A copy from start to end
      Given the VMA "A" of kind file
      And the registered subscriber "S"
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And the end of invalidate_range_start of "S" comes before the entry at "A.0" being cleared in T1
      And the entry at "A.0" being cleared in T1 comes before a CPU flush in T1
      And a CPU flush in T1 comes before the entry at "A.0" being set in T1
      And the entry at "A.0" being set in T1 comes before invalidate_range_end of "S"

    @id:CPTE-17.2 @2014-01..v6.6 @cap:change-pte
    Scenario: change_pte has its place between flush and new entry
      Given the VMA "A" of kind file
      And the registered subscriber "S" with change_pte, invalidate_range_start, invalidate_range_end
      When T1 calls write_fault "A.0"
      Then these callbacks of "S" were called in order:
        | callback               | range | address |
        | invalidate_range_start | A.0   |         |
        | change_pte             |       | A.0     |
        | invalidate_range_end   | A.0   |         |
      And a CPU flush in T1 comes before change_pte of "S"
      And change_pte of "S" comes before the entry at "A.0" being set in T1

    @id:CPTE-17.3 @cap:mm-fork
    Scenario: The last reference to the old page goes after the end
      Given the anonymous VMA "A"
      And T9 has called fork "child"
      And the registered subscriber "S"
      And "S" is held in invalidate_range_end on T1
      When T1 calls write_fault "A.0"
      Then T1 is blocked
      When T2 calls exit on "child"
      Then T2 freed no page
      When the gate "T1/S.invalidate_range_end" opens
      Then T1 returned 0
      And T1 freed 1 page
      And the end of invalidate_range_end of "S" comes before a page free in T1

    @id:CPTE-17.4 @every-order @cap:shadow
    Scenario: ILV-38, inside a section no CPU writes before the device has lost the old page
      Given the VMA "A.0" of kind file
      And the shadow device "M"
      And the shadow device "M" maps "A.0"
      When the threads run in every order:
        | T1                | T2                        |
        | write_fault "A.0" | write_fault "A.0"         |
        |                   | look through "M" at "A.0" |
      Then every outcome is one of:
        | T2.1 | T2     | "M" at "A.0" |
        | 0    | absent | absent       |
      And no outcome is one of:
        | T2.1 | T2    | "M" at "A.0" | rule    | mutant     |
        | 0    | stale | stale        | CPTE-17 | CPTE-16-x1 |
