Feature: Blockable and non-blockable sections
  The caller says whether callbacks may sleep. The flag travels in the range object.

  @PAIR-02 @party:core @v5.3+ @cap:register @must
  Rule: PAIR-02 the blocking start says so and has no result
    It sets the blockable flag of the range, may sleep, and has no result for its caller.
    Source: Linux 6.12 include/linux/mmu_notifier.h, mmu_notifier_invalidate_range_start

    @id:PAIR-02.1
    Scenario: The callbacks see a blockable range
      Given the registered subscriber "A"
      When T1 calls start "A"
      Then T1 returned nothing
      And these callbacks were called:
        | subscriber | callback               | range | blockable |
        | A          | invalidate_range_start | A     | yes       |
      When T1 calls end "A"
      Then these callbacks were called:
        | subscriber | callback             | range | blockable |
        | A          | invalidate_range_end | A     | yes       |

    @id:PAIR-02.2 @cap:nonblock
    Scenario: The range object was used without blocking before
      Given the registered subscriber "A"
      And T1 has called start non-blockable "A"
      And T1 has called end "A"
      When T1 calls start "A"
      Then these callbacks were called:
        | subscriber | callback               | blockable |
        | A          | invalidate_range_start | yes       |

    @id:PAIR-02.3
    Scenario: A callback may sleep in it
      Given the registered subscriber "A"
      And "A" sleeps in invalidate_range_start
      And "A" sleeps in invalidate_range_end
      When T1 calls invalidate "A"
      Then there is no warning

  @PAIR-03 @party:core @v5.3+ @cap:register @cap:nonblock @must
  Rule: PAIR-03 the non-blocking start clears the flag and must not sleep
    It answers 0 or EAGAIN, and its result has to be looked at. A callback that sleeps in it is
    diagnosed.
    Source: Linux 6.12 include/linux/mmu_notifier.h, mmu_notifier_invalidate_range_start_nonblock; 004_2e4371b40a893f76.txt

    @id:PAIR-03.1
    Scenario: The callbacks see a non-blockable range
      Given the registered subscriber "A"
      When T1 calls start non-blockable "A"
      Then T1 returned 0
      And these callbacks were called:
        | subscriber | callback               | range | blockable |
        | A          | invalidate_range_start | A     | no        |

    @id:PAIR-03.2
    Scenario: The range object was used with blocking before
      Given the registered subscriber "A"
      And T1 has called start "A"
      And T1 has called end "A"
      When T1 calls start non-blockable "A"
      Then these callbacks were called:
        | subscriber | callback               | blockable |
        | A          | invalidate_range_start | no        |

    @id:PAIR-03.3 @v5.4+
    Scenario: A callback that sleeps in it is diagnosed
      Given the registered subscriber "A"
      And "A" sleeps in invalidate_range_start
      When T1 calls start non-blockable "A"
      Then there is a warning

    @id:PAIR-03.4
    Scenario: Without subscribers it succeeds
      When T1 calls start non-blockable "A"
      Then T1 returned 0

  @PAIR-20 @party:core @v5.3+ @cap:register @cap:nonblock @must
  Rule: PAIR-20 the end of a non-blockable range must not sleep
    A no-sleep region surrounds each end callback of a non-blockable range. Upstream leaves it out
    around the ends of the error branch; this kit does not.
    Source: Linux 6.12 mm/mmu_notifier.c, mn_hlist_invalidate_end; analysis

    @id:PAIR-20.1 @v5.4+
    Scenario: In the ordinary end
      Given the registered subscriber "A"
      And "A" sleeps in invalidate_range_end
      And T1 has called start non-blockable "A"
      When T1 calls end "A"
      Then there is a warning

    @id:PAIR-20.2 @v5.12+
    Scenario: In the error branch
      Given the registered subscriber "A"
      And the registered subscriber "B" with invalidate_range_start
      And "A" sleeps in invalidate_range_end
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      When T1 calls start non-blockable "A"
      Then T1 returned EAGAIN
      And there is a warning

  @PAIR-21 @party:core @v5.3+ @cap:register @must
  Rule: PAIR-21 end cannot fail
    It has no result, whatever its callbacks answer; nobody is left out because of it.
    Source: Linux 6.12 include/linux/mmu_notifier.h, mmu_notifier_invalidate_range_end

    @id:PAIR-21.1
    Scenario: Everybody is told, and the caller gets no result
      Given the registered subscriber "A"
      And the registered subscriber "B"
      And T1 has called start "A"
      When T1 calls end "A"
      Then T1 returned nothing
      And invalidate_range_end of "A" was called once
      And invalidate_range_end of "B" was called once
      And there is no message
