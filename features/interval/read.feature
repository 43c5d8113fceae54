Feature: Reading under an interval notifier
  A reader takes a token, reads page tables, and asks under its own lock whether the interval was
  invalidated meanwhile. Taking the token waits while the interval is being invalidated.

  @INTV-18 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-18 read_begin waits exactly while its interval is being invalidated
    Under the state lock the interval's sequence is compared with that of the subscriptions. If
    they are equal, read_begin waits until the subscriptions' differs from that value; if not, it
    returns at once, whatever other ranges are being invalidated. The token is the interval's
    sequence.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_interval_read_begin

    @id:INTV-18.1
    Scenario: ILV-02, a reader inside a section
      Given the interval subscriber "s" over "A"
      When the threads take these steps in order:
        | T1                       | T2                |
        |                          | invalidate "A"... |
        | read_begin "s" -> blocks |                   |
        | -> nothing               | ...ends           |
        | lock "s.lock"            |                   |
        | read_retry "s" -> false  |                   |
        | unlock "s.lock"          |                   |
      Then invalidate of "s" was called once

    @id:INTV-18.2
    Scenario: ILV-03, a reader between the start of the period and the callback's note of it
      Given the interval subscriber "s" over "A"
      And "s" is held in invalidate
      When the threads take these steps in order:
        | T1                     | T2                  |
        |                        | start "A" -> blocks |
        | read_begin "s"         |                     |
        | open "s.invalidate"    | -> nothing          |
        | lock "s.lock"          |                     |
        | read_retry "s" -> true |                     |
        | unlock "s.lock"        |                     |
        |                        | end "A"             |
      Then there is no warning

    @id:INTV-18.3
    Scenario: ILV-05, a reader of another interval
      Given the interval subscriber "s" over "A"
      And the interval subscriber "s2" over "B"
      When the threads take these steps in order:
        | T1                       | T2                |
        |                          | invalidate "A"... |
        | read_begin "s2"          |                   |
        | read_retry "s2" -> false |                   |
        |                          | ...ends           |
        | read_retry "s2" -> false |                   |
      Then invalidate of "s2" was not called

    @id:INTV-18.4
    Scenario: Every reader of the interval waits, and all go on
      Given the interval subscriber "s" over "A"
      When the threads take these steps in order:
        | T1                | T2                       | T3                       |
        | invalidate "A"... |                          |                          |
        |                   | read_begin "s" -> blocks |                          |
        |                   |                          | read_begin "s" -> blocks |
        | ...ends           | -> nothing               | -> nothing               |
        |                   | read_retry "s" -> false  | read_retry "s" -> false  |
      Then there is no warning

    @id:INTV-18.5 @every-order
    Scenario: ILV-01, ILV-02 and ILV-03, a reader beside one section
      Given the interval subscriber "s" over "A"
      When the threads run in every order:
        | T1              | T2             |
        | read_begin "s"  | invalidate "A" |
        | lock "s.lock"   |                |
        | read_retry "s"  |                |
        | unlock "s.lock" |                |
      Then every outcome is one of:
        | T1.1 waited | T1.3  | must be seen |
        | no          | false | yes          |
        | no          | true  | yes          |
        | yes         | false | yes          |
      And no outcome is one of:
        | T1.1 waited | T1.3 | rule    | mutant |
        | yes         | true | INTV-18 | MUT-35 |

    @id:INTV-18.6 @every-order
    Scenario: ILV-02, what the reader does next comes after the end of the section that it met
      T1 keeps the lock "W". It can only get it before T2 is through with it if read_begin came back
      while the section was open.
      Given the interval subscriber "s" over "A"
      And T2 has called start "A"
      When the threads run in every order:
        | T1             | T2         |
        | read_begin "s" | lock "W"   |
        | lock "W"       | unlock "W" |
        | read_retry "s" | end "A"    |
      Then every outcome is one of:
        | T1.1 waited | T1    | T2      | must be seen |
        | no          | false | nothing |              |
        | yes         | false | nothing | yes          |
      And no outcome is one of:
        | T1.1 waited | T1    | T2      | rule    | mutant |
        | no          | false | blocked | INTV-18 | MUT-37 |

    @id:INTV-18.7 @every-order
    Scenario: ILV-05, a reader beside a section over another interval
      Given the interval subscriber "s" over "A"
      And the interval subscriber "s2" over "B"
      When the threads run in every order:
        | T1               | T2             |
        | read_begin "s2"  | invalidate "A" |
        | lock "s2.lock"   |                |
        | read_retry "s2"  |                |
        | unlock "s2.lock" |                |
      Then every outcome is one of:
        | T1.1 waited | T1.3  | invalidate of "s" | invalidate of "s2" | must be seen |
        | no          | false | 1                 | 0                  | yes          |
      And no outcome is one of:
        | T1.1 waited | T1.3  | invalidate of "s" | invalidate of "s2" | rule    | mutant     |
        | yes         | false | 1                 | 0                  | INTV-18 | INTV-18-x1 |

    @id:INTV-18.8 @cap:register
    Scenario: A reader while the list is being called
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "B"
      And the registered subscriber "S"
      And "S" is held in invalidate_range_start
      When the threads take these steps in order:
        | T1                       | T2                       | T3                              |
        |                          | invalidate "A" -> blocks |                                 |
        |                          |                          | read_begin "t"                  |
        | read_begin "s" -> blocks |                          |                                 |
        | -> nothing               | -> nothing               | open "S.invalidate_range_start" |
        | read_retry "s" -> false  |                          |                                 |
      Then invalidate of "s" was called once

  @INTV-19 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-19 read_begin does not loop
    It waits once at most, and does not look again afterwards: the token may be one for which
    read_retry is true already. The reader finds out in the end anyway.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_interval_read_begin (last comment)

    @id:INTV-19.1
    Scenario: The collision is certain when the reader begins, and it is let in
      Given the interval subscriber "s" over "A"
      And "s" is held in invalidate
      When the threads take these steps in order:
        | T1                     | T2                  | T3                     |
        |                        | start "A" -> blocks |                        |
        | read_begin "s"         |                     | read_begin "s"         |
        |                        | -> nothing          | open "s.invalidate"    |
        | read_retry "s" -> true |                     | read_retry "s" -> true |
      Then there is no warning

    @id:INTV-19.2 @point:deferred-work
    Scenario: Woken after the next section has begun
      Given the interval subscriber "s" over "A"
      And T3 has called invalidate "F"
      And T1 has called start "A"
      And T1 is held at the point "deferred-work"
      When the threads take these steps in order:
        | T1                | T2                       | T3                  |
        |                   | read_begin "s" -> blocks |                     |
        | end "A" -> blocks |                          |                     |
        |                   |                          | start "A" -> blocks |
      And T1 goes on from the point "deferred-work"
      Then T1 returned
      And T3 returned
      And T2 returned
      When T2 calls read_retry "s"
      Then T2 returned true

  @INTV-21 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-21 check_retry tells without the lock: true is reliable, false is not
    A reader in a long walk may ask early. If the answer is true, read_retry will say so too.
    Source: Linux 6.12 include/linux/mmu_notifier.h, mmu_interval_check_retry

    @id:INTV-21.1
    Scenario: ILV-49, asked in the middle of a walk
      Given the interval subscriber "s" over "A"
      When the threads take these steps in order:
        | T1                       | T2                |
        | read_begin "s"           |                   |
        | check_retry "s" -> false |                   |
        |                          | invalidate "A"... |
        | check_retry "s" -> true  |                   |
        |                          | ...ends           |
        | check_retry "s" -> true  |                   |
        | lock "s.lock"            |                   |
        | read_retry "s" -> true   |                   |
        | unlock "s.lock"          |                   |
      Then invalidate of "s" was called once

    @id:INTV-21.2
    Scenario: False is not reliable
      Given the interval subscriber "s" over "A"
      When the threads take these steps in order:
        | T1                       | T2             |
        | read_begin "s"           |                |
        | check_retry "s" -> false |                |
        |                          | invalidate "A" |
        | read_retry "s" -> true   |                |
      Then invalidate of "s" was called once

    @id:INTV-21.3
    Scenario: It is not true for sections elsewhere
      Given the interval subscriber "s" over "A"
      And the interval subscriber "other" over "B"
      When the threads take these steps in order:
        | T1                       | T2                |
        | read_begin "s"           |                   |
        |                          | invalidate "B"... |
        | check_retry "s" -> false |                   |
        |                          | ...ends           |
        | check_retry "s" -> false |                   |
        | read_retry "s" -> false  |                   |
      Then invalidate of "s" was not called

    @id:INTV-21.4 @every-order @INTV-18
    Scenario: ILV-49, asked in the middle of a walk and again under the lock
      Given the interval subscriber "s" over "A"
      When the threads run in every order:
        | T1              | T2             |
        | read_begin "s"  | invalidate "A" |
        | check_retry "s" |                |
        | lock "s.lock"   |                |
        | read_retry "s"  |                |
        | unlock "s.lock" |                |
      Then every outcome is one of:
        | T1.1 waited | T1.2  | T1.4  | must be seen |
        | no          | false | false | yes          |
        | no          | false | true  |              |
        | no          | true  | true  | yes          |
        | yes         | false | false |              |
      And no outcome is one of:
        | T1.1 waited | T1.2 | T1.4  | rule    | mutant     |
        | no          | true | false | INTV-21 | INTV-21-x1 |
        | yes         | true | true  | INTV-18 | MUT-35     |

  @INTV-23 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-23 read_begin is not for places that its wait depends on
    It must not be called from an invalidate callback, with a lock that an invalidate callback
    takes, or inside a section of the caller's own: it could wait for itself. Lockdep is told on
    every call, whether it waits or not.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_interval_read_begin

    @id:INTV-23.1 @cap:lockdep
    Scenario: With the callback's lock: reported although it need not wait
      Given the interval subscriber "s" over "A"
      When T1 calls invalidate "A"
      And T1 calls lock "s.lock"
      And T1 calls read_begin "s"
      Then T1 returned
      And lockdep reports a cycle

    @id:INTV-23.2 @cap:lockdep
    Scenario: Without it there is nothing to report
      Given the interval subscriber "s" over "A"
      When T1 calls invalidate "A"
      And T1 calls read_begin "s"
      And T1 calls lock "s.lock"
      And T1 calls read_retry "s"
      And T1 calls unlock "s.lock"
      And T1 calls invalidate "A"
      Then lockdep reports nothing

    @id:INTV-23.3
    Scenario: Inside a section of the caller's own
      Given the interval subscriber "s" over "A"
      When T1 calls start "A"
      And T1 calls read_begin "s"
      Then T1 is blocked on interval
      And the oracle reports liveness

    @id:INTV-23.4
    Scenario: From the callback itself
      Given the interval subscriber "s" over "A"
      And in invalidate "s" takes these steps:
        | standard       |
        | read_begin "s" |
      When T1 calls start "A"
      Then T1 is blocked on interval
      And the oracle reports liveness

    @id:INTV-23.5
    Scenario: With a lock that the callback of another section wants
      Given the interval subscriber "s" over "A"
      When the threads take these steps in order:
        | T1                | T2                       | T3                  |
        | invalidate "A"... |                          |                     |
        |                   | lock "s.lock"            |                     |
        |                   | read_begin "s" -> blocks |                     |
        |                   |                          | start "A" -> blocks |
        | ...ends           | -> blocks                | -> blocks           |
      Then the oracle reports liveness

  @INTV-36 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-36 when no section is left open everybody goes on
    Sections that overlap in time like the links of a chain may keep a period open, whatever their
    ranges, and readers, removers and pending inserts wait as long. When the last one has ended,
    all of them go on.
    Source: Linux 6.12 mm/mmu_notifier.c, the comment above mn_itree_is_invalidating

    @id:INTV-36.1
    Scenario: A chain of sections, and everybody who waits for its end
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "A"
      And the interval subscriber "u" over "A"
      And the interval subscriber "n"
      And T1 has called start "A"
      And T2 has called insert "n" over "A"
      When T3 calls read_begin "s"
      And T4 calls remove "t"
      And T5 calls remove "u"
      And T6 calls read_begin "n"
      And T2 calls start "B"
      And T1 calls end "A"
      And T1 calls start "C"
      And T2 calls end "B"
      And T2 calls start "A"
      And T1 calls end "C"
      And T2 calls end "A"
      Then T3 is not blocked
      And T4 is not blocked
      And T5 is not blocked
      And T6 is not blocked
      When T1 calls invalidate "A"
      Then these callbacks were called:
        | thread | subscriber | callback   | range |
        | T1     | n          | invalidate | A     |
        | T1     | s          | invalidate | A     |

  @INTV-43 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-43 the wait is for the period, not for the range
    Once an interval was called or inserted in a period its readers wait until no section at all is
    open, even if every section over its own range has ended, or there never was one. Linux does;
    another design may let them go on earlier.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_interval_read_begin and mn_itree_inv_end; analysis

    @id:INTV-43.1
    Scenario Outline: Only an unrelated section is left open
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "B"
      When the threads take these steps in order:
        | T1                | T2                | T3                       |
        | invalidate "A"... |                   |                          |
        |                   | invalidate "B"... |                          |
        | ...ends           |                   |                          |
        |                   |                   | read_begin "s" -> blocks |
        |                   | ...ends           | -> nothing               |
      Then there is no warning

      @must @v6.1,v6.12
      Examples:
        | where         |
        | as Linux does |

      @may @v5.5,v5.5-prop,v5.12,v6.4-prop,v6.4-alt,tlbn-prop,v6.6
      Examples:
        | where            |
        | in other designs |

    @id:INTV-43.2
    Scenario Outline: Inserted among sections elsewhere
      Given the interval subscriber "other" over "F"
      And the interval subscriber "n"
      When the threads take these steps in order:
        | T1                       | T2                |
        |                          | invalidate "B"... |
        | insert "n" over "A" -> 0 |                   |
        | read_begin "n" -> blocks |                   |
        | -> nothing               | ...ends           |
        | read_retry "n" -> false  |                   |
      Then invalidate of "n" was not called

      @must @v6.1,v6.12
      Examples:
        | where         |
        | as Linux does |

      @may @v5.5,v5.5-prop,v5.12,v6.4-prop,v6.4-alt,tlbn-prop,v6.6
      Examples:
        | where            |
        | in other designs |

    @id:INTV-43.3 @cap:register
    Scenario Outline: The list is being called for a section elsewhere
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "B"
      And the registered subscriber "S"
      And "S" is held in invalidate_range_start on T1
      And "S" is held in invalidate_range_start on T2
      When the threads take these steps in order:
        | T1                       | T2                       | T3                       | T4                                 |
        | invalidate "A" -> blocks |                          |                          |                                    |
        |                          | invalidate "B" -> blocks |                          |                                    |
        | -> nothing               |                          |                          | open "T1/S.invalidate_range_start" |
        |                          |                          | read_begin "s" -> blocks |                                    |
        |                          | -> nothing               | -> nothing               | open "T2/S.invalidate_range_start" |
      Then there is no warning

      @must @v6.1,v6.12
      Examples:
        | where         |
        | as Linux does |

      @may @v5.5,v5.5-prop,v5.12,v6.4-prop,v6.4-alt,tlbn-prop,v6.6
      Examples:
        | where            |
        | in other designs |
