Feature: set_pte_at_notify tells secondary tables of a new entry
  Where an entry is replaced by one to another page, or loses its write permission for good, a
  subscriber can be told the new entry itself instead of only losing the old one: change_pte. The
  setter existed until Linux 6.9; in January 2014 its semantics were under repair.

  @CPTE-01 @party:core @2014-01..v6.6,2014-01-prop @cap:change-pte @cap:mm @cap:register @must
  Rule: CPTE-01 change_pte of everybody comes before the new entry
    set_pte_at_notify calls change_pte of each subscriber that has it, and only then writes the
    entry. That is sound only because the old entry is cleared and flushed already.
    Source: Linux 6.1 include/linux/mmu_notifier.h, set_pte_at_notify; 002_f45d45952489e74f.txt, set_pte_at_notify

    @id:CPTE-01.1
    Scenario Outline: <operation> clears, flushes, tells, and only then sets the new entry
      Given the VMA "A" of kind <kind>
      And the registered subscriber "S" with change_pte
      And the registered subscriber "R" with change_pte
      When T1 calls <operation>
      Then T1 returned 0
      And change_pte of "S" was called once
      And change_pte of "R" was called once
      And the entry at "A.0" being cleared in T1 comes before a CPU flush in T1
      And a CPU flush in T1 comes before change_pte of "S"
      And a CPU flush in T1 comes before change_pte of "R"
      And change_pte of "S" comes before the entry at "A.0" being set in T1
      And change_pte of "R" comes before the entry at "A.0" being set in T1

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

    @id:CPTE-01.2 @cap:mm-ksm
    Scenario: So does the replacement of a page by KSM
      Given the anonymous VMA "A"
      And the registered subscriber "S" with change_pte
      And T9 has called ksm_write_protect "A.0"
      And T9 has called ksm_write_protect "A.1"
      When T1 calls ksm_merge "A.0" into "A.1"
      Then T1 returned 0
      And a CPU flush in T1 comes before change_pte of "S" in T1
      And change_pte of "S" in T1 comes before the entry at "A.0" being set in T1

  @CPTE-02 @party:core @2014-01..v6.6,2014-01-prop @cap:change-pte @cap:mm @cap:register @cap:mm-write-fault @must
  Rule: CPTE-02 secondary tables first, where the page changes and becomes writable
    Were the entry written first, a CPU could write to the new page while a device still reads the
    old one. So nobody can write before every change_pte has returned.
    Source: Linux 6.1 include/linux/mmu_notifier.h, comment of set_pte_at_notify

    @id:CPTE-02.1
    Scenario: Every change_pte has returned when the entry becomes writable
      Given the VMA "A" of kind file
      And the registered subscriber "S" with change_pte
      And the registered subscriber "R" with change_pte
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And the end of change_pte of "S" comes before the entry at "A.0" being set in T1
      And the end of change_pte of "R" comes before the entry at "A.0" being set in T1

    @id:CPTE-02.2 @2014-01-prop @every-order @cap:shadow
    Scenario: After a write by a CPU the device does not reach the old page, in every order
      A section around the copy would have taken the entry away before.
      Given the VMA "A.0" of kind file
      And the shadow device "M" with change_pte
      And the shadow device "M" maps "A.0"
      When the threads run in every order:
        | T1                | T2                        |
        | write_fault "A.0" | write_fault "A.0"         |
        |                   | look through "M" at "A.0" |
      Then every outcome is one of:
        | T1 | T2.1 | T2     |
        | 0  | 0    | absent |
      And no outcome is one of:
        | T1 | T2.1 | T2    | rule    | mutant |
        | 0  | 0    | stale | CPTE-02 | MUT-75 |

  @CPTE-03 @party:core @2014-01..v6.6,2014-01-prop @cap:change-pte @cap:mm @cap:register @must
  Rule: CPTE-03 change_pte is told the new entry, under the page-table lock
    It gets the address space, the address and the new entry. It is called under the page-table
    lock, so it must not sleep. In 2014 a fault hands over the very address that it was given, and
    the subscriber rounds it down to the page.
    Source: 002_f45d45952489e74f.txt, __mmu_notifier_change_pte; Linux 6.1 mm/mmu_notifier.c, __mmu_notifier_change_pte

    @id:CPTE-03.1
    Scenario Outline: What change_pte is told by <operation>
      Given the VMA "A" of kind <kind>
      And the registered subscriber "S" with change_pte
      When T1 calls <operation>
      Then these callbacks were called:
        | thread | subscriber | callback   | mm | address | access   |
        | T1     | S          | change_pte | mm | A.0     | <access> |
      And change_pte of "S" was told what "mm" maps at "A.0"

      @key:write_fault @cap:mm-write-fault
      Examples:
        | operation         | kind | access |
        | write_fault "A.0" | file | write  |

      @key:ksm_write_protect @cap:mm-ksm
      Examples:
        | operation               | kind | access |
        | ksm_write_protect "A.0" | anon | read   |

      @key:uprobe_replace @cap:mm-uprobe
      Examples:
        | operation            | kind | access |
        | uprobe_replace "A.0" | file | read   |

    @id:CPTE-03.2 @cap:locks
    Scenario Outline: <operation> holds the page-table lock in change_pte
      Given the VMA "A" of kind <kind>
      And the registered subscriber "S" with change_pte
      When T1 calls <operation>
      Then T1 held page_table_lock in every change_pte

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

    @id:CPTE-03.3 @cap:mm-write-fault
    Scenario: A change_pte that sleeps is diagnosed
      Given the VMA "A" of kind file
      And the registered subscriber "S" with change_pte
      And "S" sleeps in change_pte
      When T1 calls write_fault "A.0"
      Then there is at least one warning

    @id:CPTE-03.4 @v5.3..v6.6 @cap:mm-write-fault
    Scenario: Within a page a fault still tells the address of the page
      Given the VMA "A" of kind file
      And the registered subscriber "S" with change_pte
      When T1 calls write_fault "A.1" plus 123
      Then these callbacks were called:
        | callback   | address |
        | change_pte | A.1     |

    @id:CPTE-03.5 @2014-01,2014-01-prop,2014-09,v3.19 @cap:mm-write-fault @cap:shadow
    Scenario: A subscriber of 2014 rounds the address down by itself
      Given the VMA "A" of kind file
      And the shadow device "M" with change_pte
      And the shadow device "M" maps "A.1"
      And the shadow device "M" maps "A.2"
      When T1 calls write_fault "A.1" plus 123
      Then change_pte of "M" was called once
      And the device "M" maps nothing in "A.1"
      And the device "M" maps what "mm" maps at "A.2"

  @CPTE-14 @party:core @2014-01-prop @cap:change-pte @cap:mm @must
  Rule: CPTE-14 without subscribers set_pte_at_notify still is an expression, and yields false
    Sites use the result, so also where nothing can be notified the setter has to be one. As posted
    the form for kernels without notifiers stayed a bare alias of a setter that yields nothing.
    Source: analysis, from 002_f45d45952489e74f.txt, set_pte_at_notify; Linux 6.1 include/linux/mmu_notifier.h, the form without CONFIG_MMU_NOTIFIER

    @id:CPTE-14.1
    Scenario: An address space in which nobody ever registered
      Given the VMA "A" of kind file
      When T1 calls set_pte_at_notify "A.0" to write
      Then T1 returned false
      And the entry at "A.0" being set in T1 has happened
      And no callback was called

    @id:CPTE-14.2 @cap:mm-write-fault
    Scenario: A site that uses the result
      Given the VMA "A" of kind file
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And the entry at "A.0" being set in T1 has happened
      And no callback was called
