Feature: Sections and the interval tree
  A section counts itself, looks the intervals up, and calls those that it hits. While any interval
  is being invalidated the tree must not change; the last section to end closes that period and
  does what was put off. The mm side never waits for this bookkeeping.

  @INTV-11 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-11 a start counts the section, and begins a period only if it hits an interval
    Under the state lock a start raises the number of active sections and looks for the first
    interval that overlaps. If there is one the sequence is made odd; if not, it is left alone.
    Source: Linux 6.12 mm/mmu_notifier.c, mn_itree_inv_start_range

    @id:INTV-11.1
    Scenario: A section elsewhere keeps nobody waiting
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "C"
      When the threads take these steps in order:
        | T1                | T2                      |
        | invalidate "B"... |                         |
        |                   | read_begin "s"          |
        |                   | read_retry "s" -> false |
        |                   | remove "s"              |
        | ...ends           |                         |
      Then no callback was called

    @id:INTV-11.2
    Scenario: A section that touches one byte of an interval begins a period
      Given the ranges
        | last byte and on | bytes 103fff to 200fff |
      And the interval subscriber "s" over "A"
      When the threads take these steps in order:
        | T1                       | T2                   |
        | start "last byte and on" |                      |
        |                          | remove "s" -> blocks |
        | end "last byte and on"   | -> nothing           |
      Then invalidate of "s" was called once

    @id:INTV-11.3
    Scenario: A section that hit nothing is counted all the same
      Given the interval subscriber "s" over "A"
      When the threads take these steps in order:
        | T1                | T2                | T3                       |
        | invalidate "B"... |                   |                          |
        |                   | invalidate "A"... |                          |
        | ...ends           |                   |                          |
        |                   |                   | read_begin "s" -> blocks |
        |                   | ...ends           | -> nothing               |
      Then invalidate of "s" was called once

    @id:INTV-11.4 @cap:introspection
    Scenario: What is counted, and what becomes of the sequence
      Given the interval subscriber "s" over "A"
      When T1 calls start "B"
      Then 1 section is active
      And the sequence of the subscriptions is even
      When T2 calls start "A"
      Then 2 sections are active
      And the sequence of the subscriptions is odd
      When T2 calls end "A"
      Then 1 section is active
      And the sequence of the subscriptions is odd
      When T1 calls end "B"
      Then 0 sections are active
      And the sequence of the subscriptions is even

    @id:INTV-11.5 @cap:register
    Scenario: The list is being called for a section elsewhere
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "C"
      And the registered subscriber "S"
      And "S" is held in invalidate_range_start
      When the threads take these steps in order:
        | T1                       | T2                              |
        | invalidate "B" -> blocks |                                 |
        |                          | read_begin "s"                  |
        |                          | read_retry "s" -> false         |
        |                          | remove "s"                      |
        | -> nothing               | open "S.invalidate_range_start" |
      Then invalidate of "s" was not called
      And invalidate of "t" was not called

  @INTV-12 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-12 one period has one sequence, and sequences go up only
    The sequence changes in two ways: it is made odd when a period begins and raised by one when
    it ends. A section that finds it odd does not change it, so all callbacks of a period are told
    the same value; no value comes back.
    Source: Linux 6.12 mm/mmu_notifier.c, the comment above mn_itree_is_invalidating

    @id:INTV-12.1
    Scenario: A second section does not let go the readers of the first
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "B"
      When the threads take these steps in order:
        | T1                | T2                | T3                       | T4                       |
        | invalidate "A"... |                   |                          |                          |
        |                   | invalidate "B"... |                          |                          |
        |                   |                   | read_begin "s" -> blocks |                          |
        |                   |                   |                          | read_begin "t" -> blocks |
        |                   | ...ends           | -> blocks                |                          |
        | ...ends           |                   | -> nothing               |                          |
      Then T4 is not blocked
      And invalidate of "s" was called once
      And invalidate of "t" was called once

    @id:INTV-12.2
    Scenario: Each period collides anew
      Given the interval subscriber "s" over "A"
      When the threads take these steps in order:
        | T1                     | T2             |
        |                        | invalidate "A" |
        | read_begin "s"         |                |
        |                        | invalidate "A" |
        | read_retry "s" -> true |                |
        | read_begin "s"         |                |
        |                        | invalidate "A" |
        | read_retry "s" -> true |                |
      Then invalidate of "s" was called 3 times

    @id:INTV-12.3 @cap:introspection
    Scenario: Two sections, two intervals, one value
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "B"
      When T1 calls start "A"
      And T2 calls start "B"
      Then the sequence of "s" equals that of the subscriptions
      And the sequence of "t" equals that of the subscriptions

  @INTV-13 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-13 every overlapping interval in the tree is called once per start
    Also one whose removal is pending, never one whose insertion is pending. The callbacks run
    outside the state lock, in a context that may sleep. (A refusal in a non-blockable section
    ends the walk: PAIR-15. The order of the calls is no contract.)
    Source: Linux 6.12 mm/mmu_notifier.c, mn_itree_invalidate and mn_itree_inv_start_range

    @id:INTV-13.1
    Scenario: All ways to overlap
      Given the ranges
        | first byte   | byte 200000            |
        | last byte    | byte 303fff            |
        | around       | pages 256 to 1027      |
        | to the left  | bytes 1ff000 to 200fff |
        | to the right | bytes 303000 to 304fff |
      And the interval subscriber "exact" over "B..C"
      And the interval subscriber "inside" over "B.2"
      And the interval subscriber "around" over "around"
      And the interval subscriber "left" over "to the left"
      And the interval subscriber "right" over "to the right"
      And the interval subscriber "first" over "first byte"
      And the interval subscriber "last" over "last byte"
      And the interval subscriber "elsewhere" over "E"
      When T1 calls invalidate "B..C"
      Then these callbacks were called:
        | thread | subscriber | callback   | range | blockable |
        | T1     | around     | invalidate | B..C  | yes       |
        | T1     | exact      | invalidate | B..C  | yes       |
        | T1     | first      | invalidate | B..C  | yes       |
        | T1     | inside     | invalidate | B..C  | yes       |
        | T1     | last       | invalidate | B..C  | yes       |
        | T1     | left       | invalidate | B..C  | yes       |
        | T1     | right      | invalidate | B..C  | yes       |

    @id:INTV-13.2
    Scenario: Removal pending: called. Insertion pending: not called.
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      When the threads take these steps in order:
        | T1                | T2                   | T3                  |
        | invalidate "A"... |                      |                     |
        |                   | remove "s" -> blocks |                     |
        |                   |                      | insert "n" over "A" |
      Then invalidate of "s" was called once
      When T3 calls start "A"
      Then these callbacks were called:
        | thread | subscriber | callback   | range |
        | T3     | s          | invalidate | A     |
      When T1 calls end "A"
      Then T2 is blocked on interval
      When T3 calls end "A"
      Then T2 returned

    @id:INTV-13.3
    Scenario: A callback sleeps, and the state of the subscriptions is free meanwhile
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And "s" is held in invalidate
      When the threads take these steps in order:
        | T1                  | T2                       |
        | start "A" -> blocks |                          |
        |                     | start "C"                |
        |                     | insert "n" over "B" -> 0 |
        |                     | end "C"                  |
        | -> nothing          | open "s.invalidate"      |
      Then there is no warning

  @INTV-14 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-14 intervals that do not overlap are not called
    A section is half-open and an interval closed: they may touch without overlapping. Intervals
    of another address space are out of reach.
    Source: Linux 6.12 mm/mmu_notifier.c, mn_itree_inv_start_range (range->end - 1)

    @id:INTV-14.1
    Scenario: A section that fills the gap between two intervals
      Given the ranges
        | the gap | pages 260 to 511 |
      And the interval subscriber "s" over "A"
      And the interval subscriber "t" over "B"
      When T1 calls invalidate "the gap"
      Then no callback was called

    @id:INTV-14.2
    Scenario: Only those that are hit
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "B"
      And the interval subscriber "u" over "C"
      When T1 calls invalidate "B"
      Then these callbacks were called:
        | thread | subscriber | callback   | range |
        | T1     | t          | invalidate | B     |

    @id:INTV-14.3
    Scenario: The same addresses of another address space
      Given the address space "mm2"
      And the interval subscriber "s" over "A"
      And the interval subscriber "t"
      And T9 has called insert "t" over "A" on "mm2"
      When T1 calls invalidate "A" on "mm2"
      Then these callbacks were called:
        | thread | subscriber | callback   | mm  | range |
        | T1     | t          | invalidate | mm2 | A     |

  @INTV-16 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-16 the last end closes the period, does what was put off, and wakes everybody
    An end lowers the number of active sections. If that leaves another one open, or if no
    interval was involved, that is all. Otherwise the sequence becomes even, the whole deferred
    list is worked off, and after the state lock is free all waiters are woken.
    Source: Linux 6.12 mm/mmu_notifier.c, mn_itree_inv_end; 000_043cb33762080882.txt, mn_itree_inv_end

    @id:INTV-16.1
    Scenario: ILV-08, nested in one thread
      Given the interval subscriber "s" over "A"
      When the threads take these steps in order:
        | T1                       | T2                  |
        |                          | invalidate "A"...   |
        |                          | invalidate "A.1"... |
        | read_begin "s" -> blocks |                     |
        | -> blocks                | ...ends             |
        | -> nothing               | ...ends             |
        | read_retry "s" -> false  |                     |
      Then invalidate of "s" was called twice

    @id:INTV-16.2
    Scenario: ILV-43, overlapping sections and a pending insert
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      When the threads take these steps in order:
        | T1                       | T2                | T3                |
        |                          | invalidate "A"... |                   |
        |                          |                   | invalidate "A"... |
        | insert "n" over "A" -> 0 |                   |                   |
        | read_begin "n" -> blocks |                   |                   |
        | -> blocks                | ...ends           |                   |
        | -> nothing               |                   | ...ends           |
      Then invalidate of "n" was not called
      And invalidate of "s" was called twice
      When T2 calls invalidate "A"
      Then invalidate of "n" was called once

    @id:INTV-16.3
    Scenario: The first of two ends does nothing that could be seen
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And T1 has called start "A"
      And T2 has called start "A"
      And T2 has called insert "n" over "A"
      When T3 calls remove "s"
      And T1 calls end "A"
      Then T3 is blocked on interval
      When T1 calls start "A"
      Then these callbacks were called:
        | thread | subscriber | callback   | range |
        | T1     | s          | invalidate | A     |
      When T2 calls end "A"
      Then T3 is blocked on interval
      When T1 calls end "A"
      Then T3 returned
      When T1 calls invalidate "A"
      Then these callbacks were called:
        | thread | subscriber | callback   | range |
        | T1     | n          | invalidate | A     |

    @id:INTV-16.4
    Scenario: ILV-48, a mix of pending work
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n1"
      And the interval subscriber "n2"
      When the threads take these steps in order:
        | T1                        | T2                | T3                   |
        |                           | invalidate "A"... |                      |
        | insert "n1" over "A" -> 0 |                   |                      |
        |                           |                   | remove "s" -> blocks |
        | insert "n2" over "A" -> 0 |                   |                      |
        | remove "n1"               |                   |                      |
        |                           | ...ends           | -> nothing           |
      Then invalidate of "s" was called once
      When T2 calls invalidate "A"
      Then these callbacks were called:
        | thread | subscriber | callback   | range |
        | T2     | n2         | invalidate | A     |

    @id:INTV-16.5 @every-order @INTV-12
    Scenario: ILV-08, a reader beside two nested sections
      Given the interval subscriber "s" over "A"
      When the threads run in every order:
        | T1             | T2          |
        | read_begin "s" | start "A"   |
        | read_retry "s" | start "A.1" |
        |                | end "A.1"   |
        |                | end "A"     |
      Then every outcome is one of:
        | T1.1 waited | T1    | invalidate of "s" | must be seen |
        | no          | false | 2                 | yes          |
        | no          | true  | 2                 |              |
        | yes         | false | 2                 | yes          |
      And no outcome is one of:
        | T1.1 waited | T1      | invalidate of "s" | rule    | mutant     |
        | yes         | true    | 2                 | INTV-12 | INTV-12-x1 |
        | yes         | blocked | 2                 | INTV-16 | MUT-30     |

    @id:INTV-16.6 @every-order
    Scenario: ILV-08, the end of the inner section lets nobody go
      T1 keeps the lock "W". It can only get it before T2 is through with it if it was let go between
      the two ends.
      Given the interval subscriber "s" over "A"
      And T2 has called start "A"
      And T2 has called start "A.1"
      When the threads run in every order:
        | T1             | T2         |
        | read_begin "s" | end "A.1"  |
        | lock "W"       | lock "W"   |
        | read_retry "s" | unlock "W" |
        |                | end "A"    |
      Then every outcome is one of:
        | T1.1 waited | T1    | T2      | must be seen |
        | no          | false | nothing |              |
        | yes         | false | nothing | yes          |
      And no outcome is one of:
        | T1.1 waited | T1      | T2      | rule    | mutant     |
        | yes         | false   | blocked | INTV-16 | INTV-16-x1 |
        | yes         | blocked | nothing | INTV-16 | MUT-30     |

    @id:INTV-16.7 @every-order
    Scenario: ILV-43, a reader of a pending interval waits for both of two overlapping sections
      T1 keeps the locks "V" and "W". It can only get one of them too early if it was let go while
      a section was open.
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And T2 has called start "A"
      And T3 has called start "A"
      When the threads run in every order:
        | T1                  | T2         | T3         |
        | insert "n" over "A" | lock "V"   | lock "W"   |
        | read_begin "n"      | unlock "V" | unlock "W" |
        | lock "V"            | end "A"    | end "A"    |
        | lock "W"            |            |            |
      Then every outcome is one of:
        | T1.2 waited | T1      | T2      | T3      | invalidate of "n" | must be seen |
        | no          | nothing | nothing | nothing | 0                 |              |
        | yes         | nothing | nothing | nothing | 0                 | yes          |
      And no outcome is one of:
        | T1.2 waited | T1      | T2      | T3      | invalidate of "n" | rule    | mutant     |
        | yes         | nothing | nothing | blocked | 0                 | INTV-16 | INTV-16-x1 |
        | yes         | nothing | blocked | nothing | 0                 | INTV-16 | INTV-16-x1 |

    @id:INTV-16.8 @every-order @INTV-17
    Scenario: ILV-43, the end of one section puts nothing into the tree that another one walks
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And T2 has called start "A"
      And T3 has called start "A"
      When the threads run in every order:
        | T1                    | T2      | T3          |
        | insert "n" over "A.1" | end "A" | start "A.1" |
      Then every outcome is one of:
        | T1 | invalidate of "n" | invalidate of "s" | must be seen |
        | 0  | 0                 | 1                 | yes          |
      And no outcome is one of:
        | T1 | invalidate of "n" | invalidate of "s" | rule    | mutant |
        | 0  | 1                 | 1                 | INTV-16 | MUT-27 |
        | 0  | 1                 | 1                 | INTV-17 | MUT-25 |

    @id:INTV-16.9 @every-order @INTV-13
    Scenario: ILV-43, an insert beside two sections that may overlap
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      When the threads run in every order:
        | T1                  | T2             | T3             |
        | insert "n" over "A" | invalidate "A" | invalidate "A" |
      Then every outcome is one of:
        | T1 | invalidate of "n" in T2 | invalidate of "n" in T3 | invalidate of "s" | must be seen |
        | 0  | 0                       | 0                       | 2                 |              |
        | 0  | 0                       | 1                       | 2                 |              |
        | 0  | 1                       | 0                       | 2                 |              |
        | 0  | 1                       | 1                       | 2                 | yes          |
      And no outcome is one of:
        | T1 | invalidate of "n" in T2 | invalidate of "n" in T3 | invalidate of "s" | rule    | mutant     |
        | 0  | 1                       | 1                       | 4                 | INTV-13 | INTV-13-x4 |

    @id:INTV-16.10 @every-order @INTV-26
    Scenario: ILV-48, a mix of pending work
      The last section comes after everything else: T2 waits for the locks that the others let go last.
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n1"
      And the interval subscriber "n2"
      And T2 has called start "A"
      And T1 has called lock "T1 is done"
      And T3 has called lock "T3 is done"
      When the threads run in every order:
        | T1                   | T2                | T3                  |
        | insert "n1" over "A" | end "A"           | remove "s"          |
        | insert "n2" over "A" | lock "T1 is done" | unlock "T3 is done" |
        | remove "n1"          | lock "T3 is done" |                     |
        | unlock "T1 is done"  | invalidate "A"    |                     |
      Then every outcome is one of:
        | T3.1 waited | T1.3 waited | invalidate of "s" | invalidate of "n1" | invalidate of "n2" | must be seen |
        | no          | no          | 0                 | 0                  | 1                  |              |
        | yes         | no          | 0                 | 0                  | 1                  | yes          |
      And no outcome is one of:
        | T3.1 waited | T1.3 waited | invalidate of "s" | invalidate of "n1" | invalidate of "n2" | rule    | mutant     |
        | yes         | no          | 0                 | 1                  | 1                  | INTV-26 | INTV-26-x2 |
        | no          | no          | 0                 | 0                  | 0                  | INTV-16 | INTV-16-x3 |

    @id:INTV-16.11 @cap:register
    Scenario: Two threads in two calls of the list
      Given the interval subscriber "s" over "A"
      And the registered subscriber "S"
      And "S" is held in invalidate_range_start on T1
      And "S" is held in invalidate_range_start on T2
      When the threads take these steps in order:
        | T1                       | T2                       | T3                       | T4                                 |
        | invalidate "A" -> blocks |                          |                          |                                    |
        |                          | invalidate "A" -> blocks |                          |                                    |
        |                          |                          | read_begin "s" -> blocks |                                    |
        | -> nothing               |                          | -> blocks                | open "T1/S.invalidate_range_start" |
        |                          | -> nothing               | -> nothing               | open "T2/S.invalidate_range_start" |
      Then invalidate of "s" was called twice

  @INTV-17 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-17 while an interval is being invalidated the tree does not change
    Sections walk the tree without a lock, so what insert and remove do is put off: the walk that
    is under way meets what was there when it began. With sections open that hit nothing the tree
    may change at once.
    Source: Linux 6.12 mm/mmu_notifier.c, the comment above mn_itree_is_invalidating

    @id:INTV-17.1
    Scenario: Inserts and removals in front of a walk
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "B"
      And the interval subscriber "n"
      And "s" is held in invalidate
      When the threads take these steps in order:
        | T1                     | T2                       | T3                   |
        | start "A..C" -> blocks |                          |                      |
        |                        | insert "n" over "C" -> 0 |                      |
        |                        |                          | remove "t" -> blocks |
        | -> nothing             | open "s.invalidate"      | -> blocks            |
      Then these callbacks were called:
        | thread | subscriber | callback   | range |
        | T1     | s          | invalidate | A..C  |
        | T1     | t          | invalidate | A..C  |
      When T1 calls end "A..C"
      Then T3 returned
      When T1 calls invalidate "A..C"
      Then these callbacks were called:
        | thread | subscriber | callback   | range |
        | T1     | n          | invalidate | A..C  |
        | T1     | s          | invalidate | A..C  |

    @id:INTV-17.2
    Scenario: Another section of the period meets the same tree
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "B"
      And the interval subscriber "n"
      And T1 has called start "A"
      And T2 has called insert "n" over "C"
      When T3 calls remove "t"
      And T2 calls start "A..C"
      Then these callbacks were called:
        | thread | subscriber | callback   | range |
        | T2     | s          | invalidate | A..C  |
        | T2     | t          | invalidate | A..C  |

    @id:INTV-17.3
    Scenario: The end of one of two sections changes nothing for the walk of the other
      Given the interval subscriber "s" over "B"
      And the interval subscriber "t" over "C"
      And the interval subscriber "n"
      And "s" is held in invalidate
      And T1 has called start "A"
      When the threads take these steps in order:
        | T1                  | T2                     | T3                       | T4                   |
        |                     | start "B..D" -> blocks |                          |                      |
        |                     |                        | insert "n" over "D" -> 0 |                      |
        |                     |                        |                          | remove "t" -> blocks |
        | end "A"             |                        |                          | -> blocks            |
        | open "s.invalidate" | -> nothing             |                          | -> blocks            |
      Then these callbacks were called:
        | thread | subscriber | callback   | range |
        | T2     | s          | invalidate | B..D  |
        | T2     | t          | invalidate | B..D  |
      When T2 calls end "B..D"
      Then T4 returned

  @INTV-37 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-37 the mm side waits for no reader and no user
    Start, end and insert come through whatever readers and removers are doing. The only place
    where a start may be held up is the subscriber's own callback.
    Source: Linux 6.12 mm/mmu_notifier.c, the comment above mn_itree_is_invalidating

    @id:INTV-37.1
    Scenario: Among readers that have begun, readers that wait and a remover that waits
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "A"
      And the interval subscriber "n"
      When the threads take these steps in order:
        | T1                       | T2                | T3                       | T4                   |
        | read_begin "s"           |                   |                          |                      |
        |                          | invalidate "A"... |                          |                      |
        |                          |                   | read_begin "s" -> blocks |                      |
        |                          |                   |                          | remove "t" -> blocks |
        | start "A"                |                   |                          |                      |
        | insert "n" over "A" -> 0 |                   |                          |                      |
        | end "A"                  |                   |                          |                      |
        |                          | ...ends           | -> nothing               | -> nothing           |
        | read_retry "s" -> true   |                   |                          |                      |
      Then invalidate of "s" was called twice

    @id:INTV-37.2
    Scenario: A user that keeps its lock holds up its own callback, and nothing else
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "B"
      And the interval subscriber "n"
      When the threads take these steps in order:
        | T1              | T2                  | T3                       |
        | lock "s.lock"   |                     |                          |
        |                 | start "A" -> blocks |                          |
        |                 |                     | start "B"                |
        |                 |                     | insert "n" over "C" -> 0 |
        |                 |                     | end "B"                  |
        | unlock "s.lock" | -> nothing          |                          |
      Then invalidate of "s" was called once
      And invalidate of "t" was called once

  @INTV-39 @party:core @v5.5+ @cap:interval @cap:introspection @must
  Rule: INTV-39 the wrap of the sequence is harmless
    Sequences are compared for equality only. As those of intervals are odd and the idle one is
    even, nothing depends on which is greater.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_interval_read_begin; include/linux/mmu_notifier.h, mmu_interval_read_retry

    @id:INTV-39.1
    Scenario Outline: Readers across the wrap, <steps> steps before it
      Given the interval subscriber "other" over "F"
      And T9 has called set the sequence <steps> steps before its wrap
      And the interval subscriber "s" over "A"
      When the threads take these steps in order:
        | T1                       | T2                |
        | read_begin "s"           |                   |
        | read_retry "s" -> false  |                   |
        |                          | invalidate "A"    |
        | read_retry "s" -> true   |                   |
        | read_begin "s"           |                   |
        |                          | invalidate "A"... |
        | read_retry "s" -> true   |                   |
        | read_begin "s" -> blocks |                   |
        | -> nothing               | ...ends           |
        | read_retry "s" -> false  |                   |
        |                          | invalidate "A"    |
        | read_retry "s" -> true   |                   |
        | remove "s"               |                   |
      Then there is no warning

      Examples:
        | steps |
        | 0     |
        | 1     |

  @INTV-46 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-46 one interval may be called in several threads at once
    Sections overlap in time, so the callbacks of one interval do too. Nothing serialises them for
    the subscriber: its own lock does.
    Source: Linux 6.12 include/linux/mmu_notifier.h, comment of mmu_interval_notifier_ops; mm/mmu_notifier.c, mn_itree_invalidate

    @id:INTV-46.1
    Scenario: Two sections hold the callback at once
      Given the interval subscriber "s" over "A"
      And "s" is held in invalidate on T1
      And "s" is held in invalidate on T2
      When the threads take these steps in order:
        | T1                  | T2                    |
        | start "A" -> blocks |                       |
        |                     | start "A.1" -> blocks |
      Then these callbacks were called:
        | thread | subscriber | callback   | range |
        | T1     | s          | invalidate | A     |
        | T2     | s          | invalidate | A.1   |
      When the gate "T2/s.invalidate" opens
      Then T2 returned
      And T1 is blocked on gate T1/s.invalidate
      When the gate "T1/s.invalidate" opens
      Then T1 returned
