Feature: What the driver of an SMMU makes of a notice
  A notice says [start,end). The driver turns it into commands: for the SMMU's own TLB, and then for
  the devices that keep translations themselves.

  @SMMU-04 @party:subscriber @v6.1,v6.6,v6.12 @cap:arm64 @cap:smmu-sva @cap:mm @must
  Rule: SMMU-04 the size is end minus start, the TLB comes first, then the devices
    The end of a notice is the first address that it does not cover. A device that asks again must not
    be given what the SMMU is about to drop.
    Source: Linux 6.1 and 6.12 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c

    @id:SMMU-04.1 @v6.1
    Scenario: Two pages
      Given the architecture is arm64
      And the ranges
        | R | pages 1 to 2 |
      And the SMMU device "D" of the domain "X" with ATS
      And the device "D" is bound
      When T1 calls invalidate "R"
      Then T1 gave these commands in order:
        | of | command   | range | count |
        | X  | tlb_range | R     | 2     |
        | D  | atc_range | R     | 2     |

    @id:SMMU-04.2 @cap:mm-dontneed
    Scenario: MADV_DONTNEED drops what the device used of it, and no more
      Given the architecture is arm64
      And the ranges
        | R | pages 257 to 258 |
      And the anonymous VMA "A"
      And the SMMU device "D" of the domain "X" with ATS
      And the device "D" is bound
      And the device "D" has written "A.0"
      And the device "D" has written "A.2"
      And the device "D" has written "A.3"
      When T1 calls madvise_dontneed "R"
      Then the device "X" maps nothing in "R"
      And the device "D" maps nothing in "R"
      And the device "X" maps what "mm" maps at "A.0"
      And the device "D" maps what "mm" maps at "A.3"

    @id:SMMU-04.3 @every-order @cap:mm-fork @cap:mm-write-fault @v6.6,v6.12
    Scenario: A device asks again between the two commands
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      And the SMMU device "D" of the domain "X" with ATS
      And the device "D" is bound
      And the device "D" has read "A.0"
      When the threads run in every order:
        | T1                        | T2                       |
        | write_fault "A.0"         | device_read "D" at "A.0" |
        | device_write "D" at "A.0" |                          |
      Then every outcome is one of:
        | T1.2 | T2   |
        | done | done |
      And no outcome is one of:
        | T1.2  | T2   | rule    | mutant     |
        | fault | done | SMMU-04 | SMMU-04-x2 |

  @SMMU-05 @party:subscriber @v6.1,v6.6,v6.12 @cap:arm64 @cap:smmu-sva @cap:mm @must
  Rule: SMMU-05 without range commands a large notice becomes one invalidation of everything
    From as many page commands as an eighth of the page size on, all of the ASID goes, and everything
    that the devices keep. Size 0 means everything too, so an empty notice does the same.
    Source: Linux 6.1 and 6.12 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c, CMDQ_MAX_TLBI_OPS

    @id:SMMU-05.1 @v6.1
    Scenario: One page below the limit
      Given the architecture is arm64
      And the ranges
        | R | pages 1024 to 1534 |
      And the SMMU device "D" of the domain "X" with ATS
      And the device "D" is bound
      When T1 calls invalidate "R"
      Then T1 gave these commands in order:
        | of | command   | range | count |
        | X  | tlb_range | R     | 511   |
        | D  | atc_range | R     | 511   |

    @id:SMMU-05.2 @v6.1
    Scenario: The limit
      Given the architecture is arm64
      And the ranges
        | R | pages 1024 to 1535 |
      And the SMMU device "D" of the domain "X" with ATS
      And the device "D" is bound
      When T1 calls invalidate "R"
      Then T1 gave these commands in order:
        | of | command |
        | X  | tlb_all |
        | D  | atc_all |

    @id:SMMU-05.3 @v6.1
    Scenario: With range commands the same notice is one command
      Given the architecture is arm64
      And the ranges
        | R | pages 1024 to 1535 |
      And the SMMU device "D" of the domain "X" with range commands
      And the device "D" is bound
      When T1 calls invalidate "R"
      Then T1 gave these commands in order:
        | of | command   | range | count |
        | X  | tlb_range | R     | 1     |

    @id:SMMU-05.4 @cap:mm-dontneed @v6.6,v6.12
    Scenario Outline: <what> is zapped
      Given the architecture is arm64
      And the ranges
        | R | <pages> |
      And the VMA "R" of kind <kind>
      And the SMMU device "D" of the domain "X"
      And the device "D" is bound
      When T1 calls madvise_dontneed "R"
      Then T1 gave these commands in order:
        | of | command   | range   | count   |
        | X  | <command> | <range> | <count> |

      Examples:
        | what             | pages              | kind | command   | range | count |
        | all but one page | pages 1024 to 1534 | anon | tlb_range | R     | 511   |
        | one huge page    | pages 1024 to 1535 | thp  | tlb_all   |       |       |

    @id:SMMU-05.5 @v6.1
    Scenario: An empty notice
      Given the architecture is arm64
      And the SMMU device "D" of the domain "X" with ATS
      And the device "D" is bound
      When T1 calls invalidate from 100000 to 100000
      Then T1 gave these commands in order:
        | of | command |
        | X  | tlb_all |
        | D  | atc_all |

  @SMMU-06 @party:subscriber @v6.1,v6.12 @cap:arm64 @cap:smmu-sva @cap:mm @must
  Rule: SMMU-06 with range commands a notice of the whole address space becomes one invalidation of everything
    Its size is ULONG_MAX, which no range command can name. The driver of 6.1 hands it on all the same.
    Source: Linux 6.12 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c; Linux 6.1, the same file, arm_smmu_mm_invalidate_range, with fs/proc/task_mmu.c, clear_refs_write

    @id:SMMU-06.1 @v6.12 @cap:mm-fork
    Scenario Outline: fork flushes everything (<hardware>)
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the SMMU device "D" of the domain "X" with ATS<and>
      And the device "D" is bound
      When T1 calls fork "child"
      Then T1 returned 0
      And T1 gave these commands in order:
        | of | command |
        | X  | tlb_all |
        | D  | atc_all |

      Examples:
        | hardware       | and              |
        | range-commands | , range commands |
        | page-commands  |                  |

    @id:SMMU-06.2 @v6.1 @cap:mm-soft-dirty
    Scenario Outline: The end of the section over everything flushes everything (<hardware>)
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the SMMU device "D" of the domain "X" with ATS<and>
      And the device "D" is bound
      When T1 calls mm_clear_refs
      Then T1 returned 0
      And T1 gave these commands in order:
        | of | command |
        | X  | tlb_all |
        | D  | atc_all |

      Examples:
        | hardware       | and              |
        | range-commands | , range commands |
        | page-commands  |                  |

  @SMMU-07 @party:subscriber @v6.1 @cap:arm64 @cap:smmu-sva @must
  Rule: SMMU-07 an SMMU that snoops is given no TLB command; the devices are told all the same
    With broadcast TLB maintenance the SMMU has dropped its translations already.
    Source: Linux 6.1 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c, ARM_SMMU_FEAT_BTM

    @id:SMMU-07.1
    Scenario: A notice
      Given the architecture is arm64
      And the SMMU device "D" of the domain "X" with BTM, ATS
      And the device "D" is bound
      When T1 calls invalidate "A"
      Then T1 gave these commands in order:
        | of | command   | range | count |
        | D  | atc_range | A     | 4     |

  @SMMU-08 @party:subscriber @v6.12 @cap:arm64 @cap:smmu-sva @cap:mm @cap:mm-dontneed @must
  Rule: SMMU-08 the driver always gives the TLB command
    The ASID is the domain's own, so that the CPUs' broadcast cannot mean it.
    Source: Linux 6.12 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c

    @id:SMMU-08.1
    Scenario: An SMMU that could snoop
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the SMMU device "D" of the domain "X" with BTM, ATS
      And the device "D" is bound
      When T1 calls madvise_dontneed "A"
      Then T1 gave these commands in order:
        | of | command   | range | count |
        | X  | tlb_range | A     | 4     |
        | D  | atc_range | A     | 4     |

  @SMMU-15 @party:subscriber @v6.1,v6.4-prop,v6.6,v6.12 @cap:arm64 @cap:smmu-sva @cap:mm @cap:mm-fork @cap:mm-write-fault @must
  Rule: SMMU-15 the notice's callback neither sleeps nor takes the driver's mutex; release may take it
    The callback may run under the page-table lock. Release is called where sleeping is allowed.
    Source: Linux 6.1 and 6.12 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c; 003_bbb6683ee0213fea.txt

    @id:SMMU-15.1 @cap:locks
    Scenario Outline: A page is copied on a write, <profile>
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the SMMU device "D" of the domain "X" with ATS
      And the device "D" is bound
      And T9 has called fork "child"
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And T1 held page_table_lock in every <callback>
      And T1 held no sva_lock in any <callback>
      And there are no warnings
      When T1 calls exit
      Then release of "X" was called once
      And there are no warnings

      @v6.1,v6.4-prop
      Examples:
        | profile | callback         |
        | v6.1    | invalidate_range |

      @v6.6,v6.12
      Examples:
        | profile | callback                       |
        | v6.6    | arch_invalidate_secondary_tlbs |
