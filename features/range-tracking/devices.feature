@2014-09-prop
Feature: What a device that asks the list of open sections has to do besides
  The proposal meant its helpers to stand in for the counting that each subscriber does. They tell when
  to wait; that a page may be mapped they do not tell. The device here has buffer objects made of
  user memory, in the manner of i915.

  @TRK-07 @party:subscriber @cap:range-tracking @cap:gpu @cap:mm @must
  Rule: TRK-07 the device also synchronizes in its own start and end callbacks
    The helpers are a weak synchronization: a range that is valid can stop being so right after the
    answer. Whether a page may be mapped is decided by what the device's own callbacks noted, under
    the lock under which they noted it.
    Source: 001_48d3141d0b0199f8.txt, range patch, its description

    @id:TRK-07.1 @every-order
    Scenario: A page is mapped beside a section
      Given the anonymous VMA "A"
      And the graphics device "G" with objects over "A"
      When the threads run in every order:
        | T1                     | T2             |
        | gpu_fault "G" at "A.0" | invalidate "A" |
      Then every outcome is one of:
        | T1     | "G" at "A.0" |
        | mapped | absent       |
        | mapped | current      |
        | retry  | absent       |
      And no outcome is one of:
        | T1     | "G" at "A.0" | rule   | mutant    |
        | mapped | stale        | TRK-07 | TRK-07-x1 |

  @TRK-08 @party:subscriber @cap:range-tracking @cap:gpu @cap:mm @must
  Rule: TRK-08 the device keeps a record from its start callback on
    A section is listed after all start callbacks. In between the helper still says valid, and only
    what the device noted in its start callback keeps the page out.
    Source: analysis of 001_48d3141d0b0199f8.txt, range patch, __mmu_notifier_invalidate_range_start

    @id:TRK-08.1 @every-order
    Scenario: ILV-33, a page is asked for between the start callback and the listing
      Given the anonymous VMA "A"
      And the graphics device "G" with objects over "A"
      When the threads run in every order:
        | T1                     | T2             |
        | is_valid "A"           | invalidate "A" |
        | gpu_fault "G" at "A.0" |                |
      Then every outcome is one of:
        | T1.1  | T1     | "G" at "A.0" |
        | true  | mapped | absent       |
        | true  | mapped | current      |
        | true  | retry  | absent       |
        | false | mapped | current      |
      And no outcome is one of:
        | T1.1 | T1     | "G" at "A.0" | rule   | mutant    |
        | true | mapped | stale        | TRK-08 | TRK-08-x1 |

  @TRK-18 @party:subscriber @cap:range-tracking @cap:gpu @cap:mm @must
  Rule: TRK-18 whoever keeps closed intervals asks for the last byte
    The range of a section is half-open. A device whose objects are closed intervals asks for
    [start,end-1]: the object that begins where the section ends is not touched.
    Source: 001_48d3141d0b0199f8.txt, range patch, its i915 hunk

    @id:TRK-18.1 @cap:mm-dontneed
    Scenario: The object right behind the range keeps its pages
      Given the ranges
        | X | pages 16 to 19 |
        | Y | pages 20 to 23 |
      And the anonymous VMA "X..Y"
      And the graphics device "G" with objects over "X" and "Y"
      And the graphics device "G" maps "X.3"
      And the graphics device "G" maps "Y.0"
      When T1 calls madvise_dontneed "X"
      Then the device "G" maps nothing in "X"
      And the device "G" maps what "mm" maps at "Y.0"

    @id:TRK-18.2 @cap:mm-dontneed
    Scenario: The object whose last page is hit loses all of them
      Given the ranges
        | X | pages 16 to 19 |
        | Y | pages 20 to 23 |
      And the anonymous VMA "X..Y"
      And the graphics device "G" with objects over "X" and "Y"
      And the graphics device "G" maps "X.0"
      And the graphics device "G" maps "Y.3"
      When T1 calls madvise_dontneed "X.3"
      Then the device "G" maps nothing in "X"
      And the device "G" maps what "mm" maps at "Y.3"

  @TRK-20 @party:subscriber @cap:range-tracking @must
  Rule: TRK-20 a notice about one page is on no list
    invalidate_page and change_pte open no section, so the range stays valid while they run. A
    device has to make what it looked up before worthless by means of its own.
    Source: 001_48d3141d0b0199f8.txt, range patch (only start and end are changed)

    @id:TRK-20.1 @cap:register @cap:invalidate-page @cap:mm @cap:mm-reclaim
    Scenario: Inside invalidate_page
      Given the registered subscriber "S" with invalidate_page
      And in invalidate_page "S" takes these steps:
        | is_valid "A" |
      And the anonymous VMA "A"
      When T1 calls reclaim_page "A.0"
      Then invalidate_page of "S" was called once
      And "range_is_valid" called inside a callback returned true

    @id:TRK-20.2 @cap:register @cap:change-pte @cap:mm
    Scenario: Inside change_pte
      Given the registered subscriber "S" with change_pte
      And in change_pte "S" takes these steps:
        | is_valid "A" |
      And the anonymous VMA "A"
      When T1 calls set_pte_at_notify "A.0"
      Then change_pte of "S" was called once
      And "range_is_valid" called inside a callback returned true

    @id:TRK-20.3 @cap:gpu @cap:invalidate-page @cap:mm @cap:mm-reclaim
    Scenario: A page is reclaimed between look-up and entry
      Given the anonymous VMA "A"
      And the graphics device "G" with objects over "A"
      When the threads take these steps in order:
        | T1                 | T2                    |
        |                    | gpu_walk "G" at "A.0" |
        | reclaim_page "A.0" |                       |
        |                    | gpu_commit "G" -> retry |
      Then the device "G" maps nothing in "A"

    @id:TRK-20.4 @cap:gpu @cap:invalidate-page @cap:mm @cap:mm-reclaim @every-order
    Scenario: A page is mapped beside its reclaim
      Given the anonymous VMA "A"
      And the graphics device "G" with objects over "A"
      When the threads run in every order:
        | T1                     | T2                 |
        | gpu_fault "G" at "A.0" | reclaim_page "A.0" |
      Then every outcome is one of:
        | T1     | "G" at "A.0" |
        | mapped | absent       |
        | mapped | current      |
        | retry  | absent       |
      And no outcome is one of:
        | T1     | "G" at "A.0" | rule   | mutant    |
        | mapped | stale        | TRK-20 | TRK-20-x1 |

  @TRK-21 @party:subscriber @cap:range-tracking @must
  Rule: TRK-21 nobody waits with a lock that a section takes
    wait_valid sleeps until somebody else's end callbacks have run. Whoever holds a lock that one
    of these takes, or waits in a start callback of a thread that holds one, waits for ever.
    Source: 001_48d3141d0b0199f8.txt, the thread about locks between start and end; analysis

    @id:TRK-21.1 @cap:gpu @cap:mm
    Scenario: The device waits without its lock
      Given the anonymous VMA "A"
      And the graphics device "G" with objects over "A"
      When the threads take these steps in order:
        | T1        | T2                               |
        | start "A" |                                  |
        |           | gpu_fault "G" at "A.0" -> blocks |
        | end "A"   | -> mapped                        |
      Then the device "G" maps what "mm" maps at "A.0"

    @id:TRK-21.2 @cap:register
    Scenario: With a lock that an end callback takes
      Given the registered subscriber "S"
      And in invalidate_range_end "S" takes these steps:
        | lock "L"   |
        | unlock "L" |
      When the threads take these steps in order:
        | T1                | T2                       |
        | start "A"         |                          |
        |                   | lock "L"                 |
        |                   | wait_valid "A" -> blocks |
        | end "A" -> blocks |                          |
      Then T1 is blocked on lock "L"
      And T2 is blocked on interval
      And the oracle reports liveness

    @id:TRK-21.3 @cap:register
    Scenario: In a start callback of a thread that holds such a lock
      Given the registered subscriber "S"
      And in invalidate_range_start on T1 "S" takes these steps:
        | wait_valid "B" |
      And in invalidate_range_end on T2 "S" takes these steps:
        | lock "L"   |
        | unlock "L" |
      When the threads take these steps in order:
        | T1                  | T2                |
        |                     | start "B"         |
        | lock "L"            |                   |
        | start "A" -> blocks |                   |
        |                     | end "B" -> blocks |
      Then T2 is blocked on lock "L"
      And the oracle reports liveness

  @TRK-22 @party:subscriber @cap:range-tracking @cap:gpu @cap:mm @must
  Rule: TRK-22 an object that is made in mid-section does not miss it
    An object that is made after a section's start callback and before it is listed sees neither.
    Either no object is made then, or the section is listed first, or the device notes every section
    whether it touches an object or not. Only then may the helpers replace a count in each object.
    Source: analysis of 001_48d3141d0b0199f8.txt, range patch; every order of a model

    @id:TRK-22.1 @every-order
    Scenario: ILV-57, an object is made in the window before the listing
      Given the anonymous VMA "A"
      And the graphics device "G" with objects over "B"
      When the threads run in every order:
        | T1             | T2                     |
        | invalidate "A" | gpu_add "A" to "G"     |
        |                | gpu_fault "G" at "A.0" |
      Then every outcome is one of:
        | T2     | "G" at "A.0" |
        | mapped | absent       |
        | mapped | current      |
        | retry  | absent       |
      And no outcome is one of:
        | T2     | "G" at "A.0" | rule   | mutant    |
        | mapped | stale        | TRK-22 | TRK-22-x1 |
