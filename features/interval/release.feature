@v5.5-prop
Feature: Removing an interval notifier with a release callback
  The proposal of December 2019 lets a driver remove an interval from inside invalidate. With a
  release callback remove does not wait; the callback says when the object is free.

  @IREL-01 @party:core @cap:interval @cap:interval-release @must
  Rule: IREL-01 a release callback makes remove and update non-waiting
    Both may then be called from inside invalidate, also for a range that is not blockable.
    Source: 000_043cb33762080882.txt, comment of struct mmu_interval_notifier_ops

    @id:IREL-01.1
    Scenario: Removed from its own callback
      Given the interval subscriber "s" with release over "A"
      And in the first invalidate "s" takes these steps:
        | standard   |
        | remove "s" |
      When T1 calls start "A"
      Then T1 returned nothing
      And release of "s" was not called
      When T1 calls end "A"
      Then release of "s" was called once in T1

    @id:IREL-01.2 @cap:nonblock
    Scenario: In a range that is not blockable
      Given the interval subscriber "s" with release over "A"
      And in the first invalidate "s" takes these steps:
        | standard   |
        | remove "s" |
      When T1 calls start non-blockable "A"
      Then T1 returned 0
      And there is no warning
      When T1 calls end "A"
      Then release of "s" was called once

    @id:IREL-01.3 @cap:interval-update
    Scenario: Updated from its own callback
      Given the interval subscriber "s" with release over "A"
      And in the first invalidate "s" takes these steps:
        | standard          |
        | update "s" to "B" |
      When T1 calls invalidate "A"
      Then T1 returned nothing
      And "interval_update" called inside a callback returned 0
      When T1 calls invalidate "B"
      Then invalidate of "s" was called once

    @id:IREL-01.4
    Scenario: Removed by another thread while a section is open
      Given the interval subscriber "s" with release over "A"
      When the threads take these steps in order:
        | T1                | T2                    |
        | invalidate "A"... |                       |
        |                   | remove "s" -> returns |
        | ...ends           |                       |
      Then release of "s" was called once in T1

  @IREL-02 @party:core @cap:interval @cap:interval-release @must
  Rule: IREL-02 release is called once for each insert that is later removed
    Never for an update, and never by the exit of the address space alone.
    Source: 000_043cb33762080882.txt, mn_itree_inv_end and mmu_interval_notifier_remove

    @id:IREL-02.1
    Scenario Outline: Removed <when>
      Given the interval subscriber "s" with release over "A"
      When the threads take these steps in order:
        | T1      | T2         |
        | <open>  |            |
        |         | remove "s" |
        | <close> |            |
      Then release of "s" was called once
      When T1 calls invalidate "A"
      Then release of "s" was not called
      And invalidate of "s" was not called

      Examples:
        | when                            | open      | close   |
        | with no section open            |           |         |
        | while it is being invalidated   | start "A" | end "A" |
        | beside a section that misses it | start "B" | end "B" |

    @id:IREL-02.2 @cap:interval-update
    Scenario: An update is no removal
      Given the interval subscriber "s" with release over "A"
      When the threads take these steps in order:
        | T1                | T2                     |
        | invalidate "A"... |                        |
        |                   | update "s" to "B" -> 0 |
        | ...ends           |                        |
        |                   | update "s" to "C" -> 0 |
      Then release of "s" was not called

    @id:IREL-02.3
    Scenario: Exit is no removal
      Given the interval subscriber "s" with release over "A"
      When T1 calls exit
      Then release of "s" was not called
      When T2 calls remove "s"
      Then release of "s" was called once
      And the structure of "mm" was freed

    @id:IREL-02.4
    Scenario: Inserted and removed twice
      Given the interval subscriber "s" with release over "A"
      When T1 calls remove "s"
      Then release of "s" was called once
      When T1 calls insert "s" over "A"
      And T1 calls remove "s"
      Then release of "s" was called once

  @IREL-03 @party:core @cap:interval @cap:interval-release @must
  Rule: IREL-03 a release that was put off belongs to whoever closes the last section
    It comes after the node has left the tree, after the state lock was let go and after the waiters
    were woken, and before the first end callback of the list in that end.
    Source: 000_043cb33762080882.txt, mn_itree_inv_end

    @id:IREL-03.1
    Scenario: Waiters go on and new sections pass while release runs
      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "r" over "A"
      And "s" is held in release
      When the threads take these steps in order:
        | T1                | T2         | T3                       | T4                    |
        | start "A"         |            |                          |                       |
        |                   | remove "s" |                          |                       |
        |                   |            | read_begin "r" -> blocks |                       |
        |                   |            |                          | remove "r" -> blocks  |
        | end "A" -> blocks |            | -> nothing               | -> nothing            |
      Then T1 is blocked on gate s.release
      When T3 calls invalidate "A"
      Then T3 returned nothing
      And invalidate of "s" was not called

    @id:IREL-03.2
    Scenario: Two sections, the later end is the one
      Given the interval subscriber "s" with release over "A"
      When the threads take these steps in order:
        | T1        | T2         | T3        |
        | start "A" |            |           |
        |           |            | start "B" |
        |           | remove "s" |           |
        | end "A"   |            |           |
      Then release of "s" was not called
      When T3 calls end "B"
      Then release of "s" was called once in T3

    @id:IREL-03.3 @cap:register
    Scenario: Before the list's ends
      Given the registered subscriber "L"
      And the interval subscriber "s" with release over "A"
      And T1 has called start "A"
      And T2 has called remove "s"
      When T1 calls end "A"
      Then T1 called these callbacks in order:
        | subscriber | callback             |
        | s          | release              |
        | L          | invalidate_range_end |

  @IREL-04 @party:core @cap:interval @cap:interval-release @must
  Rule: IREL-04 a removal that need not wait calls release inside remove
    With no interval being invalidated, or for a node that is still pending insertion, release runs
    in the caller's context before remove returns; for a pending insertion that can be inside an
    invalidate callback.
    Source: 000_043cb33762080882.txt, mmu_interval_notifier_remove; analysis

    @id:IREL-04.1
    Scenario: With no section open
      Given the interval subscriber "s" with release over "A"
      And "s" is held in release
      When T1 calls remove "s"
      Then T1 is blocked on gate s.release
      When the gate "s.release" opens
      Then T1 returned nothing

    @id:IREL-04.2
    Scenario: Beside a section that hit nothing
      Given the interval subscriber "s" with release over "A"
      And T1 has called start "B"
      When T2 calls remove "s"
      Then T2 returned nothing
      And release of "s" was called once in T2

    @id:IREL-04.3
    Scenario: Pending insertion, inside an invalidate callback
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n" with release
      And in invalidate "s" takes these steps:
        | standard                 |
        | insert safe "n" over "B" |
        | remove "n"               |
      When T1 calls start "A"
      Then T1 called these callbacks in order:
        | subscriber | callback   |
        | s          | invalidate |
        | n          | release    |
      And release of "n" comes before the return of interval_remove inside a callback
      When T1 calls end "A"
      Then release of "n" was not called

    @id:IREL-04.4 @every-order @IREL-01 @IREL-02
    Scenario: ILV-13, inserted and removed beside a section that hits another interval
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n" with release
      When the threads run in every order:
        | T1                  | T2                |
        | insert "n" over "B" | invalidate "A..B" |
        | remove "n"          |                   |
      Then every outcome is one of:
        | T1.2 waited | invalidate of "n" | release of "n" | release of "n" by | must be seen |
        | no          | 0                 | 1              | T1                |              |
        | no          | 1                 | 1              | T1                |              |
        | no          | 1                 | 1              | T2                | yes          |
      And no outcome is one of:
        | T1.2 waited | invalidate of "n" | release of "n" | release of "n" by | rule    | mutant     |
        | no          | 0                 | 0              | nobody            | IREL-04 | IREL-04-x1 |
        | no          | 1                 | 2              | T2                | IREL-02 | MUT-98     |
        | yes         | 1                 | 1              | T2                | IREL-01 | MUT-100    |

    @id:IREL-04.5 @every-order @IREL-01 @IREL-02
    Scenario: ILV-13, inserted and removed beside a section that hits nothing else
      The insert turns the section into one that invalidates: the removal is put off to its end.

      Given the interval subscriber "s" over "A"
      And the interval subscriber "n" with release
      When the threads run in every order:
        | T1                  | T2             |
        | insert "n" over "B" | invalidate "B" |
        | remove "n"          |                |
      Then every outcome is one of:
        | T1.2 waited | invalidate of "n" | release of "n" | release of "n" by | must be seen |
        | no          | 0                 | 1              | T1                |              |
        | no          | 0                 | 1              | T2                | yes          |
        | no          | 1                 | 1              | T1                |              |
        | no          | 1                 | 1              | T2                |              |
      And no outcome is one of:
        | T1.2 waited | invalidate of "n" | release of "n" | release of "n" by | rule    | mutant  |
        | no          | 0                 | 2              | T2                | IREL-02 | MUT-98  |
        | yes         | 0                 | 1              | T2                | IREL-01 | MUT-100 |

  @IREL-05 @party:core @cap:interval @cap:interval-release @must
  Rule: IREL-05 the structure reference is dropped after release
    Through the address space that was noted before it: release may have freed the object.
    Source: 000_043cb33762080882.txt, mn_itree_inv_end and mmu_interval_notifier_remove

    @id:IREL-05.1
    Scenario: The last reference, with release held
      Given the interval subscriber "s" with release over "A"
      And "s" is held in release
      And T1 has called exit
      When T2 calls remove "s"
      Then the structure of "mm" was not freed
      When the gate "s.release" opens
      Then T2 returned nothing
      And the structure of "mm" was freed

    @id:IREL-05.2
    Scenario: Put off to the end of a section
      Given the interval subscriber "s" with release over "A"
      And "s" is held in release
      When T1 calls start "A"
      And T2 calls remove "s"
      Then the structure references of "mm" changed by 0
      When T1 calls end "A"
      Then the structure references of "mm" changed by 0
      When the gate "s.release" opens
      Then the structure references of "mm" changed by -1

  @IREL-06 @party:core @cap:interval @cap:interval-release @must
  Rule: IREL-06 invalidate may still come between remove and release, never after release
    The object has to stay valid until release is called.
    Source: 000_043cb33762080882.txt, comment of mmu_interval_notifier_remove

    @id:IREL-06.1
    Scenario: A callback is running when remove returns
      Given the interval subscriber "s" with release over "A"
      And "s" is held in invalidate on T1
      When T1 calls start "A"
      And T2 calls remove "s"
      Then T2 returned nothing
      And release of "s" was not called
      When the gate "T1/s.invalidate" opens
      Then release of "s" was not called
      When T1 calls end "A"
      Then release of "s" was called once
      When T1 calls invalidate "A"
      Then invalidate of "s" was not called

    @id:IREL-06.2
    Scenario: A section that begins before release may still call it
      Given the interval subscriber "s" with release over "A"
      When the threads take these steps in order:
        | T1        | T2         | T3             |
        | start "A" |            |                |
        |           | remove "s" |                |
        |           |            | invalidate "A" |
        | end "A"   |            |                |
      Then release of "s" was called once
      And invalidate of "s" was called once or twice
      And the end of invalidate of "s" comes before release of "s"

    @id:IREL-06.3 @every-order @IREL-01 @IREL-02
    Scenario: ILV-28, removed from its own callback while another section calls it
      Given the interval subscriber "s" with release over "A"
      And in the first invalidate "s" takes these steps:
        | standard   |
        | remove "s" |
      When the threads run in every order:
        | T2             | T3             |
        | invalidate "A" | invalidate "A" |
      Then every outcome is one of:
        | T2      | T3      | invalidate of "s" in T2 | invalidate of "s" in T3 | release of "s" | release of "s" by | warnings | must be seen |
        | nothing | nothing | 1                       | 0                       | 1              | T2                | 0        |              |
        | nothing | nothing | 0                       | 1                       | 1              | T3                | 0        |              |
        | nothing | nothing | 1                       | 1                       | 1              | T2                | 0        | yes          |
        | nothing | nothing | 1                       | 1                       | 1              | T3                | 0        | yes          |
      And no outcome is one of:
        | T2      | T3      | invalidate of "s" in T2 | invalidate of "s" in T3 | release of "s" | release of "s" by | warnings | rule    | mutant     |
        | blocked | nothing | 1                       | 1                       | 0              | nobody            | 0        | IREL-01 | MUT-100    |
        | nothing | nothing | 1                       | 1                       | 2              | T3                | 0        | IREL-02 | MUT-98     |
        | nothing | nothing | 1                       | 1                       | 1              | T2                | 1        | IREL-06 | IREL-06-x1 |

  @IREL-07 @party:core @cap:interval @cap:interval-release @must
  Rule: IREL-07 every node that was removed in a period is released at its end
    In any order, each outside the lock.
    Source: 000_043cb33762080882.txt, mn_itree_inv_end

    @id:IREL-07.1
    Scenario: Three of four
      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "t" with release over "B"
      And the interval subscriber "u" with release over "C"
      And the interval subscriber "v" with release over "D"
      When the threads take these steps in order:
        | T1        | T2         |
        | start "A" |            |
        |           | remove "s" |
        |           | remove "t" |
        |           | remove "u" |
        | end "A"   |            |
      Then release of "s" was called once in T1
      And release of "t" was called once in T1
      And release of "u" was called once in T1
      And release of "v" was not called

    @id:IREL-07.2 @every-order @IREL-02
    Scenario: Two threads remove, a third one ends the section
      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "t" with release over "B"
      And T1 has called start "A"
      When the threads run in every order:
        | T1      | T2         | T3         |
        | end "A" | remove "s" | remove "t" |
      Then every outcome is one of:
        | release of "s" | release of "s" by | release of "t" | release of "t" by | must be seen |
        | 1              | T1                | 1              | T1                | yes          |
        | 1              | T1                | 1              | T3                |              |
        | 1              | T2                | 1              | T1                |              |
        | 1              | T2                | 1              | T3                |              |
      And no outcome is one of:
        | release of "s" | release of "s" by | release of "t" | release of "t" by | rule    | mutant     |
        | 1              | T1                | 0              | nobody            | IREL-07 | IREL-07-x1 |
        | 2              | T1                | 1              | T3                | IREL-02 | MUT-98     |

  @IREL-08 @party:subscriber @cap:interval @cap:interval-release @cap:nonblock @must
  Rule: IREL-08 release must not sleep
    It may be called by the end of a section that is not blockable, or by a failing non-blocking
    start. The proposal does not say so; a release that sleeps there is diagnosed.
    Source: analysis of 000_043cb33762080882.txt, mn_itree_inv_end

    @id:IREL-08.1
    Scenario: The last end is not blockable
      Given the interval subscriber "s" with release over "A"
      And "s" sleeps in release
      And T1 has called start non-blockable "A"
      And T2 has called remove "s"
      When T1 calls end "A"
      Then release of "s" was called once
      And there is a warning

    @id:IREL-08.2
    Scenario: A blockable end is no such place
      Given the interval subscriber "s" with release over "A"
      And "s" sleeps in release
      And T1 has called start "A"
      And T2 has called remove "s"
      When T1 calls end "A"
      Then release of "s" was called once
      And there is no warning

    @id:IREL-08.3 @every-order
    Scenario: ILV-47, a removal meets a section that is not blockable and one that is
      Only a release that the end of the former has to make is diagnosed.

      Given the interval subscriber "s" with release over "A"
      And in invalidate "s" takes these steps:
        | set_seq |
      And "s" sleeps in release
      When the threads run in every order:
        | T1                      | T2         | T3             |
        | start non-blockable "A" | remove "s" | invalidate "A" |
        | end "A"                 |            |                |
      Then every outcome is one of:
        | release of "s" | release of "s" by | warnings | must be seen |
        | 1              | T1                | 1        | yes          |
        | 1              | T2                | 0        |              |
        | 1              | T3                | 0        | yes          |
      And no outcome is one of:
        | release of "s" | release of "s" by | warnings | rule    | mutant     |
        | 1              | T1                | 0        | IREL-08 | IREL-08-x1 |
