Feature: What an operation does in its section
  Between start and end the address space changes its page table. Subscribers rely on what is
  still true in the start, and on what is done by the end.

  @MM-11 @party:caller @cap:mm @cap:register @must
  Rule: MM-11 in the start everything is still mapped, in the end the change is done
    When the start callbacks are called, every page of the range is mapped as it was, as far as
    this section's own thread is concerned. When the end callbacks are called, the page table has
    changed; the pages may already have been freed.
    Source: Linux 6.12 include/linux/mmu_notifier.h, comment of invalidate_range_start

    @id:MM-11.1
    Scenario Outline: <operation> waits with its change for the last start callback
      Given the VMA "A" of kind <kind>
      And the registered subscriber "R"
      And the registered subscriber "S"
      And "R" is held in invalidate_range_start on T1
      When T1 calls <operation>
      Then T1 is blocked
      And T1 changed no page-table entry
      And T1 freed no page
      And every page of "A" is mapped
      When the gate "T1/R.invalidate_range_start" opens
      Then T1 returned 0
      And T1 changed a page-table entry

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

    @id:MM-11.2
    Scenario Outline: <operation> has made its change when the first end callback is called
      Given the VMA "A" of kind <kind>
      And the registered subscriber "R"
      And the registered subscriber "S"
      And "R" is held in invalidate_range_end on T1
      And "S" is held in invalidate_range_end on T1
      When T1 calls <operation>
      Then T1 is blocked
      And T1 changed a page-table entry
      When the gate "T1/R.invalidate_range_end" opens
      And the gate "T1/S.invalidate_range_end" opens
      Then T1 returned 0
      And T1 changed no page-table entry

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

      @key:write_fault @cap:mm-write-fault
      Examples:
        | operation         | kind |
        | write_fault "A.0" | file |

      @key:truncate @cap:mm-truncate
      Examples:
        | operation    | kind   |
        | truncate "A" | shared |

  @MM-15 @party:caller @2014-01..v6.12 @cap:mm @cap:mm-write-fault @must
  Rule: MM-15 an entry is replaced by way of nothing
    Before an entry points to another page it is cleared, and the CPUs' TLBs are flushed. Only then
    is the new value set, so that no CPU and no device sees the new page while another still uses
    the old one.
    Source: Linux 6.12 mm/memory.c, wp_page_copy; Documentation/mm/mmu_notifier.rst

    @id:MM-15.1
    Scenario: Copying a page of a private file mapping
      Given the VMA "A" of kind file
      When T1 calls write_fault "A.1"
      Then T1 returned 0
      And the entry at "A.1" being cleared in T1 comes before a CPU flush in T1
      And a CPU flush in T1 comes before the entry at "A.1" being set in T1

    @id:MM-15.2 @cap:mm-fork
    Scenario: Copying what is shared since a fork
      Given the anonymous VMA "A"
      And T2 has called fork "child"
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And "mm" and "child" map different pages at "A.0"
      And the entry at "A.0" being cleared in T1 comes before a CPU flush in T1
      And a CPU flush in T1 comes before the entry at "A.0" being set in T1

  @MM-18 @party:core @cap:core @must
  Rule: MM-18 without subscriptions nothing is called, and nothing fails
    In an address space that nobody ever registered with, the entry points do nothing, and the
    non-blocking start succeeds.
    Source: Linux 6.12 include/linux/mmu_notifier.h, the inline wrappers

    @id:MM-18.1 @cap:nonblock @cap:register @v5.3+
    Scenario: The non-blocking start
      Given the address space "other"
      And the registered subscriber "S"
      When T1 calls start non-blockable "A" on "other"
      Then T1 returned 0
      And no callback was called
      When T1 calls end "A"
      Then T1 returned nothing
      And no callback was called

    @id:MM-18.2
    Scenario: The blocking start and end
      Given the address space "other"
      When T1 calls start "A" on "other"
      Then T1 returned nothing
      When T1 calls end "A"
      Then T1 returned nothing
      And no callback was called
      And there is no warning

    @id:MM-18.3 @cap:aging @cap:register
    Scenario: Aging
      Given the address space "other"
      And the registered subscriber "S" with test_young, clear_flush_young
      And "S" answers true in test_young
      And "S" answers true in clear_flush_young
      When T1 calls test young "A" on "other"
      Then T1 returned false
      When T1 calls age and flush "A" on "other"
      Then T1 returned false
      And no callback was called

  @MM-19 @party:core @cap:mm @cap:mm-fork @cap:register @must
  Rule: MM-19 a forked child starts without subscriptions
    Subscribers are not inherited: what happens in the child concerns the parent's subscribers only
    where it changes the parent's page table.
    Source: Linux 6.12 include/linux/mmu_notifier.h, mmu_notifier_subscriptions_init; 001_48d3141d0b0199f8.txt, fork and the child's memory regions

    @id:MM-19.1
    Scenario: The child invalidates, the parent's subscriber is not called
      Given the anonymous VMA "A"
      And the registered subscriber "S"
      And T1 has called fork "child"
      When T2 calls invalidate "A" on "child"
      Then T2 returned
      And no callback was called
      When T2 calls exit on "child"
      Then no callback was called
      And the structure of "child" was freed
      When T1 calls invalidate "A"
      Then invalidate_range_start of "S" was called once

    @id:MM-19.2 @v5.5+ @cap:interval
    Scenario: Nor is its interval notifier
      Given the anonymous VMA "A"
      And the interval subscriber "s" over "A"
      And T1 has called fork "child"
      When T2 calls invalidate "A" on "child"
      Then no callback was called

  @MM-22 @party:caller @2014-01..v6.12 @cap:mm @cap:register @must
  Rule: MM-22 a section that changes nothing is ended too
    Once its start was issued, a section ends, also if there was no entry to change, or if the
    second look at the entry, under the page-table lock, shows that somebody else has changed it.
    Source: Linux 6.12 mm/memory.c, wp_page_copy; mm/ksm.c, out_mn; mm/huge_memory.c

    @id:MM-22.1 @cap:mm-dontneed
    Scenario: There is nothing to unmap
      Given the VMA "A" of kind none-anon
      And the registered subscriber "S"
      When T1 calls madvise_dontneed "A"
      Then T1 returned 0
      And T1 changed no page-table entry
      And T1 called these callbacks in order:
        | callback               | range |
        | invalidate_range_start | A     |
        | invalidate_range_end   | A     |

    @id:MM-22.2 @cap:mm-write-fault @cap:mm-dontneed
    Scenario: The entry is gone when the copy looks at it again
      Given the VMA "A" of kind file
      And the registered subscriber "S"
      And "S" is held in invalidate_range_start on T1
      When T1 calls write_fault "A.0"
      Then T1 is blocked
      When T2 calls madvise_dontneed "A.0"
      Then T2 returned 0
      When the gate "T1/S.invalidate_range_start" opens
      Then T1 returned 0
      And invalidate_range_end of "S" was called once in T1
      And every section of the address space has ended

    @id:MM-22.3 @every-order @cap:mm-write-fault @cap:mm-dontneed
    Scenario: A copy beside MADV_DONTNEED of the same page, in every order
      Given the VMA "A.0" of kind file
      And the registered subscriber "S"
      When the threads run in every order:
        | T1                | T2                     |
        | write_fault "A.0" | madvise_dontneed "A.0" |
      Then every outcome is one of:
        | invalidate_range_start of "S" in T1 | invalidate_range_end of "S" in T1 | T1 |
        | 0                                   | 0                                 | 0  |
        | 1                                   | 1                                 | 0  |
      And no outcome is one of:
        | invalidate_range_start of "S" in T1 | invalidate_range_end of "S" in T1 | T1 | rule  | mutant   |
        | 1                                   | 0                                 | 0  | MM-22 | MM-22-x1 |

  @MM-23 @party:subscriber @v5.12+ @cap:lockdep @must
  Rule: MM-23 a callback does not allocate memory by way of reclaim
    Reclaim invalidates. An allocation that may enter direct reclaim is therefore forbidden in a
    callback, and a lock that a callback takes must not be held across such an allocation anywhere.
    The lock-order checker knows both as cycles.
    Source: 001_48d3141d0b0199f8.txt, Raindel 2014-09-10, the swapper's flow; Linux 6.12 mm/page_alloc.c, fs_reclaim_acquire

    @id:MM-23.1 @cap:register
    Scenario: A callback allocates
      Given the registered subscriber "S"
      And in invalidate_range_start "S" takes these steps:
        | kmalloc |
      When T1 calls invalidate "A"
      Then lockdep reports a cycle

    @id:MM-23.2 @cap:register
    Scenario: A lock that a callback takes is held across an allocation
      Given the registered subscriber "S"
      And in invalidate_range_start "S" takes these steps:
        | lock "U"   |
        | unlock "U" |
      And T1 has called invalidate "A"
      And T2 has called lock "U"
      When T2 calls kmalloc
      Then lockdep reports a cycle

    @id:MM-23.3 @cap:mirror @cap:mm
    Scenario: A mirror allocates before it takes its lock
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      When T1 calls mirror_fault "M" at "A.0" to write
      Then T1 returned mapped
      When T2 calls invalidate "A"
      Then invalidate of "M" was called once
      And lockdep reports nothing

    @id:MM-23.4 @cap:shadow @cap:mm
    Scenario: So does a shadow device
      Given the anonymous VMA "A"
      And the shadow device "M"
      When T1 calls shadow_fault "M" at "A.0" to write
      Then T1 returned mapped
      When T2 calls invalidate "A"
      Then invalidate_range_start of "M" was called once
      And lockdep reports nothing

  @MM-24 @party:core @cap:core @cap:register @must
  Rule: MM-24 sections nest in one thread and overlap across threads
    Also for ranges that overlap or are equal. A huge page that is split inside another section is
    the classic case.
    Source: Linux 6.12 mm/mmu_notifier.c, comment above mn_itree_is_invalidating; 001_48d3141d0b0199f8.txt, hunk of __unmap_hugepage_range

    @id:MM-24.1
    Scenario: Nested in one thread, equal in two
      Given the registered subscriber "S"
      When the threads take these steps in order:
        | T1                           | T2                           |
        | start "A"                    |                              |
        | start "A.1"                  |                              |
        |                              | start "A"                    |
        | end "A.1"                    |                              |
        | end "A"                      |                              |
        |                              | end "A"                      |
      Then T1 called these callbacks in order:
        | callback               | range |
        | invalidate_range_start | A     |
        | invalidate_range_start | A.1   |
        | invalidate_range_end   | A.1   |
        | invalidate_range_end   | A     |
      And T2 called these callbacks in order:
        | callback               | range |
        | invalidate_range_start | A     |
        | invalidate_range_end   | A     |

    @id:MM-24.2 @v5.5+ @cap:interval
    Scenario: A reader waits for the last of them
      Given the interval subscriber "s" over "A"
      When the threads take these steps in order:
        | T1          | T2        | T3                       |
        | start "A"   |           |                          |
        | start "A.1" |           |                          |
        |             | start "A" |                          |
        |             |           | read_begin "s" -> blocks |
        | end "A.1"   |           |                          |
        | end "A"     |           |                          |
        |             | end "A"   | -> returns               |

    @id:MM-24.3 @v5.3+ @cap:mm @cap:mm-thp-split @cap:mm-dontneed
    Scenario: A part of a huge page is unmapped
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind thp
      And the registered subscriber "S"
      When T1 calls madvise_dontneed "H.0..H.255"
      Then T1 returned 0
      And T1 called these callbacks in order:
        | callback               | range      |
        | invalidate_range_start | H.0..H.255 |
        | invalidate_range_start | H          |
        | invalidate_range_end   | H          |
        | invalidate_range_end   | H.0..H.255 |
      And nothing is mapped in "H.0..H.255"
      And every page of "H.256..H.511" is mapped

    @id:MM-24.4
    Scenario: Two threads in their starts at the same time
      Given the registered subscriber "S"
      And "S" is held in invalidate_range_start on T1
      And "S" is held in invalidate_range_start on T2
      When the threads take these steps in order:
        | T1                       | T2                         | T3                                 |
        | invalidate "A" -> blocks |                            |                                    |
        |                          | invalidate "A.1" -> blocks |                                    |
        | -> nothing               |                            | open "T1/S.invalidate_range_start" |
        |                          | -> nothing                 | open "T2/S.invalidate_range_start" |
      Then these callbacks of "S" were called in order:
        | thread | callback               | range |
        | T1     | invalidate_range_start | A     |
        | T2     | invalidate_range_start | A.1   |
        | T1     | invalidate_range_end   | A     |
        | T2     | invalidate_range_end   | A.1   |
