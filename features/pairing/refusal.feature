Feature: A refusal, and who has to deal with it
  A start that fails opens no section. What that asks of the caller, of the subscriber that refuses,
  and of the ranges themselves.

  @PAIR-04 @party:caller @v5.3+ @cap:mm @cap:mm-oom-reap @cap:nonblock @must
  Rule: PAIR-04 after a failed start the caller changes nothing and calls no end
    When the non-blocking start answers with an error there is no section: no entry of the range is
    touched, and no end is called for it.
    Source: Linux 6.12 include/linux/mmu_notifier.h, mmu_notifier_invalidate_range_start_nonblock; mm/oom_kill.c, __oom_reap_task_mm

    @id:PAIR-04.1 @cap:register
    Scenario: A list subscriber refuses
      Given the anonymous VMA "A"
      And the registered subscriber "S" with invalidate_range_start
      And the registered subscriber "E" with invalidate_range_end
      And "S" answers EAGAIN in invalidate_range_start
      When T1 calls oom_reap
      Then T1 returned false
      And the address space opened these sections in order:
        | range | blockable | ended  |
        | A     | no        | failed |
      And every page of "A" is mapped
      And T1 freed 0 pages
      And invalidate_range_end of "E" was called at most once

    @id:PAIR-04.2 @v5.5+ @cap:interval
    Scenario: An interval refuses, and a reader goes on at once
      Given the anonymous VMA "A"
      And the interval subscriber "s" over "A"
      And "s" answers false in a non-blockable invalidate
      When T1 calls oom_reap
      Then every page of "A" is mapped
      And the address space opened these sections in order:
        | range | blockable | ended  |
        | A     | no        | failed |
      When T2 calls read_begin "s"
      Then T2 returned nothing

  @PAIR-05 @party:subscriber @v5.5+ @cap:mm @cap:mm-oom-reap @cap:mirror @cap:nonblock @must
  Rule: PAIR-05 a callback that would have to sleep refuses
    In a range that is not blockable it answers EAGAIN (list) or false (interval) instead of sleeping.
    Otherwise it should succeed; always refusing is allowed.
    Source: Linux 6.12 include/linux/mmu_notifier.h, comment of the invalidate callback; lib/test_hmm.c, dmirror_interval_invalidate

    @id:PAIR-05.1
    Scenario: Its lock is taken
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And T2 has called lock "M"
      When T1 calls oom_reap
      Then T1 returned false
      And these callbacks were called:
        | subscriber | callback   | blockable | result |
        | M          | invalidate | no        | false  |

    @id:PAIR-05.2
    Scenario: It removes what it had before it agrees
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And the mirror "M" maps "A.0"
      When T1 calls oom_reap
      Then T1 is not blocked
      And there is no warning

    @id:PAIR-05.3
    Scenario: In a blockable range it waits
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And T2 has called lock "M"
      When T1 calls invalidate "A"
      Then T1 is blocked on lock M
      When T2 calls unlock "M"
      Then T1 returned nothing

  @PAIR-09 @party:subscriber @v5.3-rfc @cap:mm @cap:shadow @cap:nonblock @must
  Rule: PAIR-09 who may refuse expects the end all the same
    It accounts for the section first and decides to fail afterwards, because the end comes for a
    failed start too; the other way round the end would take back what was never counted.
    Source: 004_2e4371b40a893f76.txt ("callers must be arranged so that they can handle the range_end"; "hmm is OK, ODP is not")

    @id:PAIR-09.1
    Scenario: After the failed start nothing is counted any more
      Given the anonymous VMA "A"
      And T2 has called shadow_create "M" that can refuse
      And T2 has called lock "M"
      When T1 calls start non-blockable "A"
      Then T1 returned EAGAIN
      When T2 calls shadow_fault "M" at "A.0"
      Then T2 returned mapped

    @id:PAIR-09.2
    Scenario: Another section keeps its own count
      Given the anonymous VMA "A"
      And T2 has called shadow_create "M" that can refuse
      And T3 has called start "A"
      And T2 has called lock "M"
      When T1 calls start non-blockable "A"
      Then T1 returned EAGAIN
      When T2 calls shadow_fault "M" at "A.0"
      Then T2 returned retry
      When T3 calls end "A"
      And T2 calls shadow_fault "M" at "A.0"
      Then T2 returned mapped

  @PAIR-27 @party:caller @all @cap:mm @cap:register @must
  Rule: PAIR-27 nobody issues an empty or inverted range
    An operation on nothing opens no section. Upstream, a section [x,x) would still call the list and
    every interval that covers the bytes on both sides of it; subscribers may warn and ignore it.
    Source: Linux 6.12 virt/kvm/kvm_main.c, kvm_handle_hva_range; 001_48d3141d0b0199f8.txt, rbt_ib_umem_for_each_in_range; analysis

    @id:PAIR-27.1
    Scenario Outline: <case>
      Given the anonymous VMA "A"
      And the registered subscriber "S"
      When T1 calls <call> from <start> to <end>
      Then T1 is not blocked
      And the address space opened no section
      And no callback was called

      @cap:mm-dontneed
      Examples:
        | case | call | start | end |
        | madvise of nothing | madvise_dontneed | 101000 | 101000 |
        | madvise turned around | madvise_dontneed | 103000 | 101000 |

      @cap:mm-munmap
      Examples:
        | case | call | start | end |
        | munmap of nothing | munmap | 101000 | 101000 |
        | munmap turned around | munmap | 103000 | 101000 |

      @cap:mm-mprotect
      Examples:
        | case | call | start | end |
        | mprotect of nothing | mprotect_read | 101000 | 101000 |
        | mprotect turned around | mprotect_read | 103000 | 101000 |
