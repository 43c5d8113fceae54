Feature: Switching an address space to interval notifiers

  @REG-05 @party:core @v5.5+ @cap:interval @must
  Rule: REG-05 registering nothing only switches interval mode on
    It takes all locks as any registration does, and may fail as any does, makes the state if there
    is none, and sets the mode. It takes no structure reference, links nobody, and the second time
    it changes nothing.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_register; 000_043cb33762080882.txt, comment of mmu_interval_notifier_insert_safe

    @id:REG-05.1
    Scenario: No reference, nobody linked, and the second time the same
      When T1 calls register nothing
      Then T1 returned 0
      And the structure references of "mm" changed by 0
      When T1 calls register nothing
      Then T1 returned 0
      And the structure references of "mm" changed by 0
      When T1 calls invalidate "A"
      Then no callback was called
      When T1 calls exit
      Then the structure of "mm" was freed
      And there is no warning

    @id:REG-05.2
    Scenario: It needs every lock that a section can be under
      When the threads take these steps in order:
        | T1                         | T2                                |
        |                            | start "A" through the reverse map |
        | register nothing -> blocks |                                   |
        | -> 0                       | end "A"                           |
        |                            | start "A"                         |
        | register nothing -> blocks |                                   |
        | -> 0                       | end "A"                           |
      Then no callback was called

    @id:REG-05.3
    Scenario: Afterwards an insert needs no lock
      Given the interval subscriber "s"
      And T1 has called register nothing
      When the threads take these steps in order:
        | T1                       | T2                      |
        |                          | lock mmap_lock for read |
        | insert "s" over "A" -> 0 |                         |
        | invalidate "A"           |                         |
      Then invalidate of "s" was called once

    @id:REG-05.4 @cap:introspection
    Scenario: The second time the state stays as it was
      Given the interval subscriber "s" over "A"
      And T1 has called invalidate "A"
      When T1 calls register nothing
      Then T1 returned 0
      And interval mode is on
      And the sequence of the subscriptions is 4 (hexadecimal)
      When T1 calls invalidate "A"
      Then invalidate of "s" was called once

    @id:REG-05.5 @cap:fault-injection
    Scenario Outline: It fails with <fault>, and nothing is switched
      Given the interval subscriber "s"
      And T1 has called inject "<fault>"
      When T1 calls register nothing
      Then T1 returned <fault>
      And the structure references of "mm" changed by 0
      When the threads take these steps in order:
        | T1                            | T2                      |
        |                               | lock mmap_lock for read |
        | insert "s" over "A" -> blocks |                         |
        | -> 0                          | unlock mmap_lock        |
      Then there is no warning

      Examples:
        | fault  |
        | ENOMEM |
        | EINTR  |

  @REG-06 @party:core @v5.5+ @cap:register @cap:interval @must
  Rule: REG-06 an ordinary registration does not switch interval mode on
    Only a registration of nothing does, or the first insert on its own account: after an ordinary
    register that first insert still has to take mmap_lock for write, the second need not.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_register and mmu_interval_notifier_insert

    @id:REG-06.1
    Scenario: The first insert takes mmap_lock, the second does not
      Given the registered subscriber "S"
      And the interval subscriber "s"
      And the interval subscriber "n"
      When the threads take these steps in order:
        | T1                            | T2                      |
        |                               | lock mmap_lock for read |
        | insert "s" over "A" -> blocks |                         |
        | -> 0                          | unlock mmap_lock        |
        |                               | lock mmap_lock for read |
        | insert "n" over "B" -> 0      |                         |
      Then no callback was called

    @id:REG-06.2 @v5.5-prop @cap:interval-release
    Scenario: insert_safe does not switch it on either
      Given the registered subscriber "S"
      And the interval subscriber "s" with release
      When the threads take these steps in order:
        | T1                                 |
        | insert safe "s" over "A" -> EINVAL |
        | register nothing -> 0              |
        | insert safe "s" over "A" -> 0      |
      Then there is no warning

  @REG-08 @party:core @v5.5+ @cap:interval @must
  Rule: REG-08 a fresh state is idle
    Its sequence is 2, which is even, no section is active, tree and deferred list are empty, and
    interval mode is off. So the first interval starts with the sequence 1 and is not being
    invalidated.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_register

    @id:REG-08.1
    Scenario: The first interval can be read at once
      Given the interval subscriber "s"
      When the threads take these steps in order:
        | T1                       |
        | insert "s" over "A" -> 0 |
        | read_begin "s"           |
        | read_retry "s" -> false  |
        | remove "s" -> nothing    |
      Then no callback was called
      And there is no warning

    @id:REG-08.2 @cap:register @cap:introspection
    Scenario: The counters of a fresh state
      Given the list subscriber "S"
      And the interval subscriber "s"
      When T1 calls register "S"
      Then the sequence of the subscriptions is 2 (hexadecimal)
      And 0 sections are active
      And interval mode is off
      When T1 calls insert "s" over "A"
      Then the sequence of the subscriptions is 2 (hexadecimal)
      And the sequence of "s" is 1 (hexadecimal)
      And interval mode is on

  @REG-37 @party:core @v5.5+ @cap:register @cap:interval @must
  Rule: REG-37 interval mode is not switched on inside a section
    The switch takes all locks, so no section is open meanwhile. Otherwise an end would count down
    a section that its start never counted up.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_invalidate_range_end (it looks at the mode again)

    @id:REG-37.1
    Scenario Outline: A section is open <under> when the first interval comes
      Given the registered subscriber "S"
      And the interval subscriber "s"
      When the threads take these steps in order:
        | T1      | T2                            |
        | <start> |                               |
        |         | insert "s" over "A" -> blocks |
        | end "A" | -> 0                          |
        |         | read_begin "s"                |
        |         | read_retry "s" -> false       |
      Then invalidate of "s" was not called
      When T1 calls invalidate "A"
      Then invalidate of "s" was called once
      When T2 calls read_begin "s"
      Then T2 returned

      Examples:
        | under                    | start                             |
        | under mmap_lock          | start "A"                         |
        | under a reverse-map lock | start "A" through the reverse map |

    @id:REG-37.2 @cap:introspection
    Scenario: No end without its start is counted
      Given the registered subscriber "S"
      And the interval subscriber "s"
      When the threads take these steps in order:
        | T1                | T2                            |
        | invalidate "A"... |                               |
        |                   | insert "s" over "A" -> blocks |
        | ...ends           | -> 0                          |
      Then 0 sections are active
      And the sequence of the subscriptions is even
      When T1 calls start "A"
      Then 1 section is active
