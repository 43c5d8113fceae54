Feature: What a device owes the pages that it maps
  A device has a page table of its own. Its callbacks keep that table right, tell the pages what
  was written, and let go of the references that it holds.

  @MM-12 @party:subscriber @cap:mm @cap:shadow @cap:mm-munmap @must
  Rule: MM-12 with page references the device flushes before it lets go
    A device that holds a reference to each page that it maps may drop it in the start or in the
    end. If it drops it in the end, its own entries and TLB are gone before.
    Source: Linux 6.12 include/linux/mmu_notifier.h, comment of invalidate_range_start

    @id:MM-12.1
    Scenario: munmap of a page to which the device holds a reference
      Given the anonymous VMA "A"
      And the shadow device "M" with page references
      And the shadow device "M" maps "A.0" for writing
      When T1 calls munmap "A"
      Then T1 returned 0
      And the entry of "M" at "A.0" going comes before a page reference dropped in T1
      And a page reference dropped in T1 comes before a page free in T1
      And T1 freed 4 pages
      And the device "M" maps nothing in "A"

    @id:MM-12.2 @cap:register
    Scenario: Nothing is freed while the entry is there
      Given the registered subscriber "S"
      And the anonymous VMA "A"
      And the shadow device "M" with page references
      And the shadow device "M" maps "A.0"
      And "S" is held in invalidate_range_end on T1
      When T1 calls munmap "A"
      Then T1 is blocked
      And T1 freed no page
      And the device "M" maps nothing in "A"

  @MM-13 @party:subscriber @cap:mm @must
  Rule: MM-13 without references every entry is gone when the callback returns
    A device that maps pages without holding references removes what the event invalidates before
    its callback returns success. Where only a permission is lost, removing that is enough.
    Source: Linux 6.12 include/linux/mmu_notifier.h, comment of invalidate_range_start; lib/test_hmm.c, dmirror_interval_invalidate

    @id:MM-13.1 @v5.5+ @cap:mirror @cap:register
    Scenario Outline: The mirror maps nothing any more while <operation> is still in its starts
      Given the registered subscriber "S"
      And the VMA "A" of kind <kind>
      And the mirror "M" over "A"
      And the mirror "M" maps "A.0"
      And the mirror "M" maps "A.3"
      And "S" is held in invalidate_range_start on T1
      When T1 calls <operation>
      Then T1 is blocked
      And invalidate of "M" was called once
      And the device "M" maps nothing in "A"

      @key:munmap @cap:mm-munmap
      Examples:
        | operation  | kind |
        | munmap "A" | anon |

      @key:madvise_dontneed @cap:mm-dontneed
      Examples:
        | operation            | kind |
        | madvise_dontneed "A" | anon |

      @key:truncate @cap:mm-truncate
      Examples:
        | operation    | kind   |
        | truncate "A" | shared |

    @id:MM-13.2 @cap:shadow @cap:register
    Scenario Outline: The shadow device maps nothing any more when its start has returned in <operation>
      Given the registered subscriber "S"
      And the VMA "A" of kind <kind>
      And the shadow device "M"
      And the shadow device "M" maps "A.0"
      And the shadow device "M" maps "A.3"
      And "S" is held in invalidate_range_start on T1
      When T1 calls <operation>
      Then T1 is blocked
      And invalidate_range_start of "M" was called once
      And the device "M" maps nothing in "A"

      @key:munmap @cap:mm-munmap
      Examples:
        | operation  | kind |
        | munmap "A" | anon |

      @key:madvise_dontneed @cap:mm-dontneed
      Examples:
        | operation            | kind |
        | madvise_dontneed "A" | anon |

      @key:truncate @cap:mm-truncate
      Examples:
        | operation    | kind   |
        | truncate "A" | shared |

    @id:MM-13.3 @v5.5+ @cap:mirror @cap:mm-mprotect
    Scenario: The mirror loses write permission with mprotect
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And the mirror "M" maps "A.1" for writing
      When T1 calls mprotect_read "A"
      Then T1 returned 0
      And the device "M" may not write in "A"
      When T2 calls mirror_fault "M" at "A.1" to write
      Then T2 returned EFAULT

    @id:MM-13.4 @v5.5+ @cap:mirror @cap:mm-fork @cap:mm-write-fault
    Scenario: The mirror follows a copy
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And the mirror "M" maps "A.0" for writing
      When T1 calls fork "child"
      Then the device "M" may not write in "A"
      When T1 calls mirror_fault "M" at "A.0"
      Then T1 returned mapped
      When T1 calls write_fault "A.0"
      Then the device "M" maps nothing in "A"
      When T1 calls mirror_fault "M" at "A.0" to write
      Then T1 returned mapped
      And the device "M" maps what "mm" maps at "A.0"

    @id:MM-13.5 @cap:shadow @cap:mm-fork @cap:mm-write-fault
    Scenario: So does the shadow device
      Given the anonymous VMA "A"
      And the shadow device "M"
      And the shadow device "M" maps "A.0" for writing
      When T1 calls fork "child"
      Then the device "M" may not write in "A"
      When T1 calls shadow_fault "M" at "A.0"
      Then T1 returned mapped
      When T1 calls write_fault "A.0"
      Then the device "M" maps nothing in "A"

    @id:MM-13.6 @v5.5+ @cap:mirror @cap:mm-oom-reap
    Scenario: The mirror maps nothing any more when the reaper takes the pages
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And the mirror "M" maps "A.0"
      When T1 calls oom_reap
      Then T1 returned true
      And invalidate of "M" was called once
      And the entry of "M" at "A.0" going comes before a page-table change in T1
      And the device "M" maps nothing in "A"

    @id:MM-13.7 @cap:shadow @cap:mm-munmap
    Scenario: The shadow device maps pages from the middle of a huge page
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind thp
      And the shadow device "M"
      When T1 calls shadow_fault "M" at "H.77" to write
      And T1 calls shadow_fault "M" at "H.511"
      Then T1 returned mapped
      And the device "M" maps what "mm" maps at "H.77"
      And the device "M" maps what "mm" maps at "H.511"
      When T2 calls munmap "H"
      Then T2 returned 0
      And the device "M" maps nothing in "H"

    @id:MM-13.8 @v5.5+ @cap:mirror @cap:mm-thp-split
    Scenario: The mirror follows a huge page that is split
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind thp
      And the mirror "M" over "H"
      When T1 calls mirror_fault "M" at "H.77" to write
      Then T1 returned mapped
      And the device "M" maps what "mm" maps at "H.77"
      When T2 calls thp_split "H.0"
      Then T2 returned 0
      And the device "M" maps nothing in "H"
      When T1 calls mirror_fault "M" at "H.77" to write
      Then T1 returned mapped
      And the device "M" maps what "mm" maps at "H.77"

    @id:MM-13.9 @v5.3+ @cap:shadow @cap:mm-pud-split
    Scenario: The shadow device maps pages from the middle of an entry for a whole PUD
      Given the ranges
        | G | pages 262144 to 524287 |
      And the VMA "G" of kind dax
      And the shadow device "M"
      When T1 calls shadow_fault "M" at "G.77" to write
      And T1 calls shadow_fault "M" at "G.262143"
      Then T1 returned mapped
      And the device "M" maps what "mm" maps at "G.77"
      And the device "M" maps what "mm" maps at "G.262143"
      When T2 calls pud_split "G.512"
      Then T2 returned 0
      And nothing is mapped in "G"
      And the device "M" maps nothing in "G"

    @id:MM-13.10 @v5.5+ @cap:mirror @cap:mm-pud-split @cap:mm-munmap
    Scenario: So does the mirror, until the whole is unmapped
      Given the ranges
        | G | pages 262144 to 524287 |
      And the VMA "G" of kind dax
      And the mirror "M" over "G"
      When T1 calls mirror_fault "M" at "G.77" to write
      Then T1 returned mapped
      And the device "M" maps what "mm" maps at "G.77"
      When T2 calls munmap "G"
      Then T2 returned 0
      And the device "M" maps nothing in "G"

  @MM-14 @party:subscriber @cap:mm @must
  Rule: MM-14 what was written through the device is told to the page
    The page is marked dirty before the callback that takes the mapping away returns.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_unmap_dma_pages; Linux 6.12 drivers/infiniband/core/umem_odp.c

    @id:MM-14.1 @v5.5+ @cap:mirror
    Scenario: A mirror that may write
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And the mirror "M" maps "A.2" for writing
      When T1 calls invalidate "A"
      Then invalidate of "M" comes before a dirty report in T1
      And a dirty report in T1 comes before the end of invalidate of "M"

    @id:MM-14.2 @cap:shadow
    Scenario: A shadow device that may write
      Given the anonymous VMA "A"
      And the shadow device "M"
      And the shadow device "M" maps "A.2" for writing
      When T1 calls invalidate "A"
      Then invalidate_range_start of "M" comes before a dirty report in T1
      And a dirty report in T1 comes before the end of invalidate_range_start of "M"

    @id:MM-14.3 @cap:shadow
    Scenario: A shadow device with page references, which keeps its entries until the end
      Given the anonymous VMA "A"
      And the shadow device "M" with page references
      And the shadow device "M" maps "A.2" for writing
      When T1 calls invalidate "A"
      Then the entry of "M" at "A.2" going comes before a page reference dropped in T1
      And a dirty report in T1 comes before a page reference dropped in T1
      And a dirty report in T1 comes before the end of invalidate_range_end of "M"

    @id:MM-14.4 @cap:shadow
    Scenario: A shadow device at the end of the address space
      Given the anonymous VMA "A"
      And the shadow device "M"
      And the shadow device "M" maps "A.2" for writing
      When T1 calls exit
      Then a dirty report in T1 comes before the end of release of "M"
      And the device "M" maps nothing in "A"
