Feature: The repair of set_pte_at_notify that was proposed in January 2014
  Since 2012 the sites of set_pte_at_notify had been wrapped in sections, so that a subscriber had
  nothing left to update when change_pte came. The proposal took the sections away again, let the
  setter say whether anybody still has to be told, and told those after the page-table lock.

  @CPTE-06 @party:core @2014-01-prop @cap:change-pte @cap:mm @must
  Rule: CPTE-06 the result says whether a subscriber lacks change_pte
    True if at least one does, false if all have it or there is none. The entry is set in any case.
    Source: 002_f45d45952489e74f.txt, __mmu_notifier_change_pte and set_pte_at_notify

    @id:CPTE-06.1 @cap:register
    Scenario Outline: <who>
      Given the VMA "A" of kind file
      And the registered subscriber "R" with <R>
      And the registered subscriber "S" with <S>
      When T1 calls set_pte_at_notify "A.0"
      Then T1 returned <result>
      And the entry at "A.0" being set in T1 has happened

      Examples:
        | who              | R                                            | S                           | result |
        | all have it      | change_pte                                   | change_pte, invalidate_page | false  |
        | one lacks it     | change_pte                                   | invalidate_page             | true   |
        | the other lacks  | invalidate_page                              | change_pte                  | true   |
        | nobody has it    | invalidate_range_start, invalidate_range_end | invalidate_page             | true   |
        | one has no table | change_pte                                   | no callbacks                | true   |

    @id:CPTE-06.2 @cap:register
    Scenario: There is none any more
      Given the VMA "A" of kind file
      And the registered subscriber "S" with invalidate_page
      And T9 has called unregister "S"
      When T1 calls set_pte_at_notify "A.0"
      Then T1 returned false
      And the entry at "A.0" being set in T1 has happened

  @CPTE-07 @party:core @2014-01-prop @cap:change-pte @cap:invalidate-page @cap:mm @cap:register @must
  Rule: CPTE-07 whom change_pte did not reach is told afterwards, and nobody else
    If the result was true the site calls invalidate_page_if_missing_change_pte after the page-table
    lock: invalidate_page of exactly those that have it and lack change_pte.
    Source: 002_f45d45952489e74f.txt, __mmu_notifier_invalidate_page_if_missing_change_pte

    @id:CPTE-07.1
    Scenario Outline: Each subscriber of <operation> hears of it once, in its own way
      Given the VMA "A" of kind <kind>
      And the registered subscriber "C" with change_pte, invalidate_page
      And the registered subscriber "P" with invalidate_page
      And the registered subscriber "N" with no callbacks
      When T1 calls <operation>
      Then these callbacks were called:
        | thread | subscriber | callback        | mm | address |
        | T1     | C          | change_pte      | mm | A.0     |
        | T1     | P          | invalidate_page | mm | A.0     |

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

    @id:CPTE-07.2
    Scenario: The notice by itself
      Given the registered subscriber "C" with change_pte, invalidate_page
      And the registered subscriber "P" with invalidate_page
      And the registered subscriber "Q" with invalidate_page, release
      When T1 calls invalidate_page_if_missing_change_pte "A.1"
      Then these callbacks were called:
        | subscriber | callback        | address |
        | P          | invalidate_page | A.1     |
        | Q          | invalidate_page | A.1     |

  @CPTE-08 @party:caller @2014-01-prop @cap:change-pte @cap:mm @cap:register @must
  Rule: CPTE-08 three sites have no section any more, replace_page of KSM keeps its own
    Write faults that copy, write_protect_page of KSM and uprobes open no section. replace_page stays
    wrapped and ignores the result.
    Source: 002_f45d45952489e74f.txt, hunks of mm/memory.c, mm/ksm.c and kernel/events/uprobes.c

    @id:CPTE-08.1
    Scenario Outline: <operation> opens no section
      Given the VMA "A" of kind <kind>
      And the registered subscriber "S" with change_pte, invalidate_range_start, invalidate_range_end
      When T1 calls <operation>
      Then T1 returned 0
      And the address space opened no section
      And these callbacks were called:
        | subscriber | callback   |
        | S          | change_pte |

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

    @id:CPTE-08.2 @cap:mm-ksm @cap:invalidate-page
    Scenario: A merge opens the section of replace_page alone, and tells nobody twice
      Given the anonymous VMA "A"
      And T9 has called ksm_write_protect "A.0"
      And T9 has called ksm_write_protect "A.1"
      And the registered subscriber "S" with change_pte, invalidate_range_start, invalidate_range_end
      And the registered subscriber "P" with invalidate_page, invalidate_range_start, invalidate_range_end
      When T1 calls ksm_merge "A.0" into "A.1"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | ended |
        | T1     | A.0   | yes   |
      And these callbacks of "S" were called in order:
        | callback               | range | address |
        | invalidate_range_start | A.0   |         |
        | change_pte             |       | A.0     |
        | invalidate_range_end   | A.0   |         |
      And these callbacks of "P" were called in order:
        | callback               | range |
        | invalidate_range_start | A.0   |
        | invalidate_range_end   | A.0   |

    @id:CPTE-08.3 @cap:mm-ksm @cap:shadow
    Scenario: ILV-37, a device with change_pte keeps its entry when KSM write-protects the page
      Given the anonymous VMA "A"
      And the shadow device "M" with change_pte
      And the shadow device "M" maps "A.0" for writing
      When T1 calls ksm_write_protect "A.0"
      Then T1 returned 0
      And the device "M" maps what "mm" maps at "A.0"
      And the device "M" may not write in "A.0"

    @id:CPTE-08.4 @cap:mm-uprobe @cap:shadow
    Scenario: It follows to the page of a breakpoint
      Given the VMA "A" of kind file
      And the shadow device "M" with change_pte
      And the shadow device "M" maps "A.0"
      When T1 calls uprobe_replace "A.0"
      Then T1 returned 0
      And the device "M" maps what "mm" maps at "A.0"

    @id:CPTE-08.5 @every-order @cap:mm-ksm @cap:shadow
    Scenario: ILV-37, KSM write-protects beside a fault of the device, in every order
      Given the anonymous VMA "A.0"
      And the shadow device "M" with change_pte
      And the shadow device "M" maps "A.0" for writing
      When the threads run in every order:
        | T1                      | T2                        |
        | ksm_write_protect "A.0" | shadow_fault "M" at "A.0" |
      Then every outcome is one of:
        | T1 | T2     | "M" at "A.0" |
        | 0  | mapped | current      |
        | 0  | retry  | current      |
      And no outcome is one of:
        | T1 | T2     | "M" at "A.0" | rule    | mutant |
        | 0  | mapped | absent       | CPTE-08 | MUT-69 |

  @CPTE-09 @party:caller @2014-01-prop @cap:change-pte @cap:invalidate-page @cap:mm @cap:register @must
  Rule: CPTE-09 the notice comes after the page-table lock, and before the old page is let go
    invalidate_page may sleep, so it is not called under the lock. The site keeps its reference to
    the page that was replaced until the notice has returned.
    Source: 002_f45d45952489e74f.txt, hunks of mm/memory.c and kernel/events/uprobes.c, and the reviewer's remark on the missing comments

    @id:CPTE-09.1
    Scenario Outline: A subscriber may sleep in its notice of <operation>
      Given the VMA "A" of kind <kind>
      And the registered subscriber "P" with invalidate_page
      And "P" sleeps in invalidate_page
      When T1 calls <operation>
      Then invalidate_page of "P" was called once
      And there is no warning
      And the entry at "A.0" being set in T1 comes before invalidate_page of "P"

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

    @id:CPTE-09.2 @cap:locks
    Scenario Outline: <operation> holds no page-table lock in the notice
      Given the VMA "A" of kind <kind>
      And the registered subscriber "P" with invalidate_page
      When T1 calls <operation>
      Then at invalidate_page of "P" in T1 page_table_lock was not held

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

    @id:CPTE-09.3 @cap:mm-write-fault @cap:mm-fork
    Scenario: The page that was copied is freed after the notice
      Given the anonymous VMA "A"
      And T9 has called fork "child"
      And the registered subscriber "P" with invalidate_page
      And T9 has called map "A.0" into "P"
      And in invalidate_page "P" takes these steps:
        | gate "told" |
        | zap         |
      When T1 calls write_fault "A.0"
      Then T1 is blocked
      When T2 calls exit on "child"
      Then T2 freed no page
      When the gate "told" opens
      Then T1 returned 0
      And T1 freed 1 page
      And the device "P" maps nothing in "A"
      And the end of invalidate_page of "P" comes before a page free in T1

    @id:CPTE-09.4 @cap:mm-write-fault
    Scenario: ILV-38, until the notice the device still reaches the old page
      The proposal allows this window. In profiles with a section around the copy, or with a notice
      for secondary TLBs under the page-table lock, there is none.
      Given the VMA "A" of kind file
      And the registered subscriber "P" with invalidate_page
      And T9 has called map "A.0" into "P"
      And in invalidate_page "P" takes these steps:
        | gate "told" |
        | zap         |
      When T1 calls write_fault "A.0"
      Then T1 is blocked
      When T2 calls write_fault "A.0"
      Then T2 returned 0
      When T2 calls look through "P" at "A.0"
      Then T2 returned stale
      When the gate "told" opens
      Then T1 returned 0
      And the device "P" maps nothing in "A"

    @id:CPTE-09.5 @CPTE-07 @every-order @cap:mm-write-fault @cap:shadow
    Scenario: ILV-38, the window in every order
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
        | 0    | stale  | absent       |
      And no outcome is one of:
        | T2.1 | T2    | "M" at "A.0" | rule    | mutant     |
        | 0    | stale | stale        | CPTE-07 | CPTE-07-x2 |

  @CPTE-10 @party:caller @2014-01-prop @cap:change-pte @cap:invalidate-page @cap:mm @cap:register @must
  Rule: CPTE-10 a site that sets no entry gives no notice
    If the entry changed meanwhile, or the site has another reason to leave before set_pte_at_notify,
    nobody is told. The flag has to be false from the beginning in the sites that can leave early.
    Source: 002_f45d45952489e74f.txt, the reviewer's remarks on the initialisation of notify_missing

    @id:CPTE-10.1 @cap:mm-ksm @cap:shadow
    Scenario: KSM finds a reference that no mapping accounts for
      Given the anonymous VMA "A"
      And the shadow device "M" with page references
      And the shadow device "M" maps "A.0" for writing
      And the registered subscriber "S" with change_pte
      And the registered subscriber "P" with invalidate_page
      When T1 calls ksm_write_protect "A.0"
      Then T1 returned EFAULT
      And no callback was called
      And the device "M" maps what "mm" maps at "A.0"

    @id:CPTE-10.2 @cap:mm-ksm
    Scenario: There is nothing to take away
      Given the anonymous VMA "A"
      And T9 has called ksm_write_protect "A.0"
      And the registered subscriber "P" with invalidate_page
      When T1 calls ksm_write_protect "A.0"
      Then T1 returned 0
      And T1 changed no page-table entry
      And no callback was called

    @id:CPTE-10.3 @every-order @cap:mm-write-fault
    Scenario: Of two copies of one page one gives a notice, in every order
      Given the VMA "A.0" of kind file
      And the registered subscriber "P" with invalidate_page
      When the threads run in every order:
        | T1                | T2                |
        | write_fault "A.0" | write_fault "A.0" |
      Then every outcome is one of:
        | T1 | T2 | invalidate_page of "P" |
        | 0  | 0  | 1                      |
      And no outcome is one of:
        | T1 | T2 | invalidate_page of "P" | rule    | mutant     |
        | 0  | 0  | 2                      | CPTE-10 | CPTE-10-x1 |

  @CPTE-19 @party:caller @2014-01-prop @cap:change-pte @cap:invalidate-page @cap:mm @cap:register @cap:mm-write-fault @must
  Rule: CPTE-19 the notice gets the address of the page
    The section that the proposal takes away had a rounded start. As posted, a write fault hands over
    the address that it was given itself.
    Source: 002_f45d45952489e74f.txt, hunks of mm/memory.c, do_wp_page

    @id:CPTE-19.1
    Scenario: A write into the middle of a page
      Given the VMA "A" of kind file
      And the registered subscriber "P" with invalidate_page
      When T1 calls write_fault "A.1" plus 123
      Then T1 returned 0
      And these callbacks were called:
        | subscriber | callback        | address |
        | P          | invalidate_page | A.1     |
