Feature: What an insert meets
  The subscriptions of an address space are idle, or sections are open that hit no interval
  (partial), or an interval is being invalidated and the tree must not change (full). Insert does
  the right thing in each, and never waits.

  @INTV-07 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-07 with no section open the interval is in the tree at once
    Nothing is in progress that its readers would have to wait for: the interval's sequence is an
    odd value that differs from that of the subscriptions.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_interval_notifier_insert

    @id:INTV-07.1
    Scenario: Readers do not wait, and the next section calls it
      Given the interval subscriber "s"
      When the threads take these steps in order:
        | T1                       |
        | insert "s" over "A" -> 0 |
        | read_begin "s"           |
        | read_retry "s" -> false  |
      Then there is no warning
      When T2 calls invalidate "A"
      Then invalidate of "s" was called once
      When T1 calls read_retry "s"
      Then T1 returned true

    @id:INTV-07.2
    Scenario: The same after periods have come and gone
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And T9 has called invalidate "A"
      And T9 has called invalidate "A"
      When the threads take these steps in order:
        | T1                       |
        | insert "n" over "A" -> 0 |
        | read_begin "n"           |
        | read_retry "n" -> false  |
        | invalidate "A"           |
        | read_retry "n" -> true   |
      Then there is no warning

  @INTV-08 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-08 with a section open that hit nothing the insert begins a period
    The open section may cover the new interval and never called it, so its readers have to wait
    for the end: the sequence is made odd and the interval takes it over. The tree is not being
    walked, so the interval is in it at once.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_interval_notifier_insert

    @id:INTV-08.1
    Scenario: ILV-12, inserted into a section that hit nothing
      Given the interval subscriber "other" over "F"
      And the interval subscriber "n"
      When the threads take these steps in order:
        | T1                       | T2                |
        |                          | invalidate "A"... |
        | insert "n" over "A" -> 0 |                   |
        | read_begin "n" -> blocks |                   |
        | -> nothing               | ...ends           |
        | read_retry "n" -> false  |                   |
      Then invalidate of "n" was not called
      And there is no warning

    @id:INTV-08.2
    Scenario: A section that starts afterwards calls it
      Given the interval subscriber "other" over "F"
      And the interval subscriber "n"
      And T2 has called start "A"
      When T1 calls insert "n" over "A"
      And T3 calls start "A.1"
      Then invalidate of "n" was called once
      When T2 calls end "A"
      And T1 calls read_begin "n"
      Then T1 is blocked on interval
      When T3 calls end "A.1"
      Then T1 returned

    @id:INTV-08.4 @every-order @INTV-18
    Scenario: ILV-12, insert and read beside one section over the new interval
      Given the interval subscriber "s" over "C"
      And the interval subscriber "n"
      When the threads run in every order:
        | T1                  | T2             |
        | insert "n" over "A" | invalidate "A" |
        | read_begin "n"      |                |
        | read_retry "n"      |                |
      Then every outcome is one of:
        | T1.2 waited | T1    | invalidate of "n" | must be seen |
        | no          | false | 0                 |              |
        | no          | false | 1                 |              |
        | no          | true  | 1                 | yes          |
        | yes         | false | 0                 | yes          |
        | yes         | false | 1                 |              |
      And no outcome is one of:
        | T1.2 waited | T1   | invalidate of "n" | rule    | mutant |
        | yes         | true | 1                 | INTV-18 | MUT-35 |

    @id:INTV-08.5 @every-order
    Scenario: ILV-12, what the reader does next comes after the end of the section that hit nothing
      T1 keeps the lock "W". It can only get it before T2 is through with it if read_begin came back
      while the section was open.
      Given the interval subscriber "other" over "F"
      And the interval subscriber "n"
      And T2 has called start "A"
      When the threads run in every order:
        | T1                  | T2         |
        | insert "n" over "A" | lock "W"   |
        | read_begin "n"      | unlock "W" |
        | lock "W"            | end "A"    |
        | read_retry "n"      |            |
      Then every outcome is one of:
        | T1.2 waited | T1    | T2      | invalidate of "n" | must be seen |
        | no          | false | nothing | 0                 |              |
        | yes         | false | nothing | 0                 | yes          |
      And no outcome is one of:
        | T1.2 waited | T1      | T2      | invalidate of "n" | rule    | mutant     |
        | no          | false   | blocked | 0                 | INTV-08 | MUT-24     |
        | yes         | blocked | nothing | 0                 | INTV-08 | INTV-08-x1 |

    @id:INTV-08.6 @cap:register
    Scenario: The same, while the list is being called
      Given the interval subscriber "other" over "F"
      And the interval subscriber "n"
      And the registered subscriber "S"
      And "S" is held in invalidate_range_start
      When the threads take these steps in order:
        | T1                       | T2                       | T3                              |
        |                          | invalidate "A" -> blocks |                                 |
        | insert "n" over "A" -> 0 |                          |                                 |
        | read_begin "n" -> blocks |                          |                                 |
        | -> nothing               | -> nothing               | open "S.invalidate_range_start" |
      Then invalidate of "n" was not called

  @INTV-09 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-09 insert while the tree is walked is put off to the end of the period
    While an interval is being invalidated the tree must not change: a new interval waits on the
    deferred list. Insert itself never waits; a reader of the new interval does.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_interval_notifier_insert; 000_043cb33762080882.txt, comment of mmu_interval_notifier_insert

    @id:INTV-09.1
    Scenario: ILV-11, inserted inside a section, called from the next one on
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      When the threads take these steps in order:
        | T1                | T2                       |
        | invalidate "A"... |                          |
        |                   | insert "n" over "A" -> 0 |
        |                   | read_begin "n" -> blocks |
        | ...ends           | -> nothing               |
      Then invalidate of "n" was not called
      When T1 calls invalidate "A"
      Then invalidate of "n" was called once

    @id:INTV-09.2
    Scenario: Inserted in front of a walk that is under way
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And "s" is held in invalidate
      When T1 calls start "A..B"
      Then T1 is blocked on gate s.invalidate
      When T2 calls insert "n" over "B"
      Then T2 returned 0
      When the gate "s.invalidate" opens
      Then T1 returned
      And invalidate of "n" was not called

    @id:INTV-09.3
    Scenario: Another section of the same period does not call it either
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And T1 has called start "A"
      And T2 has called insert "n" over "A..B"
      When T3 calls invalidate "A..B"
      Then invalidate of "n" was not called
      And invalidate of "s" was called once
      When T2 calls read_begin "n"
      Then T2 is blocked on interval
      When T1 calls end "A"
      Then T2 returned
      When T3 calls invalidate "B"
      Then invalidate of "n" was called once

    @id:INTV-09.4 @every-order @INTV-18
    Scenario: ILV-11, insert and read beside one section that hits another interval
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      When the threads run in every order:
        | T1                  | T2             |
        | insert "n" over "A" | invalidate "A" |
        | read_begin "n"      |                |
        | read_retry "n"      |                |
      Then every outcome is one of:
        | T1.2 waited | T1    | invalidate of "n" | must be seen |
        | no          | false | 0                 |              |
        | no          | false | 1                 |              |
        | no          | true  | 1                 |              |
        | yes         | false | 0                 | yes          |
        | yes         | false | 1                 |              |
      And no outcome is one of:
        | T1.2 waited | T1   | invalidate of "n" | rule    | mutant |
        | yes         | true | 1                 | INTV-18 | MUT-35 |

    @id:INTV-09.5 @every-order
    Scenario: ILV-11, what was inserted inside a section waits for its end and is called from the next one on
      T1 keeps the lock "W". It can only get it before T2 is through with it if read_begin came back
      while the first section was open.
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And T2 has called start "A"
      And T1 has called lock "T1 is done"
      When the threads run in every order:
        | T1                  | T2                |
        | insert "n" over "A" | lock "W"          |
        | read_begin "n"      | unlock "W"        |
        | lock "W"            | end "A"           |
        | read_retry "n"      | lock "T1 is done" |
        | unlock "T1 is done" | invalidate "A"    |
      Then every outcome is one of:
        | T1.2 waited | T1.4  | T2      | invalidate of "n" | must be seen |
        | no          | false | nothing | 1                 |              |
        | yes         | false | nothing | 1                 | yes          |
      And no outcome is one of:
        | T1.2 waited | T1.4  | T2      | invalidate of "n" | rule    | mutant     |
        | no          | false | blocked | 0                 | INTV-09 | INTV-09-x2 |

    @id:INTV-09.6 @INTV-17 @every-order
    Scenario: ILV-11, another section of the same period does not call it
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And T2 has called start "A"
      When the threads run in every order:
        | T1                    | T3             |
        | insert "n" over "A.1" | invalidate "A" |
      Then every outcome is one of:
        | T1 | invalidate of "n" | invalidate of "s" | must be seen |
        | 0  | 0                 | 1                 | yes          |
      And no outcome is one of:
        | T1 | invalidate of "n" | invalidate of "s" | rule    | mutant |
        | 0  | 1                 | 1                 | INTV-09 | MUT-25 |

  @INTV-10 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-10 the sequence of an inserted interval is always odd
    Idle, the sequence of the subscriptions is even: so nobody can wait for an interval that is
    not being invalidated. Insert gives an odd value in every state, and callbacks are only ever
    told an odd one.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_interval_notifier_insert and mmu_interval_read_begin (comments); include/linux/mmu_notifier.h, mmu_interval_set_seq

    @id:INTV-10.1
    Scenario: Other intervals' periods never catch up with a quiet one
      Given the interval subscriber "s" over "A"
      And the interval subscriber "other" over "B"
      When the threads take these steps in order:
        | T1                      | T2             |
        |                         | invalidate "B" |
        | read_begin "s"          |                |
        | read_retry "s" -> false |                |
        |                         | invalidate "B" |
        | read_begin "s"          |                |
        | read_retry "s" -> false |                |
        |                         | invalidate "B" |
        | read_begin "s"          |                |
        | read_retry "s" -> false |                |
      Then invalidate of "s" was not called

    @id:INTV-10.2 @cap:introspection
    Scenario: Odd in each state
      Given the interval subscriber "idle" over "A"
      And the interval subscriber "partial"
      And the interval subscriber "full"
      When T1 calls start "B"
      And T2 calls insert "partial" over "C"
      And T2 calls insert "full" over "D"
      Then the sequence of "idle" is odd
      And the sequence of "idle" differs from that of the subscriptions
      And the sequence of "partial" is odd
      And the sequence of "full" is odd
      When T1 calls end "B"
      And T1 calls start "A"
      Then the sequence of "idle" is odd
      And the sequence of "idle" equals that of the subscriptions
      When T1 calls end "A"
      Then the sequence of "idle" is odd
      And the sequence of "idle" differs from that of the subscriptions
