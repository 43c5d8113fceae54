Feature: Interval mode
  An address space that has no interval yet pays nothing for them: the first insert switches
  interval mode on, through a registration. That is the only part of an insert that takes a lock
  of the address space.

  @INTV-01 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-01 the first insert switches interval mode on
    If the mode is off, insert registers first, which takes mmap_lock for write; then, and only
    then. A caller must always be able to let it do so, so it holds no mmap_lock.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_interval_notifier_insert

    @id:INTV-01.1
    Scenario: The first insert takes mmap_lock, the second does not
      Given the interval subscriber "s"
      And the interval subscriber "n"
      When the threads take these steps in order:
        | T1                            | T2                       |
        |                               | lock mmap_lock for read  |
        | insert "s" over "A" -> blocks |                          |
        | -> 0                          | unlock mmap_lock         |
        |                               | lock mmap_lock for write |
        | insert "n" over "B" -> 0      |                          |
        |                               | unlock mmap_lock         |
        | invalidate "A..B"             |                          |
      Then invalidate of "s" was called once
      And invalidate of "n" was called once

    @id:INTV-01.2 @cap:register
    Scenario: Also where subscribers of the other kind are registered already
      Given the registered subscriber "S"
      And the interval subscriber "s"
      When the threads take these steps in order:
        | T1                            | T2                      |
        |                               | lock mmap_lock for read |
        | insert "s" over "A" -> blocks |                         |
        | -> 0                          | unlock mmap_lock        |
        | invalidate "A"                |                         |
      Then invalidate of "s" was called once

  @INTV-05 @party:core @v5.5+ @cap:interval @cap:fault-injection @must
  Rule: INTV-05 an error of the implied registration is returned as it is
    Nothing is inserted and no reference taken; the next attempt may succeed.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_interval_notifier_insert

    @id:INTV-05.1
    Scenario Outline: The registration fails with <error>
      Given the interval subscriber "s"
      And T9 has called inject "<error>"
      When T1 calls insert "s" over "A"
      Then T1 returned <error>
      And the structure references of "mm" changed by 0
      When T1 calls invalidate "A"
      Then invalidate of "s" was not called
      When T1 calls insert "s" over "A"
      Then T1 returned 0
      When T1 calls invalidate "A"
      Then invalidate of "s" was called once

      Examples:
        | error  |
        | ENOMEM |
        | EINTR  |

    @id:INTV-05.2 @cap:register
    Scenario: With subscription state of the other kind there already
      Given the registered subscriber "S"
      And the interval subscriber "s"
      And T9 has called inject "EINTR"
      When T1 calls insert "s" over "A"
      Then T1 returned EINTR
      And the structure references of "mm" changed by 0

  @INTV-29 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-29 insert is not for use inside invalidate
    Insert may take mmap_lock for write, and sections are open under mmap_lock: lockdep is told so
    on every call, also where interval mode is on. The form for callers that hold the lock needs it
    for write, which a callback does not have.
    Source: 000_043cb33762080882.txt, first paragraph; Linux 6.12 mm/mmu_notifier.c, mmu_interval_notifier_insert (might_lock)

    @id:INTV-29.1 @cap:lockdep
    Scenario: Lockdep sees the cycle, although nothing deadlocks
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And in invalidate "s" takes these steps:
        | insert "n" over "B" |
      When T1 calls invalidate "A"
      Then lockdep reports a cycle

    @id:INTV-29.2 @cap:lockdep
    Scenario: Outside a callback there is none
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      When T1 calls invalidate "A"
      And T1 calls insert "n" over "B"
      And T1 calls invalidate "A..B"
      Then lockdep reports nothing

    @id:INTV-29.3 @cap:interval-locked
    Scenario: The form for callers with the lock is diagnosed inside a callback
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And in invalidate "s" takes these steps:
        | insert locked "n" over "B" |
      When T1 calls invalidate "A"
      Then there is a warning

  @INTV-42 @party:core @v5.5+ @cap:interval @cap:interval-locked @must
  Rule: INTV-42 insert_locked is insert for a caller that holds mmap_lock for write
    It diagnoses a caller that does not, takes no mmap_lock itself, and is the same otherwise.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_interval_notifier_insert_locked

    @id:INTV-42.1
    Scenario: Under mmap_lock, with interval mode still off
      Given the interval subscriber "s"
      When the threads take these steps in order:
        | T1                              | T2                              |
        | lock mmap_lock for write        |                                 |
        | insert locked "s" over "A" -> 0 |                                 |
        |                                 | try mmap_lock for read -> false |
        | unlock mmap_lock                |                                 |
        | invalidate "A"                  |                                 |
      Then invalidate of "s" was called once
      And there is no warning

    @id:INTV-42.2
    Scenario Outline: <who> is diagnosed
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n"
      And T1 has called <before>
      When T1 calls insert locked "n" over "B"
      Then there is at least one warning

      Examples:
        | who              | before                  |
        | without the lock | read_begin "s"          |
        | with a read hold | lock mmap_lock for read |

    @id:INTV-42.3
    Scenario: Errors and references are those of insert
      Given the interval subscriber "s"
      And T1 has called lock mmap_lock for write
      When T1 calls insert locked "s" from 100000 length 0
      Then T1 returned EOVERFLOW
      And the structure references of "mm" changed by 0
      When T1 calls insert locked "s" over "A"
      Then T1 returned 0
      And the structure references of "mm" changed by +1
      And there is no warning

  @INTV-45 @party:core @v5.5+ @cap:interval @must
  Rule: INTV-45 sections that began with interval mode off are not counted
    The mode is switched on under the locks that exclude every section, so the first insert waits
    for open sections in its registration, and their ends find nothing to lower. It never sees a
    section that is half counted.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_invalidate_range_start, __mmu_notifier_invalidate_range_end and __mmu_notifier_register

    @id:INTV-45.1
    Scenario Outline: The first insert waits for a section under <lock>
      Given the interval subscriber "s"
      When the threads take these steps in order:
        | T1                            | T2        |
        |                               | <section> |
        | insert "s" over "A" -> blocks |           |
        | -> 0                          | end "A"   |
        | read_begin "s"                |           |
        | read_retry "s" -> false       |           |
        | remove "s"                    |           |
      Then there is no warning in all
      And invalidate of "s" was not called

      Examples:
        | lock            | section                           |
        | mmap_lock       | start "A"                         |
        | the reverse map | start "A" through the reverse map |

    @id:INTV-45.2 @cap:register
    Scenario: The same with subscription state there already
      Given the registered subscriber "S"
      And the interval subscriber "s"
      And T2 has called invalidate "A"
      When the threads take these steps in order:
        | T1                            | T2                |
        |                               | invalidate "A"... |
        | insert "s" over "A" -> blocks |                   |
        | -> 0                          | ...ends           |
        | read_begin "s"                |                   |
        | read_retry "s" -> false       |                   |
        | invalidate "A"                |                   |
        | read_retry "s" -> true        |                   |
        | read_begin "s"                |                   |
      Then there is no warning in all
      And invalidate of "s" was called once

    @id:INTV-45.3 @cap:introspection @cap:register
    Scenario: Nothing is counted
      Given the registered subscriber "S"
      When T1 calls start "A"
      Then 0 sections are active
      And the sequence of the subscriptions is even
      When T1 calls end "A"
      Then 0 sections are active
      And the sequence of the subscriptions is even
