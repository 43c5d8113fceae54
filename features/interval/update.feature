@v5.5-prop
Feature: Moving an interval notifier
  The proposal of December 2019 adds an update of the range. Several of its corners are wrong as
  posted; what stands here is the form that keeps the promise to readers.

  @IREL-11 @party:core @cap:interval @cap:interval-update @must
  Rule: IREL-11 update checks its range like insert
    A length of 0 or a range that leaves the address space gives EOVERFLOW; the old range and an
    earlier pending update stay in force.
    Source: 000_043cb33762080882.txt, mmu_interval_notifier_update

    @id:IREL-11.1
    Scenario Outline: From <start>, length <length>
      Given the interval subscriber "s" over "A"
      When T1 calls update "s" from <start> length <length>
      Then T1 returned EOVERFLOW
      When T1 calls invalidate "A"
      Then invalidate of "s" was called once

      Examples:
        | start            | length |
        | 1000             | 0      |
        | ffffffffffffffff | 2      |
        | fffffffffffff000 | 1001   |

    @id:IREL-11.2 @cap:interval-release
    Scenario: An earlier pending update stays in force
      Given the interval subscriber "s" with release over "A"
      When the threads take these steps in order:
        | T1        | T2                                        |
        | start "A" |                                           |
        |           | update "s" to "B" -> 0                    |
        |           | update "s" from 1000 length 0 -> EOVERFLOW |
        | end "A"   |                                           |
      And T1 calls invalidate "B"
      Then invalidate of "s" was called twice

    @id:IREL-11.3
    Scenario: The last byte of the address space is legal
      Given the interval subscriber "s" over "A"
      When T1 calls update "s" from ffffffffffffffff length 1
      Then T1 returned 0
      When T1 calls invalidate "A"
      Then invalidate of "s" was not called

  @IREL-12 @party:core @cap:interval @cap:interval-update @must
  Rule: IREL-12 update moves the interval at once unless the tree is being walked
    If it is not inserted: a warning, nothing is changed, EINVAL. As posted it warns only about a
    node that was never linked, and erases it from the tree anyway.
    Source: 000_043cb33762080882.txt, mmu_interval_notifier_update

    @id:IREL-12.1
    Scenario: With no section open
      Given the interval subscriber "s" over "A"
      When T1 calls update "s" to "B"
      Then T1 returned 0
      When T1 calls invalidate "A"
      Then invalidate of "s" was not called
      When T1 calls invalidate "B"
      Then invalidate of "s" was called once

    @id:IREL-12.2
    Scenario: Beside a section that hit nothing
      Given the interval subscriber "s" over "A"
      And T1 has called start "C"
      When T2 calls update "s" to "B"
      Then T2 returned 0
      When T3 calls invalidate "A"
      Then invalidate of "s" was not called
      When T3 calls invalidate "B"
      Then invalidate of "s" was called once

    @id:IREL-12.3
    Scenario: Never inserted
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      When T1 calls update "n" to "B"
      Then T1 returned EINVAL
      And there is a warning
      When T1 calls invalidate "B"
      Then invalidate of "n" was not called

    @id:IREL-12.4
    Scenario: Removed before
      Given the interval subscriber "s" over "A"
      And T1 has called remove "s"
      When T1 calls update "s" to "B"
      Then T1 returned EINVAL
      And there is a warning
      When T1 calls invalidate "A..B"
      Then invalidate of "s" was not called

  @IREL-13 @party:core @cap:interval @cap:interval-update @cap:interval-release @must
  Rule: IREL-13 during a walk the old range stays monitored
    The new range is noted and the node queued once; at the end of the period it is inserted with
    the new range.
    Source: 000_043cb33762080882.txt, mmu_interval_notifier_update and mn_itree_inv_end

    @id:IREL-13.1
    Scenario: Old range until the end, new range from then on
      Given the interval subscriber "s" with release over "A"
      When T1 calls start "A"
      And T2 calls update "s" to "B"
      Then T2 returned 0
      When T3 calls invalidate "A"
      Then invalidate of "s" was called once
      When T3 calls invalidate "B"
      Then invalidate of "s" was not called
      When T1 calls end "A"
      And T3 calls invalidate "A"
      Then invalidate of "s" was not called
      When T3 calls invalidate "B"
      Then invalidate of "s" was called once
      And release of "s" was called 0 times in all

    @id:IREL-13.2 @every-order @IREL-02
    Scenario: A section over the old range, while the period goes on
      The last read_begin is the witness: it waits exactly while the period goes on.

      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "t" over "C"
      And T1 has called start "A..C"
      When the threads run in every order:
        | T1         | T2                |
        | end "A..C" | update "s" to "D" |
        |            | invalidate "A"    |
        |            | read_begin "t"    |
      Then every outcome is one of:
        | invalidate of "s" in T2 | T2.3 waited | release of "s" | must be seen |
        | 0                       | no          | 0              |              |
        | 1                       | no          | 0              |              |
        | 1                       | yes         | 0              | yes          |
      And no outcome is one of:
        | invalidate of "s" in T2 | T2.3 waited | release of "s" | rule    | mutant  |
        | 0                       | yes         | 0              | IREL-13 | MUT-101 |
        | 1                       | yes         | 1              | IREL-02 | MUT-139 |

  @IREL-14 @party:core @cap:interval @cap:interval-update @cap:interval-release @must
  Rule: IREL-14 a pending insertion is inserted with the range that it was updated to
    Source: 000_043cb33762080882.txt, mmu_interval_notifier_update

    @id:IREL-14.1
    Scenario: Inserted and updated in one period
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n" with release
      When the threads take these steps in order:
        | T1        | T2                     |
        | start "A" |                        |
        |           | insert "n" over "B"    |
        |           | update "n" to "C" -> 0 |
        | end "A"   |                        |
      And T1 calls invalidate "B"
      Then invalidate of "n" was not called
      When T1 calls invalidate "C"
      Then invalidate of "n" was called once

    @id:IREL-14.2 @every-order
    Scenario: ILV-27, inserted and updated beside a section
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n" with release
      When the threads run in every order:
        | T1                | T2                  |
        | invalidate "A..B" | insert "n" over "B" |
        |                   | update "n" to "C"   |
        |                   | read_begin "n"      |
        |                   | invalidate "C"      |
      Then every outcome is one of:
        | T2.3 waited | invalidate of "n" in T1 | invalidate of "n" in T2 | must be seen |
        | no          | 0                       | 1                       |              |
        | no          | 1                       | 1                       |              |
        | yes         | 0                       | 1                       | yes          |
        | yes         | 1                       | 1                       | yes          |
      And no outcome is one of:
        | T2.3 waited | invalidate of "n" in T1 | invalidate of "n" in T2 | rule    | mutant     |
        | yes         | 0                       | 0                       | IREL-14 | IREL-14-x1 |

  @IREL-15 @party:core @cap:interval @cap:interval-update @cap:interval-release @must
  Rule: IREL-15 of several updates in one period the last wins
    The node is queued once.
    Source: 000_043cb33762080882.txt, mmu_interval_notifier_update

    @id:IREL-15.1
    Scenario: Three updates
      Given the interval subscriber "s" with release over "A"
      When the threads take these steps in order:
        | T1        | T2                |
        | start "A" |                   |
        |           | update "s" to "B" |
        |           | update "s" to "C" |
        |           | update "s" to "D" |
        | end "A"   |                   |
      And T1 calls invalidate "A..C"
      Then invalidate of "s" was called once
      When T1 calls invalidate "D"
      Then invalidate of "s" was called once
      And release of "s" was called 0 times in all

    @id:IREL-15.2 @every-order @IREL-02
    Scenario: ILV-27, updated twice beside a section
      Given the interval subscriber "s" with release over "A"
      When the threads run in every order:
        | T1             | T2                |
        | invalidate "A" | update "s" to "B" |
        |                | update "s" to "C" |
        |                | read_begin "s"    |
        |                | invalidate "C"    |
      Then every outcome is one of:
        | T2.3 waited | invalidate of "s" in T1 | invalidate of "s" in T2 | release of "s" | must be seen |
        | no          | 0                       | 1                       | 0              |              |
        | no          | 1                       | 1                       | 0              |              |
        | yes         | 0                       | 1                       | 0              |              |
        | yes         | 1                       | 1                       | 0              | yes          |
      And no outcome is one of:
        | T2.3 waited | invalidate of "s" in T1 | invalidate of "s" in T2 | release of "s" | rule    | mutant     |
        | yes         | 1                       | 0                       | 0              | IREL-15 | IREL-15-x1 |
        | yes         | 1                       | 1                       | 1              | IREL-02 | MUT-139    |

  @IREL-16 @party:core @cap:interval @cap:interval-update @cap:interval-release @must
  Rule: IREL-16 a removal makes the update forgotten
    The node is queued once; nothing is monitored afterwards, and release is called once.
    Source: 000_043cb33762080882.txt, mmu_interval_notifier_remove

    @id:IREL-16.1
    Scenario: Updated, then removed
      Given the interval subscriber "s" with release over "A"
      When the threads take these steps in order:
        | T1        | T2                |
        | start "A" |                   |
        |           | update "s" to "B" |
        |           | remove "s"        |
        | end "A"   |                   |
      Then release of "s" was called once
      When T1 calls invalidate "A..B"
      Then no callback was called
      And release of "s" was called once in all

    @id:IREL-16.2
    Scenario: Without a release callback remove waits for the end
      Given the interval subscriber "s" over "A"
      When the threads take these steps in order:
        | T1        | T2                          | T3                   |
        | start "A" |                             |                      |
        |           | update "s" to "B" -> blocks |                      |
        |           |                             | remove "s" -> blocks |
        | end "A"   | -> 0                        | -> nothing           |
      Then T3 is not blocked
      When T1 calls invalidate "A..B"
      Then no callback was called

    @id:IREL-16.3 @every-order @IREL-02
    Scenario: ILV-27, updated and removed beside a section
      Given the interval subscriber "s" with release over "A"
      When the threads run in every order:
        | T1             | T2                |
        | invalidate "A" | update "s" to "B" |
        |                | remove "s"        |
        |                | invalidate "B"    |
      Then every outcome is one of:
        | invalidate of "s" in T1 | invalidate of "s" in T2 | release of "s" | release of "s" by | must be seen |
        | 0                       | 0                       | 1              | T2                |              |
        | 1                       | 0                       | 1              | T1                | yes          |
        | 1                       | 0                       | 1              | T2                |              |
      And no outcome is one of:
        | invalidate of "s" in T1 | invalidate of "s" in T2 | release of "s" | release of "s" by | rule    | mutant     |
        | 1                       | 1                       | 0              | nobody            | IREL-16 | IREL-16-x1 |
        | 1                       | 0                       | 2              | T1                | IREL-02 | MUT-98     |

  @IREL-17 @party:core @cap:interval @cap:interval-update @cap:interval-release @must
  Rule: IREL-17 inserted, updated and removed in one period is as if nothing had been
    Never in the tree, no invalidate; release is called inside remove, and the references balance.
    Source: 000_043cb33762080882.txt, mmu_interval_notifier_remove and mmu_interval_notifier_update

    @id:IREL-17.1
    Scenario: With a release callback
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n" with release
      When the threads take these steps in order:
        | T1        | T2                  |
        | start "A" |                     |
        |           | insert "n" over "A" |
        |           | update "n" to "B"   |
        |           | remove "n"          |
      Then release of "n" was called once in T2
      And the structure references of "mm" changed by 0
      When T1 calls end "A"
      And T1 calls invalidate "A..B"
      Then these callbacks were called:
        | subscriber | callback   |
        | s          | invalidate |

    @id:IREL-17.2 @every-order
    Scenario: ILV-27, inserted, updated and removed beside a section
      Only if the section found it in the tree does the section's end release it.

      Given the interval subscriber "s" over "A"
      And the interval subscriber "n" with release
      When the threads run in every order:
        | T1                | T2                  |
        | invalidate "A..C" | insert "n" over "B" |
        |                   | update "n" to "C"   |
        |                   | remove "n"          |
      Then every outcome is one of:
        | invalidate of "n" | release of "n" | release of "n" by | must be seen |
        | 0                 | 1              | T2                |              |
        | 1                 | 1              | T1                | yes          |
        | 1                 | 1              | T2                |              |
      And no outcome is one of:
        | invalidate of "n" | release of "n" | release of "n" by | rule    | mutant     |
        | 0                 | 0              | nobody            | IREL-17 | IREL-04-x1 |

    @id:IREL-17.3 @every-order @IREL-04
    Scenario: ILV-27, inserted again after a removal in the same period
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n" with release
      And T1 has called start "A"
      When the threads run in every order:
        | T1      | T2                  |
        | end "A" | insert "n" over "B" |
        |         | remove "n"          |
        |         | insert "n" over "B" |
        |         | read_begin "n"      |
        |         | invalidate "B"      |
      Then every outcome is one of:
        | T2.3 | T2.4 waited | invalidate of "n" | release of "n" | release of "n" by | must be seen |
        | 0    | no          | 1                 | 1              | T2                |              |
        | 0    | yes         | 1                 | 1              | T2                | yes          |
      And no outcome is one of:
        | T2.3 | T2.4 waited | invalidate of "n" | release of "n" | release of "n" by | rule    | mutant     |
        | 0    | yes         | 1                 | 0              | nobody            | IREL-04 | IREL-04-x1 |

  @IREL-19 @party:core @cap:interval @cap:interval-update @must
  Rule: IREL-19 without a release callback an update during a walk waits for its end
    Also for a pending insertion. What counts is the state on entry: beside a section that hit
    nothing update does not wait.
    Source: 000_043cb33762080882.txt, mmu_interval_notifier_update

    @id:IREL-19.1
    Scenario: In the tree
      Given the interval subscriber "s" over "A"
      When the threads take these steps in order:
        | T1        | T2                          |
        | start "A" |                             |
        |           | update "s" to "B" -> blocks |
        | end "A"   | -> 0                        |

    @id:IREL-19.2
    Scenario: Pending insertion
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      When the threads take these steps in order:
        | T1        | T2                          |
        | start "A" |                             |
        |           | insert "n" over "B" -> 0    |
        |           | update "n" to "C" -> blocks |
        | end "A"   | -> 0                        |

    @id:IREL-19.3
    Scenario: Beside a section that hit nothing
      Given the interval subscriber "s" over "A"
      When the threads take these steps in order:
        | T1        | T2                     |
        | start "C" |                        |
        |           | update "s" to "B" -> 0 |

    @id:IREL-19.4 @cap:interval-release
    Scenario: With a release callback it never waits
      Given the interval subscriber "s" with release over "A"
      When the threads take these steps in order:
        | T1        | T2                     |
        | start "A" |                        |
        |           | update "s" to "B" -> 0 |

  @IREL-20 @party:core @cap:interval @cap:interval-update @cap:interval-release @must
  Rule: IREL-20 an update to the first byte is an update
    Whether an update is pending must not depend on the value of the new last address. As posted a
    last address of 0 doubles as "no update": the node is removed and, with a release callback,
    released.
    Source: analysis of 000_043cb33762080882.txt, deferred_last in mn_itree_inv_end

    @id:IREL-20.1
    Scenario: Start 0, length 1
      Given the ranges
        | first byte | byte 0 |
      And the interval subscriber "s" with release over "A"
      When the threads take these steps in order:
        | T1        | T2                              |
        | start "A" |                                 |
        |           | update "s" from 0 length 1 -> 0 |
        | end "A"   |                                 |
      Then release of "s" was not called
      When T1 calls invalidate "first byte"
      Then invalidate of "s" was called once

    @id:IREL-20.2
    Scenario: Followed by another update
      Given the interval subscriber "s" with release over "A"
      When the threads take these steps in order:
        | T1        | T2                              |
        | start "A" |                                 |
        |           | update "s" from 0 length 1 -> 0 |
        |           | update "s" to "B" -> 0          |
        | end "A"   |                                 |
      Then release of "s" was not called
      When T1 calls invalidate "B"
      Then invalidate of "s" was called once

    @id:IREL-20.3
    Scenario: Followed by a removal
      Given the interval subscriber "s" with release over "A"
      When the threads take these steps in order:
        | T1        | T2                              |
        | start "A" |                                 |
        |           | update "s" from 0 length 1 -> 0 |
        |           | remove "s"                      |
        | end "A"   |                                 |
      Then release of "s" was called once

    @id:IREL-20.4 @every-order
    Scenario: ILV-27, updated to the first byte beside a section
      Given the ranges
        | first byte | byte 0 |
      And the interval subscriber "s" with release over "A"
      When the threads run in every order:
        | T1             | T2                         |
        | invalidate "A" | update "s" from 0 length 1 |
        |                | read_begin "s"             |
        |                | invalidate "first byte"    |
      Then every outcome is one of:
        | T2.2 waited | invalidate of "s" in T1 | invalidate of "s" in T2 | release of "s" | must be seen |
        | no          | 0                       | 1                       | 0              |              |
        | no          | 1                       | 1                       | 0              |              |
        | yes         | 1                       | 1                       | 0              | yes          |
      And no outcome is one of:
        | T2.2 waited | invalidate of "s" in T1 | invalidate of "s" in T2 | release of "s" | rule    | mutant              |
        | yes         | 1                       | 0                       | 1              | IREL-20 | MUT-94, POSTED-2019 |

    @id:IREL-20.5 @every-order
    Scenario: ILV-27, updated to the first byte and then elsewhere
      Given the interval subscriber "s" with release over "A"
      When the threads run in every order:
        | T1             | T2                         |
        | invalidate "A" | update "s" from 0 length 1 |
        |                | update "s" to "B"          |
        |                | read_begin "s"             |
        |                | invalidate "B"             |
      Then every outcome is one of:
        | T2.3 waited | invalidate of "s" in T1 | invalidate of "s" in T2 | release of "s" | must be seen |
        | no          | 0                       | 1                       | 0              |              |
        | no          | 1                       | 1                       | 0              |              |
        | yes         | 0                       | 1                       | 0              |              |
        | yes         | 1                       | 1                       | 0              | yes          |
      And no outcome is one of:
        | T2.3 waited | invalidate of "s" in T1 | invalidate of "s" in T2 | release of "s" | rule    | mutant      |
        | yes         | 1                       | 0                       | 1              | IREL-20 | POSTED-2019 |

    @id:IREL-20.6 @every-order
    Scenario: ILV-27, updated to the first byte and removed
      Given the interval subscriber "s" with release over "A"
      When the threads run in every order:
        | T1             | T2                         |
        | invalidate "A" | update "s" from 0 length 1 |
        |                | remove "s"                 |
      Then every outcome is one of:
        | invalidate of "s" | release of "s" | release of "s" by | must be seen |
        | 0                 | 1              | T2                |              |
        | 1                 | 1              | T1                | yes          |
        | 1                 | 1              | T2                |              |
      And no outcome is one of:
        | invalidate of "s" | release of "s" | release of "s" by | rule    | mutant      |
        | 1                 | 2              | T1                | IREL-20 | POSTED-2019 |

  @IREL-27 @party:core @cap:interval @cap:interval-update @cap:interval-release @must
  Rule: IREL-27 update keeps callbacks, address space and reference
    Source: 000_043cb33762080882.txt, mmu_interval_notifier_update

    @id:IREL-27.1
    Scenario: At once, and put off
      Given the interval subscriber "s" with release over "A"
      When T1 calls update "s" to "B"
      Then the structure references of "mm" changed by 0
      When T1 calls start "B"
      And T2 calls update "s" to "C"
      And T1 calls end "B"
      Then the structure references of "mm" changed by 0
      When T1 calls remove "s"
      Then the structure references of "mm" changed by -1
      And release of "s" was called once
