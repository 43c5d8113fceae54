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

  @IREL-09 @party:core @cap:interval @cap:interval-release @must
  Rule: IREL-09 insert_safe needs interval mode and takes no lock
    Without subscription state or with interval mode off it answers EINVAL. Otherwise it is the core
    of insert: it takes no mmap_lock, never waits, and may be called from invalidate.
    Source: 000_043cb33762080882.txt, mmu_interval_notifier_insert_safe

    @id:IREL-09.1
    Scenario: Nothing was ever registered
      Given the interval subscriber "n"
      When T1 calls insert safe "n" over "A"
      Then T1 returned EINVAL
      And the structure references of "mm" changed by 0

    @id:IREL-09.2 @cap:register
    Scenario: Only an ordinary subscriber is registered
      Given the registered subscriber "L"
      And the interval subscriber "n"
      When T1 calls insert safe "n" over "A"
      Then T1 returned EINVAL
      When T1 calls invalidate "A"
      Then invalidate of "n" was not called

    @id:IREL-09.3
    Scenario: Somebody holds mmap_lock for write
      Given the interval subscriber "s" over "B"
      And the interval subscriber "n"
      And T2 has called lock mmap_lock for write
      When T1 calls insert safe "n" over "A"
      Then T1 returned 0
      When T2 calls unlock mmap_lock
      And T1 calls invalidate "A"
      Then invalidate of "n" was called once

    @id:IREL-09.4
    Scenario: From inside invalidate it is put off
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And in the first invalidate "s" takes these steps:
        | standard                 |
        | insert safe "n" over "A" |
      When T1 calls invalidate "A"
      Then "interval_insert_safe" called inside a callback returned 0
      And invalidate of "n" was not called
      When T1 calls invalidate "A"
      Then invalidate of "n" was called once

    @id:IREL-09.5
    Scenario Outline: A range that is none: from <start>, length <length>
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      When T1 calls insert safe "n" from <start> length <length>
      Then T1 returned EOVERFLOW
      And the structure references of "mm" changed by 0

      Examples:
        | start            | length |
        | 1000             | 0      |
        | ffffffffffffffff | 2      |

  @IREL-10 @party:core @cap:interval @cap:interval-release @must
  Rule: IREL-10 insert_safe during exit fails and takes nothing
    With no users left, for instance from the RELEASE callback, it warns and answers EINVAL.
    Source: 000_043cb33762080882.txt with the insert core; analysis

    @id:IREL-10.1
    Scenario: From the RELEASE callback
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n" with release
      And in invalidate for RELEASE "s" takes these steps:
        | standard                 |
        | insert safe "n" over "B" |
      When T1 calls exit
      Then "interval_insert_safe" called inside a callback returned EINVAL
      And there is a warning
      When T1 calls remove "s"
      Then the structure of "mm" was freed

  @IREL-23 @party:core @cap:interval @cap:interval-release @cap:lockdep @must
  Rule: IREL-23 remove says that it may wait, unless it has a release callback
    A remove without release touches the section's lock class on every call, whether or not it
    waits; with release it never does. Update follows the same rule here; as posted, only when it
    really waits.
    Source: 000_043cb33762080882.txt, mmu_interval_notifier_remove and mmu_interval_notifier_update

    @id:IREL-23.1
    Scenario: Without release, under a lock that invalidate takes
      Given the interval subscriber "s" over "A"
      And T1 has called invalidate "A"
      And the interval subscriber "n" over "B"
      And T1 has called lock "s.lock"
      When T1 calls remove "n"
      Then lockdep reports a cycle

    @id:IREL-23.2
    Scenario: With release it may be called there
      Given the interval subscriber "s" over "A"
      And T1 has called invalidate "A"
      And the interval subscriber "n" with release over "B"
      And T1 has called lock "s.lock"
      When T1 calls remove "n"
      Then lockdep reports nothing

    @id:IREL-23.3 @cap:interval-update
    Scenario: Update without release
      Given the interval subscriber "s" over "A"
      And T1 has called invalidate "A"
      And the interval subscriber "n" over "B"
      And T1 has called lock "s.lock"
      When T1 calls update "n" to "C"
      Then lockdep reports a cycle

    @id:IREL-23.4 @cap:interval-update
    Scenario: Update with release
      Given the interval subscriber "s" over "A"
      And T1 has called invalidate "A"
      And the interval subscriber "n" with release over "B"
      And T1 has called lock "s.lock"
      When T1 calls update "n" to "C"
      Then lockdep reports nothing

  @IREL-24 @party:core @cap:interval @cap:interval-release @must
  Rule: IREL-24 a pending removal that meets exit is done by whoever closes last
    The node still gets the RELEASE callback, release once, and one structure drop.
    Source: analysis of 000_043cb33762080882.txt, mn_itree_inv_end

    @id:IREL-24.1
    Scenario: The RELEASE section closes last
      Given the interval subscriber "s" with release over "A"
      And "s" is held in invalidate on T3
      When the threads take these steps in order:
        | T1        | T2         | T3             |
        | start "A" |            |                |
        |           | remove "s" |                |
        |           |            | exit -> blocks |
        | end "A"   |            |                |
      Then release of "s" was not called
      When the gate "T3/s.invalidate" opens
      Then release of "s" was called once in T3
      And the structure of "mm" was freed

    @id:IREL-24.2
    Scenario: Another section outlives it
      Given the interval subscriber "s" with release over "A"
      When the threads take these steps in order:
        | T1                                | T2         | T3   |
        | start "A" through the reverse map |            |      |
        |                                   | remove "s" |      |
        |                                   |            | exit |
      Then release of "s" was not called
      And invalidate of "s" was called once in T3
      And the structure of "mm" was not freed
      When T1 calls end "A"
      Then release of "s" was called once in T1
      And the structure of "mm" was freed

  @IREL-25 @party:core @cap:interval @cap:interval-release @must
  Rule: IREL-25 put-off work is taken off its list before it is done, and done once
    Each node is processed once in a period, whatever the mix of insertions and removals; a node
    that is inserted again while the list is worked off waits for the next turn of its own.
    Source: 000_043cb33762080882.txt, mn_itree_inv_end

    @id:IREL-25.1
    Scenario: A mix in one period, and a second period after it
      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "t" with release over "B"
      And the interval subscriber "n" with release
      And the interval subscriber "m" with release
      When the threads take these steps in order:
        | T1        | T2                  |
        | start "A" |                     |
        |           | insert "n" over "C" |
        |           | remove "t"          |
        |           | insert "m" over "D" |
        |           | remove "n"          |
        |           | insert "n" over "E" |
        | end "A"   |                     |
      Then release of "t" was called once
      And release of "n" was called once
      When T1 calls invalidate "A..F"
      Then these callbacks were called:
        | subscriber | callback   |
        | s          | invalidate |
        | m          | invalidate |
        | n          | invalidate |

    @id:IREL-25.2
    Scenario: Inserted again inside its release, while others wait for theirs
      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "t" with release over "B"
      And in the first release "s" takes these steps:
        | insert safe "s" over "C" |
      And in the first release "t" takes these steps:
        | insert safe "t" over "D" |
      When the threads take these steps in order:
        | T1        | T2         |
        | start "A" |            |
        |           | remove "s" |
        |           | remove "t" |
        | end "A"   |            |
      Then release of "s" was called once
      And release of "t" was called once
      When T1 calls invalidate "C..D"
      Then these callbacks were called:
        | subscriber | callback   |
        | s          | invalidate |
        | t          | invalidate |

  @IREL-28 @party:subscriber @cap:interval @cap:interval-release @cap:lockdep @must
  Rule: IREL-28 release runs inside the end's lock class
    It must not take mmap_lock, nor a lock that is held across a start, nor the user lock if a node
    pending insertion may be removed under it, and it must not call the forms that wait.
    insert_safe is allowed.
    Source: analysis of 000_043cb33762080882.txt with Linux 6.12 include/linux/mmu_notifier.h, mmu_notifier_invalidate_range_end

    @id:IREL-28.1
    Scenario: A lock that is held across a start
      Given the interval subscriber "s" with release over "A"
      And in release "s" takes these steps:
        | lock "L"   |
        | unlock "L" |
      And T2 has called lock "L"
      And T2 has called invalidate "B"
      And T2 has called unlock "L"
      And T1 has called start "A"
      And T2 has called remove "s"
      When T1 calls end "A"
      Then lockdep reports a cycle

    @id:IREL-28.2
    Scenario: insert_safe is allowed
      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "n"
      And in release "s" takes these steps:
        | insert safe "n" over "B" |
      And T1 has called start "A"
      And T2 has called remove "s"
      When T1 calls end "A"
      Then "interval_insert_safe" called inside a callback returned 0
      And lockdep reports nothing

    @id:IREL-28.3
    Scenario: The user lock, for a node that is still pending insertion
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n" with release
      And in release "n" takes these steps:
        | lock "s.lock" |
      And T1 has called start "A"
      And T2 has called insert "n" over "B"
      And T2 has called lock "s.lock"
      When T2 calls remove "n"
      Then T2 is blocked on lock s.lock
      And there is a warning
      And the oracle reports liveness

  @IREL-29 @party:caller @cap:interval @cap:interval-release @must
  Rule: IREL-29 after remove with a release callback the object is no longer the caller's
    Release may have run, and freed it, before remove returns.
    Source: 000_043cb33762080882.txt, mmu_interval_notifier_remove; analysis

    @id:IREL-29.1
    Scenario: Release has run when remove returns
      Given the interval subscriber "s" with release over "A"
      When T1 calls remove "s"
      Then the end of release of "s" comes before the return of interval_remove in T1

    @id:IREL-29.2
    Scenario: Release has run before another thread's remove returns
      Given the interval subscriber "s" with release over "A"
      And in the first invalidate "s" takes these steps:
        | standard   |
        | remove "s" |
      When T1 calls invalidate "A"
      Then the end of release of "s" comes before the return of invalidate in T1
      And there is no warning

  @IREL-30 @party:core @cap:interval @cap:interval-release @must
  Rule: IREL-30 once queued, the object is not touched any more
    When the state lock is let go another thread may end the last section and release the object. As
    posted, remove and update read its callbacks after that.
    Source: analysis of 000_043cb33762080882.txt, mmu_interval_notifier_remove and mmu_interval_notifier_update

    @id:IREL-30.1 @point:after-queueing
    Scenario: The last section ends before remove goes on
      Given the interval subscriber "s" with release over "A"
      And T2 is held at the point "after-queueing"
      And T1 has called start "A"
      When T2 calls remove "s"
      Then T2 is blocked
      When T1 calls end "A"
      Then release of "s" was called once in T1
      When T2 goes on from the point "after-queueing"
      Then T2 returned nothing
      And release of "s" was not called
      And there is no warning

    @id:IREL-30.2
    Scenario: Removed by another thread, once released and once dropped
      Given the interval subscriber "s" with release over "A"
      And T1 has called start "A"
      When T2 calls remove "s"
      And T1 calls end "A"
      Then release of "s" was called once
      And the structure references of "mm" changed by -1
      And there is no warning

  @IREL-31 @party:core @cap:interval @cap:interval-release @must
  Rule: IREL-31 the object may be inserted again from its release
    It takes a reference of its own, whether or not a section is open.
    Source: 000_043cb33762080882.txt, mn_itree_inv_end

    @id:IREL-31.1
    Scenario: With no section open
      Given the interval subscriber "s" with release over "A"
      And in the first release "s" takes these steps:
        | insert safe "s" over "B" |
      When T1 calls remove "s"
      Then the structure references of "mm" changed by 0
      When T1 calls invalidate "A..B"
      Then invalidate of "s" was called once
      When T1 calls remove "s"
      Then release of "s" was called once
      And the structure references of "mm" changed by -1

    @id:IREL-31.2
    Scenario: While another period has begun
      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "t" over "C"
      And in the first release "s" takes these steps:
        | gate "in release"        |
        | insert safe "s" over "B" |
      When the threads take these steps in order:
        | T1                | T2         | T3        |
        | start "A"         |            |           |
        |                   | remove "s" |           |
        | end "A" -> blocks |            |           |
        |                   |            | start "C" |
        | -> nothing        | open "in release" |    |
        |                   |            | end "C"   |
      Then release of "s" was called once
      When T1 calls invalidate "B"
      Then invalidate of "s" was called once

  @IREL-33 @party:core @cap:interval @cap:interval-release @cap:nonblock @must
  Rule: IREL-33 what was done in a start that then failed stays done
    Removals, updates and insertions made in a callback of a non-blocking start that fails are
    processed by that start's own close, or by the last section that is still open.
    Source: Linux 6.12 mm/mmu_notifier.c, mn_itree_invalidate (out_would_block); 000_043cb33762080882.txt; analysis

    @id:IREL-33.1
    Scenario: It closes the period itself
      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "t" over "B"
      And in the first invalidate "s" takes these steps:
        | standard   |
        | remove "s" |
      And "t" answers false in a non-blockable invalidate
      When T1 calls start non-blockable "A..B"
      Then T1 returned EAGAIN
      And release of "s" was called once in T1
      When T1 calls invalidate "A"
      Then invalidate of "s" was not called

    @id:IREL-33.2
    Scenario: Another section is open
      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "t" over "B"
      And in the first invalidate "s" takes these steps:
        | standard   |
        | remove "s" |
      And "t" answers false in a non-blockable invalidate
      And T2 has called start "C"
      When T1 calls start non-blockable "A..B"
      Then T1 returned EAGAIN
      And release of "s" was not called
      When T2 calls end "C"
      Then release of "s" was called once in T2
