Feature: Devices that are told of a new entry
  What a device with change_pte makes of it, what one without it gets instead, and what both owe
  those who look a page up at the same time.

  @CPTE-05 @party:subscriber @2014-01..v6.6 @cap:change-pte @cap:mm @cap:shadow @must
  Rule: CPTE-05 inside a section change_pte finds nothing to update
    Since Linux 3.7 the sites of set_pte_at_notify are wrapped in sections. A device that removes its
    entry in the start, and only updates entries that are there, gets nothing from change_pte then:
    its next access faults.
    Source: 002_f45d45952489e74f.txt, the quoted changelog; Linux 6.1 virt/kvm/kvm_main.c, kvm_mmu_notifier_change_pte

    @id:CPTE-05.1
    Scenario Outline: After <operation> the device has to fault the page in again
      Given the VMA "A" of kind <kind>
      And the shadow device "M" with change_pte
      And the shadow device "M" maps "A.0"
      When T1 calls <operation>
      Then T1 returned 0
      And these callbacks of "M" were called in order:
        | callback               | address |
        | invalidate_range_start |         |
        | change_pte             | A.0     |
        | invalidate_range_end   |         |
      And the device "M" maps nothing in "A"
      When T2 calls shadow_fault "M" at "A.0"
      Then T2 returned mapped
      And the device "M" maps what "mm" maps at "A.0"

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

    @id:CPTE-05.2 @2014-01..v6.6,2014-01-prop @cap:mm-ksm
    Scenario: ILV-37, after a merge by KSM the entry is gone, in the proposal too
      Given the anonymous VMA "A"
      And the shadow device "M" with change_pte
      And the shadow device "M" maps "A.0" for writing
      When T1 calls ksm_merge "A.0" into "A.1"
      Then T1 returned 0
      And the device "M" maps nothing in "A.0"
      When T2 calls shadow_fault "M" at "A.0"
      Then T2 returned mapped
      And the device "M" maps what "mm" maps at "A.0"
      And the device "M" may not write in "A.0"

    @id:CPTE-05.3 @every-order @cap:mm-ksm
    Scenario: ILV-37, KSM write-protects in a section beside a fault of the device, in every order
      Given the anonymous VMA "A.0"
      And the shadow device "M" with change_pte
      And the shadow device "M" maps "A.0" for writing
      When the threads run in every order:
        | T1                      | T2                        |
        | ksm_write_protect "A.0" | shadow_fault "M" at "A.0" |
      Then every outcome is one of:
        | T1 | T2     | "M" at "A.0" |
        | 0  | mapped | absent       |
        | 0  | mapped | current      |
        | 0  | retry  | absent       |
      And no outcome is one of:
        | T1 | T2    | "M" at "A.0" | rule    | mutant     |
        | 0  | retry | current      | CPTE-05 | CPTE-05-x1 |

  @CPTE-11 @party:core @2014-01-prop @cap:change-pte @cap:mm @cap:shadow @must
  Rule: CPTE-11 nobody is left without a notice
    The proposal takes one section over a page for the same as one invalidate_page. A subscriber that
    knows sections only, with neither change_pte nor invalidate_page, would then hear nothing at all,
    and keep a page that is given away.
    Source: 002_f45d45952489e74f.txt, the reviewer's question on the equivalence of both; analysis

    @id:CPTE-11.1
    Scenario Outline: A device that knows sections only, after <operation>
      Given the VMA "A" of kind <kind>
      And the shadow device "M" for ranges only
      And the shadow device "M" maps "A.0"
      And the shadow device "M" maps "A.1"
      When T1 calls <operation>
      Then T1 returned 0
      And the device "M" maps nothing in "A.0"
      And the device "M" maps what "mm" maps at "A.1"

      @key:write_fault @cap:mm-write-fault
      Examples:
        | operation         | kind |
        | write_fault "A.0" | file |

      @key:uprobe_replace @cap:mm-uprobe
      Examples:
        | operation            | kind |
        | uprobe_replace "A.0" | file |

    @id:CPTE-11.2 @cap:mm-ksm
    Scenario: It loses its write permission with KSM
      Given the anonymous VMA "A"
      And the shadow device "M" for ranges only
      And the shadow device "M" maps "A.0" for writing
      When T1 calls ksm_write_protect "A.0"
      Then T1 returned 0
      And the device "M" may not write in "A.0"

    @id:CPTE-11.3 @every-order @cap:mm-write-fault
    Scenario: A copy by the CPU beside its fault, in every order
      Given the VMA "A.0" of kind file
      And the shadow device "M" for ranges only
      When the threads run in every order:
        | T1                        | T2                |
        | shadow_fault "M" at "A.0" | write_fault "A.0" |
      Then every outcome is one of:
        | T1     | T2 | "M" at "A.0" |
        | mapped | 0  | current      |
        | mapped | 0  | absent       |
        | retry  | 0  | absent       |
      And no outcome is one of:
        | T1     | T2 | "M" at "A.0" | rule    | mutant |
        | mapped | 0  | stale        | CPTE-11 | MUT-73 |

  @CPTE-12 @party:subscriber @2014-01-prop @cap:change-pte @cap:invalidate-page @cap:mm @cap:shadow @must
  Rule: CPTE-12 a waiter that the end of a section wakes does not need the one that is gone
    A device whose faults wait until none of its sections is open is woken by the end of one.
    invalidate_page opens none and wakes nobody: whoever waits does so because of another section,
    whose end still comes.
    Source: 002_f45d45952489e74f.txt, the reviewer's question on wake_up_all; Linux 6.12 drivers/misc/sgi-gru/grutlbpurge.c and grufault.c

    @id:CPTE-12.1 @cap:mm-write-fault
    Scenario: After a copy nobody waits
      Given the VMA "A" of kind file
      And the shadow device "G" that waits
      And the shadow device "G" maps "A.0"
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And the device "G" maps nothing in "A"
      When T2 calls shadow_fault "G" at "A.0"
      Then T2 returned mapped
      And the device "G" maps what "mm" maps at "A.0"

    @id:CPTE-12.2 @cap:mm-write-fault
    Scenario: Whoever waits for a section is woken by its end, with a copy in between
      Given the VMA "A" of kind file
      And the shadow device "G" that waits
      When the threads take these steps in order:
        | T1                | T2                                  | T3                |
        | invalidate "B"... |                                     |                   |
        |                   | shadow_fault "G" at "A.0" -> blocks |                   |
        |                   |                                     | write_fault "A.0" |
      Then T2 is blocked
      When the threads take these steps in order:
        | T1      | T2        |
        | ...ends | -> mapped |
      Then the device "G" maps what "mm" maps at "A.0"

    @id:CPTE-12.3 @every-order @cap:mm-write-fault
    Scenario: A copy beside a fault that may have to wait, in every order
      Given the VMA "A.0" of kind file
      And the shadow device "G" that waits
      And the shadow device "G" maps "A.0"
      When the threads run in every order:
        | T1                        | T2                |
        | shadow_fault "G" at "A.0" | write_fault "A.0" |
      Then every outcome is one of:
        | T1     | T1 waited | T2 | "G" at "A.0" |
        | mapped | no        | 0  | current      |
        | mapped | no        | 0  | absent       |
        | retry  | no        | 0  | absent       |
      And no outcome is one of:
        | T1      | T1 waited | T2 | "G" at "A.0" | rule    | mutant     |
        | blocked | yes       | 0  | absent       | CPTE-12 | CPTE-12-x1 |

    @id:CPTE-12.4 @every-order @cap:mm-dontneed
    Scenario: A section beside a fault that may have to wait, in every order
      Given the VMA "A.0" of kind file
      And the shadow device "G" that waits
      When the threads run in every order:
        | T1                        | T2                     |
        | shadow_fault "G" at "A.0" | madvise_dontneed "A.0" |
      Then every outcome is one of:
        | T1     | T1 waited | "G" at "A.0" |
        | mapped | no        | current      |
        | mapped | yes       | current      |
        | mapped | no        | absent       |
        | retry  | no        | absent       |
      And no outcome is one of:
        | T1      | T1 waited | "G" at "A.0" | rule    | mutant     |
        | blocked | yes       | absent       | CPTE-12 | CPTE-12-x2 |

  @CPTE-15 @party:subscriber @v6.1..v6.6 @cap:change-pte @cap:mm @cap:shadow @must
  Rule: CPTE-15 a device that relies on the section acts inside one only, on one page
    Since 5.13 KVM leaves it to the section around change_pte to make looked-up pages invalid. A
    change_pte with no section open at all is diagnosed, and does nothing; else it updates or
    removes the entry of this one page.
    Source: Linux 6.1 virt/kvm/kvm_main.c, kvm_mmu_notifier_change_pte

    @id:CPTE-15.1
    Scenario: Outside a section it is diagnosed
      Given the VMA "A" of kind file
      And the shadow device "M" with change_pte
      When T1 calls set_pte_at_notify "A.0"
      Then change_pte of "M" was called once
      And there is at least one warning

    @id:CPTE-15.2
    Scenario: Nor does it touch the entry
      Given the VMA "A" of kind file
      And the shadow device "M" with change_pte
      And the shadow device "M" maps "A.0"
      When T1 calls set_pte_at_notify "A.0"
      Then there is at least one warning
      And the device "M" maps another page than "mm" at "A.0"
      And the oracle reports coherence

    @id:CPTE-15.3
    Scenario: Beside a section over other pages it updates one entry
      Given the VMA "A" of kind file
      And the shadow device "M" with change_pte
      And the shadow device "M" maps "A.0"
      And the shadow device "M" maps "A.1"
      When the threads take these steps in order:
        | T1                | T2                                   |
        | invalidate "B"... |                                      |
        |                   | set_pte_at_notify "A.0" -> returns   |
        | ...ends           |                                      |
      Then there is no warning
      And the device "M" maps what "mm" maps at "A.0"
      And the device "M" may not write in "A"
      And the device "M" maps what "mm" maps at "A.1"

    @id:CPTE-15.4
    Scenario: It removes the entry if the new one may be written
      Given the VMA "A" of kind file
      And the shadow device "M" with change_pte
      And the shadow device "M" maps "A.0"
      And the shadow device "M" maps "A.1"
      When the threads take these steps in order:
        | T1                | T2                                          |
        | invalidate "B"... |                                             |
        |                   | set_pte_at_notify "A.0" to write -> returns |
        | ...ends           |                                             |
      Then there is no warning
      And the device "M" maps nothing in "A.0"
      And the device "M" maps what "mm" maps at "A.1"

  @CPTE-18 @party:subscriber @2014-01,2014-01-prop @cap:change-pte @cap:mm @cap:shadow @must
  Rule: CPTE-18 a notice without a section makes looked-up pages invalid by itself
    Where change_pte or invalidate_page is all that a subscriber is told, it raises its sequence
    there, under its lock, so that a fault which still holds the old page tries again.
    Source: analysis; Linux 3.13 virt/kvm/kvm_main.c, kvm_mmu_notifier_change_pte and kvm_mmu_notifier_invalidate_page

    @id:CPTE-18.1 @2014-01-prop @cap:mm-write-fault
    Scenario Outline: ILV-58, a copy between look-up and commit of a device <kind>
      Given the VMA "A" of kind file
      And the shadow device "M" <kind>
      When the threads take these steps in order:
        | T1                       | T2                |
        | shadow_walk "M" at "A.0" |                   |
        |                          | write_fault "A.0" |
        | shadow_commit "M"        |                   |
      Then T1 returned retry
      And the device "M" maps nothing in "A"

      Examples:
        | kind            |
        | with change_pte |
        | that waits      |

    @id:CPTE-18.2 @2014-01-prop @every-order @cap:mm-write-fault
    Scenario: ILV-58, change_pte against a fault, in every order
      Given the VMA "A.0" of kind file
      And the shadow device "M" with change_pte
      When the threads run in every order:
        | T1                        | T2                |
        | shadow_fault "M" at "A.0" | write_fault "A.0" |
      Then every outcome is one of:
        | T1     | T2 | "M" at "A.0" |
        | mapped | 0  | current      |
        | mapped | 0  | absent       |
        | retry  | 0  | absent       |
      And no outcome is one of:
        | T1     | T2 | "M" at "A.0" | rule    | mutant  |
        | mapped | 0  | stale        | CPTE-18 | MUT-143 |

    @id:CPTE-18.3 @2014-01-prop @every-order @cap:mm-write-fault @cap:invalidate-page
    Scenario: ILV-58, invalidate_page against a fault, in every order
      Given the VMA "A.0" of kind file
      And the shadow device "M"
      When the threads run in every order:
        | T1                        | T2                |
        | shadow_fault "M" at "A.0" | write_fault "A.0" |
      Then every outcome is one of:
        | T1     | T2 | "M" at "A.0" |
        | mapped | 0  | current      |
        | mapped | 0  | absent       |
        | retry  | 0  | absent       |
      And no outcome is one of:
        | T1     | T2 | "M" at "A.0" | rule    | mutant     |
        | mapped | 0  | stale        | CPTE-18 | CPTE-18-x1 |

    @id:CPTE-18.4 @cap:invalidate-page @cap:mm-reclaim
    Scenario: The page is reclaimed between look-up and commit
      Given the VMA "A" of kind file
      And the shadow device "M"
      When the threads take these steps in order:
        | T1                       | T2                 |
        | shadow_walk "M" at "A.0" |                    |
        |                          | reclaim_page "A.0" |
        | shadow_commit "M"        |                    |
      Then invalidate_page of "M" was called once
      And T1 returned retry
      And the device "M" maps nothing in "A"

    @id:CPTE-18.5 @every-order @cap:invalidate-page @cap:mm-reclaim
    Scenario: Reclaim beside a fault, in every order
      Given the VMA "A.0" of kind file
      And the shadow device "M"
      When the threads run in every order:
        | T1                        | T2                 |
        | shadow_fault "M" at "A.0" | reclaim_page "A.0" |
      Then every outcome is one of:
        | T1     | "M" at "A.0" |
        | mapped | current      |
        | mapped | absent       |
        | retry  | absent       |
      And no outcome is one of:
        | T1     | "M" at "A.0" | rule    | mutant     |
        | mapped | stale        | CPTE-18 | CPTE-18-x1 |
