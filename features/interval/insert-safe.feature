@v5.5-prop
Feature: Inserting an interval notifier where nothing may wait
  The proposal of December 2019 adds an insert that takes no mmap_lock, so that invalidate may call
  it, and lets release insert its own object again.

  @IREL-09 @party:core @cap:interval @cap:interval-release @must
  Rule: IREL-09 insert_safe needs interval mode and takes no lock
    Without subscription state or with interval mode off it answers EINVAL. Otherwise it is the core
    of insert: it takes no mmap_lock, never waits, and may be called from invalidate.
    Source: 000_043cb33762080882.txt, mmu_interval_notifier_insert_safe

    @id:IREL-09.1
    Scenario: Nothing was ever registered
      Given the interval subscriber "n"
      When T1 calls insert safe "n" over "A"
      Then T1 returned EINVAL
      And the structure references of "mm" changed by 0

    @id:IREL-09.2 @cap:register
    Scenario: Only an ordinary subscriber is registered
      Given the registered subscriber "L"
      And the interval subscriber "n"
      When T1 calls insert safe "n" over "A"
      Then T1 returned EINVAL
      When T1 calls invalidate "A"
      Then invalidate of "n" was not called

    @id:IREL-09.3
    Scenario: Somebody holds mmap_lock for write
      Given the interval subscriber "s" over "B"
      And the interval subscriber "n"
      And T2 has called lock mmap_lock for write
      When T1 calls insert safe "n" over "A"
      Then T1 returned 0
      When T2 calls unlock mmap_lock
      And T1 calls invalidate "A"
      Then invalidate of "n" was called once

    @id:IREL-09.4
    Scenario: From inside invalidate it is put off
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And in the first invalidate "s" takes these steps:
        | standard                 |
        | insert safe "n" over "A" |
      When T1 calls invalidate "A"
      Then "interval_insert_safe" called inside a callback returned 0
      And invalidate of "n" was not called
      When T1 calls invalidate "A"
      Then invalidate of "n" was called once

    @id:IREL-09.5
    Scenario Outline: A range that is none: from <start>, length <length>
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      When T1 calls insert safe "n" from <start> length <length>
      Then T1 returned EOVERFLOW
      And the structure references of "mm" changed by 0

      Examples:
        | start            | length |
        | 1000             | 0      |
        | ffffffffffffffff | 2      |

  @IREL-10 @party:core @cap:interval @cap:interval-release @must
  Rule: IREL-10 insert_safe during exit fails and takes nothing
    With no users left, for instance from the RELEASE callback, it warns and answers EINVAL.
    Source: 000_043cb33762080882.txt with the insert core; analysis

    @id:IREL-10.1
    Scenario: From the RELEASE callback
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n" with release
      And in invalidate for RELEASE "s" takes these steps:
        | standard                 |
        | insert safe "n" over "B" |
      When T1 calls exit
      Then "interval_insert_safe" called inside a callback returned EINVAL
      And there is a warning
      When T1 calls remove "s"
      Then the structure of "mm" was freed

  @IREL-31 @party:core @cap:interval @cap:interval-release @must
  Rule: IREL-31 the object may be inserted again from its release
    It takes a reference of its own, whether or not a section is open.
    Source: 000_043cb33762080882.txt, mn_itree_inv_end

    @id:IREL-31.1
    Scenario: With no section open
      Given the interval subscriber "s" with release over "A"
      And in the first release "s" takes these steps:
        | insert safe "s" over "B" |
      When T1 calls remove "s"
      Then the structure references of "mm" changed by 0
      When T1 calls invalidate "A..B"
      Then invalidate of "s" was called once
      When T1 calls remove "s"
      Then release of "s" was called once
      And the structure references of "mm" changed by -1

    @id:IREL-31.2
    Scenario: While another period has begun
      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "t" over "C"
      And in the first release "s" takes these steps:
        | gate "in release"        |
        | insert safe "s" over "B" |
      When the threads take these steps in order:
        | T1                | T2         | T3        |
        | start "A"         |            |           |
        |                   | remove "s" |           |
        | end "A" -> blocks |            |           |
        |                   |            | start "C" |
        | -> nothing        | open "in release" |    |
        |                   |            | end "C"   |
      Then release of "s" was called once
      When T1 calls invalidate "B"
      Then invalidate of "s" was called once

    @id:IREL-31.3 @every-order
    Scenario: Inserted again from its release, whoever makes it
      Given the interval subscriber "s" with release over "A"
      And in the first release "s" takes these steps:
        | insert safe "s" over "B" |
      When the threads run in every order:
        | T1             | T2         |
        | invalidate "A" | remove "s" |
        | invalidate "B" |            |
      Then every outcome is one of:
        | invalidate of "s" | release of "s" | release of "s" by | warnings | must be seen |
        | 0                 | 1              | T2                | 0        |              |
        | 1                 | 1              | T2                | 0        |              |
        | 2                 | 1              | T1                | 0        | yes          |
        | 2                 | 1              | T2                | 0        |              |
      And no outcome is one of:
        | invalidate of "s" | release of "s" | release of "s" by | warnings | rule    | mutant     |
        | 1                 | 1              | T1                | 0        | IREL-31 | IREL-31-x2 |
