Feature: What operations say when they take rights away
  Less is permitted than before, but the same page is still there. What a subscriber may keep
  depends on what the range says.

  @EVT-03 @party:subscriber @2014-09,2014-09-prop,v5.2+ @cap:event @must
  Rule: EVT-03 PROTECTION_VMA concerns a whole range, and does not say what the VMA permits
    mprotect gives it for the whole range whose VMA it changes, and nobody has to look at page
    tables to know what is permitted now. But NUMA hinting, userfaultfd write protection and
    PAGEMAP_SCAN give it too, and there the VMA permits what it always did: a subscriber asks the
    address space for each page again. In September 2014 mprotect says MMU_MPROT.
    Source: Linux 6.12 include/linux/mmu_notifier.h, enum mmu_notifier_event; mm/mprotect.c, mm/mempolicy.c, mm/userfaultfd.c, fs/proc/task_mmu.c; 001_48d3141d0b0199f8.txt, hunk of mm/mprotect.c

    @id:EVT-03.1 @cap:mm @v5.2+
    Scenario Outline: <site>
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "<vma>" of kind <kind>
      When T1 calls <operation>
      Then T1 returned <result>
      And the address space opened these sections in order:
        | thread | range   | blockable | event          | ended |
        | T1     | <range> | yes       | PROTECTION_VMA | yes   |

      @cap:mm-mprotect
      Examples:
        | site             | vma | kind | operation                | result | range    |
        | mprotect         | A   | anon | mprotect_read "A.1..A.2" | 0      | A.1..A.2 |

      @cap:mm-mprotect @cap:mm-hugetlb
      Examples:
        | site             | vma | kind    | operation         | result | range |
        | mprotect-hugetlb | H   | hugetlb | mprotect_read "H" | 0      | H     |

      @cap:mm-numa
      Examples:
        | site      | vma | kind | operation            | result | range    |
        | numa-hint | A   | anon | numa_hint "A.1..A.2" | true   | A.1..A.2 |

      @cap:mm-uffd @v5.8+
      Examples:
        | site           | vma | kind | operation                 | result | range    |
        | userfaultfd-wp | A   | anon | userfaultfd_wp "A.1..A.2" | 0      | A.1..A.2 |

      @cap:mm-pagemap-scan @v6.12
      Examples:
        | site                      | vma | kind | operation                  | result | range    |
        | pagemap-scan              | A   | anon | pagemap_scan_wp "A.1..A.2" | 0      | A.1..A.2 |
        | pagemap-scan-of-a-hole    | A   | anon | pagemap_scan_wp "A.1..B"   | 0      | A.1..B   |

    @id:EVT-03.2 @cap:mm @2014-09,2014-09-prop @cap:mm-mprotect
    Scenario Outline: mprotect of <what> in the names of September 2014
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "<range>" of kind <kind>
      When T1 calls mprotect_read "<range>"
      Then the address space opened these sections in order:
        | thread | range   | event    | ended |
        | T1     | <range> | MMU_MPROT | yes   |

      Examples:
        | what      | range | kind |
        | anonymous | A     | anon |

      @cap:mm-hugetlb
      Examples:
        | what    | range | kind    |
        | hugetlb | H     | hugetlb |

    @id:EVT-03.3 @cap:mm @v5.5+ @cap:mirror
    Scenario Outline: After <site> a mirror keeps no right that the entry lost, whatever the VMA permits
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And the mirror "M" maps "A.0" for writing
      When T1 calls <operation>
      Then invalidate of "M" was called once
      And the device "M" may not write in "A"

      @cap:mm-mprotect
      Examples:
        | site     | operation         |
        | mprotect | mprotect_read "A" |

      @cap:mm-numa
      Examples:
        | site      | operation     |
        | numa-hint | numa_hint "A" |

      @cap:mm-uffd @v5.8+
      Examples:
        | site           | operation          |
        | userfaultfd-wp | userfaultfd_wp "A" |

      @cap:mm-pagemap-scan @v6.12
      Examples:
        | site         | operation           |
        | pagemap-scan | pagemap_scan_wp "A" |

    @id:EVT-03.4 @cap:mm @v5.3+ @cap:shadow
    Scenario Outline: After <site> a shadow device asks again, and gets what it asks for
      Given the anonymous VMA "A"
      And the shadow device "M"
      And the shadow device "M" maps "A.0" for writing
      When T1 calls <operation>
      Then the device "M" may not write in "A"
      When T2 calls shadow_fault "M" at "A.0" to write
      Then T2 returned mapped
      And the device "M" maps what "mm" maps at "A.0"

      @cap:mm-numa
      Examples:
        | site      | operation     |
        | numa-hint | numa_hint "A" |

      @cap:mm-uffd @v5.8+
      Examples:
        | site           | operation          |
        | userfaultfd-wp | userfaultfd_wp "A" |

    @id:EVT-03.5 @cap:mm @v5.2+ @cap:mm-numa
    Scenario: NUMA hinting leaves a range alone whose lock is not free
      Given the anonymous VMA "A"
      And T2 has called lock mmap_lock for write
      When T1 calls numa_hint "A"
      Then T1 returned false
      And the address space opened no section

    @id:EVT-03.6 @v5.5+ @cap:vma @cap:interval @cap:mm-mprotect @party:caller
    Scenario: mprotect, as an interval hears of it
      Given the anonymous VMA "A"
      And the interval subscriber "s" over "A"
      And the interval subscriber "t" over "A.3"
      When T1 calls mprotect_read "A.1..A.2"
      Then T1 returned 0
      And these callbacks were called:
        | thread | subscriber | callback   | range    | blockable | event          |
        | T1     | s          | invalidate | A.1..A.2 | yes       | PROTECTION_VMA |

    @id:EVT-03.7 @v5.8+ @cap:vma @cap:interval @cap:mm-uffd @party:caller
    Scenario: Write protection by userfaultfd, as an interval hears of it
      Given the anonymous VMA "A"
      And the interval subscriber "s" over "A"
      And the interval subscriber "t" over "A.3"
      When T1 calls userfaultfd_wp "A.1..A.2"
      Then T1 returned 0
      And these callbacks were called:
        | thread | subscriber | callback   | range    | blockable | event          |
        | T1     | s          | invalidate | A.1..A.2 | yes       | PROTECTION_VMA |

  @EVT-04 @party:subscriber @2014-09,2014-09-prop,v5.2+ @cap:event @must
  Rule: EVT-04 PROTECTION_PAGE concerns single pages
    fork, writeback and the helpers that write-protect a file say that some pages of the range lose
    a right. Which ones only the page table tells, and only from the end on. In September 2014 fork
    says MMU_MIGRATE.
    Source: Linux 6.12 include/linux/mmu_notifier.h, enum mmu_notifier_event; mm/memory.c, mm/rmap.c, mm/mapping_dirty_helpers.c; 001_48d3141d0b0199f8.txt, hunk of mm/memory.c, copy_page_range

    @id:EVT-04.1 @cap:mm
    Scenario Outline: <site>
      Given the VMA "A" of kind <kind>
      When T1 calls <operation>
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | mm | range   | event   | ended |
        | T1     | mm | <range> | <event> | yes   |

      @cap:mm-fork @v5.2+
      Examples:
        | site | kind | operation    | range | event           |
        | fork | anon | fork "child" | A     | PROTECTION_PAGE |

      @cap:mm-fork @2014-09,2014-09-prop
      Examples:
        | site         | kind | operation    | range | event       |
        | fork-in-2014 | anon | fork "child" | A     | MMU_MIGRATE |

      @cap:mm-mkclean @v5.2+
      Examples:
        | site      | kind   | operation          | range | event           |
        | writeback | shared | page_mkclean "A.1" | A.1   | PROTECTION_PAGE |

      @cap:mm-mkclean @v5.5+
      Examples:
        | site          | kind   | operation                    | range    | event           |
        | dirty-helpers | shared | wp_shared_mapping "A.1..A.2" | A.1..A.2 | PROTECTION_PAGE |

    @id:EVT-04.2 @cap:mm @v5.3+ @cap:shadow
    Scenario Outline: After <site> a device has no right that the entry lost
      Given the VMA "A" of kind <kind>
      And the shadow device "M"
      And the shadow device "M" maps "A.1" for writing
      When T1 calls <operation>
      Then the device "M" may not write in "A"
      When T2 calls shadow_fault "M" at "A.1"
      Then T2 returned mapped
      And the device "M" may not write in "A"

      @cap:mm-fork
      Examples:
        | site | kind | operation    |
        | fork | anon | fork "child" |

      @cap:mm-mkclean
      Examples:
        | site      | kind   | operation          |
        | writeback | shared | page_mkclean "A.1" |

      @cap:mm-mkclean @v5.5+
      Examples:
        | site          | kind   | operation             |
        | dirty-helpers | shared | wp_shared_mapping "A" |

    @id:EVT-04.3 @cap:mm @v5.3+ @cap:shadow @cap:mm-mkclean @cap:register
    Scenario: A look-up inside the section does not outlast it
      Until the end the page table may still say what was.
      Given the VMA "A" of kind shared
      And the shadow device "M"
      And the registered subscriber "S"
      And "S" is held in invalidate_range_start on T1
      When T1 calls page_mkclean "A.1"
      Then T1 is blocked
      When T2 calls shadow_walk "M" at "A.1" to write
      Then T2 returned 0
      When the gate "T1/S.invalidate_range_start" opens
      And T2 calls shadow_commit "M"
      Then T2 returned retry
      And the device "M" maps nothing in "A"

    @id:EVT-04.4 @cap:mm @v5.3+ @cap:shadow @cap:mm-mkclean @every-order
    Scenario: A device maps a page for writing beside writeback, in every order
      Given the VMA "A.0" of kind shared
      And the shadow device "M"
      When the threads run in every order:
        | T1                 | T2                               |
        | page_mkclean "A.0" | shadow_fault "M" at "A.0" to write |
      Then every outcome is one of:
        | T1 | T2     | "M" at "A.0" |
        | 0  | mapped | current      |
        | 0  | mapped | absent       |
        | 0  | retry  | absent       |
      And no outcome is one of:
        | T1 | T2     | "M" at "A.0" | rule   | mutant    |
        | 0  | mapped | stale        | EVT-04 | EVT-04-x1 |

    @id:EVT-04.5 @v5.5+ @cap:vma @cap:interval @cap:mm-fork @party:caller
    Scenario: fork, as an interval hears of it
      Given the anonymous VMA "A"
      And the interval subscriber "s" over "A.1"
      When T1 calls fork "child"
      Then T1 returned 0
      And these callbacks were called:
        | thread | subscriber | callback   | mm | range | event           |
        | T1     | s          | invalidate | mm | A     | PROTECTION_PAGE |

  @EVT-05 @party:subscriber @2014-09,2014-09-prop,v5.2+ @cap:event @cap:mm-soft-dirty @must
  Rule: EVT-05 SOFT_DIRTY leaves the page and its use as they are, but what is written must be seen
    Clearing the soft-dirty bits concerns the whole address space. Pages and VMAs stay as they are,
    but the next write has to be noticed: a device that goes on writing without asking would have to
    mark the pages in its end; one that removes its entry asks again, and the fault marks the page.
    In September 2014 it is MMU_ISDIRTY.
    Source: Linux 6.12 include/linux/mmu_notifier.h, enum mmu_notifier_event; fs/proc/task_mmu.c, clear_refs_write; 001_48d3141d0b0199f8.txt, hunk of fs/proc/task_mmu.c

    @id:EVT-05.1 @cap:mm
    Scenario Outline: The event, <when>
      Given the anonymous VMA "A"
      When T1 calls mm_clear_refs
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range      | event   | ended |
        | T1     | everything | <event> | yes   |

      @v5.2+
      Examples:
        | when        | event      |
        | since-v5.2  | SOFT_DIRTY |

      @2014-09,2014-09-prop
      Examples:
        | when              | event       |
        | in-september-2014 | MMU_ISDIRTY |

    @id:EVT-05.2 @cap:mm @v5.3+ @cap:shadow
    Scenario: A device that writes asks again
      Given the anonymous VMA "A"
      And the shadow device "M"
      And the shadow device "M" maps "A.0" for writing
      When T1 calls mm_clear_refs
      Then the device "M" may not write in "A"
      When T2 calls shadow_fault "M" at "A.0" to write
      Then T2 returned mapped
      And the device "M" maps what "mm" maps at "A.0"
      And the address space opened no section

    @id:EVT-05.3 @cap:mm @v5.5+ @cap:mirror
    Scenario: So does a mirror
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And the mirror "M" maps "A.0" for writing
      When T1 calls mm_clear_refs
      Then the device "M" may not write in "A"

    @id:EVT-05.4 @cap:mm @v5.3+ @cap:shadow
    Scenario: A device that keeps its entries until the end loses them there
      Given the anonymous VMA "A"
      And the shadow device "M" with page references
      And the shadow device "M" maps "A.0" for writing
      When T1 calls mm_clear_refs
      Then the device "M" may not write in "A"
      And invalidate_range_end of "M" was called once

    @id:EVT-05.5 @v5.5+ @cap:vma @cap:interval @party:caller
    Scenario: The event, as an interval hears of it
      Given the anonymous VMA "A"
      And the interval subscriber "s" over "B"
      When T1 calls mm_clear_refs
      Then T1 returned 0
      And these callbacks were called:
        | thread | subscriber | callback   | range      | event      |
        | T1     | s          | invalidate | everything | SOFT_DIRTY |
