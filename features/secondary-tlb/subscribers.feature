Feature: What a subscriber with a TLB of its own has to do, and who has to be another one

  @STLB-13 @party:subscriber @v6.6+ @cap:secondary-tlb @cap:shadow @cap:mm @must
  Rule: STLB-13 a shadow of the page table that software fills follows sections, not flushes
    The callback says what hardware forgets that walks the tables by itself. Whoever looks a page up
    and maps it later would be told while the page is on its way, and never again: it needs the
    sections, and has to look again if one came.
    Source: 003_bbb6683ee0213fea.txt (KVM's use of invalidate_range); Linux 6.12 include/linux/mmu_notifier.h, comment of arch_invalidate_secondary_tlbs

    @id:STLB-13.1 @cap:mm-dontneed
    Scenario: A page goes between the look-up and the entry
      Given the anonymous VMA "A"
      And the shadow device "M"
      When T1 calls shadow_walk "M" at "A.0"
      And T2 calls madvise_dontneed "A"
      And T1 calls shadow_commit "M"
      Then T1 returned retry
      And the device "M" maps nothing in "A"

  @STLB-17 @party:subscriber @v3.19..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt,v6.6+ @cap:secondary-tlb @cap:mm @must
  Rule: STLB-17 the end of the range is the first address that is not in it
    Hardware may take a last address, or a size. The driver converts: the last address is end - 1, the
    size end - start; and the command reaches exactly what it was told.
    Source: Linux 6.12 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c, drivers/iommu/intel/svm.c, drivers/iommu/amd/pasid.c, drivers/misc/ocxl/link.c

    @id:STLB-17.1 @cap:mm-write-fault @cap:mm-fork
    Scenario: The neighbours of a page stay
      Given the walking device "W"
      And the anonymous VMA "A"
      And T9 has called fork "child"
      And the walking device "W" has read "A.0"
      And the walking device "W" has read "A.1"
      And the walking device "W" has read "A.2"
      When T1 calls write_fault "A.1"
      Then T1 returned 0
      And the device "W" maps nothing in "A.1"
      And the device "W" maps what "mm" maps at "A.0"
      And the device "W" maps what "mm" maps at "A.2"

    @id:STLB-17.2 @cap:mm-dontneed
    Scenario: The last page goes too
      Given the walking device "W"
      And the anonymous VMA "A"
      And the walking device "W" has read "A.0"
      And the walking device "W" has read "A.3"
      When T1 calls madvise_dontneed "A"
      Then T1 returned 0
      And the device "W" maps nothing in "A"

    @id:STLB-17.3 @cap:mm-fork
    Scenario: A range that is everything
      Given the walking device "W"
      And the anonymous VMA "A"
      And the walking device "W" has read "A.0"
      When T1 calls fork "child"
      Then T1 returned 0
      And the device "W" may not write in "A"

  @STLB-09 @party:core @v3.19..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt,v6.6+ @cap:secondary-tlb @cap:register @cap:mm @must
  Rule: STLB-09 the secondary-TLB callback never sleeps, and may be called under the page-table lock
    It runs in the middle of a change, often with the page-table lock held. Whatever would sleep in it
    is diagnosed.
    Source: Linux 6.12 include/linux/mmu_notifier.h, comment of arch_invalidate_secondary_tlbs; 003_bbb6683ee0213fea.txt (calling it while holding the ptl)

    @id:STLB-09.1 @cap:mm-fork @cap:mm-write-fault @cap:locks
    Scenario Outline: A write that copies the page (<callback>)
      Given the registered subscriber "S" with <callback>, release
      And the anonymous VMA "A"
      And T9 has called fork "child"
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And T1 held page_table_lock in some <callback>
      And there are no warnings

      @v3.19..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt
      Examples:
        | callback         |
        | invalidate_range |

      @v6.6+
      Examples:
        | callback                       |
        | arch_invalidate_secondary_tlbs |

    @id:STLB-09.2 @cap:mm-dontneed
    Scenario Outline: One that sleeps is diagnosed, also where no lock is held (<callback>)
      Given the registered subscriber "S" with <callback>, release
      And the anonymous VMA "A"
      And "S" sleeps in <callback>
      When T1 calls madvise_dontneed "A"
      Then there is at least one warning

      @v3.19..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt
      Examples:
        | callback         |
        | invalidate_range |

      @v6.6+
      Examples:
        | callback                       |
        | arch_invalidate_secondary_tlbs |

  @STLB-16 @party:core @v3.19..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt,v6.6+ @cap:secondary-tlb @cap:register @cap:mm @cap:mm-dontneed @must
  Rule: STLB-16 every linked secondary TLB is called, and nobody who is no longer linked
    Source: Linux 6.1 and 6.12 mm/mmu_notifier.c, __mmu_notifier_invalidate_range and __mmu_notifier_arch_invalidate_secondary_tlbs

    @id:STLB-16.1
    Scenario Outline: Three subscribers, one of them without the callback (<callback>)
      Given the registered subscriber "S" with <callback>, release
      And the anonymous VMA "A"
      And the registered subscriber "R"
      And the registered subscriber "U" with <callback>
      When T1 calls madvise_dontneed "A"
      Then <callback> of "S" covered "A"
      And <callback> of "U" covered "A"
      And invalidate_range_start of "R" was called once

      @v3.19..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt
      Examples:
        | callback         |
        | invalidate_range |

      @v6.6+
      Examples:
        | callback                       |
        | arch_invalidate_secondary_tlbs |

    @id:STLB-16.2
    Scenario Outline: After it was unregistered (<callback>)
      Given the registered subscriber "S" with <callback>, release
      And the anonymous VMA "A"
      And T1 has called unregister "S"
      When T1 calls madvise_dontneed "A"
      Then T1 returned 0
      And no callback was called

      @v3.19..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt
      Examples:
        | callback         |
        | invalidate_range |

      @v6.6+
      Examples:
        | callback                       |
        | arch_invalidate_secondary_tlbs |

    @id:STLB-16.3
    Scenario Outline: When the address space ends (<callback>)
      Given the registered subscriber "S" with <callback>, release
      And the anonymous VMA "A"
      When T1 calls exit
      Then release of "S" was called once
      And <callback> of "S" was not called

      @v3.19..v6.1,v5.3-rfc,v5.5-prop,v6.4-prop,v6.4-alt
      Examples:
        | callback         |
        | invalidate_range |

      @v6.6+
      Examples:
        | callback                       |
        | arch_invalidate_secondary_tlbs |
