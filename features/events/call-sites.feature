Feature: What each operation of the address space says, and about which range
  Every operation that changes page tables opens sections. Each has its event, its range, and says
  whether its callbacks may sleep. The patches of September 2014 gave events other names.

  @EVT-01 @party:caller @2014-09,2014-09-prop,v5.2+ @cap:event @must
  Rule: EVT-01 UNMAP goes to what is unmapped
    munmap, the unmapping of exit, the old range of mremap and the OOM reaper say UNMAP: the
    entries are removed. The VMA may survive and be filled again (a move that keeps it, the
    reaper). In September 2014 it is MMU_MUNMAP, and a move is MMU_MIGRATE.
    Source: Linux 6.12 include/linux/mmu_notifier.h, enum mmu_notifier_event; mm/memory.c, mm/mmap.c, mm/mremap.c, mm/oom_kill.c; 001_48d3141d0b0199f8.txt, hunks of mm/memory.c and mm/mremap.c

    @id:EVT-01.1 @cap:mm @v5.2+
    Scenario Outline: <site>
      Given the anonymous VMA "A"
      When T1 calls <operation>
      Then the address space opened these sections in order:
        | thread | range   | blockable   | event | ended |
        | T1     | <range> | <blockable> | UNMAP | yes   |
      And nothing is mapped in "A"

      @cap:mm-munmap
      Examples:
        | site             | operation     | range | blockable |
        | munmap           | munmap "A"    | A     | yes       |
        | munmap-of-a-hole | munmap "A..B" | A..B  | yes       |

      Examples:
        | site | operation | range      | blockable |
        | exit | exit      | everything | yes       |

      @cap:mm-oom-reap
      Examples:
        | site             | operation        | range | blockable |
        | oom-reaper       | oom_reap         | A     | no        |
        | process-mrelease | process_mrelease | A     | no        |

      @cap:mm-mremap @v5.8+
      Examples:
        | site                       | operation                          | range | blockable |
        | mremap-that-keeps-the-vma  | mremap "A" to "B" and keep the old VMA | A | yes       |

    @id:EVT-01.2 @cap:mm @2014-09,2014-09-prop
    Scenario Outline: <site>, in the names of September 2014
      Given the anonymous VMA "A"
      When T1 calls <operation>
      Then the address space opened these sections in order:
        | thread | range   | blockable | event      | ended |
        | T1     | <range> |           | MMU_MUNMAP | yes   |

      @cap:mm-munmap
      Examples:
        | site             | operation     | range |
        | munmap           | munmap "A"    | A     |
        | munmap-of-a-hole | munmap "A..B" | A..B  |

      Examples:
        | site | operation | range      |
        | exit | exit      | everything |

    @id:EVT-01.9 @cap:mm @v5.2+ @cap:mm-map-fixed
    Scenario: What is mapped over is unmapped, in one section over the new range
      Given the anonymous VMA "A"
      And the anonymous VMA "B"
      When T1 calls mmap_fixed "A.2..B.1" as none-anon
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range    | blockable | event | ended |
        | T1     | A.2..B.1 | yes       | UNMAP | yes   |
      And nothing is mapped in "A.2..B.1"
      And every page of "A.0..A.1" is mapped

    @id:EVT-01.3 @cap:mm @v5.2+ @cap:mm-oom-reap @cap:mm-write-fault
    Scenario: What the reaper unmapped can be filled again
      Given the anonymous VMA "A"
      When T1 calls oom_reap
      And T1 calls write_fault "A.0"
      Then T1 returned 0
      And every page of "A.0" is mapped

    @id:EVT-01.4 @cap:mm @v5.8+ @cap:mm-mremap @cap:mm-write-fault
    Scenario: So can what a move left behind
      Given the anonymous VMA "A"
      When T1 calls mremap "A" to "B" and keep the old VMA
      And T1 calls write_fault "A.0"
      Then T1 returned 0
      And every page of "A.0" is mapped
      And every page of "B" is mapped

    @id:EVT-01.5 @cap:mm @v5.3..v6.1 @cap:mm-munmap @cap:mm-hugetlb
    Scenario: Unmapping hugetlb nests a second section, for its VMA
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind hugetlb
      When T1 calls munmap "A..H"
      Then the address space opened these sections in order:
        | thread | range | blockable | event | ended |
        | T1     | A..H  | yes       | UNMAP | yes   |
        | T1     | H     | yes       | UNMAP | yes   |

    @id:EVT-01.6 @cap:mm @v6.6+ @cap:mm-munmap @cap:mm-hugetlb
    Scenario: In newer kernels it does not
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind hugetlb
      When T1 calls munmap "A..H"
      Then the address space opened these sections in order:
        | thread | range | blockable | event | ended |
        | T1     | A..H  | yes       | UNMAP | yes   |

    @id:EVT-01.7 @cap:mm @2014-09,2014-09-prop @cap:mm-munmap @cap:mm-hugetlb
    Scenario: In September 2014 the inner one has a name of its own
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind hugetlb
      When T1 calls munmap "A..H"
      Then the address space opened these sections in order:
        | thread | range | event       | ended |
        | T1     | A..H  | MMU_MUNMAP  | yes   |
        | T1     | H     | MMU_MIGRATE | yes   |

    @id:EVT-01.8 @v5.5+ @cap:vma @cap:interval
    Scenario Outline: <site>, as an interval hears of it
      Given the anonymous VMA "A"
      And the interval subscriber "s" over "A"
      When T1 calls <operation>
      Then these callbacks were called:
        | thread | subscriber | callback   | range   | blockable   | event |
        | T1     | s          | invalidate | <range> | <blockable> | UNMAP |

      @cap:mm-munmap
      Examples:
        | site             | operation      | range    | blockable |
        | munmap           | munmap "A"     | A        | yes       |
        | munmap-of-a-hole | munmap "A..B"  | A..B     | yes       |
        | munmap-of-a-part | munmap "A.1..A.2" | A.1..A.2 | yes    |

      @cap:mm-oom-reap
      Examples:
        | site             | operation        | range | blockable |
        | oom-reaper       | oom_reap         | A     | no        |
        | process-mrelease | process_mrelease | A     | no        |

      @cap:mm-mremap @v5.8+
      Examples:
        | site                      | operation                              | range | blockable |
        | mremap-that-keeps-the-vma | mremap "A" to "B" and keep the old VMA | A     | yes       |

  @EVT-02 @party:caller @2014-09,2014-09-prop,v5.2+ @cap:event @must
  Rule: EVT-02 CLEAR goes to entries that are cleared or replaced while the VMA stays
    MADV_DONTNEED and MADV_FREE, truncation, the copy of a page, splitting and collapsing huge pages,
    unmapping and migration through the reverse map, a move of hugetlb, the end of sharing of
    hugetlb's tables, a move by userfaultfd: all of them say CLEAR. In September 2014 zapping is
    MMU_MUNMAP and whatever puts another entry there is MMU_MIGRATE.
    Source: Linux 6.12 include/linux/mmu_notifier.h, enum mmu_notifier_event, and the callers of mmu_notifier_range_init in mm; 001_48d3141d0b0199f8.txt, hunks of mm/memory.c, mm/huge_memory.c, mm/hugetlb.c, mm/fremap.c

    @id:EVT-02.1 @cap:mm @v5.2+
    Scenario Outline: <site>
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "<vma>" of kind <kind>
      When T1 calls <operation>
      Then T1 returned <result>
      And the address space opened these sections in order:
        | thread | range   | blockable | event | ended |
        | T1     | <range> | yes       | CLEAR | yes   |

      @cap:mm-dontneed
      Examples:
        | site                     | vma  | kind | operation                     | range    | result |
        | madvise-dontneed         | A    | anon | madvise_dontneed "A.1..A.2"   | A.1..A.2 | 0      |
        | madvise-dontneed-clipped | A    | anon | madvise_dontneed "A.1..B"     | A.1..A.3 | ENOMEM |

      @cap:mm-madv-free
      Examples:
        | site                 | vma | kind | operation               | range    | result |
        | madvise-free         | A   | anon | madvise_free "A.1..A.2" | A.1..A.2 | 0      |
        | madvise-free-clipped | A   | anon | madvise_free "A.1..B"   | A.1..A.3 | ENOMEM |

      @cap:mm-truncate
      Examples:
        | site     | vma | kind   | operation           | range    | result |
        | truncate | A   | shared | truncate "A.1..A.2" | A.1..A.2 | 0      |

      @cap:mm-write-fault
      Examples:
        | site | vma | kind | operation         | range | result |
        | copy | A   | file | write_fault "A.1" | A.1   | 0      |

      @cap:mm-thp-split
      Examples:
        | site      | vma | kind | operation        | range | result |
        | thp-split | H   | thp  | thp_split "H.77" | H     | 0      |

      @cap:mm-thp-collapse
      Examples:
        | site         | vma | kind | operation           | range | result |
        | thp-collapse | H   | anon | thp_collapse "H.77" | H     | 0      |

      @cap:mm-reclaim
      Examples:
        | site              | vma | kind   | operation          | range | result |
        | reclaim-anonymous | A   | anon   | reclaim_page "A.1" | A.1   | 0      |
        | reclaim-file      | A   | shared | reclaim_page "A.1" | A.1   | 0      |

      @cap:mm-migrate
      Examples:
        | site              | vma | kind   | operation           | range | result |
        | migrate-anonymous | A   | anon   | migrate_page "A.1"  | A.1   | 0      |
        | migrate-file      | A   | shared | migrate_page "A.1"  | A.1   | 0      |
        | migrate-thp       | H   | thp    | migrate_page "H.77" | H     | 0      |

      @cap:mm-ksm
      Examples:
        | site              | vma | kind | operation               | range | result |
        | ksm-write-protect | A   | anon | ksm_write_protect "A.1" | A.1   | 0      |

      @cap:mm-uprobe
      Examples:
        | site           | vma | kind | operation            | range | result |
        | uprobe-replace | A   | file | uprobe_replace "A.1" | A.1   | 0      |

    @id:EVT-02.26 @cap:mm @v5.2+ @cap:mm-uprobe @cap:mm-fork @cap:mm-write-fault
    Scenario: The page of a breakpoint that a child shares is copied like any other
      Given the VMA "A" of kind file
      And T9 has called uprobe_replace "A.1"
      And T9 has called fork "child"
      When T1 calls write_fault "A.1"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | mm | range | blockable | event | ended |
        | T1     | mm | A.1   | yes       | CLEAR | yes   |
      And "mm" and "child" map different pages at "A.1"

    @id:EVT-02.27 @cap:mm @v5.2+ @cap:mm-thp-collapse
    Scenario: What was collapsed counts as used and written
      Given the ranges
        | H | pages 1024 to 1535 |
      And the anonymous VMA "H"
      When T1 calls thp_collapse "H.77"
      Then T1 returned 0
      And the entry at "H.0" is writable, young and dirty

    @id:EVT-02.21 @cap:mm @v5.2+
    Scenario Outline: <site> stops at a VMA that cannot take it; what came before stays done
      Given the anonymous VMA "A"
      And the VMA "B" of kind <kind>
      When T1 calls <operation>
      Then T1 returned EINVAL
      And the address space opened these sections in order:
        | thread | range | blockable | event | ended |
        | T1     | A     | yes       | CLEAR | yes   |

      @cap:mm-dontneed
      Examples:
        | site             | kind | operation               |
        | madvise-dontneed | pfn  | madvise_dontneed "A..B" |

      @cap:mm-madv-free
      Examples:
        | site         | kind   | operation           |
        | madvise-free | shared | madvise_free "A..B" |

    @id:EVT-02.20 @cap:mm @v5.2+ @cap:mm-ksm
    Scenario: A merge by KSM says CLEAR three times
      Both pages are write-protected, and then one takes the other's place.
      Given the anonymous VMA "A"
      When T1 calls ksm_merge "A.0" into "A.2"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | blockable | event | ended |
        | T1     | A.2   | yes       | CLEAR | yes   |
        | T1     | A.0   | yes       | CLEAR | yes   |
        | T1     | A.0   | yes       | CLEAR | yes   |

    @id:EVT-02.19 @cap:mm @cap:mm-hugetlb @cap:mm-fork @cap:mm-write-fault @cap:fault-injection
    Scenario Outline: Who loses a huge page to its owner is told <event>
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind hugetlb
      And T9 has called fork "child"
      And T9 has called inject "huge-page-ENOMEM"
      When T1 calls write_fault "H.0"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | mm    | range | event   | ended |
        | T1     | child | H     | <event> | yes   |

      @v6.6+
      Examples:
        | event |
        | CLEAR |

      @v5.2..v6.1
      Examples:
        | event |
        | UNMAP |

      @2014-09,2014-09-prop
      Examples:
        | event       |
        | MMU_MIGRATE |

    @id:EVT-02.2 @cap:mm @v5.2+ @cap:mm-pud-split
    Scenario: An entry for a whole PUD goes
      Given the ranges
        | G | pages 262144 to 524287 |
      And the VMA "G" of kind dax
      When T1 calls pud_split "G.77"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | blockable | event | ended |
        | T1     | G     | yes       | CLEAR | yes   |
      And nothing is mapped in "G"

    @id:EVT-02.3 @cap:mm @v5.2+ @cap:mm-fork @cap:mm-write-fault @cap:mm-hugetlb
    Scenario: hugetlb copies the whole huge page
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind hugetlb
      And T1 has called fork "child"
      When T1 calls write_fault "H.77"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | blockable | event | ended |
        | T1     | H     | yes       | CLEAR | yes   |
      And "mm" and "child" map different pages at "H.0"

    @id:EVT-02.4 @cap:mm @v5.2+ @cap:mm-fork @cap:mm-hugetlb
    Scenario: fork says CLEAR of hugetlb
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind hugetlb
      When T1 calls fork "child"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | mm | range | blockable | event | ended |
        | T1     | mm | H     | yes       | CLEAR | yes   |

    @id:EVT-02.5 @cap:mm @v6.1+ @cap:mm-thp-collapse @cap:mm-dontneed
    Scenario: Collapsing the pages of a file takes an empty table away
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind shared
      And T2 has called madvise_dontneed "H"
      When T1 calls thp_collapse "H.77"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | blockable | event | ended |
        | T1     | H     | yes       | CLEAR | yes   |

    @id:EVT-02.6 @cap:mm @v6.6+ @cap:mm-thp-collapse @cap:mm-dontneed @cap:mm-write-fault
    Scenario: Small entries of a huge page of a file are taken away at once
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind shared
      And T2 has called madvise_dontneed "H"
      And T2 has called thp_collapse "H.0"
      And T2 has called write_fault "H.5"
      When T1 calls thp_collapse "H.77"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | blockable | event | ended |
        | T1     | H     | yes       | CLEAR | yes   |
      And nothing is mapped in "H"

    @id:EVT-02.7 @cap:mm @v5.2+ @cap:mm-reclaim @cap:mm-thp-split
    Scenario: A huge page that small entries map is reclaimed in one section
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind thp
      And T2 has called thp_split "H.0"
      When T1 calls reclaim_page "H.77"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | blockable | event | ended |
        | T1     | H     | yes       | CLEAR | yes   |
      And nothing is mapped in "H"

    @id:EVT-02.8 @cap:mm @v6.1+ @cap:mm-mremap @cap:mm-hugetlb
    Scenario: mremap says CLEAR of hugetlb, and UNMAP for the old VMA
      Given the ranges
        | H | pages 1024 to 1535 |
        | K | pages 2048 to 2559 |
      And the VMA "H" of kind hugetlb
      When T1 calls mremap "H" to "K" and keep the old VMA
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | blockable | event | ended |
        | T1     | H     | yes       | CLEAR | yes   |
      And nothing is mapped in "H"
      And every page of "K" is mapped

    @id:EVT-02.9 @cap:mm @v6.12 @cap:mm-uffd
    Scenario: userfaultfd moves page by page
      Given the anonymous VMA "A"
      And the VMA "B" of kind none-anon
      When T1 calls userfaultfd_move "A.1..A.2" to "B"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | blockable | event | ended |
        | T1     | A.1   | yes       | CLEAR | yes   |
        | T1     | A.2   | yes       | CLEAR | yes   |
      And nothing is mapped in "A.1..A.2"
      And every page of "B.0..B.1" is mapped

    @id:EVT-02.10 @cap:mm @v6.12 @cap:mm-uffd
    Scenario: userfaultfd moves a huge page at once
      Given the ranges
        | H | pages 1024 to 1535 |
        | K | pages 2048 to 2559 |
      And the VMA "H" of kind thp
      And the VMA "K" of kind none-anon
      When T1 calls userfaultfd_move "H" to "K"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | blockable | event | ended |
        | T1     | H     | yes       | CLEAR | yes   |

    @id:EVT-02.11 @cap:mm @cap:mm-truncate @cap:mm-hugetlb
    Scenario Outline: Truncation of hugetlb says <event>
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind hugetlb-shared
      When T1 calls truncate "H"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | event   | ended |
        | T1     | H     | <event> | yes   |
      And nothing is mapped in "H"

      @v6.6+
      Examples:
        | event |
        | CLEAR |

      @v5.2..v6.1
      Examples:
        | event |
        | UNMAP |

      @2014-09,2014-09-prop
      Examples:
        | event       |
        | MMU_MIGRATE |

    @id:EVT-02.12 @cap:mm @2014-09,2014-09-prop
    Scenario Outline: <site>, in the names of September 2014
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "<vma>" of kind <kind>
      When T1 calls <operation>
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range   | event   | ended |
        | T1     | <range> | <event> | yes   |

      @cap:mm-dontneed
      Examples:
        | site             | vma | kind | operation                   | range    | event      |
        | madvise-dontneed | A   | anon | madvise_dontneed "A.1..A.2" | A.1..A.2 | MMU_MUNMAP |

      @cap:mm-truncate
      Examples:
        | site     | vma | kind   | operation           | range    | event      |
        | truncate | A   | shared | truncate "A.1..A.2" | A.1..A.2 | MMU_MUNMAP |

      @cap:mm-write-fault
      Examples:
        | site | vma | kind | operation         | range | event       |
        | copy | A   | file | write_fault "A.1" | A.1   | MMU_MIGRATE |

      @cap:mm-thp-collapse
      Examples:
        | site         | vma | kind | operation           | range | event       |
        | thp-collapse | H   | anon | thp_collapse "H.77" | H     | MMU_MIGRATE |

      @cap:mm-remap-file-pages
      Examples:
        | site             | vma | kind   | operation                           | range    | event      |
        | remap-file-pages | A   | shared | remap_file_pages "A.1..A.2" to page 0 | A.1..A.2 | MMU_MUNMAP |

    @id:EVT-02.13 @cap:mm @2014-09,2014-09-prop @cap:mm-fork @cap:mm-write-fault
    Scenario Outline: A write after fork to <what> copies it, in the names of September 2014
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind <kind>
      And T1 has called fork "child"
      When T1 calls write_fault "H.77"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range   | event       | ended |
        | T1     | <range> | MMU_MIGRATE | yes   |

      @cap:mm-hugetlb
      Examples:
        | what    | kind    | range |
        | hugetlb | hugetlb | H     |

      @cap:mm-thp-split
      Examples:
        | what         | kind | range |
        | a-huge-page  | thp  | H     |
        | a-small-page | anon | H.77  |

    @id:EVT-02.17 @cap:mm @2014-09,2014-09-prop @cap:mm-thp-split
    Scenario: In September 2014 a huge page is split in two sections, the second for its mappings
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind thp
      When T1 calls thp_split "H.77"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | event       | ended |
        | T1     | H     | MMU_MIGRATE | yes   |
        | T1     | H     | MMU_HSPLIT  | yes   |

    @id:EVT-02.14 @cap:mm @v5.8+ @cap:mm-thp-split @cap:mm-fork @cap:mm-write-fault
    Scenario: A write after fork to a huge page splits it, and copies a small one
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind thp
      And T1 has called fork "child"
      When T1 calls write_fault "H.77"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | event | ended |
        | T1     | H     | CLEAR | yes   |
        | T1     | H.77  | CLEAR | yes   |

    @id:EVT-02.16 @cap:mm @v5.3..v5.5 @cap:mm-thp-split @cap:mm-fork @cap:mm-write-fault
    Scenario: Before that it was copied whole
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind thp
      And T1 has called fork "child"
      When T1 calls write_fault "H.77"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | event | ended |
        | T1     | H     | CLEAR | yes   |
      And "mm" and "child" map different pages at "H.0"

    @id:EVT-02.15 @cap:mm @v6.1+ @cap:mm-hugetlb
    Scenario: The end of sharing concerns whole tables of PMDs
      Given the ranges
        | P | pages 261632 to 262143 |
        | G | pages 262144 to 524287 |
      And the VMA "P..G" of kind hugetlb-shared
      When T1 calls hugetlb_unshare "G.0"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | blockable | event | ended |
        | T1     | G     | yes       | CLEAR | yes   |

    @id:EVT-02.18 @v5.5+ @cap:vma @cap:interval
    Scenario Outline: <site>, as an interval hears of it
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "<vma>" of kind <kind>
      And the interval subscriber "s" over "<vma>"
      When T1 calls <operation>
      Then T1 returned 0
      And these callbacks were called:
        | thread | subscriber | callback   | range   | blockable | event |
        | T1     | s          | invalidate | <range> | yes       | CLEAR |

      @cap:mm-dontneed
      Examples:
        | site                     | vma | kind | operation                   | range    |
        | madvise-dontneed         | A   | anon | madvise_dontneed "A.1..A.2" | A.1..A.2 |
        | madvise-dontneed-of-file | A   | file | madvise_dontneed "A.1..A.2" | A.1..A.2 |

      @cap:mm-madv-free
      Examples:
        | site         | vma | kind | operation               | range    |
        | madvise-free | A   | anon | madvise_free "A.1..A.2" | A.1..A.2 |

      @cap:mm-truncate
      Examples:
        | site     | vma | kind   | operation           | range    |
        | truncate | A   | shared | truncate "A.1..A.2" | A.1..A.2 |

      @cap:mm-write-fault
      Examples:
        | site | vma | kind | operation         | range |
        | copy | A   | file | write_fault "A.1" | A.1   |

      @cap:mm-thp-collapse
      Examples:
        | site         | vma | kind | operation           | range |
        | thp-collapse | H   | anon | thp_collapse "H.77" | H     |

      @cap:mm-thp-split
      Examples:
        | site      | vma | kind | operation        | range |
        | thp-split | H   | thp  | thp_split "H.77" | H     |

    @id:EVT-02.25 @v5.8+ @cap:vma @cap:interval @cap:mm-thp-split @cap:mm-fork @cap:mm-write-fault
    Scenario: A write after fork splits a huge page and copies a small one, as an interval hears of it
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind thp
      And T1 has called fork "child"
      And the interval subscriber "s" over "H"
      When T1 calls write_fault "H.77"
      Then T1 returned 0
      And these callbacks were called:
        | thread | subscriber | callback   | range | blockable | event |
        | T1     | s          | invalidate | H     | yes       | CLEAR |
        | T1     | s          | invalidate | H.77  | yes       | CLEAR |

    @id:EVT-02.22 @v5.5+ @cap:vma @cap:interval @cap:mm-thp-split @cap:mm-dontneed
    Scenario: Giving up a page of a huge one splits it inside, as an interval hears of it
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind thp
      And the interval subscriber "s" over "H"
      When T1 calls madvise_dontneed "H.77"
      Then T1 returned 0
      And these callbacks were called:
        | thread | subscriber | callback   | range | blockable | event |
        | T1     | s          | invalidate | H.77  | yes       | CLEAR |
        | T1     | s          | invalidate | H     | yes       | CLEAR |

    @id:EVT-02.24 @v6.12 @cap:vma @cap:interval @cap:mm-uffd
    Scenario: userfaultfd moves page by page, as an interval hears of it
      Given the anonymous VMA "A"
      And the VMA "B" of kind none-anon
      And the interval subscriber "s" over "A.1"
      And the interval subscriber "u" over "A.2"
      And the interval subscriber "t" over "B"
      When T1 calls userfaultfd_move "A.1..A.2" to "B"
      Then T1 returned 0
      And these callbacks were called:
        | thread | subscriber | callback   | range | blockable | event |
        | T1     | s          | invalidate | A.1   | yes       | CLEAR |
        | T1     | u          | invalidate | A.2   | yes       | CLEAR |

    @id:EVT-02.23 @v5.5+ @cap:vma @cap:interval @cap:mm-ksm
    Scenario: A merge by KSM, as an interval hears of it
      Whichever thread merges: in Linux it is one of the kernel's own.
      Given the anonymous VMA "A"
      And the interval subscriber "s" over "A"
      When T1 calls ksm_merge "A.0" into "A.2"
      Then T1 returned 0
      And these callbacks were called:
        | subscriber | callback   | range | blockable | event |
        | s          | invalidate | A.2   | yes       | CLEAR |
        | s          | invalidate | A.0   | yes       | CLEAR |
        | s          | invalidate | A.0   | yes       | CLEAR |
