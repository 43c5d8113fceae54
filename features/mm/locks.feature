Feature: The locks around a section
  mmap_lock and the reverse-map locks decide which sections can run beside each other, and who can
  register meanwhile.

  @MM-07 @party:core @cap:core @must
  Rule: MM-07 mmap_lock is a reader/writer lock that can be tried and downgraded
    A reader keeps mmap, munmap, mprotect and fork from beginning, but not MADV_DONTNEED, which is
    a reader itself. In newer kernels munmap's own section runs with the lock downgraded, so readers
    and other such sections may run inside it; in 2014 it holds the lock for write throughout.
    Source: 001_48d3141d0b0199f8.txt, Raindel 2014-09-07; Linux 6.12 mm/vma.c; Linux 6.1 mm/mmap.c, __do_munmap

    @id:MM-07.1
    Scenario: Readers, a writer, a downgrade
      When the threads take these steps in order:
        | T1                            | T2                                   | T3                           |
        | lock mmap_lock for read       |                                      |                              |
        |                               | try mmap_lock for read -> true       |                              |
        |                               | unlock mmap_lock                     |                              |
        |                               | try mmap_lock for write -> false     |                              |
        |                               | lock mmap_lock for write -> blocks   |                              |
        | unlock mmap_lock              | -> returns                           |                              |
        | try mmap_lock for read -> false |                                    |                              |
        |                               |                                      | lock mmap_lock for read -> blocks |
        |                               | downgrade mmap_lock                  | -> returns                   |
        |                               | unlock mmap_lock                     |                              |
        |                               |                                      | unlock mmap_lock             |

    @id:MM-07.2 @cap:mm @cap:register
    Scenario: A reader does not keep MADV_DONTNEED from running
      Given the anonymous VMA "A"
      And the registered subscriber "S"
      And T1 has called lock mmap_lock for read
      When T2 calls invalidate "A"
      Then T2 returned nothing
      And invalidate_range_start of "S" was called once in T2
      And nothing is mapped in "A"

    @id:MM-07.3 @cap:mm @cap:mm-munmap
    Scenario: A reader keeps munmap from beginning
      Given the anonymous VMA "A"
      And T1 has called lock mmap_lock for read
      When T2 calls munmap "A"
      Then T2 is blocked on mmap_lock
      And T2 changed no page-table entry
      When T1 calls unlock mmap_lock
      Then T2 returned 0
      And nothing is mapped in "A"

    @id:MM-07.4 @cap:mm @cap:mm-mprotect
    Scenario: A reader keeps mprotect from beginning
      Given the anonymous VMA "A"
      And T1 has called lock mmap_lock for read
      When T2 calls mprotect_read "A"
      Then T2 is blocked on mmap_lock
      And T2 changed no page-table entry

    @id:MM-07.5 @cap:mm @cap:mm-fork
    Scenario: A reader keeps fork from beginning
      Given the anonymous VMA "A"
      And T1 has called lock mmap_lock for read
      When T2 calls fork "child"
      Then T2 is blocked on mmap_lock
      And T2 changed no page-table entry

    @id:MM-07.6 @cap:mm
    Scenario: A reader keeps mmap from beginning
      Given T1 has called lock mmap_lock for read
      When T2 calls mmap "A" as anon
      Then T2 is blocked on mmap_lock

    @id:MM-07.7 @v6.1+ @cap:mm @cap:mm-munmap @cap:register
    Scenario: munmap's section runs downgraded
      Given the anonymous VMA "A"
      And the anonymous VMA "B"
      And the registered subscriber "S"
      And "S" is held in invalidate_range_start on T1
      When T1 calls munmap "A"
      Then T1 is blocked
      When T2 calls lock mmap_lock for read
      Then T2 returned
      When T2 calls invalidate "B"
      Then T2 returned
      And invalidate_range_start of "S" was called once in T2

    @id:MM-07.8 @2014-01..v3.19 @cap:mm @cap:mm-munmap @cap:register
    Scenario: munmap's section holds the lock for write
      Given the anonymous VMA "A"
      And the registered subscriber "S"
      And "S" is held in invalidate_range_start on T1
      When T1 calls munmap "A"
      Then T1 is blocked
      When T2 calls lock mmap_lock for read
      Then T2 is blocked on mmap_lock
      When the gate "T1/S.invalidate_range_start" opens
      Then T1 returned 0
      And T2 returned

    @id:MM-07.9 @v6.1+ @cap:mm @cap:mm-munmap @cap:register @every-order
    Scenario: ILV-52, a reader gets mmap_lock while munmap's section is held up
      T2 lets the callback go only once it has the lock.
      Given the anonymous VMA "A"
      And the registered subscriber "S"
      And in invalidate_range_start "S" takes these steps:
        | lock "W"   |
        | unlock "W" |
      And T2 has called lock "W"
      When the threads run in every order:
        | T1         | T2                      |
        | munmap "A" | lock mmap_lock for read |
        |            | unlock "W"              |
        |            | unlock mmap_lock        |
      Then every outcome is one of:
        | T1 | T2      |
        | 0  | nothing |
      And no outcome is one of:
        | T1      | T2      | rule  | mutant   |
        | blocked | blocked | MM-07 | MM-07-x3 |

    @id:MM-07.10 @2014-01..v3.19 @cap:mm @cap:mm-munmap @cap:register @every-order
    Scenario: ILV-52, a reader does not get mmap_lock while munmap's section is held up
      T2 lets the callback go only once it has the lock, so the two may wait for each other.
      Given the anonymous VMA "A"
      And the registered subscriber "S"
      And in invalidate_range_start "S" takes these steps:
        | lock "W"   |
        | unlock "W" |
      And T2 has called lock "W"
      When the threads run in every order:
        | T1         | T2                      |
        | munmap "A" | lock mmap_lock for read |
        |            | unlock "W"              |
        |            | unlock mmap_lock        |
      Then every outcome is one of:
        | T1      | T2      |
        | 0       | nothing |
        | blocked | blocked |

  @MM-08 @party:caller @cap:mm @must
  Rule: MM-08 a section is started under mmap_lock or a reverse-map lock
    Whoever starts and ends a section holds a lock that protects the range: mmap_lock, a reverse-map
    lock, or in newer kernels a VMA lock for a page fault. Only the release step of exit has none,
    and in 2014 all of exit.
    Source: Linux 6.12 include/linux/mmu_notifier.h, comments of the operations; mm/mmap.c, exit_mmap; Linux 6.1 mm/mmap.c

    @id:MM-08.1 @cap:locks
    Scenario Outline: <operation> holds a lock
      Given the VMA "A" of kind <kind>
      When T1 calls <operation>
      Then T1 held mmap_lock or rmap_lock or vma_lock at every start of a section

      @key:munmap @cap:mm-munmap
      Examples:
        | operation  | kind |
        | munmap "A" | anon |

      @key:madvise_dontneed @cap:mm-dontneed
      Examples:
        | operation            | kind |
        | madvise_dontneed "A" | anon |

      @key:mprotect_read @cap:mm-mprotect
      Examples:
        | operation         | kind |
        | mprotect_read "A" | anon |

      @key:fork @cap:mm-fork
      Examples:
        | operation    | kind |
        | fork "child" | anon |

      @key:write_fault @2014-01,2014-09+ @cap:mm-write-fault
      Examples:
        | operation         | kind |
        | write_fault "A.0" | file |

      @key:truncate @cap:mm-truncate
      Examples:
        | operation    | kind   |
        | truncate "A" | shared |

      @key:oom_reap @cap:mm-oom-reap @v5.3+
      Examples:
        | operation | kind |
        | oom_reap  | anon |

      @key:exit @v6.1+
      Examples:
        | operation | kind |
        | exit      | anon |

    @id:MM-08.2 @cap:register
    Scenario Outline: Nobody can register while <operation> is in its section
      Given the VMA "A" of kind <kind>
      And the registered subscriber "S"
      And the list subscriber "R"
      And "S" is held in invalidate_range_start on T1
      When T1 calls <operation>
      Then T1 is blocked
      When T2 calls register "R"
      Then T2 is blocked
      When the gate "T1/S.invalidate_range_start" opens
      Then T2 returned 0
      And invalidate_range_end of "R" was not called

      @key:munmap @cap:mm-munmap
      Examples:
        | operation  | kind |
        | munmap "A" | anon |

      @key:madvise_dontneed @cap:mm-dontneed
      Examples:
        | operation            | kind |
        | madvise_dontneed "A" | anon |

      @key:mprotect_read @cap:mm-mprotect
      Examples:
        | operation         | kind |
        | mprotect_read "A" | anon |

      @key:fork @cap:mm-fork
      Examples:
        | operation    | kind |
        | fork "child" | anon |

      @key:truncate @cap:mm-truncate
      Examples:
        | operation    | kind   |
        | truncate "A" | shared |

  @MM-09 @party:caller @cap:mm @cap:mm-truncate @must
  Rule: MM-09 truncation needs no mmap_lock
    File truncation reaches page tables through the reverse map. Holding mmap_lock for write does
    not keep it away.
    Source: 001_48d3141d0b0199f8.txt, Glisse 2014-09-09 and 2014-09-10; Linux 6.12 mm/rmap.c; mm/memory.c, unmap_mapping_range

    @id:MM-09.1 @cap:register
    Scenario: Truncation while somebody holds mmap_lock for write
      Given the VMA "A" of kind shared
      And the registered subscriber "S"
      And T1 has called lock mmap_lock for write
      When T2 calls truncate "A"
      Then T2 returned 0
      And these callbacks were called:
        | thread | subscriber | callback               | range |
        | T2     | S          | invalidate_range_start | A     |
        | T2     | S          | invalidate_range_end   | A     |
      And nothing is mapped in "A"

    @id:MM-09.2 @cap:mm-fork @cap:mm-write-fault
    Scenario: It reaches everybody who maps the file
      Given the VMA "A" of kind shared
      And T1 has called fork "child"
      And T1 has called write_fault "A.0" on "child"
      When T2 calls truncate "A.0"
      Then nothing is mapped in "A.0"
      And nothing is mapped in "A.0" of "child"
      And T2 freed 1 page

  @MM-10 @party:caller @cap:mm @cap:register @must
  Rule: MM-10 no callback that may sleep is called under the page-table lock
    Starts and ends are called before the lock is taken and after it is free. Only the callbacks for
    secondary TLBs, change_pte and aging may be called under it.
    Source: Linux 6.12 include/linux/mmu_notifier.h, comment of arch_invalidate_secondary_tlbs; 002_f45d45952489e74f.txt; 003_bbb6683ee0213fea.txt, commit message

    @id:MM-10.1
    Scenario Outline: Callbacks sleep in <operation>
      Given the VMA "A" of kind <kind>
      And the registered subscriber "S"
      And "S" sleeps in invalidate_range_start
      And "S" sleeps in invalidate_range_end
      When T1 calls <operation>
      Then T1 returned 0
      And invalidate_range_start of "S" was called at least once
      And there is no warning

      @key:munmap @cap:mm-munmap
      Examples:
        | operation  | kind |
        | munmap "A" | anon |

      @key:madvise_dontneed @cap:mm-dontneed
      Examples:
        | operation            | kind |
        | madvise_dontneed "A" | anon |

      @key:mprotect_read @cap:mm-mprotect
      Examples:
        | operation         | kind |
        | mprotect_read "A" | anon |

      @key:fork @cap:mm-fork
      Examples:
        | operation    | kind |
        | fork "child" | anon |

      @key:write_fault @cap:mm-write-fault
      Examples:
        | operation         | kind |
        | write_fault "A.0" | file |

      @key:truncate @cap:mm-truncate
      Examples:
        | operation    | kind   |
        | truncate "A" | shared |

    @id:MM-10.2 @cap:mm-thp-split
    Scenario: Callbacks sleep while a huge page is split
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind thp
      And the registered subscriber "S"
      And "S" sleeps in invalidate_range_start
      And "S" sleeps in invalidate_range_end
      When T1 calls thp_split "H.0"
      Then T1 returned 0
      And invalidate_range_start of "S" was called once or twice
      And there is no warning

    @id:MM-10.3 @cap:locks @cap:mm-write-fault
    Scenario: The lock is not held in the callbacks of a copy
      Given the VMA "A" of kind file
      And the registered subscriber "S"
      When T1 calls write_fault "A.0"
      Then T1 held no page_table_lock in any range callback

  @MM-16 @party:core @cap:core @cap:register @must
  Rule: MM-16 registration excludes every section
    It holds mmap_lock for write, all reverse-map locks of the address space, and where page faults
    may run under VMA locks, every one of these. No section is open at that moment.
    Source: 001_48d3141d0b0199f8.txt, Raindel 2014-09-11; Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_register; mm/vma.c, mm_take_all_locks

    @id:MM-16.1
    Scenario: A section under mmap_lock is open
      Given the list subscriber "S"
      And T1 has called start "A"
      When T2 calls register "S"
      Then T2 is blocked on mmap_lock
      When T1 calls end "A"
      Then T2 returned 0

    @id:MM-16.2
    Scenario: A section under a reverse-map lock is open
      Given the list subscriber "S"
      And T1 has called start "A" through the reverse map
      When T2 calls register "S"
      Then T2 is blocked on rmap_lock
      When T1 calls end "A"
      Then T2 returned 0

    @id:MM-16.3 @v6.6+ @cap:mm @cap:mm-write-fault
    Scenario: A copy under nothing but a VMA lock is in its section
      Given the VMA "A" of kind file
      And the registered subscriber "S"
      And the list subscriber "R"
      And "S" is held in invalidate_range_start on T1
      When T1 calls write_fault "A.0"
      Then T1 is blocked
      When T2 calls register "R"
      Then T2 is blocked
      When the gate "T1/S.invalidate_range_start" opens
      Then T1 returned 0
      And T2 returned 0
      And invalidate_range_end of "R" was not called

    @id:MM-16.4 @cap:mm @cap:mm-truncate
    Scenario: A truncation is in its section
      Given the VMA "A" of kind shared
      And the registered subscriber "S"
      And the list subscriber "R"
      And "S" is held in invalidate_range_start on T1
      When T1 calls truncate "A"
      Then T1 is blocked
      When T2 calls register "R"
      Then T2 is blocked on rmap_lock
      When the gate "T1/S.invalidate_range_start" opens
      Then T2 returned 0

  @MM-17 @party:core @cap:core @cap:register @must
  Rule: MM-17 nobody on the list sees an end without its start
    Because no section is open while somebody registers, a subscriber that has both callbacks sees
    both or neither. Only what hangs below a subscriber can appear in the middle of a section.
    Source: 001_48d3141d0b0199f8.txt, the discussion of the race between umem_odp_map and invalidations

    @id:MM-17.1
    Scenario Outline: Registration meets a section <under>
      Given the list subscriber "S"
      And T1 has called <section>
      When T2 calls register "S"
      Then T2 is blocked
      When T1 calls end "A"
      Then T2 returned 0
      And no callback was called
      When T1 calls invalidate "A"
      Then these callbacks of "S" were called in order:
        | callback               | range |
        | invalidate_range_start | A     |
        | invalidate_range_end   | A     |

      @key:mmap_lock
      Examples:
        | under               | section                           |
        | under mmap_lock     | start "A"                         |

      @key:rmap_lock
      Examples:
        | under               | section                           |
        | under the reverse-map lock | start "A" through the reverse map |

    @id:MM-17.2 @every-order @cap:mm @cap:mm-truncate
    Scenario: Registration beside a truncation, in every order
      Given the registered subscriber "S"
      And the VMA "A.0" of kind shared
      And the list subscriber "R"
      When the threads run in every order:
        | T1             | T2           |
        | truncate "A.0" | register "R" |
      Then every outcome is one of:
        | invalidate_range_start of "R" | invalidate_range_end of "R" |
        | 0                             | 0                           |
        | 1                             | 1                           |
      And no outcome is one of:
        | invalidate_range_start of "R" | invalidate_range_end of "R" | rule  | mutant  |
        | 0                             | 1                           | MM-17 | MUT-125 |

    @id:MM-17.3 @MM-16 @every-order
    Scenario Outline: Two tables of September 2014, registration beside a section <under>
      Given the list subscriber "S"
      When the threads run in every order:
        | T1           | T2      |
        | register "S" | <start> |
        |              | end "A" |
      Then every outcome is one of:
        | T1 | invalidate_range_start of "S" | invalidate_range_end of "S" | must be seen |
        | 0  | 0                             | 0                           | yes          |
        | 0  | 1                             | 1                           | yes          |
      And no outcome is one of:
        | T1 | invalidate_range_start of "S" | invalidate_range_end of "S" | rule  | mutant   |
        | 0  | 0                             | 1                           | MM-16 | <mutant> |

      @key:mmap_lock
      Examples:
        | under           | start     | mutant   |
        | under mmap_lock | start "A" | MM-07-x2 |

      @key:rmap_lock
      Examples:
        | under                      | start                             | mutant  |
        | under the reverse-map lock | start "A" through the reverse map | MUT-125 |

    @id:MM-17.4 @MM-16
    Scenario: Somebody registers while the list is being called
      Given the registered subscriber "S"
      And the list subscriber "R"
      And "S" is held in invalidate_range_start on T1
      When the threads take these steps in order:
        | T1                       | T2                     | T3                                 |
        | invalidate "A" -> blocks |                        |                                    |
        |                          | register "R" -> blocks |                                    |
        | -> nothing               | -> 0                   | open "T1/S.invalidate_range_start" |
      Then invalidate_range_start of "R" was not called
      And invalidate_range_end of "R" was not called
      When T1 calls invalidate "A"
      Then these callbacks of "R" were called in order:
        | callback               | range |
        | invalidate_range_start | A     |
        | invalidate_range_end   | A     |
