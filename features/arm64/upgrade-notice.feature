Feature: Who is told that an entry permits more, on arm64
  A TLB outside the CPUs keeps refusals as the CPUs' own do. It has to be told when an entry permits
  more: by the function that upgrades it (the patch of May 2023), or by the CPU flush itself (Linux
  6.6 and later). Linux 6.1 tells nobody.

  @ARM-04 @party:caller @v6.4-prop,v6.6+ @cap:arm64 @cap:register @cap:secondary-tlb @must
  Rule: ARM-04 an upgrade by a write is told to the secondary TLBs, for exactly the page
    After the CPUs' invalidation was issued, with the range of the one page that holds the address,
    whatever the offset of the address in it.
    Source: 003_bbb6683ee0213fea.txt, hunk of arch/arm64/mm/fault.c; Linux 6.12 arch/arm64/include/asm/tlbflush.h, flush_tlb_page; observed on Linux 6.12 (arm64)

    @id:ARM-04.1 @cap:mm
    Scenario Outline: A write in the middle of a page that was left read-only
      Given the architecture is arm64
      And the registered subscriber "S" with <callback>
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      When T1 calls set_access_flags "A.1 + 7f8" for a write
      Then T1 returned true
      And T1 called these callbacks in order:
        | subscriber | callback   | mm | range |
        | S          | <callback> | mm | A.1   |
      And the CPUs flushed these ranges in order:
        | A.1 |
      And the entry at "A.1" being set in T1 comes before a CPU flush in T1
      And a CPU flush in T1 comes before <callback> of "S" in T1

      @v6.4-prop @cap:mm-fork
      Examples:
        | callback         |
        | invalidate_range |

      @v6.6+ @cap:mm-fork
      Examples:
        | callback                       |
        | arch_invalidate_secondary_tlbs |

    @id:ARM-04.2 @cap:mm @cap:mm-fork @cap:mm-write-fault
    Scenario Outline: The same by a page fault
      Given the architecture is arm64
      And the registered subscriber "S" with <callback>
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      When T1 calls write_fault "A.1"
      Then T1 returned 0
      And the address space opened no section
      And T1 called these callbacks in order:
        | subscriber | callback   | mm | range |
        | S          | <callback> | mm | A.1   |

      @v6.4-prop
      Examples:
        | callback         |
        | invalidate_range |

      @v6.6+
      Examples:
        | callback                       |
        | arch_invalidate_secondary_tlbs |

    @id:ARM-04.3 @cap:vma @cap:mm-fork @cap:mm-write-fault
    Scenario Outline: As far as subscribers see it
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the registered subscriber "S" with <callback>
      And the registered subscriber "L"
      And the entries of "A" are left read-only by a fork
      When T1 calls write_fault "A.1"
      Then T1 returned 0
      And T1 called these callbacks in order:
        | subscriber | callback   | mm | range |
        | S          | <callback> | mm | A.1   |
      When T1 calls write_fault "A.1"
      Then no callback was called

      @v6.4-prop
      Examples:
        | callback         |
        | invalidate_range |

      @v6.6+
      Examples:
        | callback                       |
        | arch_invalidate_secondary_tlbs |

    @id:ARM-04.4 @cap:vma @cap:mm-write-fault
    Scenario Outline: The first write to a page of a shared file, as far as subscribers see it
      Given the architecture is arm64
      And the VMA "A" of kind write-notify
      And the registered subscriber "S" with <callback>
      When T1 calls write_fault "A.1"
      Then T1 returned 0
      And T1 called these callbacks in order:
        | subscriber | callback   | mm | range |
        | S          | <callback> | mm | A.1   |
      When T1 calls write_fault "A.1"
      Then no callback was called

      @v6.4-prop
      Examples:
        | callback         |
        | invalidate_range |

      @v6.6+
      Examples:
        | callback                       |
        | arch_invalidate_secondary_tlbs |

  @ARM-05 @party:caller @v6.4-prop,v6.6+ @cap:arm64 @cap:mm @cap:register @cap:aging @cap:secondary-tlb @must
  Rule: ARM-05 an access flag alone is told to nobody
    It takes no CPU flush, and makes no translation that is kept wrong.
    Source: 003_bbb6683ee0213fea.txt, hunk of arch/arm64/mm/fault.c; observed on Linux 6.12 (arm64)

    @id:ARM-05.1
    Scenario: An old entry that is read
      Given the architecture is arm64
      And the registered subscriber "S" with invalidate_range, arch_invalidate_secondary_tlbs
      And the VMA "A" of kind shared
      And T9 has called age "A"
      When T1 calls set_access_flags "A.0" for a read
      Then T1 returned true
      And the entry at "A.0" is writable, young and clean
      And no callback was called

  @ARM-08 @party:caller @v6.1,v6.4-prop,v6.6,v6.12 @cap:arm64 @cap:mm @cap:mm-fork @cap:mm-write-fault @cap:register @must
  Rule: ARM-08 a huge entry that is not contiguous takes the ordinary path
    It is one entry: it is compared, merged and flushed like that of a page. The flush names one base
    page, at the start of what the entry maps.
    Source: Linux 6.1 and 6.12 arch/arm64/mm/hugetlbpage.c, huge_ptep_set_access_flags; arch/arm64/include/asm/pgtable.h, pmdp_set_access_flags

    @id:ARM-08.1
    Scenario Outline: A write to the middle of a huge page, <profile>
      Given the architecture is arm64
      And the ranges
        | H | pages 1024 to 1535 |
      And the registered subscriber "S" with <callback>
      And the VMA "H" of kind <kind>
      And the entries of "H" are left read-only by a fork
      When T1 calls write_fault "H.256"
      Then T1 returned 0
      And the CPUs flushed these ranges in order:
        | H.0 |
      And the entry at "H.511" is writable, young and dirty
      And <callback> of "S" was called <times>

      @v6.1
      Examples:
        | profile | kind | callback         | times |
        | hugetlb-v6.1 | hugetlb | invalidate_range | never |
        | thp-v6.1 | thp | invalidate_range | never |

      @v6.4-prop
      Examples:
        | profile | kind | callback         | times |
        | hugetlb-posted | hugetlb | invalidate_range | once  |
        | thp-posted | thp | invalidate_range | once  |

      @v6.6+
      Examples:
        | profile | kind | callback                       | times |
        | hugetlb-v6.6 | hugetlb | arch_invalidate_secondary_tlbs | once  |
        | thp-v6.6 | thp | arch_invalidate_secondary_tlbs | once  |

  @ARM-10 @party:caller @v6.6+ @cap:arm64 @cap:mm @cap:register @cap:secondary-tlb @must
  Rule: ARM-10 the notice comes from the CPU flush: after the change, after the invalidation was issued, before the page can be freed
    Whoever flushes need not call anything else. Before the change a device could walk the old entry
    again; on arm64 the notice follows the CPUs' invalidation (x86 may send it when a page is queued).
    Source: Linux 6.12 arch/arm64/include/asm/tlbflush.h; analysis

    @id:ARM-10.1 @cap:mm-fork @cap:mm-write-fault
    Scenario: An upgrade
      Given the architecture is arm64
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      When T1 calls write_fault "A.0"
      Then the entry at "A.0" being set in T1 comes before arch_invalidate_secondary_tlbs of "S" in T1
      And a CPU flush in T1 comes before arch_invalidate_secondary_tlbs of "S" in T1
      And arch_invalidate_secondary_tlbs of "S" was called once

    @id:ARM-10.2 @cap:mm-dontneed
    Scenario: MADV_DONTNEED
      Given the architecture is arm64
      And the registered subscriber "S" with arch_invalidate_secondary_tlbs
      And the anonymous VMA "A"
      When T1 calls madvise_dontneed "A"
      Then a page-table change in T1 comes before arch_invalidate_secondary_tlbs of "S" in T1
      And a CPU flush in T1 comes before arch_invalidate_secondary_tlbs of "S" in T1
      And arch_invalidate_secondary_tlbs of "S" comes before a page free in T1

  @ARM-11 @party:caller @v6.4-prop,v6.6+ @cap:arm64 @cap:mm @cap:register @cap:mm-fork @cap:locks @cap:secondary-tlb @must
  Rule: ARM-11 the notice is sent under the page-table lock, so nothing in it may sleep
    Upgrades happen under the page-table lock. That calling a subscriber there was safe was the doubt
    that the first variant of the patch had gone round.
    Source: 003_bbb6683ee0213fea.txt, notes below the cut line

    @id:ARM-11.1
    Scenario Outline: A subscriber in the middle of an upgrade, <profile>
      Given the architecture is arm64
      And the registered subscriber "S" with <callback>
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      When T1 calls set_access_flags "A.0" for a write
      Then T1 held page_table_lock in every <callback>
      And there are no warnings

      @v6.4-prop
      Examples:
        | profile | callback         |
        | posted  | invalidate_range |

      @v6.6+
      Examples:
        | profile | callback                       |
        | v6.6    | arch_invalidate_secondary_tlbs |

    @id:ARM-11.2
    Scenario Outline: One that sleeps is diagnosed, <profile>
      Given the architecture is arm64
      And the registered subscriber "S" with <callback>
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      And "S" sleeps in <callback>
      When T1 calls set_access_flags "A.0" for a write
      Then there is a warning

      @v6.4-prop
      Examples:
        | profile | callback         |
        | posted  | invalidate_range |

      @v6.6+
      Examples:
        | profile | callback                       |
        | v6.6    | arch_invalidate_secondary_tlbs |

  @ARM-18 @party:caller @v6.4-alt @cap:arm64 @cap:mm @cap:register @cap:mm-fork @cap:mm-write-fault @cap:event @must
  Rule: ARM-18 in the first variant generic code opens a section with an event of its own
    Everybody is told of an upgrade, with an event that says that nothing was taken away. Who knows it
    may keep what he maps; who does not treats it as an invalidation. It was given up because nobody
    could say who may ignore it, and on which architecture.
    Source: 003_bbb6683ee0213fea.txt, notes below the cut line; message of 30 May 2023

    @id:ARM-18.1
    Scenario: A write to a page that was left read-only
      Given the architecture is arm64
      And the registered subscriber "S"
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      When T1 calls upgrade_fault "A.1"
      Then T1 returned 0
      And the entry at "A.1" is writable, young and dirty
      And the address space opened these sections in order:
        | thread | range | blockable | event   | ended |
        | T1     | A.1   | yes       | UPGRADE | yes   |
      And T1 called these callbacks in order:
        | subscriber | callback               | range | event   |
        | S          | invalidate_range_start | A.1   | UPGRADE |
        | S          | invalidate_range_end   | A.1   | UPGRADE |

    @id:ARM-18.2
    Scenario: Who ignores the event keeps what he maps, and it is still right
      Given the architecture is arm64
      And the registered subscriber "S"
      And the registered subscriber "I"
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      And T9 has called map "A.1" into "S"
      And T9 has called map "A.1" into "I"
      And in invalidate_range_start "S" takes these steps:
        | zap |
      When T1 calls upgrade_fault "A.1"
      Then the device "S" maps nothing in "A"
      And the device "I" maps what "mm" maps at "A.1"

  @ARM-22 @party:caller @v6.1 @cap:arm64 @cap:register @cap:mm-fork @cap:mm-write-fault @cap:secondary-tlb @must
  Rule: ARM-22 Linux 6.1 flushes the CPUs for an upgrade, and tells nobody
    This is what the endless faults of a device come from. It is what 6.1 does, not what is good.
    Source: Linux 6.1 arch/arm64/mm/fault.c; observed on Linux 6.1 (arm64)

    @id:ARM-22.1 @cap:mm
    Scenario: A write to a page that was left read-only
      Given the architecture is arm64
      And the registered subscriber "S" with invalidate_range
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And T1 changed a page-table entry
      And the CPUs flushed these ranges in order:
        | A.0 |
      And no callback was called

    @id:ARM-22.2 @cap:vma
    Scenario: As far as subscribers see it
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the registered subscriber "S" with invalidate_range
      And the entries of "A" are left read-only by a fork
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And no callback was called

    @id:ARM-22.3 @cap:vma
    Scenario: The first write to a page of a shared file, as far as subscribers see it
      Given the architecture is arm64
      And the VMA "A" of kind write-notify
      And the registered subscriber "S" with invalidate_range
      When T1 calls write_fault "A.1"
      Then T1 returned 0
      And no callback was called
