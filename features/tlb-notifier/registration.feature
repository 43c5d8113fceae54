Feature: tlb_notifiers are registered and put as the other kind is

  @TLBN-02 @party:core @tlbn-prop @cap:tlb-notifier @cap:secondary-tlb @cap:mm @cap:mm-dontneed @must
  Rule: TLBN-02 what holds for the linkage holds for both kinds
    They are linked on one list, both keep the structure of the address space alive, exit
    releases and unlinks both before it unmaps, and a callback that a table lacks is skipped.
    Source: 003_bbb6683ee0213fea.txt, sketch, struct mm_notifier_chain, mn_hlist_release

    @id:TLBN-02.1
    Scenario: Two of them
      Given the registered tlb notifier "T"
      And the registered tlb notifier "U"
      And the anonymous VMA "A"
      When T1 calls madvise_dontneed "A"
      Then invalidate_secondary_tlbs of "T" covered "A"
      And invalidate_secondary_tlbs of "U" covered "A"

    @id:TLBN-02.2
    Scenario: Exit releases it once, and unmaps without it
      Given the registered tlb notifier "T"
      And the anonymous VMA "A"
      When T1 calls exit
      Then release of "T" was called once
      And release of "T" comes before a page-table change in T1
      And invalidate_secondary_tlbs of "T" was not called
      And the structure of "mm" is freed has not happened
      When T1 calls tlb_put "T"
      Then free_notifier of "T" was called once
      And the structure of "mm" was freed

    @id:TLBN-02.3 @cap:register
    Scenario: One without callbacks
      Given the registered tlb notifier "T" with no callbacks
      And the anonymous VMA "A"
      When T1 calls madvise_dontneed "A"
      And T1 calls exit
      Then no callback was called

  @TLBN-03 @party:core @tlbn-prop @cap:tlb-notifier @cap:secondary-tlb @cap:mm @cap:mm-dontneed @must
  Rule: TLBN-03 register takes mmap_lock for write and a reference; put counts down and waits for nobody
    Registering needs a user before and after. The last put unlinks; free_notifier and the drop of the
    structure reference follow when no callback runs any more.
    Source: 003_bbb6683ee0213fea.txt, sketch, tlb_notifier_register and tlb_notifier_put

    @id:TLBN-03.1
    Scenario: A section is open
      Given the tlb notifier "T"
      When the threads take these steps in order:
        | T1                | T2                         |
        | invalidate "A"... |                            |
        |                   | tlb_register "T" -> blocks |
        | ...ends           | -> 0                       |
      Then the structure references of "mm" changed by +1

    @id:TLBN-03.2 @cap:fault-injection
    Scenario Outline: It fails with <error>
      Given the tlb notifier "T"
      And the anonymous VMA "A"
      And T1 has called inject "<error>"
      When T1 calls tlb_register "T"
      Then T1 returned <error>
      And the structure references of "mm" changed by 0
      When T1 calls madvise_dontneed "A"
      Then no callback was called

      Examples:
        | error  |
        | ENOMEM |
        | EINTR  |

    @id:TLBN-03.3
    Scenario: On an address space without users
      Given the tlb notifier "T"
      And T1 has called mmgrab
      And T1 has called exit
      When T1 calls tlb_register "T"
      Then the world ends with a fatal check

    @id:TLBN-03.4 @cap:register
    Scenario: put does not wait for a callback that runs, and what it queues does
      Given the registered tlb notifier "T"
      And the registered subscriber "R"
      And "R" is held in invalidate_range_start
      When the threads take these steps in order:
        | T1                       | T2                     |
        | invalidate "A" -> blocks |                        |
        |                          | tlb_put "T" -> nothing |
      Then free_notifier of "T" was not called
      And release of "T" was not called
      When the gate "R.invalidate_range_start" opens
      Then free_notifier of "T" was called once
      And the end of invalidate_range_start of "R" comes before free_notifier of "T"
      And the structure references of "mm" changed by -1

    @id:TLBN-03.5
    Scenario: Nothing is called after the last put
      Given the registered tlb notifier "T"
      And the anonymous VMA "A"
      When T1 calls tlb_put "T"
      Then release of "T" was not called
      And free_notifier of "T" was called once
      When T1 calls madvise_dontneed "A"
      Then no callback was called

    @id:TLBN-03.6
    Scenario: A put too many
      Given the registered tlb notifier "T"
      And T1 has called tlb_put "T"
      When T2 calls tlb_put "T"
      Then there is a warning
      And free_notifier of "T" was not called
      And the structure references of "mm" changed by 0

    @id:TLBN-03.7 @every-order
    Scenario: A flush beside the last put
      Given the registered tlb notifier "T"
      And the anonymous VMA "A"
      When the threads run in every order:
        | T1                     | T2          |
        | madvise_dontneed "A.0" | tlb_put "T" |
      Then every outcome is one of:
        | free_notifier of "T" | warnings |
        | 1                    | 0        |
      And no outcome is one of:
        | free_notifier of "T" | warnings | rule    | mutant     |
        | 1                    | 1        | TLBN-03 | TLBN-03-x2 |

  @TLBN-07 @party:core @tlbn-prop @cap:tlb-notifier @cap:getput @must
  Rule: TLBN-07 the free that follows a put is that of the kind's own table
    As sketched the table of an mmu_notifier is read for both.
    Source: 003_bbb6683ee0213fea.txt, sketch, mmu_notifier_free_rcu; analysis

    @id:TLBN-07.1
    Scenario: The last put of a tlb_notifier
      Given the registered tlb notifier "T"
      When T1 calls tlb_put "T"
      Then free_notifier of "T" was called once
      And there is no warning

    @id:TLBN-07.2
    Scenario: The last put of the other kind
      Given the callback table "ops"
      And T9 has called get "ops"
      And the registered tlb notifier "T"
      When T1 calls put "ops#1"
      Then free_notifier of "ops#1" was called once
      And free_notifier of "T" was not called
