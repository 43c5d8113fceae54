Feature: When the CPUs are flushed, beside the end of the section

  @EVT-17 @party:caller @v6.6+ @cap:secondary-tlb @cap:register @cap:mm @may
  Rule: EVT-17 the CPUs, and with them the secondary TLBs, may be flushed after the end of the section
    A gather is flushed when it is finished or, on arm64, at the end of each VMA; fork and mprotect
    flush last on either. A subscriber that follows sections has dropped everything in the start, and
    needs no flush to tell it.
    Source: Linux 6.12 include/asm-generic/tlb.h, tlb_end_vma (MMU_GATHER_MERGE_VMAS); kernel/fork.c, dup_mmap; observed on Linux 6.12 on both architectures

    @id:EVT-17.1
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

    @id:EVT-17.2 @cap:arm64 @cap:mm-dontneed
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

    @id:EVT-17.3 @must @party:subscriber @cap:mm-dontneed @cap:shadow
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
