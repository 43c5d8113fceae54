Feature: Devices that fault on an entry that permits more by now
  A device uses the page tables of a process through an IOMMU, which keeps what it finds there,
  refusals included. A refusal that nobody takes away is met for ever: the page fault that should
  help finds nothing to do.

  @ARM-12 @party:subscriber @v6.1,v6.4-prop,v6.4-alt,v6.6,v6.12 @cap:arm64 @cap:smmu-sva @cap:mm @cap:mm-fork @must
  Rule: ARM-12 a refusal that an IOMMU keeps stays until it is invalidated
    An IOMMU of the kind of arm64's MMU may keep a read-only entry and refuse writes by it without
    looking at the page table again. Only an invalidation that reaches it changes that.
    Source: 003_bbb6683ee0213fea.txt, message of 30 May 2023 (negative caching)

    @id:ARM-12.1 @v6.1,v6.4-alt @cap:mm-write-fault
    Scenario: The process may write, the device may not
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      And the SMMU device "D" of the domain "X"
      And the device "D" is bound
      And the device "D" has read "A.0"
      When T1 calls write_fault "A.0"
      Then the entry at "A.0" is writable, young and dirty
      And the device "X" may not write in "A"
      When T2 calls device_write "D" at "A.0"
      Then T2 returned fault
      When T2 calls device_read "D" at "A.0"
      Then T2 returned done

    @id:ARM-12.2 @v6.4-prop,v6.6,v6.12 @cap:mm-write-fault
    Scenario: With the notice it may
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      And the SMMU device "D" of the domain "X"
      And the device "D" is bound
      And the device "D" has read "A.0"
      When T1 calls write_fault "A.0"
      Then the device "X" maps nothing in "A"
      When T2 calls device_write "D" at "A.0"
      Then T2 returned done

  @ARM-13 @party:caller @v6.1,v6.4-prop,v6.4-alt,v6.6,v6.12 @cap:arm64 @cap:smmu-sva @cap:mm @cap:mm-fork @cap:mm-write-fault @must
  Rule: ARM-13 without a notice the device faults for ever; with it the first access after it succeeds
    Each fault is resolved as "nothing to do", and the kept refusal stays. A device that faults again
    although the page table permits the access and no notice is to come makes no progress any more.
    Source: 003_bbb6683ee0213fea.txt, commit message

    @id:ARM-13.1 @v6.1,v6.4-alt
    Scenario: No notice: the device's driver writes to the page itself, and the device faults again
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      And the SMMU device "D" of the domain "X"
      And the device "D" is bound
      And the device "D" has read "A.0"
      When the threads take these steps in order:
        | T1                | T2                                 |
        |                   | device_write "D" at "A.0" -> fault |
        | write_fault "A.0" |                                    |
        |                   | device_write "D" at "A.0" -> fault |
        | write_fault "A.0" |                                    |
        |                   | device_write "D" at "A.0" -> fault |
      Then the oracle reports livelock

    @id:ARM-13.2 @v6.4-prop,v6.6,v6.12
    Scenario: With the notice the next access succeeds
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      And the SMMU device "D" of the domain "X"
      And the device "D" is bound
      And the device "D" has read "A.0"
      When the threads take these steps in order:
        | T1                | T2                                 |
        |                   | device_write "D" at "A.0" -> fault |
        | write_fault "A.0" |                                    |
        |                   | device_write "D" at "A.0" -> done  |

    @id:ARM-13.3 @every-order @v6.4-prop,v6.6,v6.12
    Scenario: A device that tries again while the page is upgraded (ILV-39)
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      And the SMMU device "D" of the domain "X"
      And the device "D" is bound
      And the SMMU device "E" of the domain "X"
      And the device "E" is bound
      And the device "D" has read "A.0"
      When the threads run in every order:
        | T1                        | T2                        |
        | write_fault "A.0"         | device_write "D" at "A.0" |
        | device_write "E" at "A.0" | device_write "D" at "A.0" |
      Then every outcome is one of:
        | T1.1 | T1.2 | T2.1  | T2.2  |
        | 0    | done | fault | fault |
        | 0    | done | fault | done  |
        | 0    | done | done  | done  |
      And no outcome is one of:
        | T1.1 | T1.2  | T2.1  | T2.2  | rule   | mutant |
        | 0    | fault | fault | fault | ARM-13 | MUT-81 |
        | 0    | fault | fault | fault | ARM-13 | MUT-78 |

    @id:ARM-13.4 @v6.1
    Scenario Outline: A device whose faults are answered gets on no better (<recovery>)
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      And the SMMU device "D" of the domain "X" with <recovery>
      And the device "D" is bound
      And the device "D" has read "A.0"
      When T1 calls device_write "D" at "A.0"
      Then T1 returned retry
      And the entry at "A.0" is writable, young and dirty
      When T1 calls device_write "D" at "A.0"
      Then T1 returned retry
      And the oracle reports livelock

      Examples:
        | recovery |
        | PRI      |
        | stall    |

  @ARM-14 @party:subscriber @v6.1,v6.4-prop,v6.4-alt @cap:arm64 @cap:smmu-sva @cap:mm @cap:mm-fork @cap:mm-write-fault @must
  Rule: ARM-14 an SMMU that snoops the CPUs' TLB maintenance needs no notice; what devices keep does
    With broadcast TLB maintenance (BTM) the kept refusal goes with the CPUs' own. A device with
    translations of its own hears nothing of that broadcast.
    Source: 003_bbb6683ee0213fea.txt, message of 30 May 2023 (Robin Murphy); Linux 6.1 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c

    @id:ARM-14.1
    Scenario: A device without translations of its own needs nobody to tell it
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      And the SMMU device "D" of the domain "X" with BTM
      And the device "D" is bound
      And the device "D" has read "A.0"
      When T1 calls write_fault "A.0"
      Then the command tlb_range of "X" was given 0 times
      And the device "X" maps nothing in "A"
      When T2 calls device_write "D" at "A.0"
      Then T2 returned done

    @id:ARM-14.2 @v6.1,v6.4-alt
    Scenario: A device with translations of its own faults for ever where nobody is told
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      And the SMMU device "D" of the domain "X" with BTM, ATS
      And the device "D" is bound
      And the device "D" has read "A.0"
      When the threads take these steps in order:
        | T1                | T2                                 |
        |                   | device_write "D" at "A.0" -> fault |
        | write_fault "A.0" |                                    |
        |                   | device_write "D" at "A.0" -> fault |
      Then the oracle reports livelock

    @id:ARM-14.3 @v6.4-prop
    Scenario: The notice reaches it by a command
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      And the SMMU device "D" of the domain "X" with BTM, ATS
      And the device "D" is bound
      And the device "D" has read "A.0"
      When T1 calls write_fault "A.0"
      Then T1 gave these commands in order:
        | of | command   | range |
        | D  | atc_range | A.0   |
      When T2 calls device_write "D" at "A.0"
      Then T2 returned done

  @ARM-15 @party:subscriber @v6.4-alt @cap:arm64 @cap:smmu-sva @cap:mm @cap:mm-fork @cap:mm-write-fault @must
  Rule: ARM-15 a driver that invalidates before it answers a fault helps only devices whose faults it answers
    The alternative of the thread: the IOMMU driver drops what is kept of the page before it tells the
    device to try again. A device without page requests (or stalls) has no such answer to hang it on.
    Source: 003_bbb6683ee0213fea.txt, messages of 28, 30 and 31 May 2023; analysis (stalls)

    @id:ARM-15.1
    Scenario Outline: A device with <recovery> gets on
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      And the SMMU device "D" of the domain "X" with <recovery>
      And the device "D" is bound
      And the device "D" has read "A.0"
      When the threads take these steps in order:
        | T1                | T2                                 |
        | write_fault "A.0" |                                    |
        |                   | device_write "D" at "A.0" -> retry |
        |                   | device_write "D" at "A.0" -> done  |

      Examples:
        | recovery |
        | PRI      |
        | stall    |

    @id:ARM-15.2
    Scenario: A device without does not
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      And the SMMU device "D" of the domain "X"
      And the device "D" is bound
      And the device "D" has read "A.0"
      When the threads take these steps in order:
        | T1                | T2                                 |
        | write_fault "A.0" |                                    |
        |                   | device_write "D" at "A.0" -> fault |
        | write_fault "A.0" |                                    |
        |                   | device_write "D" at "A.0" -> fault |
      Then the oracle reports livelock

    @id:ARM-15.3 @every-order
    Scenario Outline: The page is upgraded while the device with <recovery> faults (ILV-40)
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      And the SMMU device "D" of the domain "X" with <recovery>
      And the device "D" is bound
      And the device "D" has read "A.0"
      When the threads run in every order:
        | T1                | T2                        |
        | write_fault "A.0" | device_write "D" at "A.0" |
        |                   | device_write "D" at "A.0" |
      Then every outcome is one of:
        | T1 | T2.1  | T2.2 |
        | 0  | retry | done |
      And no outcome is one of:
        | T1 | T2.1  | T2.2  | rule   | mutant    |
        | 0  | retry | retry | ARM-15 | ARM-15-x1 |

      Examples:
        | recovery |
        | PRI      |
        | stall    |

  @ARM-23 @party:subscriber @v6.4-prop,v6.6,v6.12 @cap:arm64 @cap:smmu-sva @cap:mm @cap:mm-fork @cap:mm-write-fault @must
  Rule: ARM-23 an invalidation of one page drops everything that was kept of the entry that covers it
    The upgrade of a block entry names one base page. Whatever a TLB made of the block goes with it,
    also what serves another part of it.
    Source: Linux 6.1 and 6.12 arch/arm64/include/asm/pgtable.h, pmdp_set_access_flags; analysis

    @id:ARM-23.1
    Scenario Outline: A device writes to the middle of a huge page (<kind>)
      Given the architecture is arm64
      And the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind <kind>
      And the entries of "H" are left read-only by a fork
      And the SMMU device "D" of the domain "X"
      And the device "D" is bound
      And the device "D" has read "H.256"
      When the threads take these steps in order:
        | T1                  | T2                                   |
        |                     | device_write "D" at "H.256" -> fault |
        | write_fault "H.256" |                                      |
        |                     | device_write "D" at "H.256" -> done  |

      Examples:
        | kind    |
        | thp     |
        | hugetlb |
