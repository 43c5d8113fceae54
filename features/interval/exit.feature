Feature: Interval notifiers and the end of the address space
  When the last user of an address space goes, every interval is told so; it stays inserted until
  its owner removes it.

  @INTV-30 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-30 exit invalidates every interval once, with the event RELEASE
    One blockable section [0, ULONG_MAX) reaches every interval in the tree, those with a pending
    removal included, and is closed again. An interval whose insertion is pending is not in the
    tree and gets none; no reader of it can have committed anything. A refusal warns. The intervals
    stay inserted.
    Source: Linux 6.12 mm/mmu_notifier.c, mn_itree_release

    @id:INTV-30.1
    Scenario: Every interval, once
      Given the ranges
        | everything | bytes 0 to fffffffffffffffe |
      And the interval subscriber "s" over "A"
      And the interval subscriber "t" over "F"
      When T1 calls exit
      Then these callbacks were called:
        | thread | subscriber | callback   | range      | blockable | event   | result |
        | T1     | s          | invalidate | everything | yes       | RELEASE | true   |
        | T1     | t          | invalidate | everything | yes       | RELEASE | true   |
      And there is no warning

    @id:INTV-30.2
    Scenario: The owner removes it afterwards, at once
      Given the interval subscriber "s" over "A"
      When T1 calls exit
      Then the structure of "mm" was not freed
      When T2 calls remove "s"
      Then T2 returned
      And there is no warning
      And the structure of "mm" was freed

    @id:INTV-30.3
    Scenario: Pending removal and pending insertion
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      When the threads take these steps in order:
        | T1 | T2                                | T3                   | T4                       |
        |    | start "A" through the reverse map |                      |                          |
        |    |                                   | remove "s" -> blocks |                          |
        |    |                                   |                      | insert "n" over "B" -> 0 |
      Then invalidate of "s" was called once
      When T1 calls exit
      Then these callbacks were called:
        | thread | subscriber | callback   | event   |
        | T1     | s          | invalidate | RELEASE |
      And T1 returned
      And T3 is blocked on interval
      When T2 calls end "A"
      Then T3 returned
      When T2 calls invalidate "B"
      Then invalidate of "n" was called once
      When T4 calls remove "n"
      Then T4 returned
      And the structure of "mm" was freed

    @id:INTV-30.4
    Scenario: A refusal warns and stops nothing
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "B"
      And "s" answers false in invalidate
      And "t" answers false in invalidate
      When T1 calls exit
      Then T1 returned
      And there are 2 warnings
      And invalidate of "s" was called once
      And invalidate of "t" was called once

    @id:INTV-30.5
    Scenario: Readers wait for it, and go on when it is over
      Given the interval subscriber "s" over "A"
      And "s" is held at the end of invalidate
      When the threads take these steps in order:
        | T1                  | T2                       |
        | exit -> blocks      |                          |
        |                     | read_begin "s" -> blocks |
        | open "s.invalidate" | -> nothing               |
        |                     | read_retry "s" -> false  |
      Then there is no warning

  @INTV-31 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-31 intervals are still reached after RELEASE
    Interval mode is not switched off at exit: the unmapping that follows, one section
    [0, ULONG_MAX) with the event UNMAP if anything is mapped, calls the intervals that are in the
    tree then, and its end does what was put off. Callbacks have to put up with that.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_release; mm/mmap.c, exit_mmap

    @id:INTV-31.1
    Scenario: A section after exit
      Given the ranges
        | everything | bytes 0 to fffffffffffffffe |
      And the interval subscriber "s" over "A"
      And T9 has called exit
      When T1 calls invalidate "everything"
      Then these callbacks were called:
        | thread | subscriber | callback   | range      |
        | T1     | s          | invalidate | everything |
      When T1 calls remove "s"
      Then T1 returned

    @id:INTV-31.2
    Scenario: Readers and removers behave as ever
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "A"
      And T9 has called exit
      When the threads take these steps in order:
        | T1                | T2                       | T3                   |
        | invalidate "A"... |                          |                      |
        |                   | read_begin "s" -> blocks |                      |
        |                   |                          | remove "t" -> blocks |
        | ...ends           | -> nothing               | -> nothing           |
        | invalidate "A"    |                          |                      |
      Then invalidate of "s" was called twice
      And invalidate of "t" was called once

    @id:INTV-31.3 @cap:mm
    Scenario: RELEASE, then the unmapping of what is mapped
      Given the ranges
        | everything | bytes 0 to fffffffffffffffe |
      And T9 has called mmap "B" as anon
      And the interval subscriber "s" over "A"
      When T1 calls exit
      Then T1 called these callbacks in order:
        | subscriber | callback   | range      | blockable | event   |
        | s          | invalidate | everything | yes       | RELEASE |
        | s          | invalidate | everything | yes       | UNMAP   |
      And there is no warning
      When T2 calls remove "s"
      Then T2 returned

    @id:INTV-31.4 @cap:mm
    Scenario: A truncation that outlives exit is the one to work off what was put off
      Given T9 has called mmap "B" as anon
      And the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And T2 has called start "A" through the reverse map
      And T2 has called insert "n" over "C"
      When T3 calls remove "s"
      And T1 calls exit
      Then T1 called these callbacks in order:
        | subscriber | callback   | event   |
        | s          | invalidate | RELEASE |
        | s          | invalidate | UNMAP   |
      When T2 calls end "A"
      Then T3 returned
      When T2 calls remove "n"
      Then T2 returned

    @id:INTV-31.5 @cap:mm @cap:mm-truncate @every-order
    Scenario: ILV-21, exit beside a truncation
      Exit calls the interval for its RELEASE and for what it unmaps; the truncation does, unless it comes too late.
      Given the VMA "A.0" of kind shared
      And the interval subscriber "s" over "A"
      When the threads run in every order:
        | T1   | T2             |
        | exit | truncate "A.0" |
      Then every outcome is one of:
        | invalidate of "s" in T1 | invalidate of "s" in T2 |
        | 2                       | 0                       |
        | 2                       | 1                       |
      And no outcome is one of:
        | invalidate of "s" in T1 | invalidate of "s" in T2 | rule    | mutant |
        | 1                       | 1                       | INTV-31 | MUT-41 |

  @INTV-32 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-32 no section covers the last address
    Sections are half-open and end at ULONG_MAX at most, so the last byte is never invalidated. An
    interval of that byte alone is never called, not even at exit.
    Source: analysis; Linux 6.12 mm/mmu_notifier.c, mn_itree_release

    @id:INTV-32.1
    Scenario: An interval of the last byte
      Given the ranges
        | everything | bytes 0 to fffffffffffffffe |
      And the interval subscriber "last"
      And the interval subscriber "next"
      And T9 has called insert "last" from ffffffffffffffff length 1
      And T9 has called insert "next" from fffffffffffffffe length 1
      When T1 calls invalidate "everything"
      And T1 calls exit
      Then these callbacks were called:
        | thread | subscriber | callback   | range      |
        | T1     | next       | invalidate | everything |
        | T1     | next       | invalidate | everything |
