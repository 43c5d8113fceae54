Feature: Sections, as devices and the reaper live with them
  What start and end ask of the device between them, and of the one caller that may not wait.

  @PAIR-23 @party:caller @v5.3+ @cap:mm @cap:mm-oom-reap @cap:nonblock @must
  Rule: PAIR-23 the reaper goes VMA by VMA and leaves out what is refused
    It starts a non-blockable section for each VMA of private memory. Huge pages of hugetlbfs, page
    frames of drivers and shared mappings are not its business. A VMA whose start fails is left as
    it is, the next one gets its turn, and the result tells that something was left.
    Source: Linux 6.12 mm/oom_kill.c, __oom_reap_task_mm

    @id:PAIR-23.1 @v5.5+ @cap:interval
    Scenario: The first VMA is refused, the second is reaped
      Given the anonymous VMA "A"
      And the anonymous VMA "B"
      And the interval subscriber "s" over "A"
      And "s" answers false in a non-blockable invalidate
      When T1 calls oom_reap
      Then T1 returned false
      And the address space opened these sections in order:
        | range | blockable | event | ended  |
        | A     | no        | UNMAP | failed |
        | B     | no        | UNMAP | yes    |
      And every page of "A" is mapped
      And nothing is mapped in "B"
      And T1 freed 4 pages

    @id:PAIR-23.2 @cap:register
    Scenario: A list subscriber refuses one VMA, and the next attempt succeeds
      Given the anonymous VMA "A"
      And the anonymous VMA "B"
      And the registered subscriber "S" with invalidate_range_start
      And "S" answers EAGAIN in the first invalidate_range_start
      When T1 calls oom_reap
      Then T1 returned false
      And every page of "A" is mapped
      And nothing is mapped in "B"
      When T1 calls oom_reap
      Then T1 returned true
      And nothing is mapped in "A"

    @id:PAIR-23.3
    Scenario: What the reaper does not touch
      Given the ranges
        | H | pages 2048 to 2559 |
      And the VMA "A" of kind shared
      And the VMA "B" of kind pfn
      And the VMA "H" of kind hugetlb
      And the VMA "C" of kind file
      When T1 calls oom_reap
      Then T1 returned true
      And the address space opened these sections in order:
        | range | blockable | event | ended |
        | C     | no        | UNMAP | yes   |
      And every page of "A" is mapped
      And every page of "B" is mapped
      And every page of "H" is mapped

    @id:PAIR-23.4 @v5.5+ @cap:mirror
    Scenario: A mirror refuses while its lock is taken
      Given the anonymous VMA "A"
      And the anonymous VMA "B"
      And the mirror "M" over "A"
      And the mirror "M" maps "A.0"
      And T2 has called lock "M"
      When T1 calls oom_reap
      Then T1 returned false
      And every page of "A" is mapped
      And nothing is mapped in "B"
      When T2 calls unlock "M"
      And T1 calls oom_reap
      Then T1 returned true
      And the device "M" maps nothing in "A"

    @id:PAIR-23.5 @v5.5+ @cap:mirror @every-order
    Scenario: ILV-44, the reaper beside a thread that takes the device's lock for a while
      Given the anonymous VMA "A"
      And the anonymous VMA "B"
      And the mirror "M" over "A"
      And the mirror "N" over "B"
      And the mirror "M" maps "A.0"
      And the mirror "N" maps "B.0"
      When the threads run in every order:
        | T1         | T2       |
        | lock "M"   | oom_reap |
        | unlock "M" |          |
      Then every outcome is one of:
        | T2    | "M" at "A.0" | "N" at "B.0" |
        | false | current      | absent       |
        | true  | absent       | absent       |
      And no outcome is one of:
        | T2    | "M" at "A.0" | "N" at "B.0" | rule    | mutant  |
        | false | current      | current      | PAIR-23 | MUT-118 |

  @PAIR-24 @party:subscriber @cap:mm @must
  Rule: PAIR-24 nothing is mapped inside an open section
    From its start callback to its end callback a subscriber maps nothing of the range. One that
    goes by sequences may begin, but notices and undoes it by trying again.
    Source: Linux 6.12 include/linux/mmu_notifier.h, comment of invalidate_range_start and invalidate_range_end

    @id:PAIR-24.1 @cap:shadow
    Scenario: A shadow device has to try again until the section ends
      Given the anonymous VMA "A"
      And the shadow device "M"
      And T1 has called start "A"
      When T2 calls shadow_fault "M" at "A.1"
      Then T2 returned retry
      And the device "M" maps nothing in "A"
      When T1 calls end "A"
      And T2 calls shadow_fault "M" at "A.1"
      Then T2 returned mapped
      And the device "M" maps what "mm" maps at "A.1"

    @id:PAIR-24.2 @cap:shadow
    Scenario: Its look-up was before the section, its commit is in it
      Given the anonymous VMA "A"
      And the shadow device "M"
      And T2 has called shadow_walk "M" at "A.0"
      And T1 has called start "A"
      When T2 calls shadow_commit "M"
      Then T2 returned retry
      And the device "M" maps nothing in "A"

    @id:PAIR-24.3 @cap:shadow
    Scenario: The whole section lies between look-up and commit
      Given the anonymous VMA "A"
      And the shadow device "M"
      And T2 has called shadow_walk "M" at "A.0"
      When T1 calls invalidate "A"
      Then T1 returned nothing
      When T2 calls shadow_commit "M"
      Then T2 returned retry
      And the device "M" maps nothing in "A"

    @id:PAIR-24.4 @v5.5+ @cap:mirror
    Scenario: A mirror waits for the end of the section
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And T1 has called start "A"
      When T2 calls mirror_fault "M" at "A.1"
      Then T2 is blocked on interval
      And the device "M" maps nothing in "A"
      When T1 calls end "A"
      Then T2 returned mapped
      And the device "M" maps what "mm" maps at "A.1"

    @id:PAIR-24.5 @v5.5+ @cap:mirror
    Scenario: Its look-up was before the section, its commit is in it
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And T2 has called mirror_walk "M" at "A.0"
      And T1 has called start "A"
      When T2 calls mirror_commit "M"
      Then T2 returned retry
      And the device "M" maps nothing in "A"

    @id:PAIR-24.6 @every-order @cap:shadow @cap:mm-dontneed
    Scenario: A fault of the shadow device beside MADV_DONTNEED
      Given the anonymous VMA "A.0"
      And the shadow device "M"
      When the threads run in every order:
        | T1                        | T2                     |
        | shadow_fault "M" at "A.0" | madvise_dontneed "A.0" |
      Then every outcome is one of:
        | T1     | "M" at "A.0" |
        | mapped | current      |
        | mapped | absent       |
        | retry  | absent       |
      And no outcome is one of:
        | T1     | "M" at "A.0" | rule    | mutant     |
        | mapped | stale        | PAIR-24 | PAIR-24-x1 |

  @PAIR-25 @party:subscriber @cap:mm @must
  Rule: PAIR-25 a subscriber counts sections
    Sections nest in one thread, and several threads run them at once, so a subscriber counts them
    and does not make the second wait for the first.
    Source: Linux 6.12 mm/mmu_notifier.c, comment above mn_itree_is_invalidating; 001_48d3141d0b0199f8.txt, notifiers_count; Linux 6.12 drivers/misc/sgi-gru/grutlbpurge.c

    @id:PAIR-25.1 @cap:shadow
    Scenario: Two threads, one ends
      Given the anonymous VMA "A"
      And the shadow device "M"
      When the threads take these steps in order:
        | T1            | T2            | T3                                       |
        | start "A"     |               |                                          |
        |               | start "A.1"   |                                          |
        | end "A"       |               |                                          |
        |               |               | shadow_fault "M" at "A.1" -> retry       |
        |               |               | shadow_fault "M" at "A.0" -> mapped      |
        |               | end "A.1"     |                                          |
        |               |               | shadow_fault "M" at "A.1" -> mapped      |

    @id:PAIR-25.2 @cap:shadow
    Scenario: One thread, nested, the inner one ends first
      Given the anonymous VMA "A"
      And the shadow device "M"
      When the threads take these steps in order:
        | T1            | T2                                       |
        | start "A"     |                                          |
        | start "A.1"   |                                          |
        | end "A.1"     |                                          |
        |               | shadow_fault "M" at "A.1" -> retry       |
        | end "A"       |                                          |
        |               | shadow_fault "M" at "A.1" -> mapped      |

    @id:PAIR-25.3 @v5.5+ @cap:mirror
    Scenario: A mirror takes nested and concurrent sections as they come
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      When the threads take these steps in order:
        | T1            | T2            | T3                                       |
        | start "A"     |               |                                          |
        | start "A.1"   |               |                                          |
        |               | start "A"     |                                          |
        |               |               | mirror_fault "M" at "A.1" -> blocks      |
        | end "A.1"     |               |                                          |
        | end "A"       |               |                                          |
        |               | end "A"       | -> mapped                                |

    @id:PAIR-25.4 @every-order @cap:shadow @cap:mm-dontneed
    Scenario: A fault beside two sections that are free to overlap
      Given the anonymous VMA "A.0"
      And the shadow device "M"
      And T1 has called shadow_walk "M" at "A.0"
      When the threads run in every order:
        | T1                | T2                     | T3          |
        | shadow_commit "M" | madvise_dontneed "A.0" | start "A.0" |
        |                   |                        | end "A.0"   |
      Then every outcome is one of:
        | T1     | "M" at "A.0" |
        | mapped | absent       |
        | retry  | absent       |
      And no outcome is one of:
        | T1     | "M" at "A.0" | rule    | mutant     |
        | mapped | stale        | PAIR-25 | PAIR-24-x1 |
