Feature: The exit of an address space and its subscribers

  @REG-15 @party:core @all @cap:register @must
  Rule: REG-15 exit releases the intervals, then the list, then waits
    Where interval mode is on, exit first runs one blockable section over the whole address space
    with the event RELEASE, and closes it before it turns to the list. Then every linked subscriber
    gets its release, all are unlinked, and exit waits for every callback that is still running.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_release, mn_itree_release and mn_hlist_release

    @id:REG-15.1
    Scenario: Everybody is released once
      Given the registered subscriber "A"
      And the registered subscriber "B"
      When T1 calls exit
      Then these callbacks were called:
        | thread | subscriber | callback | mm |
        | T1     | A          | release  | mm |
        | T1     | B          | release  | mm |

    @id:REG-15.2 @v5.5+ @cap:interval
    Scenario: The intervals come first, in one blockable section over everything
      Given the registered subscriber "S"
      And the interval subscriber "s" over "A"
      When T1 calls exit
      Then T1 called these callbacks in order:
        | subscriber | callback   | range      | blockable | event   |
        | s          | invalidate | everything | yes       | RELEASE |
        | S          | release    |            |           |         |

    @id:REG-15.3 @v5.5+ @cap:interval
    Scenario: The intervals' section is closed when the list is released
      Given the registered subscriber "S"
      And the interval subscriber "s" over "A"
      And "S" is held in release
      When the threads take these steps in order:
        | T1               | T2                        |
        | exit -> blocks   |                           |
        |                  | read_begin "s" -> returns |
        | open "S.release" |                           |
      Then T1 returned
      And invalidate of "s" was called once

    @id:REG-15.4
    Scenario: Exit waits for a callback that is running
      Given the registered subscriber "S"
      And "S" is held in invalidate_range_start
      When the threads take these steps in order:
        | T1             | T2                                          |
        |                | start "A" through the reverse map -> blocks |
        | exit -> blocks |                                             |
        | -> nothing     | open "S.invalidate_range_start"             |
      Then T2 returned
      And release of "S" was called once in T1
      And the end of invalidate_range_start of "S" comes before the return of T1

    @id:REG-15.5 @REG-16 @every-order
    Scenario: ILV-21, exit beside a section through the reverse map
      T1 keeps the lock that the callbacks take: once exit has returned nobody else wants it.
      Given the registered subscriber "S"
      And in invalidate_range_start "S" takes these steps:
        | lock "S.lock"   |
        | unlock "S.lock" |
      And in invalidate_range_end "S" takes these steps:
        | lock "S.lock"   |
        | unlock "S.lock" |
      When the threads run in every order:
        | T1            | T2                                |
        | exit          | start "A" through the reverse map |
        | lock "S.lock" | end "A"                           |
      Then every outcome is one of:
        | T2      | invalidate_range_start of "S" | invalidate_range_end of "S" | release of "S" | warnings | must be seen |
        | nothing | 0                             | 0                           | 1              | 0        | yes          |
        | nothing | 1                             | 0                           | 1              | 0        |              |
        | nothing | 1                             | 1                           | 1              | 0        | yes          |
      And no outcome is one of:
        | T2      | invalidate_range_start of "S" | invalidate_range_end of "S" | release of "S" | warnings | rule   | mutant  |
        | blocked | 1                             | 0                           | 1              | 0        | REG-15 | MUT-106 |

  @REG-16 @party:core @all @cap:register @must
  Rule: REG-16 what is unmapped after the release step no list subscriber sees
    When exit has unlinked everybody it tears the page tables down, and those sections reach the
    intervals only. Other threads may still reach a list subscriber until the release step is over,
    and nobody afterwards.
    Source: Linux 6.12 mm/mmu_notifier.c, mn_hlist_release; Linux 6.12 drivers/iommu/intel/svm.c, intel_mm_release

    @id:REG-16.1
    Scenario: A section after exit
      Given the registered subscriber "S"
      And T1 has called exit
      When T2 calls start "A" through the reverse map
      Then T2 returned
      And no callback was called
      When T2 calls end "A"
      Then no callback was called

    @id:REG-16.2
    Scenario: A truncation meets the release step (ILV-21)
      Given the registered subscriber "S"
      And "S" is held in release
      When the threads take these steps in order:
        | T1               | T2                                |
        | exit -> blocks   |                                   |
        |                  | start "A" through the reverse map |
        | open "S.release" |                                   |
        |                  | end "A"                           |
      Then T1 returned
      And release of "S" was called once
      And invalidate_range_start of "S" was called at most once in T2
      And invalidate_range_end of "S" was not called

    @id:REG-16.3 @v5.5+ @cap:interval
    Scenario: The same truncation still reaches the intervals (ILV-21)
      Given the registered subscriber "S"
      And the interval subscriber "s" over "A"
      And "S" is held in release
      When the threads take these steps in order:
        | T1               | T2                                |
        | exit -> blocks   |                                   |
        | open "S.release" |                                   |
        |                  | start "A" through the reverse map |
        |                  | end "A"                           |
      Then invalidate of "s" was called once in T2
      And invalidate_range_start of "S" was not called
      And invalidate_range_end of "S" was not called

    @id:REG-16.4 @cap:mm
    Scenario: What exit unmaps
      Given the anonymous VMA "A"
      And the registered subscriber "S"
      When T1 calls exit
      Then T1 called these callbacks in order:
        | subscriber | callback |
        | S          | release  |
      And T1 freed 4 pages

    @id:REG-16.5 @v5.5+ @cap:mm @cap:interval
    Scenario: What exit unmaps still reaches the intervals
      Given the anonymous VMA "A"
      And the registered subscriber "S"
      And the interval subscriber "s" over "A"
      When T1 calls exit
      Then T1 called these callbacks in order:
        | subscriber | callback   | event   |
        | s          | invalidate | RELEASE |
        | S          | release    |         |
        | s          | invalidate | UNMAP   |

    @id:REG-16.6 @cap:mm @cap:mm-truncate
    Scenario: A file is truncated in the release step and again after exit (ILV-21)
      Given the anonymous VMA "A"
      And the VMA "C" of kind shared
      And the registered subscriber "S"
      And "S" is held in release
      When the threads take these steps in order:
        | T1               | T2           |
        | exit -> blocks   |              |
        |                  | truncate "C" |
        | open "S.release" |              |
      Then T1 returned
      And release of "S" was called once
      And invalidate_range_start of "S" was called at most once in T2
      And invalidate_range_start of "S" was called never in T1
      And the end of release of "S" comes before a page free in T1
      When T2 calls truncate "C"
      Then no callback was called
