Feature: How far a section reaches, and what it stands between
  A section covers what its operation changes. It begins before the page-table lock is taken and
  ends after it is free.

  @EVT-11 @party:caller @cap:mm @must
  Rule: EVT-11 a section covers whatever its operation takes away
    It may be wider: the whole part of a table that hugetlb mappings may share, the whole of a huge
    page of which some small entries are left. Never is it narrower than the entries that change.
    Source: Linux 6.12 mm/hugetlb.c, adjust_range_if_pmd_sharing_possible; mm/rmap.c, try_to_unmap_one; include/linux/mmu_notifier.h

    @id:EVT-11.1
    Scenario Outline: <site>
      Given the ranges
        | H | pages 1024 to 1535 |
        | K | pages 2048 to 2559 |
      And the VMA "<vma>" of kind <kind>
      When T1 calls <operation>
      Then whatever T1 took away lay in a section that it had open
      And every section of the address space has ended

      @cap:mm-munmap
      Examples:
        | site       | vma | kind | operation          |
        | munmap     | A   | anon | munmap "A"         |
        | munmap-thp | H   | thp  | munmap "H.0..H.77" |

      Examples:
        | site | vma | kind | operation |
        | exit | A   | anon | exit      |

      @cap:mm-dontneed
      Examples:
        | site                 | vma | kind | operation                    |
        | madvise-dontneed     | A   | anon | madvise_dontneed "A"         |
        | madvise-dontneed-thp | H   | thp  | madvise_dontneed "H.0..H.77" |

      @cap:mm-mprotect
      Examples:
        | site         | vma | kind | operation               |
        | mprotect     | A   | anon | mprotect_read "A"       |
        | mprotect-thp | H   | thp  | mprotect_read "H.5..H.9" |

      @cap:mm-mprotect @cap:mm-hugetlb
      Examples:
        | site             | vma | kind    | operation         |
        | mprotect-hugetlb | H   | hugetlb | mprotect_read "H" |

      @cap:mm-truncate
      Examples:
        | site     | vma | kind   | operation    |
        | truncate | A   | shared | truncate "A" |

      @cap:mm-fork
      Examples:
        | site | vma | kind | operation    |
        | fork | A   | anon | fork "child" |

      @cap:mm-fork @cap:mm-hugetlb
      Examples:
        | site         | vma | kind    | operation    |
        | fork-hugetlb | H   | hugetlb | fork "child" |

      @cap:mm-write-fault @2014-01..v3.19,2014-09-prop,v5.3+
      Examples:
        | site | vma | kind | operation         |
        | copy | A   | file | write_fault "A.0" |

      @cap:mm-oom-reap @v5.3+
      Examples:
        | site       | vma | kind | operation |
        | oom-reaper | A   | anon | oom_reap  |

      @cap:mm-thp-split
      Examples:
        | site      | vma | kind | operation       |
        | thp-split | H   | thp  | thp_split "H.0" |

      @cap:mm-thp-collapse
      Examples:
        | site         | vma | kind | operation          |
        | thp-collapse | H   | anon | thp_collapse "H.0" |

      @cap:mm-mremap
      Examples:
        | site                 | vma | kind | operation                |
        | mremap               | A   | anon | mremap "A" to "B"        |
        | mremap-thp           | H   | thp  | mremap "H" to "K"        |
        | mremap-a-part-of-thp | H   | thp  | mremap "H.1..H.9" to "K" |

      @cap:mm-reclaim @v5.3+
      Examples:
        | site         | vma | kind   | operation          |
        | reclaim      | A   | anon   | reclaim_page "A.0" |
        | reclaim-thp  | H   | thp    | reclaim_page "H.9" |
        | reclaim-file | A   | shared | reclaim_page "A.0" |

      @cap:mm-migrate @v5.3+
      Examples:
        | site         | vma | kind   | operation          |
        | migrate      | A   | anon   | migrate_page "A.0" |
        | migrate-thp  | H   | thp    | migrate_page "H.9" |

      @cap:mm-mkclean @v5.5+
      Examples:
        | site          | vma | kind   | operation             |
        | writeback     | A   | shared | page_mkclean "A.0"    |
        | dirty-helpers | A   | shared | wp_shared_mapping "A" |

      @cap:mm-soft-dirty
      Examples:
        | site       | vma | kind | operation     |
        | soft-dirty | A   | anon | mm_clear_refs |

      @cap:mm-numa @v5.3+
      Examples:
        | site      | vma | kind | operation     |
        | numa-hint | A   | anon | numa_hint "A" |

      @cap:mm-uffd @v5.8+
      Examples:
        | site           | vma | kind | operation          |
        | userfaultfd-wp | A   | anon | userfaultfd_wp "A" |

      @cap:mm-pagemap-scan @v6.12
      Examples:
        | site         | vma | kind | operation           |
        | pagemap-scan | A   | anon | pagemap_scan_wp "A" |

      @cap:mm-remap-file-pages @2014-01..v3.19
      Examples:
        | site             | vma | kind   | operation                    |
        | remap-file-pages | A   | shared | remap_file_pages "A" to page 0 |

      @cap:mm-ksm @2014-01..v3.19,2014-09-prop,v5.3+
      Examples:
        | site      | vma | kind | operation                   |
        | ksm       | A   | anon | ksm_write_protect "A.0"     |
        | ksm-merge | A   | anon | ksm_merge "A.0" into "A.1"  |

      @cap:mm-uprobe @2014-01..v3.19,2014-09-prop,v5.3+
      Examples:
        | site   | vma | kind | operation            |
        | uprobe | A   | file | uprobe_replace "A.0" |

      @cap:mm-map-fixed
      Examples:
        | site      | vma | kind | operation                  |
        | map-fixed | A   | anon | mmap_fixed "A.1" as shared |

    @id:EVT-11.2 @v5.3+ @cap:mm-truncate @cap:mm-hugetlb
    Scenario: Truncation of a part of hugetlb covers the table that may be shared
      Given the ranges
        | G | pages 262144 to 524287 |
      And the VMA "G" of kind hugetlb-shared
      When T1 calls truncate "G.0..G.511"
      Then the address space opened these sections in order:
        | thread | range | ended |
        | T1     | G     | yes   |
      And nothing is mapped in "G.0..G.511"
      And every page of "G.512..G.513" is mapped

    @id:EVT-11.3 @v6.6+ @cap:mm-dontneed @cap:mm-hugetlb
    Scenario: So does MADV_DONTNEED
      Given the ranges
        | G | pages 262144 to 524287 |
      And the VMA "G" of kind hugetlb-shared
      When T1 calls madvise_dontneed "G.0..G.511"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | event | ended |
        | T1     | G     | CLEAR | yes   |

    @id:EVT-11.4 @v6.1 @cap:mm-dontneed @cap:mm-hugetlb
    Scenario: And in 6.1 the section inside it too
      Given the ranges
        | G | pages 262144 to 524287 |
      And the VMA "G" of kind hugetlb-shared
      When T1 calls madvise_dontneed "G.0..G.511"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | event | ended |
        | T1     | G     | CLEAR | yes   |
        | T1     | G     | UNMAP | yes   |

    @id:EVT-11.5 @v6.1+ @cap:mm-munmap @cap:mm-hugetlb @cap:mm-fork @cap:mm-write-fault @cap:register
    Scenario: A cut through a shared table takes all that it maps away
      Given the ranges
        | G | pages 262144 to 524287 |
      And the VMA "G" of kind hugetlb-shared
      And T9 has called fork "child"
      And the registered subscriber "S"
      When T1 calls munmap "G.0..G.511"
      Then T1 returned 0
      And whatever T1 took away lay in a section that it had open
      And nothing is mapped in "G"

    @id:EVT-11.6 @2014-01..v3.19 @cap:mm-truncate @cap:mm-hugetlb
    Scenario: In 2014 nothing is widened
      Given the ranges
        | G | pages 262144 to 524287 |
      And the VMA "G" of kind hugetlb-shared
      When T1 calls truncate "G.0..G.511"
      Then the address space opened these sections in order:
        | thread | range      | ended |
        | T1     | G.0..G.511 | yes   |

    @id:EVT-11.7 @v5.3+ @cap:mm-truncate @cap:mm-hugetlb
    Scenario: Nor where the VMA does not hold a whole table's range
      Given the ranges
        | H | pages 1024 to 2047 |
      And the VMA "H" of kind hugetlb-shared
      When T1 calls truncate "H.0..H.511"
      Then the address space opened these sections in order:
        | thread | range      | ended |
        | T1     | H.0..H.511 | yes   |

    @id:EVT-11.8 @v5.3+ @cap:mm-reclaim @cap:mm-thp-split @cap:mm-munmap
    Scenario: Of a huge page only a part is mapped still, in a smaller VMA
      The page's size from the first entry that is left, but not beyond the VMA.
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind thp
      And T9 has called munmap "H.8..H.511"
      And T9 has called munmap "H.0..H.3"
      When T1 calls reclaim_page "H.5"
      Then the address space opened these sections in order:
        | thread | range    | event | ended |
        | T1     | H.4..H.7 | CLEAR | yes   |

    @id:EVT-11.9 @2014-01..v3.19,2014-01-prop,2014-09-prop @cap:register @cap:invalidate-page @cap:shadow
    Scenario Outline: Up to 4.13 <site> tells of each page by itself, without a section
      Given the VMA "A" of kind <kind>
      And the shadow device "M"
      And the shadow device "M" maps "A.1"
      When T1 calls <operation>
      Then T1 returned 0
      And the address space opened no section
      And these callbacks were called:
        | thread | subscriber | callback        | address |
        | T1     | M          | invalidate_page | A.1     |
      And the entry at "A.1" being cleared in T1 comes before invalidate_page of "M"
      And the device "M" maps nothing in "A"

      @cap:mm-reclaim
      Examples:
        | site    | kind   | operation          |
        | reclaim | shared | reclaim_page "A.1" |

      @cap:mm-migrate
      Examples:
        | site           | kind   | operation          |
        | migration      | anon   | migrate_page "A.1" |
        | migration-file | shared | migrate_page "A.1" |

      @cap:mm-mkclean
      Examples:
        | site      | kind   | operation          |
        | writeback | shared | page_mkclean "A.1" |

    @id:EVT-11.10 @2014-01..v3.19,2014-01-prop,2014-09-prop @cap:mm-reclaim @cap:mm-remap-file-pages @cap:mm-write-fault
    Scenario: In a nonlinear mapping a page is looked for cluster by cluster
      Given the ranges
        | V | pages 256 to 355 |
        | C | pages 288 to 319 |
      And the VMA "V" of kind shared
      And T9 has called remap_file_pages "V.50..V.51" to page 3
      And T9 has called write_fault "V.50"
      When T1 calls reclaim_page "V.33"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | ended |
        | T1     | C     | yes   |
      And whatever T1 took away lay in a section that it had open
      And nothing is mapped in "C"

    @id:EVT-11.11 @2014-01,2014-01-prop @cap:mm-mprotect
    Scenario: In January 2014 the section of mprotect is over all of it, populated or not
      Given the VMA "A" of kind none-anon
      When T1 calls mprotect_read "A"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | ended |
        | T1     | A     | yes   |

    @id:EVT-11.12 @cap:mm-hugetlb @cap:mm-fork @cap:mm-write-fault @cap:fault-injection @cap:shadow
    Scenario: There is no huge page to copy to, so the other one loses it
      The one who wrote has the page for itself then, and needs no section for that.
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind hugetlb
      And T9 has called fork "child"
      And the shadow device "M"
      And T9 has called inject "huge-page-ENOMEM"
      When T1 calls write_fault "H.77"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | mm    | range | ended |
        | T1     | child | H     | yes   |
      And whatever T1 took away lay in a section that it had open
      And nothing is mapped in "H" of "child"
      And every page of "H" is mapped

  @EVT-12 @party:caller @cap:mm @cap:locks @must
  Rule: EVT-12 a section begins before the page-table lock is taken, and ends after it is free
    What its operation holds when it begins keeps the address space or the reverse map as it is:
    mmap_lock, a VMA's lock, a reverse-map lock, and often the page's own. Locks that are taken inside
    the section are not held yet.
    Source: Linux 6.12 mm/memory.c, mm/mprotect.c, mm/mremap.c, mm/rmap.c, mm/khugepaged.c, mm/hugetlb.c, fs/proc/task_mmu.c; Linux 6.1, the same files

    @id:EVT-12.1 @cap:register
    Scenario Outline: <site>, <in>
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "<vma>" of kind <kind>
      And the registered subscriber "S"
      When T1 calls <operation>
      Then the address space opened these sections in order:
        | thread | range   | locks   | ended |
        | T1     | <range> | <locks> | yes   |
      And T1 held no page_table_lock in any range callback

      @cap:mm-munmap
      @v5.3+
      Examples:
        | site   | in       | vma | kind | operation  | range | locks              |
        | munmap | v5.3     | A   | anon | munmap "A" | A     | mmap_lock for read |

      @cap:mm-munmap
      @2014-01..v3.19
      Examples:
        | site            | in   | vma | kind | operation  | range | locks               |
        | munmap-in-2014  | 2014 | A   | anon | munmap "A" | A     | mmap_lock for write |

      @cap:mm-map-fixed
      Examples:
        | site      | in  | vma | kind | operation                | range | locks               |
        | map-fixed | all | A   | anon | mmap_fixed "A" as shared | A     | mmap_lock for write |

      @cap:mm-ksm @2014-01..v3.19,2014-09-prop,v5.3+
      Examples:
        | site | in  | vma | kind | operation               | range | locks                         |
        | ksm  | all | A   | anon | ksm_write_protect "A.0" | A.0   | mmap_lock for read, page_lock |

      @cap:mm-uprobe @2014-01..v3.19,2014-09-prop,v5.3+
      Examples:
        | site   | in  | vma | kind | operation            | range | locks                          |
        | uprobe | all | A   | file | uprobe_replace "A.0" | A.0   | mmap_lock for write, page_lock |

      @cap:mm-dontneed
      Examples:
        | site             | in  | vma | kind | operation            | range | locks              |
        | madvise-dontneed | all | A   | anon | madvise_dontneed "A" | A     | mmap_lock for read |

      @cap:mm-madv-free @v5.3+
      Examples:
        | site         | in   | vma | kind | operation        | range | locks              |
        | madvise-free | v5.3 | A   | anon | madvise_free "A" | A     | mmap_lock for read |

      @cap:mm-mprotect
      Examples:
        | site     | in  | vma | kind | operation         | range | locks               |
        | mprotect | all | A   | anon | mprotect_read "A" | A     | mmap_lock for write |

      @cap:mm-mprotect @cap:mm-hugetlb
      Examples:
        | site             | in  | vma | kind    | operation         | range | locks               |
        | mprotect-hugetlb | all | H   | hugetlb | mprotect_read "H" | H     | mmap_lock for write |

      @cap:mm-fork
      Examples:
        | site | in  | vma | kind | operation    | range | locks               |
        | fork | all | A   | anon | fork "child" | A     | mmap_lock for write |

      @cap:mm-fork @cap:mm-hugetlb
      Examples:
        | site         | in  | vma | kind    | operation    | range | locks               |
        | fork-hugetlb | all | H   | hugetlb | fork "child" | H     | mmap_lock for write |

      @cap:mm-truncate
      Examples:
        | site     | in  | vma | kind   | operation    | range | locks              |
        | truncate | all | A   | shared | truncate "A" | A     | rmap_lock for read |

      @cap:mm-truncate @cap:mm-hugetlb
      Examples:
        | site             | in  | vma | kind           | operation    | range | locks               |
        | truncate-hugetlb | all | H   | hugetlb-shared | truncate "H" | H     | rmap_lock for write |

      @cap:mm-write-fault @v5.3+
      Examples:
        | site | in   | vma | kind | operation         | range | locks                                    |
        | copy | v5.3 | A   | file | write_fault "A.0" | A.0   | vma_lock for read or mmap_lock for read |

      @cap:mm-oom-reap @v5.3+
      Examples:
        | site             | in   | vma | kind | operation        | range | locks              |
        | oom-reaper       | v5.3 | A   | anon | oom_reap         | A     | mmap_lock for read |
        | process-mrelease | v5.3 | A   | anon | process_mrelease | A     | mmap_lock for read |

      @cap:mm-thp-split @v5.3+
      Examples:
        | site      | in  | vma | kind | operation       | range | locks              |
        | thp-split | v5.3 | H   | thp  | thp_split "H.0" | H     | mmap_lock for read |

      @cap:mm-thp-collapse
      Examples:
        | site         | in  | vma | kind | operation          | range | locks                                    |
        | thp-collapse | all | H   | anon | thp_collapse "H.0" | H     | mmap_lock for write, rmap_lock for write |

      @cap:mm-mremap @v5.8+
      Examples:
        | site   | in   | vma | kind | operation                              | range | locks               |
        | mremap | v5.8 | A   | anon | mremap "A" to "B" and keep the old VMA | A     | mmap_lock for write |

      @cap:mm-mremap @cap:mm-hugetlb @v6.1+
      Examples:
        | site           | in   | vma | kind    | operation                                                      | range | locks               |
        | mremap-hugetlb | v6.1 | H   | hugetlb | mremap "H" to "H.1024" and keep the old VMA | H     | mmap_lock for write |

      @cap:mm-reclaim @v5.3+
      Examples:
        | site    | in   | vma | kind | operation          | range | locks                         |
        | reclaim | v5.3 | A   | anon | reclaim_page "A.0" | A.0   | page_lock, rmap_lock for read |

      @cap:mm-migrate @v5.3+
      Examples:
        | site    | in   | vma | kind | operation          | range | locks                         |
        | migrate | v5.3 | A   | anon | migrate_page "A.0" | A.0   | page_lock, rmap_lock for read |

      @cap:mm-mkclean @v5.5+
      Examples:
        | site          | in   | vma | kind   | operation             | range | locks                         |
        | writeback     | v5.5 | A   | shared | page_mkclean "A.0"    | A.0   | page_lock, rmap_lock for read |
        | dirty-helpers | v5.5 | A   | shared | wp_shared_mapping "A" | A     | rmap_lock for read            |

      @cap:mm-soft-dirty @v5.12+
      Examples:
        | site       | in    | vma | kind | operation     | range      | locks               |
        | soft-dirty | v5.12 | A   | anon | mm_clear_refs | everything | mmap_lock for write |

      @cap:mm-soft-dirty @2014-01..v3.19
      Examples:
        | site               | in   | vma | kind | operation     | range      | locks              |
        | soft-dirty-in-2014 | 2014 | A   | anon | mm_clear_refs | everything | mmap_lock for read |

      @cap:mm-numa @v5.3+
      Examples:
        | site      | in   | vma | kind | operation     | range | locks              |
        | numa-hint | v5.3 | A   | anon | numa_hint "A" | A     | mmap_lock for read |

      @cap:mm-uffd @v5.8+
      Examples:
        | site           | in   | vma | kind | operation          | range | locks              |
        | userfaultfd-wp | v5.8 | A   | anon | userfaultfd_wp "A" | A     | mmap_lock for read |

      @cap:mm-uffd @v6.12
      Examples:
        | site             | in    | vma | kind | operation                       | range | locks                                   |
        | userfaultfd-move | v6.12 | A   | anon | userfaultfd_move "A.0" to "A.3" | A.0   | vma_lock for read or mmap_lock for read |

      @cap:mm-pagemap-scan @v6.12
      Examples:
        | site         | in    | vma | kind | operation           | range | locks              |
        | pagemap-scan | v6.12 | A   | anon | pagemap_scan_wp "A" | A     | mmap_lock for read |

      @cap:mm-remap-file-pages @2014-01..v3.19
      Examples:
        | site             | in   | vma | kind   | operation                    | range | locks               |
        | remap-file-pages | 2014 | A   | shared | remap_file_pages "A" to page 0 | A     | mmap_lock for write |

    @id:EVT-12.11 @2014-01..v3.19 @cap:mm-thp-split
    Scenario: In 2014 the second section of a split holds the reverse-map lock too
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind thp
      When T1 calls thp_split "H.0"
      Then the address space opened these sections in order:
        | thread | range | locks                                   | ended |
        | T1     | H     | mmap_lock for read                      | yes   |
        | T1     | H     | mmap_lock for read, rmap_lock for write | yes   |

    @id:EVT-12.2 @v6.1+
    Scenario: The unmapping of exit holds mmap_lock for read
      Given the anonymous VMA "A"
      When T1 calls exit
      Then the address space opened these sections in order:
        | thread | range      | locks              | ended |
        | T1     | everything | mmap_lock for read | yes   |

    @id:EVT-12.3 @2014-01..v3.19
    Scenario: In 2014 it holds nothing
      Given the anonymous VMA "A"
      When T1 calls exit
      Then the address space opened these sections in order:
        | thread | range      | locks | ended |
        | T1     | everything | none  | yes   |

    @id:EVT-12.4 @cap:mm-fork @cap:mm-write-fault @cap:mm-hugetlb
    Scenario: A copy of hugetlb holds the mutex of its faults too
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind hugetlb
      And T9 has called fork "child"
      When T1 calls write_fault "H.0"
      Then the address space opened these sections in order:
        | thread | range | locks                                                                                     | ended |
        | T1     | H     | vma_lock for read, hugetlb_fault_mutex or mmap_lock for read, hugetlb_fault_mutex | yes   |

    @id:EVT-12.5 @cap:mm-thp-collapse @cap:mm-dontneed
    Scenario Outline: The empty table of a file's pages goes with <locks>
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind shared
      And T9 has called madvise_dontneed "H"
      When T1 calls thp_collapse "H.0"
      Then the address space opened these sections in order:
        | thread | range | locks   | ended |
        | T1     | H     | <locks> | yes   |

      @v6.6+
      Examples:
        | key   | locks              |
        | v6.6  | rmap_lock for read |

      @v6.1
      Examples:
        | key  | locks                                    |
        | v6.1 | rmap_lock for write, mmap_lock for write |

    @id:EVT-12.6 @v6.6+ @cap:mm-thp-collapse @cap:mm-dontneed @cap:mm-write-fault
    Scenario: Small entries of a huge page of a file go with the page locked
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind shared
      And T9 has called madvise_dontneed "H"
      And T9 has called thp_collapse "H.0"
      And T9 has called write_fault "H.5"
      When T1 calls thp_collapse "H.0"
      Then the address space opened these sections in order:
        | thread | range | locks                         | ended |
        | T1     | H     | mmap_lock for read, page_lock | yes   |

    @id:EVT-12.7 @v5.3+ @cap:mm-pud-split
    Scenario: The split of a PUD holds mmap_lock
      Given the ranges
        | G | pages 262144 to 524287 |
      And the VMA "G" of kind dax
      When T1 calls pud_split "G.0"
      Then the address space opened these sections in order:
        | thread | range | locks              | ended |
        | T1     | G     | mmap_lock for read | yes   |

    @id:EVT-12.8 @v6.1+ @cap:mm-hugetlb @cap:mm-munmap @cap:mm-mprotect
    Scenario: The end of sharing takes the reverse-map lock inside, unless a split of the VMA holds it
      Given the ranges
        | G | pages 262144 to 524287 |
      And the VMA "G" of kind hugetlb-shared
      When T1 calls hugetlb_unshare "G.0"
      Then the address space opened these sections in order:
        | thread | range | locks               | ended |
        | T1     | G     | mmap_lock for write | yes   |
      When T1 calls mprotect_read "G.0..G.511"
      Then the address space opened these sections in order:
        | thread | range      | locks                                    | ended |
        | T1     | G          | mmap_lock for write, rmap_lock for write | yes   |
        | T1     | G.0..G.511 | mmap_lock for write                      | yes   |

    @id:EVT-12.9 @v5.9+ @cap:mm-device-private @cap:mirror
    Scenario: Migration to a device holds mmap_lock
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      When T1 calls mirror_migrate "A" of "M"
      Then the address space opened these sections in order:
        | thread | range | event   | locks              |
        | T1     | A     | MIGRATE | mmap_lock for read |

    @id:EVT-12.10 @v5.14+ @cap:mm-exclusive @cap:mirror @cap:mm-write-fault
    Scenario: Exclusive access goes through the reverse map, and comes back with the page locked
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      When T1 calls mirror_make_exclusive "M" at "A.0"
      Then the address space opened these sections in order:
        | thread | range | event     | locks                                             |
        | T1     | A.0   | EXCLUSIVE | mmap_lock for read, page_lock, rmap_lock for read |
      When T1 calls write_fault "A.0"
      Then the address space opened these sections in order:
        | thread | range | event     | locks                                                                   |
        | T1     | A.0   | EXCLUSIVE | vma_lock for read, page_lock or mmap_lock for read, page_lock |

  @EVT-13 @party:caller @2014-09..v6.12 @cap:mm-mprotect @must
  Rule: EVT-13 mprotect opens its section at the first populated entry
    Where nothing is populated there is none. It reaches to the end of what one upper-level table maps,
    a table of PMDs up to 6.1, of PUDs in 6.12, and there is one for each such table. That it has not
    started yet is not the same as that it starts at address 0: the section of a mapping at 0 is ended
    like any other.
    Source: Linux 6.1 and 6.12 mm/mprotect.c, change_pmd_range and change_pud_range; 001_48d3141d0b0199f8.txt, hunk of mm/mprotect.c; analysis

    @id:EVT-13.1 @cap:mm
    Scenario: Nothing is populated
      Given the VMA "A" of kind none-anon
      When T1 calls mprotect_read "A"
      Then T1 returned 0
      And the address space opened no section

    @id:EVT-13.2 @cap:mm @2014-09..v6.6 @cap:mm-write-fault
    Scenario: From the first populated table of entries on
      Given the ranges
        | V | pages 1000 to 3000 |
        | W | pages 2048 to 3000 |
      And the VMA "V" of kind none-anon
      And T9 has called write_fault "W.5"
      When T1 calls mprotect_read "V"
      Then the address space opened these sections in order:
        | thread | range | ended |
        | T1     | W     | yes   |

    @id:EVT-13.3 @cap:mm @v6.12 @cap:mm-write-fault
    Scenario: In 6.12 from the first populated table of PMDs on
      Given the ranges
        | V | pages 262000 to 264000 |
        | W | pages 262144 to 264000 |
      And the VMA "V" of kind none-anon
      And T9 has called write_fault "W.1050"
      When T1 calls mprotect_read "V"
      Then the address space opened these sections in order:
        | thread | range | ended |
        | T1     | W     | yes   |

    @id:EVT-13.4 @cap:mm @2014-09..v6.6 @cap:mm-write-fault
    Scenario: One for each table of PMDs that is populated
      Given the ranges
        | V | pages 262000 to 524400 |
        | X | pages 262000 to 262143 |
        | Y | pages 524288 to 524400 |
      And the VMA "V" of kind none-anon
      And T9 has called write_fault "X.3"
      And T9 has called write_fault "Y.3"
      When T1 calls mprotect_read "V"
      Then the address space opened these sections in order:
        | thread | range | ended |
        | T1     | X     | yes   |
        | T1     | Y     | yes   |

    @id:EVT-13.5 @cap:mm
    Scenario: A mapping at address 0
      Given the ranges
        | Z | pages 0 to 3 |
      And the VMA "Z" of kind anon
      When T1 calls mprotect_read "Z"
      Then the address space opened these sections in order:
        | thread | range | ended |
        | T1     | Z     | yes   |

    @id:EVT-13.6 @cap:mm @cap:mm-write-fault
    Scenario: A mapping at address 0 with more than one populated table
      Given the ranges
        | Z | pages 0 to 1100 |
      And the VMA "Z" of kind none-anon
      And T9 has called write_fault "Z.1"
      And T9 has called write_fault "Z.1050"
      When T1 calls mprotect_read "Z"
      Then every section of the address space has ended
      And whatever T1 took away lay in a section that it had open

    @id:EVT-13.7 @cap:mm
    Scenario: What was unmapped again leaves its table populated
      An empty table of entries is populated all the same: the section changes nothing, and ends.
      Given the anonymous VMA "A"
      And T9 has called invalidate "A"
      When T1 calls mprotect_read "A"
      Then T1 changed no page-table entry
      And the address space opened these sections in order:
        | thread | range | ended |
        | T1     | A     | yes   |

    @id:EVT-13.8 @v5.5..v6.12 @cap:vma @cap:interval
    Scenario: Nothing is populated, and nobody hears of it
      Given the VMA "A" of kind none-anon
      And the interval subscriber "s" over "A"
      When T1 calls mprotect_read "A"
      Then T1 returned 0
      And no callback was called

  @EVT-14 @party:caller @cap:mm-fork @must
  Rule: EVT-14 fork opens a section in the parent alone, over each VMA that has something to copy
    It covers the whole VMA, and only VMAs whose pages both will share until one of them writes. A
    shared mapping loses no right, and a private one that was only read has nothing that a fault could
    not bring back.
    Source: Linux 6.12 mm/memory.c, copy_page_range and vma_needs_copy; 001_48d3141d0b0199f8.txt, hunk of mm/memory.c

    @id:EVT-14.1 @cap:mm
    Scenario: One for each VMA, none in the child
      Given the anonymous VMA "A"
      And the VMA "B" of kind shared
      And the anonymous VMA "C"
      When T1 calls fork "child"
      Then the address space opened these sections in order:
        | thread | mm | range | ended |
        | T1     | mm | A     | yes   |
        | T1     | mm | C     | yes   |

    @id:EVT-14.2 @cap:mm @cap:mm-write-fault
    Scenario: The whole VMA for one page
      Given the VMA "A" of kind none-anon
      And T9 has called write_fault "A.1"
      When T1 calls fork "child"
      Then the address space opened these sections in order:
        | thread | mm | range | ended |
        | T1     | mm | A     | yes   |

    @id:EVT-14.3 @cap:mm @cap:shadow
    Scenario: What was only read
      Given the VMA "A" of kind none-anon
      And the shadow device "M"
      And the shadow device "M" maps "A.0"
      When T1 calls fork "child"
      Then the address space opened no section

    @id:EVT-14.4 @v5.5+ @cap:vma @cap:interval
    Scenario: One for each VMA, as intervals hear of it
      Given the anonymous VMA "A"
      And the VMA "B" of kind shared
      And the anonymous VMA "C"
      And the interval subscriber "a" over "A.3"
      And the interval subscriber "b" over "B"
      And the interval subscriber "c" over "C.0"
      When T1 calls fork "child"
      Then these callbacks were called:
        | thread | subscriber | callback   | mm | range |
        | T1     | a          | invalidate | mm | A     |
        | T1     | c          | invalidate | mm | C     |

  @EVT-15 @party:caller @cap:mm-mremap @must
  Rule: EVT-15 mremap tells of the old range, and then unmaps the old VMA
    The first section covers the old range while its entries move; in 6.12 it may begin earlier, where a
    whole table moves. The second is that of the unmapping. Of the new range nothing can be mapped:
    whatever was there is unmapped first, in a section of its own.
    Source: Linux 6.12 mm/mremap.c, move_page_tables and move_vma; 001_48d3141d0b0199f8.txt, hunk of mm/mremap.c

    @id:EVT-15.1 @cap:mm
    Scenario: To a free place
      Given the anonymous VMA "A"
      When T1 calls mremap "A" to "B"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | ended |
        | T1     | A     | yes   |
        | T1     | A     | yes   |
      And nothing is mapped in "A"
      And every page of "B" is mapped

    @id:EVT-15.2 @cap:mm @cap:event
    Scenario Outline: The names of both, <when>
      Given the anonymous VMA "A"
      When T1 calls mremap "A" to "B"
      Then the address space opened these sections in order:
        | thread | range | event   | ended |
        | T1     | A     | <first> | yes   |
        | T1     | A     | <then>  | yes   |

      @v5.2+
      Examples:
        | when       | first | then  |
        | since-v5.2 | UNMAP | UNMAP |

      @2014-09,2014-09-prop
      Examples:
        | when              | first       | then       |
        | in-september-2014 | MMU_MIGRATE | MMU_MUNMAP |

    @id:EVT-15.3 @cap:mm
    Scenario: To a place that is taken
      Given the anonymous VMA "A"
      And the anonymous VMA "B"
      When T1 calls mremap "A" to "B"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | ended |
        | T1     | B     | yes   |
        | T1     | A     | yes   |
        | T1     | A     | yes   |

    @id:EVT-15.11 @cap:mm @cap:fault-injection
    Scenario: There is no memory for the second table at the new place
      What was moved goes back, in a section over where it was, and the new place is unmapped.
      Given the ranges
        | V | pages 1000 to 1099 |
        | K | pages 2000 to 2099 |
        | L | pages 2000 to 2047 |
      And the anonymous VMA "V"
      And T1 has called inject "page-table-ENOMEM"
      When T1 calls mremap "V" to "K"
      Then T1 returned ENOMEM
      And the address space opened these sections in order:
        | thread | range | ended |
        | T1     | V     | yes   |
        | T1     | L     | yes   |
        | T1     | K     | yes   |
      And whatever T1 took away lay in a section that it had open
      And every page of "V" is mapped
      And nothing is mapped in "K"

    @id:EVT-15.4 @cap:mm @v5.8+
    Scenario: A move that keeps the old VMA does not unmap it
      Given the anonymous VMA "A"
      When T1 calls mremap "A" to "B" and keep the old VMA
      Then the address space opened these sections in order:
        | thread | range | ended |
        | T1     | A     | yes   |

    @id:EVT-15.5 @cap:mm
    Scenario: A part of a VMA
      Given the anonymous VMA "A"
      When T1 calls mremap "A.1..A.2" to "B"
      Then the address space opened these sections in order:
        | thread | range    | ended |
        | T1     | A.1..A.2 | yes   |
        | T1     | A.1..A.2 | yes   |
      And every page of "A.0" is mapped
      And every page of "A.3" is mapped
      And every page of "B.0..B.1" is mapped

    @id:EVT-15.6 @cap:mm @v6.12
    Scenario: In 6.12 the first one may begin where its table begins
      Given the ranges
        | V | pages 1026 to 1540 |
        | W | pages 1024 to 1540 |
        | K | pages 4098 to 4612 |
      And the anonymous VMA "V"
      When T1 calls mremap "V" to "K"
      Then the address space opened these sections in order:
        | thread | range | ended |
        | T1     | W     | yes   |
        | T1     | V     | yes   |

    @id:EVT-15.7 @cap:mm @v6.12
    Scenario Outline: Not if <what>
      Given the ranges
        | U | pages 1024 to 1024 |
        | V | pages 1026 to 1540 |
        | K | pages 4098 to 4612 |
        | L | pages 4100 to 4614 |
      And the anonymous VMA "V"
      And the anonymous VMA "<other>"
      When T1 calls mremap "V" to "<to>"
      Then the address space opened these sections in order:
        | thread | range | ended |
        | T1     | V     | yes   |
        | T1     | V     | yes   |

      Examples:
        | what                              | other | to |
        | something-else-is-in-that-table   | U     | K  |
        | the-places-differ-in-their-tables | A     | L  |

    @id:EVT-15.8 @cap:mm @cap:shadow
    Scenario: A device does not keep what it mapped at the old place
      Given the anonymous VMA "A"
      And the shadow device "M"
      And the shadow device "M" maps "A.0" for writing
      When T1 calls mremap "A" to "B"
      Then the device "M" maps nothing in "A"
      When T2 calls shadow_fault "M" at "B.0" to write
      Then T2 returned mapped
      And the device "M" maps what "mm" maps at "B.0"

    @id:EVT-15.9 @cap:mm @cap:shadow @every-order
    Scenario: A device maps a page at the old place meanwhile, in every order
      Given the anonymous VMA "A.0"
      And the shadow device "M"
      When the threads run in every order:
        | T1                    | T2                       |
        | mremap "A.0" to "B.0" | shadow_fault "M" at "A.0" |
      Then every outcome is one of:
        | T1 | T2     | "M" at "A.0" |
        | 0  | mapped | absent       |
        | 0  | retry  | absent       |
        | 0  | EFAULT | absent       |
      And no outcome is one of:
        | T1 | T2     | "M" at "A.0" | rule   | mutant  |
        | 0  | mapped | stale        | EVT-15 | MUT-120 |

    @id:EVT-15.10 @v5.5+ @cap:vma @cap:interval
    Scenario: To a place that is taken, as intervals hear of it
      Given the anonymous VMA "A"
      And the anonymous VMA "B"
      And the interval subscriber "s" over "A..B"
      When T1 calls mremap "A" to "B"
      Then T1 returned 0
      And these callbacks of "s" were called in order:
        | callback   | range | event |
        | invalidate | B     | UNMAP |
        | invalidate | A     | UNMAP |
        | invalidate | A     | UNMAP |

  @EVT-16 @party:caller @must
  Rule: EVT-16 a fault that only adds an entry or a right opens no section
    Nobody can hold anything stale of an entry that was not there, or that permitted less. A page of a shared
    file whose file system is told of the first write to it is mapped read-only until then; that write adds
    the right to the entry.
    Source: 003_bbb6683ee0213fea.txt; Linux 6.12 mm/memory.c, do_anonymous_page, wp_page_shared and wp_page_reuse; vma_wants_writenotify

    @id:EVT-16.1 @cap:mm @cap:mm-write-fault
    Scenario Outline: <what>
      Given the VMA "A" of kind <kind>
      And T9 has called <before>
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And T1 changed a page-table entry
      And the address space opened no section

      @cap:mm-dontneed
      Examples:
        | what                         | kind   | before               |
        | the-first-write-to-a-page    | anon   | madvise_dontneed "A" |
        | a-page-of-a-file             | file   | madvise_dontneed "A" |
        | a-shared-page-of-a-file      | shared | madvise_dontneed "A" |

      @cap:mm-soft-dirty
      Examples:
        | what                             | kind | before        |
        | a-write-after-soft-dirty-bits-went | anon | mm_clear_refs |

      @cap:mm-mkclean @v5.3+
      Examples:
        | what                    | kind   | before             |
        | a-write-after-writeback | shared | page_mkclean "A.0" |

      @cap:mm-numa @v5.3+
      Examples:
        | what           | kind | before        |
        | a-NUMA-hint    | anon | numa_hint "A" |

    @id:EVT-16.2 @cap:mm @cap:mm-fork @cap:mm-write-fault
    Scenario: A page that nobody shares any more
      Given the anonymous VMA "A"
      And T9 has called fork "child"
      And T9 has called exit on "child"
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And the address space opened no section

    @id:EVT-16.3 @v5.5+ @cap:vma @cap:interval @cap:mm-write-fault
    Scenario Outline: <what>, and no interval hears of it
      Given the VMA "A" of kind <kind>
      And the interval subscriber "s" over "A"
      And T9 has called <before>
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And no callback was called

      @cap:mm-dontneed
      Examples:
        | what                      | kind   | before               |
        | the-first-write-to-a-page | anon   | madvise_dontneed "A" |
        | a-shared-page-of-a-file   | shared | madvise_dontneed "A" |

      @cap:mm-soft-dirty
      Examples:
        | what                               | kind | before        |
        | a-write-after-soft-dirty-bits-went | anon | mm_clear_refs |

    @id:EVT-16.4 @v5.5+ @cap:vma @cap:interval @cap:mm-fork @cap:mm-write-fault
    Scenario: A page that nobody shares any more, and no interval hears of it
      Given the anonymous VMA "A"
      And the interval subscriber "s" over "A"
      And T9 has called fork "child"
      And T9 has called exit on "child"
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And no callback was called

    @id:EVT-16.5 @v5.5+ @cap:vma @cap:interval @cap:mm-write-fault
    Scenario: The first write to a page of a shared file, and no interval hears of it
      Given the VMA "A" of kind write-notify
      And the interval subscriber "s" over "A"
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And no callback was called

    @id:EVT-16.6 @cap:mm @cap:mm-write-fault
    Scenario: The first write to a page of a shared file changes its entry, and nothing else
      Given the VMA "A" of kind write-notify
      Then the entry at "A.0" is read-only, young and clean
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And the entry at "A.0" is writable, young and dirty
      And the entry at "A.1" is read-only, young and clean
      And T1 freed no page
      And the address space opened no section

    @id:EVT-16.7 @cap:mm @cap:mm-fork @cap:mm-uprobe @cap:mm-write-fault
    Scenario: A page that the child no longer has, as it has another with a breakpoint
      Given the VMA "A" of kind file
      And T9 has called uprobe_replace "A.0"
      And T9 has called fork "child"
      And T9 has called uprobe_replace "A.0" on "child"
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And T1 changed a page-table entry
      And the address space opened no section

  @EVT-17 @party:subscriber @cap:mm @must
  Rule: EVT-17 the CPUs may be flushed after the end, so the start has to drop everything
    The flush for soft-dirty bits and that of fork always come after the sections; those of mprotect, munmap
    and MADV_DONTNEED do so on x86, and before the end where an architecture flushes each VMA. For whoever
    has start and end nothing follows: what the callbacks leave stays.
    Source: Linux 6.12 fs/proc/task_mmu.c, clear_refs_write; kernel/fork.c, dup_mmap; mm/memory.c; include/asm-generic/tlb.h, tlb_end_vma; observed on Linux 6.12 on both architectures

    @id:EVT-17.1 @v6.6+ @cap:secondary-tlb @cap:register @may @party:caller
    Scenario Outline: <operation> on <architecture>, where the flush comes after the end
      Given the architecture is <architecture>
      And the registered subscriber "R"
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "A"
      When T1 calls <operation>
      Then T1 returned 0
      And T1 called these callbacks in order:
        | subscriber | callback                       |
        | R          | invalidate_range_start         |
        | R          | invalidate_range_end           |
        | S          | arch_invalidate_secondary_tlbs |

      @key:munmap @cap:mm-munmap
      Examples:
        | architecture | operation  |
        | x86_64       | munmap "A" |

      @key:dontneed @cap:mm-dontneed
      Examples:
        | architecture | operation            |
        | x86_64       | madvise_dontneed "A" |

      @key:mprotect @cap:mm-mprotect
      Examples:
        | architecture | operation         |
        | x86_64       | mprotect_read "A" |

      @key:fork @cap:mm-fork
      Examples:
        | architecture | operation    |
        | x86_64       | fork "child" |

      @key:mprotect-arm64 @cap:mm-mprotect @cap:arm64
      Examples:
        | architecture | operation         |
        | arm64        | mprotect_read "A" |

      @key:fork-arm64 @cap:mm-fork @cap:arm64
      Examples:
        | architecture | operation    |
        | arm64        | fork "child" |

    @id:EVT-17.2 @v6.6+ @cap:secondary-tlb @cap:register @may @party:caller @cap:arm64 @cap:mm-dontneed
    Scenario: MADV_DONTNEED on arm64, where the flush comes before the end
      Given the architecture is arm64
      And the registered subscriber "R"
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs, release
      And the anonymous VMA "A"
      When T1 calls madvise_dontneed "A"
      Then T1 returned 0
      And T1 called these callbacks in order:
        | subscriber | callback                       |
        | R          | invalidate_range_start         |
        | S          | arch_invalidate_secondary_tlbs |
        | R          | invalidate_range_end           |

    @id:EVT-17.3 @v6.6+ @cap:mm-dontneed @cap:shadow
    Scenario Outline: A device that follows sections needs no flush, on <architecture>
      Given the architecture is <architecture>
      And the shadow device "M"
      And the anonymous VMA "A"
      And the shadow device "M" maps "A.0"
      When T1 calls madvise_dontneed "A"
      Then the entry of "M" at "A.0" going comes before a CPU flush in T1
      And the entry of "M" at "A.0" going comes before a page-table change in T1

      Examples:
        | architecture |
        | x86_64       |

      @cap:arm64
      Examples:
        | architecture |
        | arm64        |

    @id:EVT-17.4 @cap:shadow @cap:register
    Scenario Outline: <site> flushes after the end
      Given the anonymous VMA "A"
      And the shadow device "M"
      And the shadow device "M" maps "A.0" for writing
      And the registered subscriber "S"
      And "S" is held in invalidate_range_end on T1
      When T1 calls <operation>
      Then T1 is blocked
      And a CPU flush in T1 has not happened
      And the device "M" may not write in "A"
      When the gate "T1/S.invalidate_range_end" opens
      Then T1 returned 0
      And a CPU flush in T1 has happened

      @cap:mm-soft-dirty
      Examples:
        | site       | operation     |
        | soft-dirty | mm_clear_refs |

      @cap:mm-fork
      Examples:
        | site | operation    |
        | fork | fork "child" |

      @cap:mm-mprotect
      Examples:
        | site     | operation         |
        | mprotect | mprotect_read "A" |

      @cap:mm-munmap
      Examples:
        | site   | operation  |
        | munmap | munmap "A" |

      @cap:mm-dontneed
      Examples:
        | site             | operation            |
        | madvise-dontneed | madvise_dontneed "A" |

    @id:EVT-17.5 @cap:mm-reclaim @v5.3+ @cap:shadow
    Scenario: Reclaim flushes for many pages at once, after their sections
      Given the anonymous VMA "A"
      And the shadow device "M"
      And the shadow device "M" maps "A.0" for writing
      When T1 calls reclaim_page "A.0"
      Then T1 returned 0
      And the entry of "M" at "A.0" going comes before a CPU flush in T1
      And a section end in T1 comes before a CPU flush in T1
      And a CPU flush in T1 comes before a page free in T1

  @EVT-18 @party:caller @v6.1..v6.12 @cap:mm @must
  Rule: EVT-18 NUMA hinting, userfaultfd write protection and the end of hugetlb's sharing open sections too
    The first two walk like mprotect, chunk by chunk and from the first populated entry on; the third
    covers whole tables of PMDs.
    Source: Linux 6.1 and 6.12 mm/mempolicy.c, change_prot_numa; mm/userfaultfd.c, mwriteprotect_range; mm/hugetlb.c, hugetlb_unshare_pmds

    @id:EVT-18.1 @cap:mm-write-fault
    Scenario Outline: <site> begins at the first populated entry
      Given the ranges
        | V | pages 262000 to 264000 |
        | W | pages 262144 to 264000 |
      And the VMA "V" of kind none-anon
      And T9 has called write_fault "W.5"
      When T1 calls <operation>
      Then the address space opened these sections in order:
        | thread | range | blockable | ended |
        | T1     | W     | yes       | yes   |

      @cap:mm-numa
      Examples:
        | site      | operation     |
        | numa-hint | numa_hint "V" |

      @cap:mm-uffd
      Examples:
        | site           | operation          |
        | userfaultfd-wp | userfaultfd_wp "V" |

    @id:EVT-18.2
    Scenario Outline: <site> of what is not populated opens none
      Given the VMA "A" of kind none-anon
      When T1 calls <operation>
      Then the address space opened no section

      @cap:mm-numa
      Examples:
        | site      | operation     |
        | numa-hint | numa_hint "A" |

      @cap:mm-uffd
      Examples:
        | site           | operation          |
        | userfaultfd-wp | userfaultfd_wp "A" |

    @id:EVT-18.3 @cap:mm-hugetlb @cap:mm-fork
    Scenario: The end of sharing
      Given the ranges
        | P | pages 261632 to 262143 |
        | G | pages 262144 to 524287 |
        | Q | pages 524288 to 524799 |
      And the VMA "P..Q" of kind hugetlb-shared
      And T9 has called fork "child"
      When T1 calls hugetlb_unshare "G.0"
      Then the address space opened these sections in order:
        | thread | mm | range | blockable | ended |
        | T1     | mm | G     | yes       | yes   |
      And nothing is mapped in "G"
      And every page of "P" is mapped
      And every page of "Q" is mapped
