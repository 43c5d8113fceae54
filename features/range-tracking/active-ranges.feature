@2014-09-prop
Feature: The list of open sections
  The proposal of September 2014 keeps the sections that are open in a list and offers two helpers:
  is anything open over this range, and wait until nothing is. Subscribers were to use them instead
  of counting for themselves.

  @TRK-02 @party:core @cap:register @cap:range-tracking @must
  Rule: TRK-02 a section is listed after its start callbacks
    First all start callbacks, then, under the state lock, the entry.
    Source: 001_48d3141d0b0199f8.txt, range patch, __mmu_notifier_invalidate_range_start and its comment

    @id:TRK-02.1
    Scenario: ILV-33, a section is not seen from inside its own start callback
      Given the registered subscriber "S"
      And in invalidate_range_start "S" takes these steps:
        | is_valid "A" |
      When T1 calls start "A"
      Then "range_is_valid" called inside a callback returned true
      When T2 calls is_valid "A"
      Then T2 returned false

    @id:TRK-02.2
    Scenario: The start callback is held
      Given the registered subscriber "S"
      And "S" is held in invalidate_range_start
      When T1 calls start "A"
      And T2 calls is_valid "A"
      Then T2 returned true
      When the gate "S.invalidate_range_start" opens
      And T2 calls is_valid "A"
      Then T2 returned false

  @TRK-03 @party:core @cap:register @cap:range-tracking @must
  Rule: TRK-03 a section is off the list before its end callbacks
    First the entry goes, then the end callbacks are called, then the waiters are woken.
    Source: 001_48d3141d0b0199f8.txt, range patch, __mmu_notifier_invalidate_range_end

    @id:TRK-03.1
    Scenario: It is not seen from inside its own end callback
      Given the registered subscriber "S"
      And in invalidate_range_end "S" takes these steps:
        | is_valid "A" |
      And T1 has called start "A"
      When T1 calls end "A"
      Then "range_is_valid" called inside a callback returned true

    @id:TRK-03.2
    Scenario: Another section over the range is
      Given the registered subscriber "S"
      And in invalidate_range_end on T1 "S" takes these steps:
        | is_valid "A" |
      And T1 has called start "A"
      And T2 has called start "A..B"
      When T1 calls end "A"
      Then "range_is_valid" called inside a callback returned false

  @TRK-04 @party:core @cap:register @cap:range-tracking @must
  Rule: TRK-04 a range is valid unless a listed section overlaps it
    Half-open on both sides: ranges that touch do not overlap. The formula counts: an empty query
    strictly inside a listed section is not valid.
    Source: 001_48d3141d0b0199f8.txt, range patch, mmu_notifier_range_is_valid

    @id:TRK-04.1
    Scenario Outline: A section over [101000,102000), asked for [<start>,<end>)
      Given the registered subscriber "S"
      And T1 has called start "A.1"
      When T2 calls is_valid from <start> to <end>
      Then T2 returned <answer>

      Examples:
        | case                 | start  | end    | answer |
        | right behind it      | 102000 | 103000 | true   |
        | right before it      | 100000 | 101000 | true   |
        | over its last byte   | 101fff | 102001 | false  |
        | over its first byte  | 100fff | 101001 | false  |
        | inside it            | 101100 | 101200 | false  |
        | around it            | 100000 | 104000 | false  |
        | nothing, inside it   | 101800 | 101800 | false  |
        | nothing, at its ends | 102000 | 102000 | true   |

    @id:TRK-04.2
    Scenario: It is not the first on the list that counts
      Given the registered subscriber "S"
      And T1 has called start "C"
      And T2 has called start "A"
      And T3 has called start "E"
      When T4 calls is_valid "A"
      Then T4 returned false
      When T4 calls is_valid "B"
      Then T4 returned true

  @TRK-05 @party:core @cap:register @cap:range-tracking @must
  Rule: TRK-05 wait_valid returns when nothing is open over the range
    Only after it saw the range valid, and not while a section that was listed when it was called is
    still listed.
    Source: 001_48d3141d0b0199f8.txt, range patch, mmu_notifier_range_wait_valid

    @id:TRK-05.1
    Scenario: Two sections, and one elsewhere
      Given the registered subscriber "S"
      When the threads take these steps in order:
        | T1        | T2           | T3        | T4                       |
        | start "A" |              |           |                          |
        |           | start "A..B" |           |                          |
        |           |              | start "C" |                          |
        |           |              |           | wait_valid "A" -> blocks |
        | end "A"   |              |           |                          |
        |           | end "A..B"   |           | -> nothing               |
      Then T3 is not blocked

    @id:TRK-05.2
    Scenario: Nothing to wait for
      Given the registered subscriber "S"
      And T1 has called start "B"
      When T2 calls wait_valid "A"
      Then T2 returned nothing

    @id:TRK-05.3 @every-order
    Scenario: A waiter beside a section that ends
      Given the registered subscriber "S"
      And T2 has called start "A"
      When the threads run in every order:
        | T1             | T2      |
        | wait_valid "A" | end "A" |
        | is_valid "A"   |         |
      Then every outcome is one of:
        | T1.1    | T1.1 waited | T1   | must be seen |
        | nothing | yes         | true | yes          |
        | nothing | no          | true | yes          |
      And no outcome is one of:
        | T1.1    | T1.1 waited | T1    | rule   | mutant    |
        | nothing | no          | false | TRK-05 | TRK-05-x1 |

  @TRK-06 @party:core @cap:register @cap:range-tracking @must
  Rule: TRK-06 a waiter is not stranded
    What is waited for is that nothing overlaps. As posted it is that the number of sections differs
    from a sample that was taken earlier without the lock: an end and a start in between leave it
    the same, and a section that came and went between sample and test is waited for although it is
    over.
    Source: analysis of 001_48d3141d0b0199f8.txt, range patch, mmu_notifier_range_wait_valid

    @id:TRK-06.1 @every-order
    Scenario: ILV-34, one section ends and another one, elsewhere, begins and stays
      Given the registered subscriber "S"
      And T2 has called start "A"
      When the threads run in every order:
        | T1             | T2      | T3        |
        | wait_valid "A" | end "A" | start "B" |
      Then every outcome is one of:
        | T1      | T3      |
        | nothing | nothing |
      And no outcome is one of:
        | T1      | T3      | rule   | mutant |
        | blocked | nothing | TRK-06 | MUT-44 |

    @id:TRK-06.2 @every-order
    Scenario: ILV-55, a section that comes and goes beside a waiter
      Given the registered subscriber "S"
      When the threads run in every order:
        | T1             | T2             |
        | wait_valid "A" | invalidate "A" |
      Then every outcome is one of:
        | T1      | T2      |
        | nothing | nothing |
      And no outcome is one of:
        | T1      | T2      | rule   | mutant  |
        | blocked | nothing | TRK-06 | MUT-141 |

  @TRK-09 @party:core @cap:register @cap:range-tracking @must
  Rule: TRK-09 a waiter goes on after the end callbacks
    The proposal's own comment says so; as posted, one that looks between the delisting and the
    callbacks, or is woken by another section, goes on too early.
    Source: 001_48d3141d0b0199f8.txt, range patch, comment before the wake-up; analysis

    @id:TRK-09.1
    Scenario: ILV-42, it asks while an end callback is held
      Given the registered subscriber "S"
      And "S" is held in invalidate_range_end
      And T1 has called start "A"
      When T1 calls end "A"
      And T2 calls wait_valid "A"
      Then T2 is blocked
      When the gate "S.invalidate_range_end" opens
      Then T2 returned nothing

    @id:TRK-09.2
    Scenario: It is woken by another section meanwhile
      Given the registered subscriber "S"
      And "S" is held in invalidate_range_end on T1
      And T1 has called start "A"
      And T3 has called start "B"
      When T2 calls wait_valid "A"
      Then T2 is blocked
      When T1 calls end "A"
      And T3 calls end "B"
      Then T2 is blocked
      When the gate "T1/S.invalidate_range_end" opens
      Then T2 returned nothing

    @id:TRK-09.3 @every-order
    Scenario: ILV-42, a waiter beside the end that it waits for and the end of another section
      T2 keeps the lock "W". The end callback can only miss it if the waiter was let go before.
      Given the registered subscriber "S"
      And in invalidate_range_end on T1 "S" takes these steps:
        | lock "W"   |
        | unlock "W" |
      And T1 has called start "A"
      And T3 has called start "B"
      When the threads run in every order:
        | T1      | T2             | T3      |
        | end "A" | wait_valid "A" | end "B" |
        |         | lock "W"       |         |
      Then every outcome is one of:
        | T1      | T2      | T3      |
        | nothing | nothing | nothing |
      And no outcome is one of:
        | T1      | T2      | T3      | rule   | mutant |
        | blocked | nothing | nothing | TRK-09 | MUT-46 |

  @TRK-10 @party:core @cap:register @cap:range-tracking @must
  Rule: TRK-10 an end wakes every waiter
    Source: 001_48d3141d0b0199f8.txt, range patch (plain, non-exclusive waits)

    @id:TRK-10.1
    Scenario: Three waiters, one end
      Given the registered subscriber "S"
      And T1 has called start "A"
      When the threads take these steps in order:
        | T1      | T2                       | T3                       | T4                         |
        |         | wait_valid "A" -> blocks |                          |                            |
        |         |                          | wait_valid "A" -> blocks |                            |
        |         |                          |                          | wait_valid "A.1" -> blocks |
        | end "A" | -> nothing               | -> nothing               | -> nothing                 |
      Then T1 is not blocked

  @TRK-11 @party:core @cap:register @cap:range-tracking @must
  Rule: TRK-11 one entry for each open section
    Sections over the same range are listed each for itself, and the number is that of the entries.
    Source: 001_48d3141d0b0199f8.txt, range patch

    @id:TRK-11.1
    Scenario: Three over the same range, ended one by one
      Given the registered subscriber "S"
      And T1 has called start "A"
      And T2 has called start "A"
      And T3 has called start "A"
      When T2 calls end "A"
      And T4 calls is_valid "A"
      Then T4 returned false
      When T1 calls end "A"
      And T4 calls is_valid "A"
      Then T4 returned false
      When T3 calls end "A"
      And T4 calls is_valid "A"
      Then T4 returned true

  @TRK-12 @party:core @cap:register @cap:range-tracking @must
  Rule: TRK-12 the list begins empty with the first registration
    Source: 001_48d3141d0b0199f8.txt, range patch, do_mmu_notifier_register

    @id:TRK-12.1
    Scenario: Right after it everything is valid
      Given the registered subscriber "S"
      When T1 calls is_valid "everything"
      Then T1 returned true
      When T1 calls wait_valid "everything"
      Then T1 returned nothing

  @TRK-13 @party:core @cap:range-tracking @must
  Rule: TRK-13 without subscription state everything is valid
    As posted the helpers look into state that is not there.
    Source: analysis of 001_48d3141d0b0199f8.txt, range patch

    @id:TRK-13.1
    Scenario: Nobody ever registered
      Given T2 has called start "A"
      When T1 calls is_valid "A"
      Then T1 returned true
      When T1 calls wait_valid "A"
      Then T1 returned nothing

  @TRK-14 @party:subscriber @cap:register @cap:range-tracking @must
  Rule: TRK-14 nobody waits inside a section of its own
    A thread that calls wait_valid between its own start and end waits for itself; sections nest, so
    in particular a start callback must not.
    Source: analysis of 001_48d3141d0b0199f8.txt, range patch, the nested sections of its hugetlb and memory hunks

    @id:TRK-14.1
    Scenario: ILV-35, from the start callback of a nested section
      Given the registered subscriber "S"
      And in the second invalidate_range_start "S" takes these steps:
        | wait_valid "A.1" |
      And T1 has called start "A"
      When T1 calls start "A.1"
      Then T1 is blocked on interval
      And the oracle reports liveness

    @id:TRK-14.2 @every-order
    Scenario: ILV-35, no section of another thread lets it go
      The start callback of the outer section finds nothing to wait for; that of the inner one finds the outer one.
      Given the registered subscriber "S"
      And in invalidate_range_start on T1 "S" takes these steps:
        | wait_valid "A.1" |
      And T1 has called start "A"
      When the threads run in every order:
        | T1          | T2             |
        | start "A.1" | invalidate "A" |
        |             | is_valid "A.1" |
      Then every outcome is one of:
        | T1      | T2.1    | T2    |
        | blocked | nothing | false |
      And no outcome is one of:
        | T1      | T2.1    | T2    | rule   | mutant    |
        | nothing | nothing | false | TRK-14 | TRK-14-x1 |
