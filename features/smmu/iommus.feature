Feature: The same notice on other hardware
  Hardware takes an address and a size, a first and a last address, or one page after the other. The
  end of a notice is the first address that it does not cover, and a notice of everything is [0, ULONG_MAX).

  @SMMU-17 @party:subscriber @v6.12 @cap:smmu-sva @cap:secondary-tlb @cap:mm @must
  Rule: SMMU-17 each driver covers exactly the notice, and knows that of the whole address space
    VT-d flushes everything for [0, ULONG_MAX), and [start, end-1] otherwise; its release tears the
    entries down, since exit unlinks the subscriber before it clears page tables. AMD is given start
    and size. OpenCAPI goes page by page, and has no release; its loop has to leave the notice of the
    whole address space out, because the page after the last has the address 0. (Linux 6.12 does not:
    it never ends.)
    Source: Linux 6.12 drivers/iommu/intel/svm.c, drivers/iommu/amd/pasid.c, drivers/misc/ocxl/link.c; arch/powerpc/mm/book3s64/radix_tlb.c; analysis

    @id:SMMU-17.1 @cap:mm-dontneed
    Scenario Outline: MADV_DONTNEED of some pages, <hardware>
      Given the anonymous VMA "A"
      And the <hardware> device "D" of the domain "X"
      And the device "D" is bound
      And the device "D" has read "A.0"
      And the device "D" has read "A.1"
      And the device "D" has read "A.3"
      And the ranges
        | R | pages 257 to 258 |
      When T1 calls madvise_dontneed "R"
      Then T1 gave these commands in order:
        | of | command   | range | count   |
        | X  | tlb_range | R     | <count> |
      And the device "X" maps nothing in "R"
      And the device "X" maps what "mm" maps at "A.0"
      And the device "X" maps what "mm" maps at "A.3"

      Examples:
        | hardware | count |
        | VT-d     | 1     |
        | AMD      | 1     |
        | OpenCAPI | 2     |

    @id:SMMU-17.2 @cap:mm-fork
    Scenario Outline: fork flushes everything, <hardware>
      Given the anonymous VMA "A"
      And the <hardware> device "D" of the domain "X"
      And the device "D" is bound
      And the device "D" has read "A.3"
      When T1 calls fork "child"
      Then T1 returned 0
      And T1 gave these commands in order:
        | of | command |
        | X  | tlb_all |
      And the device "X" maps nothing in "A"

      Examples:
        | hardware |
        | VT-d     |
        | AMD      |
        | OpenCAPI |

    @id:SMMU-17.3
    Scenario: VT-d tears its entries down when the address space ends
      Given the anonymous VMA "A"
      And the VT-d device "D" of the domain "X" with PRI
      And the device "D" is bound
      And the device "D" has written "A.0"
      When T1 calls exit
      Then the context of "D" is quiet
      And the command context of "D" in T1 comes before a page free in T1
      And the device "X" maps nothing in "A"
      And the device "D" maps nothing in "A"
