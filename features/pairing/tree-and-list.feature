Feature: The interval tree and the list in one section
  A section has two parts: the interval notifiers in the tree, then the subscribers on the list.

  @PAIR-14 @party:core @v5.5+ @cap:register @cap:nonblock @cap:interval @must
  Rule: PAIR-14 the tree goes first, and if it fails the list is not called
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_invalidate_range_start

    @id:PAIR-14.1
    Scenario: An interval refuses
      Given the registered subscriber "A"
      And the interval subscriber "s" over "A"
      And "s" answers false in a non-blockable invalidate
      When T1 calls start non-blockable "A"
      Then T1 returned EAGAIN
      And these callbacks were called:
        | subscriber | callback   | blockable | result |
        | s          | invalidate | no        | false  |

    @id:PAIR-14.2
    Scenario: Everybody agrees
      Given the registered subscriber "A" with invalidate_range_start
      And the interval subscriber "s" over "A"
      When T1 calls start non-blockable "A"
      Then T1 returned 0
      And T1 called these callbacks in order:
        | subscriber | callback               | result |
        | s          | invalidate             | true   |
        | A          | invalidate_range_start | 0      |

  @PAIR-15 @party:core @v5.5+ @cap:nonblock @cap:interval @must
  Rule: PAIR-15 an interval that refuses ends the walk and the section
    In non-blockable mode the remaining intervals are not called, the tree's section is closed at
    once exactly as an ordinary end would, and EAGAIN is returned.
    Source: Linux 6.12 mm/mmu_notifier.c, mn_itree_invalidate

    @id:PAIR-15.1
    Scenario: The second of three refuses
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "B"
      And the interval subscriber "u" over "C"
      And "t" answers false in a non-blockable invalidate
      And T2 has called read_begin "s"
      And T2 has called read_begin "t"
      When T1 calls start non-blockable "A..C"
      Then T1 returned EAGAIN
      And these callbacks were called:
        | subscriber | callback   | result |
        | s          | invalidate | true   |
        | t          | invalidate | false  |
      When the threads take these steps in order:
        | T2                      |
        | read_retry "s" -> true  |
        | read_retry "t" -> false |
        | read_begin "s"          |
        | read_retry "s" -> false |
        | remove "s"              |

    @id:PAIR-15.2
    Scenario: Another section is still open
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "B"
      And "t" answers false in a non-blockable invalidate
      When the threads take these steps in order:
        | T1                | T2                             | T3                       |
        | invalidate "A"... |                                |                          |
        |                   | start non-blockable "B" -> EAGAIN |                       |
        |                   |                                | read_begin "s" -> blocks |
        | ...ends           |                                | -> nothing               |

    @id:PAIR-15.3 @cap:interval-release @v5.5-prop
    Scenario: The failed start does the deferred work itself
      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "t" over "B"
      And "t" answers false in a non-blockable invalidate
      And in invalidate "s" takes these steps:
        | standard   |
        | remove "s" |
      When T1 calls start non-blockable "A..B"
      Then T1 returned EAGAIN
      And release of "s" was called once

    @id:PAIR-15.4 @cap:register @every-order @PAIR-14
    Scenario: ILV-25, readers of two intervals of which the second refuses
      Given the registered subscriber "S" with invalidate_range_start
      And the interval subscriber "s" over "A"
      And the interval subscriber "t" over "B"
      And "t" answers false in a non-blockable invalidate
      When the threads run in every order:
        | T1             | T2                         | T3             |
        | read_begin "s" | start non-blockable "A..B" | read_begin "t" |
        | read_retry "s" |                            | read_retry "t" |
      Then every outcome is one of:
        | T1.1 waited | T1    | T3.1 waited | T3    | T2     | invalidate_range_start of "S" | must be seen |
        | no          | false | no          | false | EAGAIN | 0                             | yes          |
        | no          | true  | no          | false | EAGAIN | 0                             |              |
        | yes         | false | no          | false | EAGAIN | 0                             |              |
      And no outcome is one of:
        | T1.1 waited | T1      | T3.1 waited | T3    | T2     | invalidate_range_start of "S" | rule    | mutant  |
        | yes         | blocked | no          | false | EAGAIN | 0                             | PAIR-15 | MUT-10  |
        | no          | true    | no          | false | EAGAIN | 1                             | PAIR-14 | MUT-130 |

    @id:PAIR-15.5 @every-order
    Scenario: ILV-44, a section that must not wait meets the user's lock
      Refused, it leaves no section behind; else the section stays open, and with it what was removed
      inside it.
      Given the interval subscriber "s" over "A"
      When the threads run in every order:
        | T1              | T2                      |
        | lock "s.lock"   | start non-blockable "A" |
        | unlock "s.lock" |                         |
        | remove "s"      |                         |
      Then every outcome is one of:
        | T2     | T1      | T1 waited | invalidate of "s" | must be seen |
        | 0      | nothing | no        | 0                 |              |
        | 0      | blocked | yes       | 1                 | yes          |
        | EAGAIN | nothing | no        | 1                 | yes          |
        | EAGAIN | nothing | yes       | 1                 |              |
      And no outcome is one of:
        | T2     | T1      | T1 waited | invalidate of "s" | rule    | mutant |
        | EAGAIN | blocked | yes       | 1                 | PAIR-15 | MUT-10 |

  @PAIR-16 @party:core @v5.5+ @cap:interval @must
  Rule: PAIR-16 an interval cannot refuse a blockable range
    False in blockable mode warns, and the walk goes on as if it had been true.
    Source: Linux 6.12 mm/mmu_notifier.c, mn_itree_invalidate

    @id:PAIR-16.1
    Scenario: The first of two answers false
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "B"
      And "s" answers false in a blockable invalidate
      When T1 calls start "A..B"
      Then T1 returned nothing
      And there is a warning
      And invalidate of "t" was called once
      When T2 calls read_begin "t"
      Then T2 is blocked
      When T1 calls end "A..B"
      Then T2 returned

  @PAIR-17 @party:core @v5.5+ @cap:register @cap:nonblock @cap:interval @must
  Rule: PAIR-17 a start that fails in the list closes the tree's section too
    The caller of a failed start does not call end. If the tree part succeeded, the failed start has
    to close the tree's section itself, once. Linux 6.1 and 6.12 do not: the section stays open for
    ever, and with it whoever waits for it.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_invalidate_range_start; mm/oom_kill.c, its caller; analysis

    @id:PAIR-17.1
    Scenario: The interval was hit
      Given the registered subscriber "B" with invalidate_range_start
      And the interval subscriber "s" over "A"
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      When the threads take these steps in order:
        | T1                                | T2                      |
        | start non-blockable "A" -> EAGAIN |                         |
        |                                   | read_begin "s"          |
        |                                   | read_retry "s" -> false |
        |                                   | remove "s"              |

    @id:PAIR-17.2
    Scenario: The interval was not hit, the next section must still end
      Given the registered subscriber "B" with invalidate_range_start
      And the interval subscriber "s" over "A"
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      When the threads take these steps in order:
        | T1                                | T2             |
        | start non-blockable "C" -> EAGAIN |                |
        | invalidate "A"                    |                |
        |                                   | read_begin "s" |
        |                                   | remove "s"     |

    @id:PAIR-17.7 @cap:vma @cap:mm-oom-reap
    Scenario: A process that was killed is reaped, and a subscriber refuses
      Given the anonymous VMA "A"
      And the interval subscriber "s" over "A"
      And the registered subscriber "B" with invalidate_range_start
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      When T1 calls process_mrelease
      Then T1 returned EAGAIN
      And invalidate of "s" was called once
      When T2 calls read_begin "s"
      Then T2 is not blocked

    @id:PAIR-17.3
    Scenario: Once, not twice
      Given the registered subscriber "B" with invalidate_range_start
      And the interval subscriber "s" over "A"
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      When the threads take these steps in order:
        | T1                | T2                                | T3                       |
        | invalidate "A"... |                                   |                          |
        |                   | start non-blockable "A" -> EAGAIN |                          |
        |                   |                                   | read_begin "s" -> blocks |
        | ...ends           |                                   | -> nothing               |

    @id:PAIR-17.4 @cap:introspection
    Scenario: The number of active sections is what it was
      Given the registered subscriber "B" with invalidate_range_start
      And the interval subscriber "s" over "A"
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      When T1 calls start non-blockable "A"
      Then 0 sections are active
      And the sequence of the subscriptions is even

    @id:PAIR-17.5 @every-order
    Scenario: ILV-24, a reader beside a start that fails in the list
      Given the registered subscriber "B" with invalidate_range_start
      And the interval subscriber "s" over "A"
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      When the threads run in every order:
        | T1             | T2                      |
        | read_begin "s" | start non-blockable "A" |
        | read_retry "s" |                         |
      Then every outcome is one of:
        | T1.1 waited | T1    | T2     | must be seen |
        | no          | false | EAGAIN | yes          |
        | no          | true  | EAGAIN | yes          |
        | yes         | false | EAGAIN | yes          |
      And no outcome is one of:
        | T1.1 waited | T1      | T2     | rule    | mutant |
        | yes         | blocked | EAGAIN | PAIR-17 | MUT-08 |

    @id:PAIR-17.6 @every-order
    Scenario: ILV-24, a reader beside a section that comes after a failed start elsewhere
      Given the registered subscriber "B" with invalidate_range_start
      And the interval subscriber "s" over "A"
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      When the threads run in every order:
        | T1             | T2                      |
        | read_begin "s" | start non-blockable "C" |
        | read_retry "s" | invalidate "A"          |
      Then every outcome is one of:
        | T1.1 waited | T1    | T2.1   | T2      | must be seen |
        | no          | false | EAGAIN | nothing | yes          |
        | no          | true  | EAGAIN | nothing |              |
        | yes         | false | EAGAIN | nothing |              |
      And no outcome is one of:
        | T1.1 waited | T1      | T2.1   | T2      | rule    | mutant |
        | yes         | blocked | EAGAIN | nothing | PAIR-17 | MUT-08 |

  @PAIR-19 @party:core @v5.5+ @cap:register @cap:interval @must
  Rule: PAIR-19 end closes the tree's section before it calls the list
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_invalidate_range_end

    @id:PAIR-19.1
    Scenario: A reader that waited goes on while an end callback is held
      Given the registered subscriber "A"
      And the interval subscriber "s" over "A"
      And "A" is held in invalidate_range_end
      And T1 has called start "A"
      When T2 calls read_begin "s"
      Then T2 is blocked
      When T1 calls end "A"
      Then T1 is blocked on gate A.invalidate_range_end
      And T2 returned nothing

    @id:PAIR-19.2
    Scenario: What was put off is done by then
      Given the registered subscriber "A"
      And the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And "A" is held in invalidate_range_end on T1
      When the threads take these steps in order:
        | T1                     | T2                  |
        | start "A"              |                     |
        |                        | insert "n" over "A" |
        | end "A" -> blocks      |                     |
        |                        | invalidate "A"      |
        | open "T1/A.invalidate_range_end" |           |
      Then invalidate of "n" was called once in T2
