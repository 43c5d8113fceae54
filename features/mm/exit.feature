Feature: The end of an address space
  The last user releases the subscribers, unmaps everything and gives up the structure. Others may
  still reach the address space meanwhile: truncation through the reverse maps, and the reaper.

  @MM-03 @party:core @cap:mm @must
  Rule: MM-03 release, unmapping, structure: in this order
    The last user first completes the release step. If there is a VMA, one section over the whole
    space follows, and pages are freed in it or after it. The structure reference goes last.
    Source: Linux 6.12 mm/mmap.c, exit_mmap; kernel/fork.c, __mmput

    @id:MM-03.1 @cap:register
    Scenario: A subscriber is released before anything is unmapped
      Given the anonymous VMA "A"
      And the registered subscriber "S"
      When T1 calls exit
      Then the end of release of "S" comes before a section start in T1
      And a section start in T1 comes before a page-table change in T1
      And a section start in T1 comes before a page free in T1
      And T1 freed 4 pages

    @id:MM-03.2 @v5.3+
    Scenario: The unmapping is one section over everything, however many VMAs there are
      Given the anonymous VMA "A"
      And the VMA "C" of kind shared
      When T1 calls exit
      Then the address space opened these sections in order:
        | thread | range      | blockable | event | ended |
        | T1     | everything | yes       | UNMAP | yes   |

    @id:MM-03.3
    Scenario: The structure goes last
      Given the anonymous VMA "A"
      When T1 calls exit
      Then a page free in T1 comes before the structure of "mm" is freed
      And a section end in T1 comes before the structure of "mm" is freed

    @id:MM-03.4
    Scenario: Without a VMA there is no section
      When T1 calls exit
      Then the address space opened no section
      And the structure of "mm" was freed

  @MM-04 @party:core @cap:mm @cap:register @must
  Rule: MM-04 no page is freed by exit before the releases that began are over
    Every list subscriber that is linked at exit is released before the first page goes. A release
    that an unregister began before exit unlinked its subscriber has returned by then too.
    Source: Linux 6.12 mm/mmu_notifier.c, mn_hlist_release and mmu_notifier_unregister

    @id:MM-04.1
    Scenario: Everybody who is linked is released first
      Given the anonymous VMA "A"
      And the registered subscriber "R"
      And the registered subscriber "S"
      And "R" is held in release
      When T1 calls exit
      Then T1 is blocked
      And T1 freed no page
      And T1 changed no page-table entry
      When the gate "R.release" opens
      Then T1 returned
      And T1 freed 4 pages
      And the end of release of "S" comes before a page free in T1

    @id:MM-04.2
    Scenario: An unregister is still in its release
      Given the anonymous VMA "A"
      And the registered subscriber "S"
      And "S" is held in release on T2
      When the threads take these steps in order:
        | T1             | T2                       |
        |                | unregister "S" -> blocks |
        | exit -> blocks |                          |
      Then T1 freed no page
      When the gate "T2/S.release" opens
      Then T1 returned
      And T2 returned
      And the end of release of "S" in T2 comes before a page free in T1
      And release of "S" was called once or twice in all

    @id:MM-04.3 @every-order @cap:shadow
    Scenario: ILV-20, exit beside the unregister of a device that maps a page
      Given the anonymous VMA "A.0"
      And the shadow device "M"
      And the shadow device "M" maps "A.0"
      When the threads run in every order:
        | T1   | T2                 |
        | exit | shadow_destroy "M" |
      Then every outcome is one of:
        | release of "M" in T1 | release of "M" in T2 | "M" at "A.0" |
        | 1                    | 0                    | absent       |
        | 0                    | 1                    | absent       |
        | 1                    | 1                    | absent       |
      And no outcome is one of:
        | release of "M" in T1 | release of "M" in T2 | "M" at "A.0" | rule  | mutant   |
        | 0                    | 0                    | stale        | MM-04 | MM-04-x1 |

  @MM-21 @party:core @cap:mm @cap:mm-truncate @cap:register @must
  Rule: MM-21 reverse maps reach an address space that is on its way out
    While the exit path runs, truncation can still unmap pages of it. A list subscriber may see
    this until it is unlinked; an interval notifier is called as before.
    Source: Linux 6.12 mm/mmu_notifier.c, comment above mn_hlist_release

    @id:MM-21.1
    Scenario: Truncation while a release is held
      Given the VMA "A" of kind shared
      And the registered subscriber "S"
      And "S" is held in release
      When T1 calls exit
      Then T1 is blocked
      When T2 calls truncate "A"
      Then T2 returned 0
      And nothing is mapped in "A"
      And T2 freed 4 pages
      When the gate "S.release" opens
      Then T1 returned
      And every section of the address space has ended

    @id:MM-21.2 @v5.5+ @cap:interval
    Scenario: The interval notifier is called
      Given the VMA "A" of kind shared
      And the interval subscriber "s" over "A"
      And the registered subscriber "S"
      And "S" is held in release
      When T1 calls exit
      Then T1 is blocked
      When T2 calls truncate "A"
      Then T2 returned 0
      And invalidate of "s" was called once in T2

    @id:MM-21.3 @every-order @MM-04
    Scenario: ILV-21, truncation beside exit, in every order
      Given the VMA "A.0" of kind shared
      And the registered subscriber "S"
      When the threads run in every order:
        | T1   | T2             |
        | exit | truncate "A.0" |
      Then every outcome is one of:
        | invalidate_range_start of "S" in T2 | invalidate_range_end of "S" in T2 | release of "S" |
        | 0                                   | 0                                 | 1              |
        | 1                                   | 0                                 | 1              |
        | 1                                   | 1                                 | 1              |
      And no outcome is one of:
        | invalidate_range_start of "S" in T2 | invalidate_range_end of "S" in T2 | release of "S" | rule  | mutant   |
        | 0                                   | 0                                 | 0              | MM-04 | MM-04-x1 |

  @MM-25 @party:core @v6.1+ @cap:mm @cap:mm-oom-reap @cap:nonblock @must
  Rule: MM-25 the reaper works beside the exit path, and stops at its mark
    While exit is in its release step or unmaps, the OOM reaper and process_mrelease may run
    sections and free pages. The reaper tries mmap_lock and never waits for it; process_mrelease
    waits. Both stop when exit has set the mark that says it will do the rest.
    Source: Linux 6.12 mm/oom_kill.c, oom_reap_task_mm and process_mrelease; mm/mmap.c, exit_mmap

    @id:MM-25.1 @cap:register
    Scenario: Reaping while a release is held
      Given the anonymous VMA "A"
      And the registered subscriber "S"
      And "S" is held in release
      When T1 calls exit
      Then T1 is blocked
      When T2 calls oom_reap
      Then T2 returned true
      And T2 called these callbacks in order:
        | subscriber | callback               | range | blockable | event |
        | S          | invalidate_range_start | A     | no        | UNMAP |
        | S          | invalidate_range_end   | A     | no        | UNMAP |
      And T2 freed 4 pages

    @id:MM-25.2 @cap:interval
    Scenario: Reaping while exit unmaps
      Given the anonymous VMA "A"
      And the interval subscriber "s" over "A"
      And "s" is held in invalidate on T1 for UNMAP
      When T1 calls exit
      Then T1 is blocked
      When T2 calls oom_reap
      Then T2 returned true
      And T2 freed 4 pages

    @id:MM-25.3
    Scenario: The reaper does not wait for mmap_lock, process_mrelease does
      Given the anonymous VMA "A"
      And T1 has called lock mmap_lock for write
      When T2 calls oom_reap
      Then T2 returned false
      And the address space opened no section
      When T2 calls process_mrelease
      Then T2 is blocked on mmap_lock
      When T1 calls unlock mmap_lock
      Then T2 returned 0
      And T2 freed 4 pages

    @id:MM-25.4
    Scenario: Nothing is left to reap once exit has unmapped
      Given the anonymous VMA "A"
      And T3 has called mmgrab
      And T3 has called lock mmap_lock for read
      When T1 calls exit
      Then T1 is blocked
      And nothing is mapped in "A"
      When T2 calls process_mrelease
      Then T2 returned 0
      And the address space opened no section

    @id:MM-25.5 @every-order @cap:mirror @MM-01
    Scenario: The reaper beside exit, with a device that maps a page
      Given the anonymous VMA "A.0"
      And the mirror "M" over "A.0"
      And the mirror "M" maps "A.0"
      When the threads run in every order:
        | T1   | T2       |
        | exit | oom_reap |
      Then every outcome is one of:
        | T2    | "M" at "A.0" | freed "mm" |
        | true  | absent       | no         |
        | false | absent       | no         |
      And no outcome is one of:
        | T2    | "M" at "A.0" | freed "mm" | rule  | mutant   |
        | true  | absent       | yes        | MM-01 | MM-01-x2 |
