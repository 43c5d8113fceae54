Feature: Pairing when a start callback fails
  A non-blocking start may fail: a subscriber that would have to sleep answers EAGAIN.
  What the other subscribers see then has changed twice.

  @PAIR-06 @party:core @v5.3..v5.11,v5.5-prop @cap:register @cap:nonblock @must
  Rule: PAIR-06 before the pairing merge a failed start is followed by no end
    When any start callback fails, every end callback is skipped, also that of a subscriber whose
    own start succeeded. This is the defect that the pairing RFC describes; a lone subscriber may
    rely on it.
    Source: 004_2e4371b40a893f76.txt, problem statement, third paragraph

    @id:PAIR-06.1
    Scenario: Two subscribers, one refuses
      Given the registered subscriber "A"
      And the registered subscriber "B" with invalidate_range_start
      And "B" answers EAGAIN in a non-blockable invalidate_range_start
      When T1 calls start non-blockable "A"
      Then T1 returned EAGAIN
      And invalidate_range_start of "A" was called once
      And invalidate_range_end of "A" was not called

  @PAIR-08 @party:core @v5.3-rfc @cap:register @cap:nonblock @must
  Rule: PAIR-08 after a failed walk every subscriber gets its end
    If any start failed, the end callback of every subscriber that has one is called once before
    the error is returned, those whose start answered EAGAIN included.
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
