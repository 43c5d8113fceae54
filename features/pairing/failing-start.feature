Feature: Pairing when a start callback fails
  A non-blocking start may fail: a subscriber that would have to sleep answers EAGAIN.
  What the other subscribers see then has changed twice: with the pairing proposal of 2019, and
  with the stricter form that was merged for Linux 5.12.

  @PAIR-06 @party:core @v5.3..v5.11,v5.5-prop @cap:register @cap:nonblock @must
  Rule: PAIR-06 before the pairing merge a failed start is followed by no end
    When any start callback fails, every end callback is skipped, also that of a subscriber whose
    own start succeeded. This is the defect that the pairing RFC describes; a lone subscriber may
    rely on it.
    Source: 004_2e4371b40a893f76.txt, problem statement, third paragraph

    @id:PAIR-06.1
    Scenario: Two subscribers, one refuses
      Given the registered subscriber "A"
      And the registered subscriber "B"
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      When T1 calls start non-blockable "A"
      Then T1 returned EAGAIN
      And invalidate_range_start of "A" was called once
      And invalidate_range_end of "A" was not called
      And invalidate_range_end of "B" was not called

    @id:PAIR-06.2 @every-order
    Scenario: ILV-23 before the merge, beside a section that may wait
      The section of T2 is paired as ever, whichever of the two comes first.
      Given the registered subscriber "A"
      And the registered subscriber "B"
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      When the threads run in every order:
        | T1                      | T2             |
        | start non-blockable "A" | invalidate "A" |
      Then every outcome is one of:
        | T1     | invalidate_range_end of "A" in T1 | invalidate_range_end of "B" in T1 | invalidate_range_end of "A" in T2 | invalidate_range_end of "B" in T2 |
        | EAGAIN | 0                                 | 0                                 | 1                                 | 1                                 |
      And no outcome is one of:
        | T1     | invalidate_range_end of "A" in T1 | invalidate_range_end of "B" in T1 | invalidate_range_end of "A" in T2 | invalidate_range_end of "B" in T2 | rule    | mutant     |
        | EAGAIN | 1                                 | 1                                 | 1                                 | 1                                 | PAIR-06 | PAIR-06-x1 |

  @PAIR-07 @party:core @v5.3+ @cap:register @cap:nonblock @must
  Rule: PAIR-07 one failing start does not stop the walk
    The start callbacks of the remaining subscribers are still called.
    Source: 004_2e4371b40a893f76.txt, "call all notifiers in the start path"; Linux 6.12 mm/mmu_notifier.c, mn_hlist_invalidate_range_start

    @id:PAIR-07.1
    Scenario Outline: "<refuses>" of three refuses
      Given the registered subscriber "A" with invalidate_range_start
      And the registered subscriber "B" with invalidate_range_start
      And the registered subscriber "C" with invalidate_range_start
      And "<refuses>" answers EAGAIN in a non-blockable invalidate_range_start
      When T1 calls start non-blockable "A"
      Then T1 returned EAGAIN
      And these callbacks were called:
        | thread | subscriber | callback               |
        | T1     | A          | invalidate_range_start |
        | T1     | B          | invalidate_range_start |
        | T1     | C          | invalidate_range_start |

      Examples:
        | refuses |
        | A       |
        | B       |
        | C       |

  @PAIR-08 @party:core @v5.3-rfc @cap:register @cap:nonblock @must
  Rule: PAIR-08 after a failed walk every subscriber gets its end
    If any start failed, the end callback of every subscriber that has one is called once before
    the error is returned, those whose start answered EAGAIN included. The ends belong to the same
    read section as the starts.
    Source: 004_2e4371b40a893f76.txt, text and second hunk of __mmu_notifier_invalidate_range_start

    @id:PAIR-08.1
    Scenario Outline: <place> of three subscribers refuses
      Given the registered subscriber "A"
      And the registered subscriber "B"
      And the registered subscriber "C"
      And "<refuses>" answers EAGAIN in a non-blockable invalidate_range_start
      When T1 calls start non-blockable "A"
      Then T1 returned EAGAIN
      And these callbacks were called:
        | thread | subscriber | callback               | range |
        | T1     | A          | invalidate_range_start | A     |
        | T1     | B          | invalidate_range_start | A     |
        | T1     | C          | invalidate_range_start | A     |
        | T1     | A          | invalidate_range_end   | A     |
        | T1     | B          | invalidate_range_end   | A     |
        | T1     | C          | invalidate_range_end   | A     |

      Examples:
        | place      | refuses |
        | the first  | C       |
        | the second | B       |
        | the last   | A       |

    @id:PAIR-08.2
    Scenario: The next section starts from a clean slate
      Given the registered subscriber "A"
      And the registered subscriber "B"
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      When T1 calls start non-blockable "A"
      Then T1 returned EAGAIN
      When T1 calls invalidate "A"
      Then these callbacks were called:
        | subscriber | callback               | blockable |
        | A          | invalidate_range_start | yes       |
        | B          | invalidate_range_start | yes       |
        | A          | invalidate_range_end   | yes       |
        | B          | invalidate_range_end   | yes       |

    @id:PAIR-08.3 @every-order @cap:shadow @cap:mm
    Scenario: ILV-23, a device that waits for the end, beside a start that somebody else refuses
      It counted the section in its start. Without the end it would wait for ever, though the caller
      was told that there is no section.
      Given the anonymous VMA "A"
      And the shadow device "G" that waits
      And the registered subscriber "B"
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      When the threads run in every order:
        | T1                      | T2                        |
        | start non-blockable "A" | shadow_fault "G" at "A.0" |
      Then every outcome is one of:
        | T1     | T2     | T2 waited | "G" at "A.0" |
        | EAGAIN | mapped | no        | current      |
        | EAGAIN | mapped | no        | absent       |
        | EAGAIN | mapped | yes       | current      |
        | EAGAIN | retry  | no        | absent       |
      And no outcome is one of:
        | T1     | T2      | T2 waited | "G" at "A.0" | rule    | mutant |
        | EAGAIN | blocked | yes       | absent       | PAIR-08 | MUT-01 |

  @PAIR-10 @party:core @v5.12+ @cap:register @cap:nonblock @must
  Rule: PAIR-10 a subscriber whose start can fail has no end callback
    A failing start of a subscriber that has an end callback is that subscriber's fault: it warns,
    once for each such failure. Ends are then called for all that have one, in the read section of
    the walk.
    Source: Linux 6.12 mm/mmu_notifier.c, mn_hlist_invalidate_range_start; include/linux/mmu_notifier.h, comment of invalidate_range_start

    @id:PAIR-10.1
    Scenario: The one that refuses has no end, the other gets its own
      Given the registered subscriber "A"
      And the registered subscriber "B" with invalidate_range_start
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      When T1 calls start non-blockable "A"
      Then T1 returned EAGAIN
      And invalidate_range_end of "A" was called once
      And there is no warning

    @id:PAIR-10.2
    Scenario: The one that refuses has an end
      Given the registered subscriber "A"
      And the registered subscriber "B"
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      When T1 calls start non-blockable "A"
      Then T1 returned EAGAIN
      And there is 1 warning
      And invalidate_range_end of "A" was called once
      And invalidate_range_end of "B" was called once

    @id:PAIR-10.3
    Scenario: Two that refuse have an end
      Given the registered subscriber "A"
      And the registered subscriber "B"
      And "A" answers EAGAIN in a non-blockable invalidate_range_start
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      When T1 calls start non-blockable "A"
      Then there are 2 warnings
      When T1 calls start non-blockable "B"
      Then there are 2 warnings

    @id:PAIR-10.4
    Scenario: In a blocking start that is a second fault beside the refusal itself
      Given the registered subscriber "A"
      And the registered subscriber "B"
      And "B" answers EAGAIN in a blockable invalidate_range_start
      When T1 calls start "A"
      Then T1 returned nothing
      And there are 2 warnings

    @id:PAIR-10.5 @every-order
    Scenario: ILV-23 as merged, beside a section that may wait
      Given the registered subscriber "A"
      And the registered subscriber "B" with invalidate_range_start
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      When the threads run in every order:
        | T1                      | T2             |
        | start non-blockable "A" | invalidate "A" |
      Then every outcome is one of:
        | T1     | invalidate_range_end of "A" in T1 | invalidate_range_end of "A" in T2 | warnings |
        | EAGAIN | 1                                 | 1                                 | 0        |
      And no outcome is one of:
        | T1     | invalidate_range_end of "A" in T1 | invalidate_range_end of "A" in T2 | warnings | rule    | mutant |
        | EAGAIN | 0                                 | 1                                 | 0        | PAIR-10 | MUT-01 |

  @PAIR-11 @party:core @v5.3-rfc,v5.4+ @cap:register @cap:nonblock @must
  Rule: PAIR-11 a start result that is not a legal refusal warns
    A result other than 0 warns if the range is blockable or if it is not EAGAIN. It is the result of
    that very callback that counts; the posted text tests a variable that the function does not have.
    Source: 004_2e4371b40a893f76.txt, first hunk; Linux 6.12 mm/mmu_notifier.c, mn_hlist_invalidate_range_start

    @id:PAIR-11.1
    Scenario: A legal refusal warns about nothing
      Given the registered subscriber "B" with invalidate_range_start
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      When T1 calls start non-blockable "A"
      Then T1 returned EAGAIN
      And there is no warning

    @id:PAIR-11.2
    Scenario: Another error warns
      Given the registered subscriber "B" with invalidate_range_start
      And "B" answers EBUSY in a non-blockable invalidate_range_start
      When T1 calls start non-blockable "A"
      Then there is 1 warning

    @id:PAIR-11.3
    Scenario: A refusal of a blockable range warns
      Given the registered subscriber "B" with invalidate_range_start
      And "B" answers EAGAIN in a blockable invalidate_range_start
      When T1 calls start "A"
      Then T1 returned nothing
      And there is 1 warning

    @id:PAIR-11.4
    Scenario: Each result is judged by itself
      Given the registered subscriber "A" with invalidate_range_start
      And the registered subscriber "B" with invalidate_range_start
      And "A" answers EAGAIN in a non-blockable invalidate_range_start
      And "B" answers EBUSY in a non-blockable invalidate_range_start
      When T1 calls start non-blockable "A"
      Then there is 1 warning

  @PAIR-12 @party:core @v5.3+ @cap:register @cap:nonblock @must
  Rule: PAIR-12 each failing start is reported in one message
    The message names the callback, the code and whether the context was blockable.
    Source: 004_2e4371b40a893f76.txt, first hunk; Linux 6.12 mm/mmu_notifier.c, mn_hlist_invalidate_range_start

    @id:PAIR-12.1
    Scenario: Non-blockable
      Given the registered subscriber "A" with invalidate_range_start
      And the registered subscriber "B" with invalidate_range_start
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      When T1 calls start non-blockable "A"
      Then there is 1 message
      And a message names "invalidate_range_start", EAGAIN and "non-blockable"

    @id:PAIR-12.2
    Scenario: Blockable
      Given the registered subscriber "B" with invalidate_range_start
      And "B" answers EAGAIN in a blockable invalidate_range_start
      When T1 calls start "A"
      Then there is 1 message
      And a message names "invalidate_range_start", EAGAIN and "blockable"

    @id:PAIR-12.3
    Scenario: Success is not worth a message
      Given the registered subscriber "A" with invalidate_range_start
      When T1 calls invalidate "A"
      Then there is no message

  @PAIR-13 @party:core @v5.3+ @cap:register @cap:nonblock @must
  Rule: PAIR-13 of several failures the last code is the result
    In conforming use every code is EAGAIN, so this shows only with a subscriber that is wrong itself.
    Source: 004_2e4371b40a893f76.txt; Linux 6.12 mm/mmu_notifier.c, mn_hlist_invalidate_range_start

    @id:PAIR-13.1
    Scenario Outline: The one called first answers <first>, the one called last <last>
      Given the registered subscriber "A" with invalidate_range_start
      And the registered subscriber "B" with invalidate_range_start
      And "B" answers <first> in a non-blockable invalidate_range_start
      And "A" answers <last> in a non-blockable invalidate_range_start
      When T1 calls start non-blockable "A"
      Then T1 returned <last>

      Examples:
        | first  | last   |
        | EBUSY  | EAGAIN |
        | EAGAIN | EBUSY  |

  @PAIR-18 @party:core @v5.3+ @cap:register @cap:nonblock @must
  Rule: PAIR-18 a blockable start that fails gives nobody a second end
    The caller of a blocking start never sees the error and calls end as usual. So the ends of the
    error branch must not run for a blockable range: every subscriber would get its end twice.
    Linux 6.1 and 6.12, and the proposal as posted, do run them.
    Source: Linux 6.12 mm/mmu_notifier.c, mn_hlist_invalidate_range_start with the wrapper in include/linux/mmu_notifier.h; analysis

    @id:PAIR-18.1 @v5.4+
    Scenario: Refusal in a blocking start (with a warning)
      Given the registered subscriber "A"
      And the registered subscriber "B" with invalidate_range_start
      And "B" answers EAGAIN in a blockable invalidate_range_start
      When T1 calls start "A"
      Then T1 returned nothing
      And there is at least one warning
      And invalidate_range_end of "A" was not called
      When T1 calls end "A"
      Then invalidate_range_end of "A" was called once

    @id:PAIR-18.2 @v5.3,v5.3-rfc
    Scenario: Refusal in a blocking start
      Given the registered subscriber "A"
      And the registered subscriber "B"
      And "B" answers EAGAIN in a blockable invalidate_range_start
      When T1 calls start "A"
      Then T1 returned nothing
      And invalidate_range_end of "A" was not called
      When T1 calls end "A"
      Then invalidate_range_end of "A" was called once
      And invalidate_range_end of "B" was called once

    @id:PAIR-18.3 @v5.3
    Scenario: Linux 5.3 does not warn yet
      Given the registered subscriber "B" with invalidate_range_start
      And "B" answers EAGAIN in a blockable invalidate_range_start
      When T1 calls start "A"
      Then there is no warning

    @id:PAIR-18.4 @v5.3-rfc,v5.4+ @every-order
    Scenario: ILV-45, a blocking start in which one fails, beside an unregister of the other
      Given the registered subscriber "S"
      And the registered subscriber "B" with invalidate_range_start
      And "B" answers EAGAIN in a blockable invalidate_range_start
      When the threads run in every order:
        | T1             | T2             |
        | invalidate "A" | unregister "S" |
      Then every outcome is one of:
        | invalidate_range_start of "S" | invalidate_range_end of "S" | warnings | must be seen |
        | 0                             | 0                           | 1        |              |
        | 1                             | 0                           | 1        |              |
        | 1                             | 1                           | 1        | yes          |
      And no outcome is one of:
        | invalidate_range_start of "S" | invalidate_range_end of "S" | warnings | rule    | mutant |
        | 1                             | 2                           | 1        | PAIR-18 | MUT-07 |

  @PAIR-28 @party:core @v5.3-rfc,v5.12+ @cap:register @cap:nonblock @must
  Rule: PAIR-28 who leaves during a failing start gets no end without a start
    A subscriber whose unregister or put overlaps a failing start may get start without the end of
    the error branch, never an end without a start; its unregister returns only after that start has
    returned.
    Source: 004_2e4371b40a893f76.txt (the list is walked again); Linux 6.12 mm/mmu_notifier.c

    @id:PAIR-28.1 @v5.12+ @cap:getput
    Scenario: Given up by put before its own start: no start and no end
      Given the callback table "ops"
      And T1 has called get "ops"
      And the registered subscriber "C" with invalidate_range_start
      And in a non-blockable invalidate_range_start "C" takes these steps:
        | put "ops#1"   |
        | return EAGAIN |
      When T1 calls start non-blockable "A"
      Then T1 returned EAGAIN
      And invalidate_range_start of "ops#1" was not called
      And invalidate_range_end of "ops#1" was not called
      And free_notifier of "ops#1" was called once

    @id:PAIR-28.3 @v5.12+ @cap:getput
    Scenario: Given up by put between its start and the refusal of another
      Given the callback table "ops"
      And the registered subscriber "C" with invalidate_range_start
      And T1 has called get "ops"
      And in a non-blockable invalidate_range_start "C" takes these steps:
        | put "ops#1"   |
        | return EAGAIN |
      When T1 calls start non-blockable "A"
      Then T1 returned EAGAIN
      And invalidate_range_start of "ops#1" was called once
      And invalidate_range_end of "ops#1" was called at most once
      And free_notifier of "ops#1" was called once

    @id:PAIR-28.2
    Scenario: Registered after the refusal it knows nothing of it
      Given the registered subscriber "B" with invalidate_range_start
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      And T1 has called unregister "B"
      And the registered subscriber "A"
      When T1 calls start non-blockable "A"
      Then T1 returned 0
      And invalidate_range_start of "B" was not called
      And invalidate_range_end of "A" was not called
