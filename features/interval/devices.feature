Feature: Interval notifiers, as a device uses them
  A mirror keeps its table right with read_begin, read_retry and invalidate alone; it holds no page
  references.

  @INTV-15 @party:subscriber @v5.5+ @cap:mm @cap:mirror @must
  Rule: INTV-15 invalidate takes note of the sequence under the user lock
    For every event that it does not ignore, invalidate stores the sequence that it is given, under
    the same lock under which read_retry is asked, before it answers true.
    Source: Linux 6.12 include/linux/mmu_notifier.h, mmu_interval_set_seq

    @id:INTV-15.1
    Scenario Outline: A reader meets <operation>
      Given the VMA "A" of kind <kind>
      And the mirror "M" over "A"
      And T1 has called mirror_walk "M" at "A.0"
      When T2 calls <operation>
      Then T2 returned
      And invalidate of "M" was called once
      When T1 calls mirror_commit "M"
      Then T1 returned retry
      And the device "M" maps nothing in "A"

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

      @key:oom_reap @cap:mm-oom-reap
      Examples:
        | operation | kind |
        | oom_reap  | anon |

    @id:INTV-15.2 @cap:mm-munmap @point:device-unlocked
    Scenario: A reader commits right after the callback has let go of the lock
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And T1 has called mirror_walk "M" at "A.0"
      And T2 is held at the point "device-unlocked"
      When T2 calls munmap "A"
      Then T2 is blocked
      When T1 calls mirror_commit "M"
      Then T1 returned retry
      And the device "M" maps nothing in "A"
      When T2 goes on from the point "device-unlocked"
      Then T2 returned 0

    @id:INTV-15.3 @every-order @cap:mm-munmap
    Scenario: The lock is free before the sequence is stored: no order may show that
      Given the anonymous VMA "A.0"
      And the mirror "M" over "A.0"
      And T1 has called mirror_walk "M" at "A.0"
      When the threads run in every order:
        | T1                | T2           |
        | mirror_commit "M" | munmap "A.0" |
      Then every outcome is one of:
        | T1     | "M" at "A.0" |
        | mapped | absent       |
        | retry  | absent       |
      And no outcome is one of:
        | T1     | "M" at "A.0" | rule    | mutant |
        | mapped | stale        | INTV-15 | MUT-39 |

  @INTV-20 @party:subscriber @v5.5+ @cap:interval @must
  Rule: INTV-20 read_retry is asked under the user lock
    It is true exactly if the interval's sequence is not the one that the reader was given. Only
    under the lock does the answer hold until the entry is stored.
    Source: Linux 6.12 include/linux/mmu_notifier.h, mmu_interval_read_retry

    @id:INTV-20.1
    Scenario: True after an invalidation of the interval, false after one of another
      Given the interval subscriber "s" over "A"
      And the interval subscriber "t" over "B"
      And T1 has called read_begin "s"
      When T2 calls invalidate "B"
      And T1 calls read_retry "s"
      Then T1 returned false
      Given T1 has called read_begin "s"
      When T2 calls invalidate "A"
      And T1 calls read_retry "s"
      Then T1 returned true

    @id:INTV-20.2 @cap:mm @cap:mirror @cap:mm-munmap
    Scenario: Commit and invalidation wait for the lock side by side
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And T2 has called mmgrab
      And T1 has called mirror_walk "M" at "A.0"
      And T3 has called lock "M"
      When T1 calls mirror_commit "M"
      Then T1 is blocked on lock M
      When T2 calls munmap "A"
      Then T2 is blocked on lock M
      When T3 calls unlock "M"
      Then T1 returned
      And T2 returned 0
      And the device "M" maps nothing in "A"

    @id:INTV-20.3 @every-order @cap:mm @cap:mirror @cap:mm-truncate
    Scenario: Truncation beside a commit, in every order
      Given the VMA "A.0" of kind shared
      And the mirror "M" over "A.0"
      And T1 has called mirror_walk "M" at "A.0"
      When the threads run in every order:
        | T1                | T2             |
        | mirror_commit "M" | truncate "A.0" |
      Then every outcome is one of:
        | T1     | "M" at "A.0" |
        | mapped | absent       |
        | retry  | absent       |
      And no outcome is one of:
        | T1     | "M" at "A.0" | rule    | mutant     |
        | mapped | stale        | INTV-20 | INTV-20-x1 |

    @id:INTV-20.4 @every-order
    Scenario: ILV-04, the reader has the lock first or the callback has
      Under the lock the answer does not change.
      Given the interval subscriber "s" over "A"
      And T1 has called read_begin "s"
      When the threads run in every order:
        | T1              | T2             |
        | lock "s.lock"   | invalidate "A" |
        | read_retry "s"  |                |
        | read_retry "s"  |                |
        | unlock "s.lock" |                |
      Then every outcome is one of:
        | T1.2  | T1.3  | invalidate of "s" | must be seen |
        | false | false | 1                 | yes          |
        | true  | true  | 1                 | yes          |
      And no outcome is one of:
        | T1.2  | T1.3 | invalidate of "s" | rule    | mutant     |
        | false | true | 1                 | INTV-20 | INTV-20-x2 |

  @INTV-22 @party:subscriber @v5.5+ @cap:mm @cap:mirror @must
  Rule: INTV-22 what was committed is not stale once the section has ended
    If read_retry was false under the lock, every section whose changes the reader did not see has
    its callback still to come, and that callback takes the lock and removes the entry.
    Source: Linux 6.12 mm/mmu_notifier.c, comment in mmu_interval_read_begin; Documentation/mm/hmm.rst

    @id:INTV-22.1
    Scenario: The whole section lies between look-up and commit
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And T1 has called mirror_walk "M" at "A.0"
      When T2 calls invalidate "A"
      Then T2 freed 4 pages
      When T1 calls mirror_commit "M"
      Then T1 returned retry
      And the device "M" maps nothing in "A"
      When T1 calls mirror_fault "M" at "A.0"
      Then T1 returned mapped
      And the device "M" maps what "mm" maps at "A.0"

    @id:INTV-22.2 @cap:register
    Scenario: The look-up would fall into the section
      Given the registered subscriber "S"
      And the anonymous VMA "A"
      And the mirror "M" over "A"
      And "S" is held in invalidate_range_start on T2
      When T2 calls invalidate "A"
      Then T2 is blocked
      When T1 calls mirror_fault "M" at "A.0"
      Then T1 is blocked on interval
      When the gate "T2/S.invalidate_range_start" opens
      Then T1 returned mapped
      And the device "M" maps what "mm" maps at "A.0"

    @id:INTV-22.3 @cap:mm-munmap
    Scenario: The commit has the lock first, and the callback removes what it stored
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And T1 has called mirror_walk "M" at "A.0"
      And T3 has called lock "M"
      When T2 calls munmap "A"
      Then T2 is blocked on lock M
      When T1 calls mirror_commit "M"
      Then T1 is blocked on lock M
      When T3 calls unlock "M"
      Then T1 returned
      And T2 returned 0
      And the device "M" maps nothing in "A"

    @id:INTV-22.4
    Scenario: A section over something else holds nobody up
      Given the anonymous VMA "A"
      And the anonymous VMA "B"
      And the mirror "M" over "A"
      And the mirror "N" over "B"
      And T2 has called start "A"
      When T1 calls mirror_fault "N" at "B.0"
      Then T1 returned mapped
      And the device "N" maps what "mm" maps at "B.0"

    @id:INTV-22.5 @cap:mm-write-fault @cap:mm-fork
    Scenario: The device's own write copies the page
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And the mirror "N" over "A"
      And T2 has called fork "child"
      And the mirror "N" maps "A.0"
      When T1 calls mirror_fault "M" at "A.0" to write
      Then T1 returned retry
      And the device "N" maps nothing in "A"
      When T1 calls mirror_fault "M" at "A.0" to write
      Then T1 returned mapped
      And the device "M" maps what "mm" maps at "A.0"
      And "mm" and "child" map different pages at "A.0"

    @id:INTV-22.6 @every-order @cap:mm-munmap
    Scenario: ILV-01, ILV-03, ILV-04, a fault of the device beside munmap
      Given the anonymous VMA "A.0"
      And the mirror "M" over "A.0"
      When the threads run in every order:
        | T1                        | T2           |
        | mirror_fault "M" at "A.0" | munmap "A.0" |
      Then every outcome is one of:
        | T1     | T2 | "M" at "A.0" |
        | mapped | 0  | absent       |
        | retry  | 0  | absent       |
        | EFAULT | 0  | absent       |
      And no outcome is one of:
        | T1     | T2 | "M" at "A.0" | rule    | mutant     |
        | mapped | 0  | stale        | INTV-22 | INTV-22-x1 |

    @id:INTV-22.7 @every-order @cap:mm-dontneed
    Scenario: ILV-02, a fault of the device beside MADV_DONTNEED may map what comes afterwards
      Given the anonymous VMA "A.0"
      And the mirror "M" over "A.0"
      When the threads run in every order:
        | T1                        | T2                     |
        | mirror_fault "M" at "A.0" | madvise_dontneed "A.0" |
      Then every outcome is one of:
        | T1     | "M" at "A.0" |
        | mapped | current      |
        | mapped | absent       |
        | retry  | absent       |
      And no outcome is one of:
        | T1     | "M" at "A.0" | rule    | mutant     |
        | mapped | stale        | INTV-22 | INTV-22-x2 |

    @id:INTV-22.8 @every-order @cap:mm-write-fault
    Scenario: A fault of the device beside a copy by the CPU
      Given the VMA "A.0" of kind file
      And the mirror "M" over "A.0"
      When the threads run in every order:
        | T1                        | T2                |
        | mirror_fault "M" at "A.0" | write_fault "A.0" |
      Then every outcome is one of:
        | T1     | "M" at "A.0" |
        | mapped | current      |
        | mapped | absent       |
        | retry  | absent       |
      And no outcome is one of:
        | T1     | "M" at "A.0" | rule    | mutant     |
        | mapped | stale        | INTV-22 | INTV-22-x1 |

    @id:INTV-22.9 @every-order @cap:mm-dontneed
    Scenario: ILV-05, a fault over another interval
      Given the anonymous VMA "A.0"
      And the anonymous VMA "B.0"
      And the mirror "M" over "A.0"
      And the mirror "N" over "B.0"
      When the threads run in every order:
        | T1                        | T2                     |
        | mirror_fault "N" at "B.0" | madvise_dontneed "A.0" |
      Then every outcome is one of:
        | T1     | "N" at "B.0" |
        | mapped | current      |

    @id:INTV-22.10 @every-order @cap:mm-dontneed @INTV-18 @INTV-15
    Scenario: ILV-01 to ILV-04, a fault that waits for a section maps what comes after it
      Given the anonymous VMA "A.0"
      And the mirror "M" over "A.0"
      When the threads run in every order:
        | T1                        | T2                     |
        | mirror_fault "M" at "A.0" | madvise_dontneed "A.0" |
      Then every outcome is one of:
        | T1 waited | T1     | "M" at "A.0" |
        | no        | mapped | absent       |
        | no        | mapped | current      |
        | no        | retry  | absent       |
        | yes       | mapped | current      |
      And no outcome is one of:
        | T1 waited | T1     | "M" at "A.0" | rule    | mutant |
        | no        | mapped | stale        | INTV-18 | MUT-35 |
        | no        | mapped | stale        | INTV-18 | MUT-37 |
        | no        | mapped | stale        | INTV-15 | MUT-39 |

  @INTV-38 @party:core @v5.9+ @cap:interval @must
  Rule: INTV-38 an event that invalidate ignores leaves its readers alone
    A user may ignore an event, such as a migration that it started itself, by answering true
    without storing the sequence. Its readers are not collided then, and do not wait.
    Source: Linux 6.12 lib/test_hmm.c, dmirror_interval_invalidate; Documentation/mm/hmm.rst

    @id:INTV-38.1
    Scenario: A reader from before, and one in the section
      Given the interval subscriber "s" over "A"
      And in invalidate "s" takes these steps:
        | return true |
      And T1 has called read_begin "s"
      And T2 has called start "A"
      When T1 calls read_retry "s"
      Then T1 returned false
      When T1 calls read_begin "s"
      Then T1 returned nothing
      When T2 calls end "A"
      And T1 calls read_retry "s"
      Then T1 returned false

  @INTV-40 @party:subscriber @v5.5+ @cap:mm @cap:mirror @must
  Rule: INTV-40 a device looks up and commits in the order of HMM
    read_begin comes first, then mmap_lock for read and the look-up, then the device's lock and
    read_retry; only if that is false the entry is stored, else all begins anew. The look-up may
    give up at once if it sees the collision already.
    Source: Linux 6.12 mm/hmm.c, hmm_range_fault; lib/test_hmm.c, dmirror_range_fault; Documentation/mm/hmm.rst

    @id:INTV-40.1
    Scenario: The look-up waits for mmap_lock
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And T2 has called lock mmap_lock for write
      When T1 calls mirror_fault "M" at "A.0"
      Then T1 is blocked on mmap_lock
      When T2 calls unlock mmap_lock
      Then T1 returned mapped

    @id:INTV-40.2
    Scenario: A section runs between read_begin and the look-up
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And T2 has called lock mmap_lock for write
      When T1 calls mirror_fault "M" at "A.0"
      Then T1 is blocked on mmap_lock
      When T2 calls start "A"
      And T2 calls end "A"
      And T2 calls unlock mmap_lock
      Then T1 returned retry
      And the device "M" maps nothing in "A"

    @id:INTV-40.3
    Scenario: The commit waits for the device's lock
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And T2 has called lock "M"
      When T1 calls mirror_fault "M" at "A.0"
      Then T1 is blocked on lock M
      And the device "M" maps nothing in "A"
      When T2 calls unlock "M"
      Then T1 returned mapped

  @INTV-41 @party:subscriber @v5.5+ @cap:mm @cap:mirror @cap:mm-truncate @must
  Rule: INTV-41 mmap_lock held for write does not make read_retry superfluous
    It does so only for page frames of a driver, which no reverse map finds. For ordinary memory
    a section may run through the reverse map meanwhile.
    Source: Linux 6.12 drivers/xen/gntdev.c; mm/memory.c, unmap_mapping_range

    @id:INTV-41.1
    Scenario: Truncation while the device's thread holds mmap_lock for write
      Given the VMA "A" of kind shared
      And the mirror "M" over "A"
      And T1 has called lock mmap_lock for write
      And T1 has called mirror_walk "M" at "A.0"
      When T2 calls truncate "A"
      Then T2 returned 0
      When T1 calls mirror_commit "M"
      Then T1 returned retry
      And the device "M" maps nothing in "A"

    @id:INTV-41.2 @cap:mm-munmap
    Scenario: Page frames of a driver are out of reach meanwhile
      Given the VMA "A" of kind pfn
      And the mirror "M" over "A"
      And T1 has called lock mmap_lock for write
      And T1 has called mirror_walk "M" at "A.0"
      When T2 calls truncate "A"
      Then the address space opened no section
      When T2 calls munmap "A"
      Then T2 is blocked on mmap_lock
      When T1 calls mirror_commit "M"
      Then T1 returned mapped
      When T1 calls unlock mmap_lock
      Then T2 returned 0
      And the device "M" maps nothing in "A"

  @INTV-44 @party:subscriber @v5.5+ @cap:mm @cap:mirror @must
  Rule: INTV-44 what read_begin gave dies with the removal
    A sequence from before the notifier was removed means nothing once it is inserted again: a
    section in between that met no interval left no trace, so the value may even be the same.
    Source: Linux 6.12 include/linux/mmu_notifier.h, mmu_interval_read_begin; analysis

    @id:INTV-44.1
    Scenario: The mirror is destroyed and created again between look-up and commit
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And T1 has called mirror_walk "M" at "A.0"
      And T2 has called mirror_destroy "M"
      And T2 has called invalidate "A"
      And T2 has called mirror_create "M" over "A"
      When T1 calls mirror_commit "M"
      Then T1 returned EINVAL
      And the device "M" maps nothing in "A"

    @id:INTV-44.2 @every-order
    Scenario: The mirror is destroyed beside a fault
      Given the anonymous VMA "A.0"
      And the mirror "M" over "A.0"
      When the threads run in every order:
        | T1                        | T2                 |
        | mirror_fault "M" at "A.0" | mirror_destroy "M" |
      Then every outcome is one of:
        | T1     | "M" at "A.0" |
        | mapped | absent       |
        | EINVAL | absent       |
      And no outcome is one of:
        | T1     | "M" at "A.0" | rule    | mutant     |
        | mapped | current      | INTV-44 | INTV-44-x1 |

  @IREL-26 @party:core @v5.5-prop @cap:mm @cap:mm-munmap @cap:interval @cap:interval-release @must
  Rule: IREL-26 invalidate may remove or split its interval when memory is unmapped
    This is what release, update and insert_safe are for. For an UNMAP that covers the whole
    interval the user removes it; for one that covers a part it moves the interval to one side and
    inserts another for the other side. When the address space has no users any more the insert is
    refused, and the user falls back to removing.
    Source: 000_043cb33762080882.txt, motivation and mmu_interval_notifier_insert_safe; analysis

    @id:IREL-26.1
    Scenario: The whole interval is unmapped
      Given the anonymous VMA "A"
      And the interval subscriber "s" with release over "A"
      And in invalidate for UNMAP "s" takes these steps:
        | standard   |
        | remove "s" |
      When T1 calls munmap "A"
      Then T1 returned 0
      And invalidate of "s" was called once
      And release of "s" was called once
      When T1 calls invalidate "A"
      Then no callback was called

    @id:IREL-26.2 @cap:interval-update
    Scenario: A hole is unmapped
      Given the anonymous VMA "A"
      And the interval subscriber "s" with release over "A"
      And the interval subscriber "t" with release
      And in invalidate for UNMAP "s" takes these steps:
        | standard                      |
        | update "s" to "A.0"           |
        | insert safe "t" over "A.2..A.3" |
      When T1 calls munmap "A.1"
      Then T1 returned 0
      And "interval_insert_safe" called inside a callback returned 0
      When T1 calls invalidate "A.0"
      Then invalidate of "s" was called once
      And invalidate of "t" was not called
      When T1 calls invalidate "A.1"
      Then no callback was called
      When T1 calls invalidate "A.3"
      Then invalidate of "t" was called once
      And invalidate of "s" was not called

    @id:IREL-26.3 @cap:mm-truncate @cap:register
    Scenario: The address space is on its way out
      Given the VMA "A" of kind shared
      And the registered subscriber "S"
      And the interval subscriber "s" with release over "A"
      And the interval subscriber "t" with release
      And "S" is held in release
      And in invalidate for CLEAR "s" takes these steps:
        | standard                      |
        | insert safe "t" over "A.2..A.3" |
        | remove "s"                    |
      When T1 calls exit
      Then T1 is blocked
      When T2 calls truncate "A.1"
      Then T2 returned 0
      And "interval_insert_safe" called inside a callback returned EINVAL
      And release of "s" was called once
      And release of "t" was not called

    @id:IREL-26.4 @every-order @cap:interval-update @IREL-13
    Scenario: A hole is unmapped beside a section over what lies behind it
      Until the period ends the old range stands for both pieces, so one of the two is called.

      Given the anonymous VMA "A"
      And the interval subscriber "s" with release over "A"
      And the interval subscriber "t" with release
      And in invalidate for UNMAP "s" takes these steps:
        | standard                        |
        | update "s" to "A.0"             |
        | insert safe "t" over "A.2..A.3" |
      When the threads run in every order:
        | T1             | T2               |
        | munmap "A.1"   | invalidate "A.3" |
        | read_begin "t" |                  |
      Then every outcome is one of:
        | T1.2 waited | invalidate of "s" in T2 | invalidate of "t" in T2 | must be seen |
        | no          | 0                       | 1                       |              |
        | no          | 1                       | 0                       |              |
        | yes         | 0                       | 1                       |              |
        | yes         | 1                       | 0                       | yes          |
      And no outcome is one of:
        | T1.2 waited | invalidate of "s" in T2 | invalidate of "t" in T2 | rule    | mutant  |
        | yes         | 0                       | 0                       | IREL-13 | MUT-101 |
