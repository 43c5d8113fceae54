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
