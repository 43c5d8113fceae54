Feature: Registering list subscribers

  @REG-01 @party:core @all @cap:register @must
  Rule: REG-01 register takes mmap_lock itself, the locked form relies on its caller
    register and get take mmap_lock for write, so their caller holds neither it nor a lock that is
    taken inside it. The locked forms never take it: their caller already holds it for write, and
    a caller that does not is diagnosed.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_register, mmu_notifier_register and mmu_notifier_get_locked

    @id:REG-01.1
    Scenario: A reader of mmap_lock keeps register out
      Given the list subscriber "S"
      When the threads take these steps in order:
        | T1                     | T2                              |
        |                        | lock mmap_lock for read         |
        | register "S" -> blocks |                                 |
        | -> 0                   | unlock mmap_lock                |
        |                        | try mmap_lock for write -> true |
        |                        | unlock mmap_lock                |
        |                        | invalidate "A"                  |
      Then invalidate_range_start of "S" was called once

    @id:REG-01.2
    Scenario: The locked form works under the caller's lock and leaves it held
      Given the list subscriber "S"
      When the threads take these steps in order:
        | T1                       | T2                              |
        | lock mmap_lock for write |                                 |
        | register locked "S" -> 0 | try mmap_lock for read -> false |
        | unlock mmap_lock         |                                 |
        |                          | invalidate "A"                  |
      Then invalidate_range_start of "S" was called once
      And there is no warning

    @id:REG-01.3 @v6.12
    Scenario: The locked form without the lock is diagnosed, and goes on
      Given the list subscriber "S"
      When T1 calls register locked "S"
      Then T1 returned 0
      And there is at least one warning

    @id:REG-01.4 @v5.4+ @cap:getput
    Scenario: get takes mmap_lock for write, the locked form relies on it
      Given the callback table "ops"
      When the threads take these steps in order:
        | T1                          | T2                              |
        |                             | lock mmap_lock for read         |
        | get "ops" -> blocks         |                                 |
        | -> "ops#1"                  | unlock mmap_lock                |
        | lock mmap_lock for write    |                                 |
        | get locked "ops" -> "ops#1" | try mmap_lock for read -> false |
        | unlock mmap_lock            |                                 |
      Then there is no warning

    @id:REG-01.5
    Scenario: A thread that registers inside its own section waits for itself
      Given the list subscriber "S"
      When the threads take these steps in order:
        | T1                     |
        | invalidate "A"...      |
        | register "S" -> blocks |
      Then the oracle reports liveness

  @REG-02 @party:core @all @cap:register @must
  Rule: REG-02 registration needs users before and after
    Registering on an address space whose last user is gone ends in a fatal check, and so does a
    registration during which the last user goes. The caller's own user reference is what keeps
    that from happening.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_register; 001_48d3141d0b0199f8.txt, Glisse on the pin that registration needs

    @id:REG-02.1
    Scenario: After exit nobody can register
      Given the list subscriber "S"
      And T9 has called mmgrab
      And T9 has called exit
      When T1 calls register "S"
      Then the world ends with a fatal check

    @id:REG-02.2
    Scenario: The last user goes while register waits for a section
      Given the list subscriber "S"
      And T9 has called mmgrab
      And T3 has called start "A" through the reverse map
      When T1 calls register "S"
      Then T1 is blocked
      When T2 calls exit
      And T3 calls end "A"
      Then the world ends with a fatal check

    @id:REG-02.3 @v5.4+ @cap:getput
    Scenario: get is a registration too
      Given the callback table "ops"
      And T9 has called mmgrab
      And T9 has called exit
      When T1 calls get "ops"
      Then the world ends with a fatal check

  @REG-03 @party:core @all @cap:register @must
  Rule: REG-03 a registration takes one structure reference, a failed one nothing
    A successful register takes one structure reference, sets the subscriber's address space and
    its user count to 1, and links it. A failed one leaves everything as it was.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_register

    @id:REG-03.1
    Scenario: One structure reference, no user reference, and callbacks from now on
      Given the list subscriber "S"
      When T1 calls register "S"
      Then T1 returned 0
      And the structure references of "mm" changed by +1
      And the user references of "mm" changed by 0
      When T1 calls invalidate "A"
      Then invalidate_range_start of "S" was called once
      And invalidate_range_end of "S" was called once

    @id:REG-03.2 @cap:fault-injection
    Scenario Outline: A registration that fails with <fault> leaves nothing behind
      Given the list subscriber "S"
      And T1 has called inject "<fault>"
      When T1 calls register "S"
      Then T1 returned <fault>
      And the structure references of "mm" changed by 0
      When T1 calls invalidate "A"
      Then no callback was called
      When T1 calls register "S"
      Then T1 returned 0
      And the structure references of "mm" changed by +1

      Examples:
        | fault  |
        | ENOMEM |
        | EINTR  |

    @id:REG-03.3 @v5.4+ @cap:getput
    Scenario: Its user count is 1, so the first put is the last
      Given the callback table "ops"
      And the list subscriber "S" of the table "ops"
      And T1 has called register "S"
      When T1 calls put "S"
      Then free_notifier of "S" was called once
      And the structure references of "mm" changed by -1
      And there is no warning

  @REG-04 @party:core @all @cap:register @may
  Rule: REG-04 the newest subscriber is called first
    New subscribers are linked at the head of the list, so callbacks run from the newest to the
    oldest. An order of the implementation, not a promise: nobody may rely on it.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_register (hlist_add_head_rcu)

    @id:REG-04.1
    Scenario: The second registered is the first called
      Given the registered subscriber "A"
      And the registered subscriber "B"
      When T1 calls invalidate "A"
      Then T1 called these callbacks in order:
        | subscriber | callback               |
        | B          | invalidate_range_start |
        | A          | invalidate_range_start |
        | B          | invalidate_range_end   |
        | A          | invalidate_range_end   |

  @REG-07 @party:core @all @cap:register @cap:fault-injection @must
  Rule: REG-07 a registration that fails publishes no state and holds no lock
    ENOMEM says that the state could not be allocated, EINTR that a signal came while all locks
    were taken. In both cases fresh state is freed before anybody can see it, and every lock is let
    go.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_register (out_clean); mm_take_all_locks

    @id:REG-07.1
    Scenario Outline: After <fault> every lock is free
      Given the list subscriber "S"
      And T1 has called inject "<fault>"
      When the threads take these steps in order:
        | T1                      | T2                                |
        | register "S" -> <fault> |                                   |
        |                         | try mmap_lock for write -> true   |
        |                         | unlock mmap_lock                  |
        |                         | start "A" through the reverse map |
        |                         | end "A"                           |
        | register "S" -> 0       |                                   |
        | invalidate "A"          |                                   |
      Then invalidate_range_start of "S" was called once

      Examples:
        | fault  |
        | ENOMEM |
        | EINTR  |

    @id:REG-07.2 @v5.5+ @cap:introspection
    Scenario Outline: After <fault> there is no state
      Given the list subscriber "S"
      And T1 has called inject "<fault>"
      When T1 calls register "S"
      Then T1 returned <fault>
      And there is no subscription state

      Examples:
        | fault  |
        | ENOMEM |
        | EINTR  |

  @REG-09 @party:core @v6.6+ @cap:register @must
  Rule: REG-09 a subscriber is a secondary TLB or watches ranges, not both
    A subscriber that has the secondary-TLB callback together with a range start or a range end is
    refused with EINVAL. One warning tells it, once and never again.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_register

    @id:REG-09.1
    Scenario: Both kinds in one table are refused, with one warning in all
      Given the list subscriber "S" with arch_invalidate_secondary_tlbs, invalidate_range_start
      And the list subscriber "E" with arch_invalidate_secondary_tlbs, invalidate_range_end
      When T1 calls register "S"
      Then T1 returned EINVAL
      And there is a warning
      And the structure references of "mm" changed by 0
      When T1 calls register "E"
      Then T1 returned EINVAL
      And there is a warning in all
      When T1 calls invalidate "A"
      Then no callback was called

    @id:REG-09.2
    Scenario: One kind is welcome
      Given the list subscriber "T" with arch_invalidate_secondary_tlbs, release
      And the list subscriber "S" with invalidate_range_start, invalidate_range_end, release
      When the threads take these steps in order:
        | T1                |
        | register "T" -> 0 |
        | register "S" -> 0 |
        | invalidate "A"    |
      Then invalidate_range_start of "S" was called once
      And there is no warning

  @REG-33 @party:core @all @cap:register @must
  Rule: REG-33 a callback that is absent is passed over
    Every callback is optional. A subscriber that lacks one is passed over without a word, for the
    others nothing changes, and a section of which nobody wants to know succeeds.
    Source: Linux 6.12 mm/mmu_notifier.c, every walk of the list

    @id:REG-33.1
    Scenario: A subscriber without callbacks sees nothing from registration to exit
      Given the registered subscriber "S" with no callbacks
      When the threads take these steps in order:
        | T1                |
        | invalidate "A"    |
        | unregister "S"    |
        | register "S" -> 0 |
        | exit              |
        | unregister "S"    |
      Then no callback was called
      And there is no warning

    @id:REG-33.2
    Scenario: Between two others it hides nobody
      Given the registered subscriber "first"
      And the registered subscriber "S" with no callbacks
      And the registered subscriber "last"
      When T1 calls invalidate "A"
      Then these callbacks were called:
        | subscriber | callback               |
        | first      | invalidate_range_start |
        | first      | invalidate_range_end   |
        | last       | invalidate_range_start |
        | last       | invalidate_range_end   |
      When T1 calls exit
      Then these callbacks were called:
        | subscriber | callback |
        | first      | release  |
        | last       | release  |

    @id:REG-33.3 @v5.3+ @cap:nonblock
    Scenario: A non-blockable section succeeds where nobody has a start
      Given the registered subscriber "S" with invalidate_range_end
      When T1 calls start non-blockable "A"
      Then T1 returned 0
      And no callback was called
      When T1 calls end "A"
      Then invalidate_range_end of "S" was called once

    @id:REG-33.4 @cap:aging
    Scenario Outline: "<operation>" is answered by those who can
      Given the registered subscriber "first" with <callback>
      And the registered subscriber "S" with no callbacks
      And the registered subscriber "last" with <callback>
      When T1 calls <operation> "A.0"
      Then T1 returned false
      And these callbacks were called:
        | subscriber | callback   |
        | first      | <callback> |
        | last       | <callback> |

      Examples:
        | operation     | callback          |
        | age and flush | clear_flush_young |
        | test young    | test_young        |
