Feature: Removing interval notifiers
  After remove has returned the interval is out of reach: no callback of it runs or will run, and
  its memory belongs to the owner again. That may have to wait for a period to end.

  @INTV-24 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-24 while nothing is being invalidated remove takes effect at once
    Also with sections open that hit nothing: the interval leaves the tree, nobody waits, one
    structure reference is dropped.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_interval_notifier_remove

    @id:INTV-24.1
    Scenario: With no section open
      Given the interval subscriber "s" over "A"
      When T1 calls remove "s"
      Then T1 returned
      And the structure references of "mm" changed by -1
      And there is no warning
      When T1 calls invalidate "A"
      Then invalidate of "s" was not called

    @id:INTV-24.2
    Scenario: With a section open that hit nothing
      Given the interval subscriber "s" over "A"
      And T1 has called start "B"
      When T2 calls remove "s"
      Then T2 returned
      And the structure references of "mm" changed by -1
      When T3 calls start "A..B"
      Then invalidate of "s" was not called

  @INTV-25 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-25 during a period remove waits for its end
    The removal is put off, and a subscriber without a release callback waits until the last
    section of the period has ended; until then it may be called. Afterwards no callback of it
    runs or will run. One structure reference is dropped.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_interval_notifier_remove; 000_043cb33762080882.txt, comment of mmu_interval_notifier_remove

    @id:INTV-25.1
    Scenario: ILV-10, against a callback that is running
      Given the interval subscriber "s" over "A"
      And "s" is held in invalidate
      When T2 calls start "A"
      And T1 calls remove "s"
      Then T1 is blocked on interval
      When the gate "s.invalidate" opens
      Then T2 returned
      And T1 is blocked on interval
      And the structure references of "mm" changed by 0
      When T2 calls end "A"
      Then T1 returned
      And the structure references of "mm" changed by -1
      When T2 calls invalidate "A"
      Then invalidate of "s" was not called

    @id:INTV-25.2
    Scenario: ILV-50, two removers and one end
      Given the interval subscriber "s1" over "A"
      And the interval subscriber "s2" over "A"
      When the threads take these steps in order:
        | T1                    | T2                | T3                    |
        |                       | invalidate "A"... |                       |
        | remove "s1" -> blocks |                   |                       |
        |                       |                   | remove "s2" -> blocks |
        | -> nothing            | ...ends           | -> nothing            |
      Then the structure references of "mm" changed by -2
      When T2 calls invalidate "A"
      Then no callback was called

    @id:INTV-25.3
    Scenario: An interval that no open section hits waits all the same
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "B"
      When the threads take these steps in order:
        | T1                   | T2                | T3                | T4                |
        |                      | invalidate "A"... |                   |                   |
        |                      |                   | invalidate "E"... |                   |
        | remove "t" -> blocks |                   |                   |                   |
        |                      |                   |                   | invalidate "F"... |
        | -> blocks            | ...ends           |                   |                   |
        | -> blocks            |                   | ...ends           |                   |
        | -> nothing           |                   |                   | ...ends           |
      Then invalidate of "t" was not called

    @id:INTV-25.4 @every-order
    Scenario: ILV-10, a remover beside one section
      T1 keeps the lock that the callback takes: once remove has returned nobody else wants it.
      Given the interval subscriber "s" over "A"
      When the threads run in every order:
        | T1            | T2             |
        | remove "s"    | invalidate "A" |
        | lock "s.lock" |                |
      Then every outcome is one of:
        | T1.1 waited | T2      | invalidate of "s" | warnings | must be seen |
        | no          | nothing | 0                 | 0        | yes          |
        | no          | nothing | 1                 | 0        |              |
        | yes         | nothing | 1                 | 0        | yes          |
      And no outcome is one of:
        | T1.1 waited | T2      | invalidate of "s" | warnings | rule    | mutant |
        | no          | blocked | 1                 | 1        | INTV-25 | MUT-33 |

    @id:INTV-25.5 @every-order @INTV-36 @INTV-27
    Scenario: ILV-50, two removers and one end
      Given the interval subscriber "s1" over "A"
      And the interval subscriber "s2" over "A"
      And T2 has called start "A"
      When the threads run in every order:
        | T1          | T2      | T3          |
        | remove "s1" | end "A" | remove "s2" |
      Then every outcome is one of:
        | T1      | T1 waited | T3      | T3 waited | warnings | must be seen |
        | nothing | no        | nothing | no        | 0        |              |
        | nothing | no        | nothing | yes       | 0        |              |
        | nothing | yes       | nothing | no        | 0        |              |
        | nothing | yes       | nothing | yes       | 0        | yes          |
      And no outcome is one of:
        | T1      | T1 waited | T3      | T3 waited | warnings | rule    | mutant     |
        | nothing | yes       | blocked | yes       | 0        | INTV-36 | INTV-36-x1 |
        | nothing | no        | nothing | no        | 1        | INTV-27 | MUT-31     |

    @id:INTV-25.6 @cap:register
    Scenario: Against a section in which the list is being called
      Given the interval subscriber "s" over "A"
      And the registered subscriber "S"
      And "S" is held in invalidate_range_start
      When the threads take these steps in order:
        | T1                   | T2                       | T3                              |
        |                      | invalidate "A" -> blocks |                                 |
        | remove "s" -> blocks |                          |                                 |
        | -> nothing           | -> nothing               | open "S.invalidate_range_start" |
      Then invalidate of "s" was called once
      And the structure references of "mm" changed by -1
      When T2 calls invalidate "A"
      Then invalidate of "s" was not called

  @INTV-26 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-26 what was inserted in a period can be removed in it without a wait
    The insertion is still pending, nobody walks over it: it is taken off the deferred list, never
    gets a callback, and its reference is dropped.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_interval_notifier_remove; 000_043cb33762080882.txt, mmu_interval_notifier_remove

    @id:INTV-26.1
    Scenario: ILV-13, insert and remove inside one section
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      When the threads take these steps in order:
        | T1                       | T2                |
        |                          | invalidate "A"... |
        | insert "n" over "A" -> 0 |                   |
        | remove "n"               |                   |
        |                          | ...ends           |
        |                          | invalidate "A"    |
      Then invalidate of "n" was not called
      And the structure references of "mm" changed by 0
      And there is no warning

    @id:INTV-26.2 @v5.5-prop @cap:interval-release
    Scenario: ILV-13 with a release callback, which runs inside remove
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n" with release
      When the threads take these steps in order:
        | T1                       | T2                |
        |                          | invalidate "A"... |
        | insert "n" over "A" -> 0 |                   |
        | remove "n"               |                   |
        |                          | ...ends           |
      Then release of "n" was called once
      And invalidate of "n" was not called
      And release of "n" in T1 comes before the return of interval_remove in T1
      And the structure references of "mm" changed by 0

    @id:INTV-26.3 @INTV-08
    Scenario: ILV-13 where the section hit nothing, so the interval is in the tree
      Given the interval subscriber "other" over "F"
      And the interval subscriber "n"
      When the threads take these steps in order:
        | T1                       | T2                |
        |                          | invalidate "A"... |
        | insert "n" over "A" -> 0 |                   |
        | remove "n" -> blocks     |                   |
        | -> nothing               | ...ends           |
        |                          | invalidate "A"    |
      Then invalidate of "n" was not called
      And the structure references of "mm" changed by 0

    @id:INTV-26.4
    Scenario: Inserted, removed and inserted again in one period
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      When the threads take these steps in order:
        | T1                       | T2                |
        |                          | invalidate "A"... |
        | insert "n" over "A" -> 0 |                   |
        | remove "n"               |                   |
        | insert "n" over "B" -> 0 |                   |
        |                          | ...ends           |
        |                          | invalidate "A"    |
      Then invalidate of "n" was not called
      When T2 calls invalidate "B"
      Then invalidate of "n" was called once

    @id:INTV-26.5 @every-order
    Scenario: ILV-13, insert and remove beside a section that hits another interval
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      When the threads run in every order:
        | T1                  | T2             |
        | insert "n" over "A" | invalidate "A" |
        | remove "n"          |                |
      Then every outcome is one of:
        | T1.2 waited | invalidate of "n" | warnings | must be seen |
        | no          | 0                 | 0        | yes          |
        | no          | 1                 | 0        |              |
        | yes         | 1                 | 0        | yes          |
      And no outcome is one of:
        | T1.2 waited | invalidate of "n" | warnings | rule    | mutant     |
        | yes         | 0                 | 0        | INTV-26 | INTV-26-x1 |

    @id:INTV-26.6 @INTV-08 @INTV-25 @every-order
    Scenario: ILV-13, insert and remove beside a section that hits nothing else
      Given the interval subscriber "other" over "F"
      And the interval subscriber "n"
      When the threads run in every order:
        | T1                  | T2             |
        | insert "n" over "A" | invalidate "A" |
        | remove "n"          |                |
      Then every outcome is one of:
        | T1.2 waited | invalidate of "n" | warnings | must be seen |
        | no          | 0                 | 0        | yes          |
        | no          | 1                 | 0        |              |
        | yes         | 0                 | 0        | yes          |
        | yes         | 1                 | 0        |              |
      And no outcome is one of:
        | T1.2 waited | invalidate of "n" | warnings | rule    | mutant |
        | no          | 1                 | 1        | INTV-25 | MUT-33 |

    @id:INTV-26.7 @cap:register
    Scenario: Inserted and removed while the list is being called
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And the registered subscriber "S"
      And "S" is held in invalidate_range_start
      When the threads take these steps in order:
        | T1                       | T2                       |
        |                          | invalidate "A" -> blocks |
        | insert "n" over "A" -> 0 |                          |
        | remove "n"               |                          |
        | open "S.invalidate_range_start" | -> nothing |
        |                          | invalidate "A"           |
      Then invalidate of "n" was not called
      And the structure references of "mm" changed by 0

  @INTV-27 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-27 remove returns only after the interval was unlinked
    The sequence changes before the deferred list is worked off, so a remover that looks at it
    without the state lock can return, and let its memory go, while the list still names it.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_interval_seq_released; 000_043cb33762080882.txt, mmu_interval_notifier_remove (context: the test without the lock); analysis

    @id:INTV-27.1
    Scenario: The object may be used again as soon as remove has returned
      Given the interval subscriber "s" over "A"
      When the threads take these steps in order:
        | T1                | T2                       |
        | invalidate "A"... |                          |
        |                   | remove "s" -> blocks     |
        | ...ends           | -> nothing               |
        |                   | insert "s" over "B" -> 0 |
        | invalidate "A"    |                          |
        | invalidate "B"    |                          |
      Then invalidate of "s" was called twice
      And there is no warning

    @id:INTV-27.2 @point:after-queueing @point:deferred-work
    Scenario: ILV-09, a remover between the change of the sequence and the deferred work
      Given the interval subscriber "s" over "A"
      And T2 has called start "A"
      And T1 is held at the point "after-queueing"
      And T2 is held at the point "deferred-work"
      When T1 calls remove "s"
      And T2 calls end "A"
      Then T2 is blocked
      When T1 goes on from the point "after-queueing"
      Then T1 is blocked
      When T2 goes on from the point "deferred-work"
      Then T1 returned
      And T2 returned
      And there is no warning

    @id:INTV-27.3 @every-order
    Scenario: ILV-09, a remover beside the last end
      Given the interval subscriber "s" over "A"
      And T2 has called start "A"
      When the threads run in every order:
        | T1                  | T2      |
        | remove "s"          | end "A" |
        | insert "s" over "A" |         |
      Then every outcome is one of:
        | T1.1 waited | T1 | T2      | warnings | must be seen |
        | no          | 0  | nothing | 0        |              |
        | yes         | 0  | nothing | 0        | yes          |
      And no outcome is one of:
        | T1.1 waited | T1 | T2      | warnings | rule    | mutant |
        | no          | 0  | nothing | 1        | INTV-27 | MUT-31 |

  @INTV-28 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-28 remove is not for places that its wait depends on
    Without a release callback it must not be called from an invalidate callback, with a lock that
    one takes, or inside a section of the caller's own. Lockdep is told on every call, whether it
    waits or not.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_interval_notifier_remove; 000_043cb33762080882.txt, comment of mmu_interval_notifier_remove

    @id:INTV-28.1 @cap:lockdep
    Scenario: With the callback's lock: reported although it need not wait
      Given the interval subscriber "s" over "A"
      When T1 calls invalidate "A"
      And T1 calls lock "s.lock"
      And T1 calls remove "s"
      Then T1 returned
      And lockdep reports a cycle

    @id:INTV-28.2 @cap:lockdep
    Scenario: Without it there is nothing to report
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "B"
      When T1 calls invalidate "A..B"
      And T1 calls remove "s"
      And T1 calls invalidate "A..B"
      Then lockdep reports nothing

    @id:INTV-28.3
    Scenario: Inside a section of the caller's own
      Given the interval subscriber "s" over "A"
      When T1 calls start "A"
      And T1 calls remove "s"
      Then T1 is blocked on interval
      And the oracle reports liveness

    @id:INTV-28.4
    Scenario: From the callback itself
      Given the interval subscriber "s" over "A"
      And in invalidate "s" takes these steps:
        | standard   |
        | remove "s" |
      When T1 calls start "A"
      Then T1 is blocked on interval
      And the oracle reports liveness

    @id:INTV-28.5
    Scenario: From the callback of another interval
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "B"
      And in invalidate "s" takes these steps:
        | standard   |
        | remove "t" |
      When T1 calls start "A"
      Then T1 is blocked on interval
      And the oracle reports liveness

    @id:INTV-28.6
    Scenario: With a lock that the callback of another section wants
      Given the interval subscriber "s" over "A"
      When the threads take these steps in order:
        | T1                | T2                   | T3                  |
        | invalidate "A"... |                      |                     |
        |                   | lock "s.lock"        |                     |
        |                   | remove "s" -> blocks |                     |
        |                   |                      | start "A" -> blocks |
        | ...ends           | -> blocks            | -> blocks           |
      Then the oracle reports liveness

  @INTV-34 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-34 a second remove, and a remove of what was never inserted, are diagnosed
    Both are errors of the caller. There is a warning, nothing is dropped, and the other intervals
    are untouched. (Linux warns only for an object that was never in the tree; a second remove of
    one that was corrupts the tree silently, so this is not to be tried there.)
    Source: analysis; Linux 6.12 mm/mmu_notifier.c, mmu_interval_notifier_remove, include/linux/interval_tree_generic.h

    @id:INTV-34.1
    Scenario: Removed twice
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "A"
      And T1 has called remove "s"
      When T1 calls remove "s"
      Then T1 returned
      And there is at least one warning
      And the structure references of "mm" changed by 0
      When T1 calls invalidate "A"
      Then invalidate of "t" was called once
      When T1 calls insert "s" over "A"
      Then T1 returned 0
      When T1 calls invalidate "A"
      Then invalidate of "s" was called once

    @id:INTV-34.2
    Scenario: Never inserted
      Given the interval subscriber "t" over "A"
      And the interval subscriber "s"
      When T1 calls remove "s"
      Then T1 returned
      And there is at least one warning
      And the structure references of "mm" changed by 0
      When T1 calls invalidate "A"
      Then invalidate of "t" was called once

    @id:INTV-34.3
    Scenario: After an insert that failed
      Given the interval subscriber "s"
      And T9 has called register nothing
      When T1 calls insert "s" from 100000 length 0
      Then T1 returned EOVERFLOW
      When T1 calls remove "s"
      Then T1 returned
      And there is at least one warning
      And the structure references of "mm" changed by 0
