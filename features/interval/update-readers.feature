@v5.5-prop
Feature: Readers of an interval that moves
  Whoever reads beside an update must neither keep what belongs to the old range, nor miss a section
  over the new one.

  @IREL-21 @party:core @cap:interval @cap:interval-update @cap:interval-release @must
  Rule: IREL-21 a reader after update misses no section over the new range
    A section over the new range may be open already, or open before the new range is in the tree.
    So with any section open the updated interval counts as invalidated, as after insert. As posted
    its sequence is left alone, and a reader commits what is being unmapped.
    Source: analysis of 000_043cb33762080882.txt, mmu_interval_notifier_update, beside the comment in __mmu_interval_notifier_insert

    @id:IREL-21.1
    Scenario: ILV-14, another interval is being invalidated
      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "t" over "C"
      When the threads take these steps in order:
        | T1                       | T2         | T3        |
        |                          | start "C"  |           |
        |                          |            | start "B" |
        | update "s" to "B" -> 0   |            |           |
        | read_begin "s" -> blocks |            |           |
        |                          |            | end "B"   |
        | -> nothing               | end "C"    |           |
        | read_retry "s" -> false  |            |           |

    @id:IREL-21.2
    Scenario: ILV-15, nothing is being invalidated
      Given the interval subscriber "s" with release over "A"
      When the threads take these steps in order:
        | T1                       | T3        |
        |                          | start "B" |
        | update "s" to "B" -> 0   |           |
        | read_begin "s" -> blocks |           |
        | -> nothing               | end "B"   |
        | read_retry "s" -> false  |           |

    @id:IREL-21.3
    Scenario: The section opens between the update and the end of the period
      Given the interval subscriber "s" with release over "A"
      When the threads take these steps in order:
        | T1                       | T2        | T3        |
        |                          | start "A" |           |
        | update "s" to "B" -> 0   |           |           |
        |                          |           | start "B" |
        | read_begin "s" -> blocks |           |           |
        |                          | end "A"   |           |
        | -> nothing               |           | end "B"   |

    @id:IREL-21.4 @every-order
    Scenario: ILV-14, a reader after the update beside two sections that were open before it
      The last read_begin is the witness: it waits exactly while the period goes on.

      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "t" over "C"
      And T2 has called start "C"
      And T3 has called start "B"
      When the threads run in every order:
        | T1                | T2      | T3      |
        | update "s" to "B" | end "C" | end "B" |
        | read_begin "s"    |         |         |
        | read_retry "s"    |         |         |
        | read_begin "t"    |         |         |
      Then every outcome is one of:
        | T1.2 waited | T1.3  | T1.4 waited | must be seen |
        | no          | false | no          |              |
        | yes         | false | no          | yes          |
      And no outcome is one of:
        | T1.2 waited | T1.3  | T1.4 waited | rule    | mutant               |
        | no          | false | yes         | IREL-21 | MUT-95, POSTED-2019  |

    @id:IREL-21.5 @every-order
    Scenario: ILV-15, a reader after the update beside a section that was open before it
      The witness is an insert over the same range: its reader waits while the section is open.

      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And T3 has called start "B"
      When the threads run in every order:
        | T1                  | T3      |
        | update "s" to "B"   | end "B" |
        | read_begin "s"      |         |
        | read_retry "s"      |         |
        | insert "n" over "B" |         |
        | read_begin "n"      |         |
      Then every outcome is one of:
        | T1.2 waited | T1.3  | T1.5 waited | must be seen |
        | no          | false | no          |              |
        | yes         | false | no          | yes          |
      And no outcome is one of:
        | T1.2 waited | T1.3    | T1.5 waited | rule    | mutant              |
        | no          | false   | yes         | IREL-21 | MUT-95, POSTED-2019 |
        | no          | false   | yes         | IREL-21 | MUT-138             |
        | yes         | blocked | no          | IREL-21 | IREL-21-x1          |

    @id:IREL-21.6 @every-order
    Scenario: ILV-15, the section begins and ends anywhere
      Given the interval subscriber "s" over "A"
      When the threads run in every order:
        | T1                | T3             |
        | update "s" to "B" | invalidate "B" |
        | read_begin "s"    |                |
        | read_retry "s"    |                |
      Then every outcome is one of:
        | T1.2 waited | T1    | invalidate of "s" |
        | no          | false | 0                 |
        | no          | false | 1                 |
        | no          | true  | 1                 |
        | yes         | false | 0                 |
        | yes         | false | 1                 |
      And no outcome is one of:
        | T1.2 waited | T1      | invalidate of "s" | rule    | mutant     |
        | yes         | blocked | 0                 | IREL-21 | IREL-21-x1 |

    @id:IREL-21.7 @every-order @cap:interval-release
    Scenario: ILV-14, the sections begin and end anywhere
      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "t" over "C"
      When the threads run in every order:
        | T1                | T2             | T3             |
        | update "s" to "B" | invalidate "C" | invalidate "B" |
        | read_begin "s"    |                |                |
        | read_retry "s"    |                |                |
      Then every outcome is one of:
        | T1.2 waited | T1    | invalidate of "s" |
        | no          | false | 0                 |
        | no          | false | 1                 |
        | no          | true  | 1                 |
        | yes         | false | 0                 |
        | yes         | false | 1                 |
        | yes         | true  | 1                 |
      And no outcome is one of:
        | T1.2 waited | T1      | invalidate of "s" | rule    | mutant     |
        | yes         | blocked | 0                 | IREL-21 | IREL-21-x1 |

  @IREL-22 @party:core @cap:interval @cap:interval-update @must
  Rule: IREL-22 update collides every reader that has begun before it
    A reader that still waits in read_begin cannot be collided: the user records the intended range
    under its own lock, compares it when it commits, and lets the entries of the old range go itself.
    Source: analysis of 000_043cb33762080882.txt, mmu_interval_notifier_update

    @id:IREL-22.1
    Scenario: With no section open
      Given the interval subscriber "s" over "A"
      And T1 has called read_begin "s"
      When T2 calls update "s" to "B"
      Then T2 returned 0
      When T1 calls read_retry "s"
      Then T1 returned true
      When T1 calls read_begin "s"
      And T1 calls read_retry "s"
      Then T1 returned false

    @id:IREL-22.2
    Scenario: Beside a section that hit nothing
      Given the interval subscriber "s" over "A"
      And T1 has called read_begin "s"
      And T3 has called start "C"
      When T2 calls update "s" to "B"
      And T1 calls read_retry "s"
      Then T1 returned true

    @id:IREL-22.3 @cap:interval-release
    Scenario: While another interval is being invalidated
      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "t" over "C"
      And T1 has called read_begin "s"
      And T3 has called start "C"
      When T2 calls update "s" to "B"
      And T1 calls read_retry "s"
      Then T1 returned true

    @id:IREL-22.4
    Scenario: Readers of other intervals are left alone
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "C"
      And T1 has called read_begin "t"
      When T2 calls update "s" to "B"
      And T1 calls read_retry "t"
      Then T1 returned false

    @id:IREL-22.5 @every-order @cap:interval-release
    Scenario: Whatever is open, a reader who has begun does not commit after the update
      The locks put the whole update between read_begin and read_retry.

      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "t" over "C"
      And T1 has called lock "begun"
      And T3 has called lock "moved"
      When the threads run in every order:
        | T1             | T2             | T3                |
        | read_begin "s" | invalidate "C" | lock "begun"      |
        | unlock "begun" |                | update "s" to "B" |
        | lock "moved"   |                | unlock "moved"    |
        | read_retry "s" |                |                   |
      Then every outcome is one of:
        | T1.1 waited | T1   | must be seen |
        | no          | true | yes          |
      And no outcome is one of:
        | T1.1 waited | T1    | rule    | mutant              |
        | no          | false | IREL-22 | MUT-95, POSTED-2019 |
        | no          | false | IREL-22 | MUT-138             |
        | no          | false | IREL-22 | IREL-22-x1          |

    @id:IREL-22.6 @every-order @cap:interval-release @IREL-01
    Scenario: ILV-54, updated while a reader waits
      A reader that waited is not always collided: it has to compare the range itself.

      Given the interval subscriber "s" with release over "A"
      And T2 has called start "A"
      When the threads run in every order:
        | T1             | T2      | T3                |
        | read_begin "s" | end "A" | update "s" to "B" |
        | read_retry "s" |         |                   |
      Then every outcome is one of:
        | T1.1 waited | T1    | T3 waited | must be seen |
        | no          | false | no        |              |
        | no          | true  | no        |              |
        | yes         | false | no        | yes          |
        | yes         | true  | no        |              |
      And no outcome is one of:
        | T1.1 waited | T1    | T3 waited | rule    | mutant     |
        | yes         | false | yes       | IREL-01 | IREL-01-x1 |
