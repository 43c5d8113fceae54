Feature: Sections
  Whoever changes page tables calls start before and end after it.

  @PAIR-01 @party:caller @all @cap:register @must
  Rule: PAIR-01 a section is one start and one end
    Exactly one start and, if it succeeded, exactly one end with the same range, from the same thread.
    Source: 001_48d3141d0b0199f8.txt (both calls stand in the same function at every site); 004_2e4371b40a893f76.txt, first paragraph

    @id:PAIR-01.1
    Scenario: One invalidation
      Given the registered subscriber "A"
      When T1 calls invalidate "A"
      Then T1 called these callbacks in order:
        | subscriber | callback               | range |
        | A          | invalidate_range_start | A     |
        | A          | invalidate_range_end   | A     |

    @id:PAIR-01.2
    Scenario: Two threads, overlapping ranges, each with its own end
      Given the registered subscriber "A"
      When the threads take these steps in order:
        | T1                | T2                   |
        | invalidate "A"... |                      |
        |                   | invalidate "A..B"... |
        | ...ends           |                      |
        |                   | ...ends              |
      Then T1 called these callbacks in order:
        | callback               | range |
        | invalidate_range_start | A     |
        | invalidate_range_end   | A     |
      And T2 called these callbacks in order:
        | callback               | range |
        | invalidate_range_start | A..B  |
        | invalidate_range_end   | A..B  |

  @PAIR-22 @party:core @all @cap:register @must
  Rule: PAIR-22 the start walk and the end walk are read sections
    A subscriber that is unlinked after a walk began may or may not still be called, but it is not
    given back before the walk has ended.
    Source: Linux 6.12 mm/mmu_notifier.c, mn_hlist_invalidate_range_start and mn_hlist_invalidate_end; 004_2e4371b40a893f76.txt ("due to the RCU locking")

    @id:PAIR-22.1
    Scenario Outline: Unregister while <callback> of another one runs
      Given the registered subscriber "A"
      And the registered subscriber "B"
      And "B" is held in <callback>
      When T1 calls invalidate "A"
      Then T1 is blocked
      When T2 calls unregister "A"
      Then T2 is blocked
      And release of "A" was called once
      When the gate "B.<callback>" opens
      Then T1 returned nothing
      And T2 returned nothing
      And <callback> of "A" was called at most once
      When T1 calls invalidate "A"
      Then invalidate_range_start of "A" was not called

      Examples:
        | callback               |
        | invalidate_range_start |
        | invalidate_range_end   |

    @id:PAIR-22.2
    Scenario: The one that is called last, unregistered while the one before it is held
      Given the registered subscriber "A" with invalidate_range_start
      And the registered subscriber "B" with invalidate_range_start
      And the registered subscriber "C" with invalidate_range_start
      And "B" is held in invalidate_range_start
      When T1 calls start "A"
      Then T1 is blocked
      When T2 calls unregister "C"
      Then T2 is blocked
      When the gate "B.invalidate_range_start" opens
      Then T1 returned nothing
      And T2 returned nothing
      And invalidate_range_start of "A" was called once

  @PAIR-26 @party:core @v5.3+ @cap:register @must
  Rule: PAIR-26 start and end are given the same range
    Start, end, address space, event and flags are those of the start.
    Source: 001_48d3141d0b0199f8.txt (the same object to both); Linux 6.12, every call site

    @id:PAIR-26.1
    Scenario Outline: A <kind> section
      Given the registered subscriber "A"
      When T1 calls <start> "A..B"
      And T1 calls end "A..B"
      Then these callbacks of "A" were called in order:
        | callback               | mm | range | blockable | event |
        | invalidate_range_start | mm | A..B  | <flag>    |       |
        | invalidate_range_end   | mm | A..B  | <flag>    |       |

      Examples:
        | kind      | start | flag |
        | blockable | start | yes  |

      @cap:nonblock
      Examples:
        | kind          | start               | flag |
        | non-blockable | start non-blockable | no   |

    @id:PAIR-26.2 @cap:nonblock
    Scenario: Two sections at once do not mix
      Given the registered subscriber "A"
      When the threads take these steps in order:
        | T1        | T2                      |
        | start "A" |                         |
        |           | start non-blockable "B" |
        | end "A"   |                         |
        |           | end "B"                 |
      Then T1 called these callbacks in order:
        | callback               | range | blockable |
        | invalidate_range_start | A     | yes       |
        | invalidate_range_end   | A     | yes       |
      And T2 called these callbacks in order:
        | callback               | range | blockable |
        | invalidate_range_start | B     | no        |
        | invalidate_range_end   | B     | no        |
