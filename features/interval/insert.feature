Feature: Inserting interval notifiers
  An interval notifier watches one interval of an address space. Inserting one never waits for
  sections; what the new interval still has to wait for is left to its readers.

  @INTV-02 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-02 the interval is closed: from start to start plus length minus one
    The byte behind the last one is not watched, although sections are half-open.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_interval_notifier_insert; 000_043cb33762080882.txt, mmu_interval_notifier_update (the same computation)

    @id:INTV-02.1
    Scenario: An interval of one byte
      Given the ranges
        | the byte   | byte 200000 |
        | the before | byte 1fffff |
        | the behind | byte 200001 |
      And the interval subscriber "s"
      And T9 has called insert "s" from 200000 length 1
      When T1 calls invalidate "the behind"
      And T1 calls invalidate "the before"
      Then invalidate of "s" was not called
      When T1 calls invalidate "the byte"
      Then invalidate of "s" was called once

    @id:INTV-02.2
    Scenario: The last page belongs to the interval, the next one does not
      Given the ranges
        | behind A | page 260 |
      And the interval subscriber "s" over "A"
      When T1 calls invalidate "behind A"
      Then invalidate of "s" was not called
      When T1 calls invalidate "A.0"
      And T1 calls invalidate "A.3"
      Then invalidate of "s" was called twice

  @INTV-03 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-03 an empty or overflowing interval is refused with EOVERFLOW
    Length 0, or a last byte beyond the last address, gives EOVERFLOW; nothing is linked and no
    reference taken. Intervals that end at the last address are legal. Errors have an order: that
    of the registration, then EOVERFLOW, then EINVAL for an address space without users. A failed
    insert leaves interval mode switched on.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_interval_notifier_insert and __mmu_interval_notifier_insert; 000_043cb33762080882.txt, mmu_interval_notifier_update (the same test)

    @id:INTV-03.1
    Scenario Outline: From <start>, length <length>
      Given the ranges
        | everything | bytes 0 to fffffffffffffffe |
      And the interval subscriber "other" over "F"
      And the interval subscriber "s"
      When T1 calls insert "s" from <start> length <length>
      Then T1 returned EOVERFLOW
      And there is no warning
      And the structure references of "mm" changed by 0
      When T1 calls invalidate "everything"
      Then invalidate of "s" was not called
      And invalidate of "other" was called once

      Examples:
        | start            | length           |
        | 100000           | 0                |
        | 0                | 0                |
        | ffffffffffffffff | 2                |
        | fffffffffffff000 | 1001             |
        | 2                | ffffffffffffffff |

    @id:INTV-03.2
    Scenario Outline: At the last address, from <start>, length <length>
      Given the ranges
        | the end | bytes fffffffffffff000 to fffffffffffffffe |
      And the interval subscriber "s"
      When T1 calls insert "s" from <start> length <length>
      Then T1 returned 0
      And the structure references of "mm" changed by +1
      When T1 calls invalidate "the end"
      Then invalidate of "s" was called <times>

      Examples:
        | start            | length           | times |
        | ffffffffffffffff | 1                | never |
        | 1                | ffffffffffffffff | once  |
        | 0                | ffffffffffffffff | once  |
        | fffffffffffff000 | 1000             | once  |

    @id:INTV-03.3
    Scenario: EOVERFLOW goes before EINVAL
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And T9 has called exit
      When T1 calls insert "n" from 100000 length 0
      Then T1 returned EOVERFLOW
      And there is no warning

    @id:INTV-03.4 @cap:fault-injection
    Scenario: The registration's error goes before EOVERFLOW
      Given the interval subscriber "n"
      And T9 has called inject "EINTR"
      When T1 calls insert "n" from 100000 length 0
      Then T1 returned EINTR

    @id:INTV-03.5
    Scenario: Interval mode is on after a failed insert
      Given the interval subscriber "n"
      When T1 calls insert "n" from 100000 length 0
      Then T1 returned EOVERFLOW
      When the threads take these steps in order:
        | T1                  | T2                       |
        |                     | lock mmap_lock for write |
        | insert "n" over "A" |                          |
        |                     | unlock mmap_lock         |
      And T1 calls invalidate "A"
      Then invalidate of "n" was called once

  @INTV-04 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-04 insert into an address space without users warns and fails
    Interval mode is on and the interval is valid, but the last user has gone: a warning, EINVAL,
    and nothing is linked and no reference taken. (With the mode off the registration's own fatal
    check comes first; that is not tried here.)
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_interval_notifier_insert

    @id:INTV-04.1
    Scenario: After exit
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And T9 has called exit
      When T1 calls insert "n" over "B"
      Then T1 returned EINVAL
      And there is a warning
      And the structure references of "mm" changed by 0
      When T1 calls invalidate "A..B"
      Then invalidate of "n" was not called
      And invalidate of "s" was called once

  @INTV-06 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-06 an inserted interval holds one structure reference until it is removed
    A successful insert takes one reference of the address space's structure, and remove drops it:
    also after exit, also for an interval that never got into the tree. A failed insert takes none,
    so it needs no remove.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_interval_notifier_insert and mmu_interval_notifier_remove; 000_043cb33762080882.txt, "pairs with mmgrab"

    @id:INTV-06.1
    Scenario: Insert and remove
      Given the interval subscriber "s"
      When T1 calls insert "s" over "A"
      Then the structure references of "mm" changed by +1
      When T1 calls remove "s"
      Then the structure references of "mm" changed by -1

    @id:INTV-06.2
    Scenario: A second interval holds one of its own
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      When T1 calls insert "n" over "A"
      Then the structure references of "mm" changed by +1

    @id:INTV-06.3
    Scenario: Inserted and removed inside one section
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And T1 has called start "A"
      When T2 calls insert "n" over "A"
      Then the structure references of "mm" changed by +1
      When T2 calls remove "n"
      Then T2 returned
      And the structure references of "mm" changed by -1

    @id:INTV-06.4
    Scenario: It keeps the structure after exit
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And T9 has called insert "n" over "B"
      When T1 calls exit
      Then the structure of "mm" was not freed
      When T2 calls remove "s"
      Then the structure of "mm" was not freed
      When T2 calls remove "n"
      Then the structure of "mm" was freed
      And there is no warning

  @INTV-33 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-33 intervals may overlap or be identical
    Each is an object of its own: each is called, and removing one leaves the others. (The same
    object must not be inserted twice without a remove: a caller error, which is not tried.)
    Source: Linux 6.12 mm/mmu_notifier.c, struct mmu_notifier_subscriptions (itree), lib/interval_tree.c; analysis

    @id:INTV-33.1
    Scenario: Two identical ones and one inside them
      Given the interval subscriber "first" over "A"
      And the interval subscriber "second" over "A"
      And the interval subscriber "inside" over "A.1"
      When T1 calls invalidate "A.1"
      Then these callbacks were called:
        | thread | subscriber | callback   | range |
        | T1     | first      | invalidate | A.1   |
        | T1     | inside     | invalidate | A.1   |
        | T1     | second     | invalidate | A.1   |
      When T1 calls remove "first"
      And T1 calls invalidate "A"
      Then these callbacks were called:
        | thread | subscriber | callback   | range |
        | T1     | inside     | invalidate | A     |
        | T1     | second     | invalidate | A     |

    @id:INTV-33.2
    Scenario: Many, inserted in the order of their addresses
      Given the interval subscriber "wide" over "A.2..A.9"
      And the interval subscriber "n1" over "A.1"
      And the interval subscriber "n3" over "A.3"
      And the interval subscriber "n5" over "A.5"
      And the interval subscriber "n7" over "A.7"
      And the interval subscriber "n9" over "A.9"
      And the interval subscriber "n11" over "A.11"
      And the interval subscriber "n13" over "A.13"
      And the interval subscriber "n15" over "A.15"
      And the interval subscriber "n17" over "A.17"
      And the interval subscriber "n19" over "A.19"
      And the interval subscriber "n21" over "A.21"
      And the interval subscriber "n23" over "A.23"
      And the interval subscriber "n25" over "A.25"
      And the interval subscriber "n27" over "A.27"
      And the interval subscriber "n29" over "A.29"
      And the interval subscriber "n31" over "A.31"
      When T1 calls invalidate "A.0..A.31"
      Then 17 callbacks were called
      When T1 calls invalidate "A.9..A.13"
      Then these callbacks were called:
        | thread | subscriber | callback   | range      |
        | T1     | n9         | invalidate | A.9..A.13  |
        | T1     | n11        | invalidate | A.9..A.13  |
        | T1     | n13        | invalidate | A.9..A.13  |
        | T1     | wide       | invalidate | A.9..A.13  |
      When T1 calls invalidate "A.14"
      Then no callback was called
      When T1 calls invalidate "A.31"
      Then these callbacks were called:
        | thread | subscriber | callback   | range |
        | T1     | n31        | invalidate | A.31  |
      When T1 calls remove "n15"
      And T1 calls remove "n7"
      And T1 calls remove "n23"
      And T1 calls remove "wide"
      And T1 calls remove "n1"
      And T1 calls invalidate "A.5..A.9"
      Then these callbacks were called:
        | thread | subscriber | callback   | range    |
        | T1     | n5         | invalidate | A.5..A.9 |
        | T1     | n9         | invalidate | A.5..A.9 |
      When T1 calls invalidate "A.0..A.31"
      Then 12 callbacks were called

    @id:INTV-33.3
    Scenario: Many, inserted from the last address to the first
      Given the interval subscriber "wide" over "A.2..A.9"
      And the interval subscriber "n31" over "A.31"
      And the interval subscriber "n29" over "A.29"
      And the interval subscriber "n27" over "A.27"
      And the interval subscriber "n25" over "A.25"
      And the interval subscriber "n23" over "A.23"
      And the interval subscriber "n21" over "A.21"
      And the interval subscriber "n19" over "A.19"
      And the interval subscriber "n17" over "A.17"
      And the interval subscriber "n15" over "A.15"
      And the interval subscriber "n13" over "A.13"
      And the interval subscriber "n11" over "A.11"
      And the interval subscriber "n9" over "A.9"
      And the interval subscriber "n7" over "A.7"
      And the interval subscriber "n5" over "A.5"
      And the interval subscriber "n3" over "A.3"
      And the interval subscriber "n1" over "A.1"
      When T1 calls invalidate "A.0..A.31"
      Then 17 callbacks were called
      When T1 calls invalidate "A.9..A.13"
      Then these callbacks were called:
        | thread | subscriber | callback   | range      |
        | T1     | n9         | invalidate | A.9..A.13  |
        | T1     | n11        | invalidate | A.9..A.13  |
        | T1     | n13        | invalidate | A.9..A.13  |
        | T1     | wide       | invalidate | A.9..A.13  |
      When T1 calls invalidate "A.14"
      Then no callback was called
      When T1 calls invalidate "A.31"
      Then these callbacks were called:
        | thread | subscriber | callback   | range |
        | T1     | n31        | invalidate | A.31  |
      When T1 calls remove "n15"
      And T1 calls remove "n7"
      And T1 calls remove "n23"
      And T1 calls remove "wide"
      And T1 calls remove "n1"
      And T1 calls invalidate "A.5..A.9"
      Then these callbacks were called:
        | thread | subscriber | callback   | range    |
        | T1     | n5         | invalidate | A.5..A.9 |
        | T1     | n9         | invalidate | A.5..A.9 |
      When T1 calls invalidate "A.0..A.31"
      Then 12 callbacks were called

    @id:INTV-33.4
    Scenario: Many, inserted in no order
      Given the interval subscriber "wide" over "A.2..A.9"
      And the interval subscriber "n17" over "A.17"
      And the interval subscriber "n5" over "A.5"
      And the interval subscriber "n29" over "A.29"
      And the interval subscriber "n11" over "A.11"
      And the interval subscriber "n23" over "A.23"
      And the interval subscriber "n1" over "A.1"
      And the interval subscriber "n31" over "A.31"
      And the interval subscriber "n7" over "A.7"
      And the interval subscriber "n27" over "A.27"
      And the interval subscriber "n13" over "A.13"
      And the interval subscriber "n21" over "A.21"
      And the interval subscriber "n3" over "A.3"
      And the interval subscriber "n25" over "A.25"
      And the interval subscriber "n9" over "A.9"
      And the interval subscriber "n19" over "A.19"
      And the interval subscriber "n15" over "A.15"
      When T1 calls invalidate "A.0..A.31"
      Then 17 callbacks were called
      When T1 calls invalidate "A.9..A.13"
      Then these callbacks were called:
        | thread | subscriber | callback   | range      |
        | T1     | n9         | invalidate | A.9..A.13  |
        | T1     | n11        | invalidate | A.9..A.13  |
        | T1     | n13        | invalidate | A.9..A.13  |
        | T1     | wide       | invalidate | A.9..A.13  |
      When T1 calls invalidate "A.14"
      Then no callback was called
      When T1 calls invalidate "A.31"
      Then these callbacks were called:
        | thread | subscriber | callback   | range |
        | T1     | n31        | invalidate | A.31  |
      When T1 calls remove "n15"
      And T1 calls remove "n7"
      And T1 calls remove "n23"
      And T1 calls remove "wide"
      And T1 calls remove "n1"
      And T1 calls invalidate "A.5..A.9"
      Then these callbacks were called:
        | thread | subscriber | callback   | range    |
        | T1     | n5         | invalidate | A.5..A.9 |
        | T1     | n9         | invalidate | A.5..A.9 |
      When T1 calls invalidate "A.0..A.31"
      Then 12 callbacks were called
