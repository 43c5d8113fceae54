@v5.5-prop
Feature: Removing and moving what cannot be
  An object that waits for its removal, that was taken off before it was inserted, or whose memory
  holds anything at all.

  @IREL-18 @party:core @cap:interval @cap:interval-update @cap:interval-release @must
  Rule: IREL-18 a node that waits for its removal is out of reach
    A second remove, an update or an insert is the caller's error: diagnosed, and without effect.
    The node is neither queued again nor brought back. As posted each of them corrupts the list.
    Source: analysis of 000_043cb33762080882.txt, mmu_interval_notifier_remove, mmu_interval_notifier_update

    @id:IREL-18.1
    Scenario Outline: Removed, then <what>
      Given the interval subscriber "s" with release over "A"
      And T1 has called start "A"
      And T2 has called remove "s"
      When T2 calls <call>
      Then T2 returned <result>
      And there is at least one warning
      And release of "s" was not called
      When T1 calls end "A"
      Then release of "s" was called once
      And the structure references of "mm" changed by -1
      When T1 calls invalidate "A..B"
      Then no callback was called

      Examples:
        | what     | call                | result  |
        | removed  | remove "s"          | nothing |
        | updated  | update "s" to "B"   | EINVAL  |
        | inserted | insert "s" over "B" | EINVAL  |

    @id:IREL-18.2
    Scenario: Updated, removed, updated
      Given the interval subscriber "s" with release over "A"
      And T1 has called start "A"
      And T2 has called update "s" to "B"
      And T2 has called remove "s"
      When T2 calls update "s" to "C"
      Then T2 returned EINVAL
      And there is at least one warning
      When T1 calls end "A"
      Then release of "s" was called once
      When T1 calls invalidate "A..C"
      Then no callback was called

    @id:IREL-18.3
    Scenario: Two callbacks remove the same node
      Given the interval subscriber "s" with release over "A"
      And in invalidate "s" takes these steps:
        | standard   |
        | remove "s" |
      When T1 calls start "A"
      And T2 calls start "A"
      Then T1 returned nothing
      And T2 returned nothing
      When T1 calls end "A"
      Then release of "s" was not called
      When T2 calls end "A"
      Then release of "s" was called once in T2

    @id:IREL-18.4 @every-order
    Scenario: ILV-27, two threads remove the same node
      The locks keep the section open until both have called.

      Given the interval subscriber "s" with release over "A"
      And T1 has called start "A"
      And T2 has called lock "second"
      And T3 has called lock "third"
      When the threads run in every order:
        | T1            | T2              | T3             |
        | lock "second" | remove "s"      | remove "s"     |
        | lock "third"  | unlock "second" | unlock "third" |
        | end "A"       |                 |                |
      Then every outcome is one of:
        | warnings | release of "s" | release of "s" by | must be seen |
        | 1        | 1              | T1                | yes          |
      And no outcome is one of:
        | warnings | release of "s" | release of "s" by | rule    | mutant              |
        | 1        | 2              | T1                | IREL-18 | MUT-96, POSTED-2019 |

    @id:IREL-18.5 @every-order
    Scenario: ILV-27, an update before or after a removal
      Given the interval subscriber "s" with release over "A"
      And T1 has called start "A"
      And T2 has called lock "second"
      And T3 has called lock "third"
      When the threads run in every order:
        | T1            | T2                | T3                |
        | lock "second" | update "s" to "B" | update "s" to "C" |
        | lock "third"  | remove "s"        | unlock "third"    |
        | end "A"       | unlock "second"   |                   |
      Then every outcome is one of:
        | T3.1   | warnings | release of "s" | must be seen |
        | 0      | 0        | 1              | yes          |
        | EINVAL | 1        | 1              | yes          |
      And no outcome is one of:
        | T3.1 | warnings | release of "s" | rule    | mutant |
        | 0    | 0        | 0              | IREL-18 | MUT-96 |

    @id:IREL-18.6 @every-order
    Scenario: ILV-27, an insert before or after a removal
      Given the interval subscriber "s" with release over "A"
      And T1 has called start "A"
      And T2 has called lock "second"
      And T3 has called lock "third"
      When the threads run in every order:
        | T1            | T2              | T3                       |
        | lock "second" | remove "s"      | insert safe "s" over "B" |
        | lock "third"  | unlock "second" | unlock "third"           |
        | end "A"       |                 |                          |
      Then every outcome is one of:
        | T3.1   | warnings | release of "s" | must be seen |
        | EINVAL | 1        | 1              | yes          |
      And no outcome is one of:
        | T3.1 | warnings | release of "s" | rule    | mutant      |
        | 0    | 0        | 1              | IREL-18 | POSTED-2019 |
        | 0    | 1        | 2              | IREL-18 | POSTED-2019 |

    @id:IREL-18.7 @every-order
    Scenario: ILV-28, every callback removes the node
      Given the interval subscriber "s" with release over "A"
      And in invalidate "s" takes these steps:
        | standard   |
        | remove "s" |
      When the threads run in every order:
        | T2             | T3             |
        | invalidate "A" | invalidate "A" |
      Then every outcome is one of:
        | invalidate of "s" in T2 | invalidate of "s" in T3 | warnings | release of "s" | release of "s" by | must be seen |
        | 0                       | 1                       | 0        | 1              | T3                |              |
        | 1                       | 0                       | 0        | 1              | T2                |              |
        | 1                       | 1                       | 1        | 1              | T2                | yes          |
        | 1                       | 1                       | 1        | 1              | T3                | yes          |
      And no outcome is one of:
        | invalidate of "s" in T2 | invalidate of "s" in T3 | warnings | release of "s" | release of "s" by | rule    | mutant              |
        | 1                       | 1                       | 1        | 2              | T3                | IREL-18 | MUT-96, POSTED-2019 |

  @IREL-32 @party:core @cap:interval @cap:interval-update @cap:interval-release @must
  Rule: IREL-32 insert clears the mark of a pending update
    Whatever the object's memory held. With the mark left, a removal during a walk would take itself
    for queued, and release would never come.
    Source: 000_043cb33762080882.txt, __mmu_interval_notifier_insert

    @id:IREL-32.1
    Scenario: The object was filled with garbage
      Given the interval subscriber "s" with release with garbage memory
      And T1 has called insert "s" over "A"
      When the threads take these steps in order:
        | T1        | T2         |
        | start "A" |            |
        |           | remove "s" |
        | end "A"   |            |
      Then release of "s" was called once
      When T1 calls invalidate "A"
      Then invalidate of "s" was not called

  @IREL-34 @party:core @cap:interval @cap:interval-update @cap:interval-release @must
  Rule: IREL-34 an object that was taken off before it was inserted is not inserted
    Update and remove of it are diagnosed: no list link is followed, and update does not report
    success. It applies where release did not free the object. As posted, remove unlinks twice and
    update writes the range.
    Source: analysis of 000_043cb33762080882.txt, the branches for an empty node in mmu_interval_notifier_remove and mmu_interval_notifier_update

    @id:IREL-34.1
    Scenario Outline: Inserted and removed in one period, then <what>
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And T1 has called start "A"
      And T2 has called insert "n" over "B"
      And T2 has called remove "n"
      When T2 calls <call>
      Then T2 returned <result>
      And there is at least one warning
      And the structure references of "mm" changed by 0
      When T1 calls end "A"
      And T1 calls invalidate "B..C"
      Then no callback was called

      Examples:
        | what    | call              | result  |
        | removed | remove "n"        | nothing |
        | updated | update "n" to "C" | EINVAL  |
