Feature: Inserting interval notifiers

  @INTV-09 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-09 insert while the tree is walked is put off to the end of the period
    While an interval is being invalidated the tree must not change: a new interval waits on the
    deferred list. Insert itself never waits; a reader of the new interval does.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_interval_notifier_insert; 000_043cb33762080882.txt, comment of mmu_interval_notifier_insert

    @id:INTV-09.1
    Scenario: Inserted inside a section, called from the next one on
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
