@v5.5-prop
Feature: A removal that is put off
  With a release callback remove returns at once; the node leaves the tree at the end of the period.
  In between it meets exit, failing starts, other removals, and its own end.

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

    @id:IREL-24.3 @every-order @IREL-02
    Scenario: ILV-29, removed while the address space exits
      Given the interval subscriber "s" with release over "A"
      When the threads run in every order:
        | T1   | T2         |
        | exit | remove "s" |
      Then every outcome is one of:
        | invalidate of "s" | release of "s" | release of "s" by | freed "mm" | must be seen |
        | 0                 | 1              | T2                | yes        |              |
        | 1                 | 1              | T1                | yes        | yes          |
        | 1                 | 1              | T2                | yes        |              |
      And no outcome is one of:
        | invalidate of "s" | release of "s" | release of "s" by | freed "mm" | rule    | mutant     |
        | 1                 | 0              | nobody            | no         | IREL-24 | IREL-24-x1 |
        | 1                 | 2              | T1                | yes        | IREL-02 | MUT-98     |

    @id:IREL-24.4 @every-order
    Scenario: ILV-29, another section goes on beside the exit
      It is of a kind that needs no user of the address space; its thread has a reference of its own.

      Given the interval subscriber "s" with release over "A"
      And T3 has called mmgrab
      When the threads run in every order:
        | T1   | T2         | T3                                |
        | exit | remove "s" | start "A" through the reverse map |
        |      |            | end "A"                           |
        |      |            | mmdrop                            |
      Then every outcome is one of:
        | invalidate of "s" in T1 | invalidate of "s" in T3 | release of "s" | release of "s" by | freed "mm" | must be seen |
        | 0                       | 0                       | 1              | T2                | yes        |              |
        | 0                       | 1                       | 1              | T2                | yes        |              |
        | 0                       | 1                       | 1              | T3                | yes        |              |
        | 1                       | 0                       | 1              | T1                | yes        |              |
        | 1                       | 0                       | 1              | T2                | yes        |              |
        | 1                       | 1                       | 1              | T1                | yes        | yes          |
        | 1                       | 1                       | 1              | T2                | yes        |              |
        | 1                       | 1                       | 1              | T3                | yes        | yes          |
      And no outcome is one of:
        | invalidate of "s" in T1 | invalidate of "s" in T3 | release of "s" | release of "s" by | freed "mm" | rule    | mutant     |
        | 1                       | 1                       | 0              | nobody            | no         | IREL-24 | IREL-24-x1 |
        | 0                       | 1                       | 1              | T1                | yes        | IREL-24 | IREL-24-x2 |

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

    @id:IREL-30.3 @every-order
    Scenario: ILV-53, removed while the last section ends
      Given the interval subscriber "s" with release over "A"
      When the threads run in every order:
        | T1         | T2             |
        | remove "s" | invalidate "A" |
      Then every outcome is one of:
        | T1      | invalidate of "s" | release of "s" | release of "s" by | warnings | must be seen |
        | nothing | 0                 | 1              | T1                | 0        |              |
        | nothing | 1                 | 1              | T1                | 0        |              |
        | nothing | 1                 | 1              | T2                | 0        | yes          |
      And no outcome is one of:
        | T1      | invalidate of "s" | release of "s" | release of "s" by | warnings | rule    | mutant               |
        | nothing | 1                 | 1              | T2                | 1        | IREL-30 | MUT-137, POSTED-2019 |

    @id:IREL-30.4 @every-order
    Scenario: One structure reference goes, whoever ends first
      The address space has exited: the reference of the removed node is its last.

      Given the interval subscriber "s" with release over "A"
      And T2 has called start "A" through the reverse map
      And T2 has called mmgrab
      And T3 has called exit
      When the threads run in every order:
        | T1         | T2      |
        | remove "s" | end "A" |
        |            | mmdrop  |
      Then every outcome is one of:
        | release of "s" by | freed "mm" | warnings | must be seen |
        | T1                | yes        | 0        |              |
        | T2                | yes        | 0        | yes          |
      And no outcome is one of:
        | release of "s" by | freed "mm" | warnings | rule    | mutant     |
        | T2                | yes        | 1        | IREL-30 | IREL-30-x1 |

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

    @id:IREL-33.3 @every-order @IREL-02
    Scenario: A removal in a start that fails, beside another section
      Where the callback of the failing start cannot have the lock it has done nothing.

      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "t" over "B"
      And in the first invalidate "s" takes these steps:
        | standard   |
        | remove "s" |
      And "t" answers false in a non-blockable invalidate
      When the threads run in every order:
        | T1                         | T2             |
        | start non-blockable "A..B" | invalidate "A" |
      Then every outcome is one of:
        | T1     | invalidate of "s" in T1 | invalidate of "s" in T2 | release of "s" | release of "s" by | must be seen |
        | EAGAIN | 0                       | 1                       | 1              | T2                |              |
        | EAGAIN | 1                       | 0                       | 1              | T1                |              |
        | EAGAIN | 1                       | 1                       | 0              | nobody            |              |
        | EAGAIN | 1                       | 1                       | 1              | T1                | yes          |
        | EAGAIN | 1                       | 1                       | 1              | T2                | yes          |
      And no outcome is one of:
        | T1     | invalidate of "s" in T1 | invalidate of "s" in T2 | release of "s" | release of "s" by | rule    | mutant     |
        | EAGAIN | 1                       | 0                       | 2              | T1                | IREL-02 | MUT-98 |

    @id:IREL-33.4 @every-order
    Scenario: A removal in a start that fails, beside a section that hits another interval
      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "t" over "B"
      And the interval subscriber "u" over "C"
      And in invalidate "s" takes these steps:
        | standard   |
        | remove "s" |
      And "t" answers false in a non-blockable invalidate
      When the threads run in every order:
        | T1                         | T2             |
        | start non-blockable "A..B" | invalidate "C" |
      Then every outcome is one of:
        | T1     | invalidate of "s" | release of "s" | release of "s" by | must be seen |
        | EAGAIN | 1                 | 1              | T1                |              |
        | EAGAIN | 1                 | 1              | T2                | yes          |
      And no outcome is one of:
        | T1     | invalidate of "s" | release of "s" | release of "s" by | rule    | mutant     |
        | EAGAIN | 1                 | 0              | nobody            | IREL-33 | IREL-33-x1 |
