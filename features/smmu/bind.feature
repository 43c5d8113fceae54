Feature: Devices are bound to address spaces
  A domain has one notifier for each address space that one of its devices is bound to. Binding
  registers it, unbinding the last device takes it away.

  @SMMU-01 @party:subscriber @v6.1 @cap:arm64 @cap:smmu-sva @must
  Rule: SMMU-01 one notifier for each domain and address space
    A bind uses the notifier that is there. A new one is registered first; then the context is
    installed, and only then others find it.
    Source: Linux 6.1 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c, arm_smmu_mmu_notifier_get

    @id:SMMU-01.1
    Scenario: A second device of the domain
      Given the architecture is arm64
      And the SMMU device "D" of the domain "X"
      And the SMMU device "E" of the domain "X"
      When T1 calls sva_bind "D"
      Then T1 returned 0
      And these commands were given in order:
        | of | command | context |
        | X  | context | valid   |
      When T1 calls sva_bind "E"
      Then T1 returned 0
      And no command was given
      And the structure references of "mm" changed by 0
      When T1 calls invalidate "A"
      Then invalidate_range of "X" was called once

    @id:SMMU-01.2
    Scenario: A domain of its own, or another address space
      Given the architecture is arm64
      And the address space "mm2"
      And the SMMU device "D" of the domain "X"
      And the SMMU device "E" of the domain "Y"
      And the SMMU device "F" of the domain "X"
      And the device "D" is bound
      And the device "E" is bound
      And the device "F" is bound to "mm2"
      When T1 calls invalidate "A"
      Then these callbacks were called:
        | subscriber | callback         | mm |
        | X          | invalidate_range | mm |
        | Y          | invalidate_range | mm |
      When T1 calls invalidate "A" on "mm2"
      Then these callbacks were called:
        | subscriber | callback         | mm  |
        | X          | invalidate_range | mm2 |

    @id:SMMU-01.3 @every-order
    Scenario: Two devices of the domain are bound at the same time
      Given the architecture is arm64
      And the SMMU device "D" of the domain "X"
      And the SMMU device "E" of the domain "X"
      When the threads run in every order:
        | T1           | T2           |
        | sva_bind "D" | sva_bind "E" |
      Then every outcome is one of:
        | T1 | T2 | the command context of "X" | the context of "X" | warnings |
        | 0  | 0  | 1                          | valid              | 0        |
      And no outcome is one of:
        | T1 | T2 | the command context of "X" | the context of "X" | warnings | rule    | mutant     |
        | 0  | 0  | 2                          | valid              | 0        | SMMU-01 | SMMU-01-x3 |

  @SMMU-02 @party:subscriber @v6.1 @cap:arm64 @cap:smmu-sva @cap:fault-injection @must
  Rule: SMMU-02 a bind that fails leaves nothing behind
    The reference to the shared descriptor is dropped. Before the registration nobody knows of the
    notifier, and it is freed directly; afterwards it is put, and freed later.
    Source: Linux 6.1 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c, arm_smmu_mmu_notifier_get

    @id:SMMU-02.1
    Scenario Outline: <fault>
      Given the architecture is arm64
      And the SMMU device "D" of the domain "X"
      And T9 has called inject "<fault>"
      When T1 calls sva_bind "D"
      Then T1 returned <error>
      And the structure references of "mm" changed by 0
      And free_notifier of "X" was called <freed>
      And there are no warnings
      When T1 calls sva_bind "D"
      Then T1 returned 0
      And the structure references of "mm" changed by +2

      Examples:
        | fault          | error  | freed |
        | asid-ESRCH     | ESRCH  | never |
        | alloc-ENOMEM   | ENOMEM | never |
        | ENOMEM         | ENOMEM | never |
        | EINTR          | EINTR  | never |
        | context-ENOMEM | ENOMEM | once  |

  @SMMU-03 @party:subscriber @v6.1 @cap:arm64 @cap:smmu-sva @must
  Rule: SMMU-03 only the last unbind acts: the context goes, then everything that was kept, then the notifier
    What release has flushed already is not flushed again.
    Source: Linux 6.1 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c, arm_smmu_mmu_notifier_put

    @id:SMMU-03.1
    Scenario: Two devices
      Given the architecture is arm64
      And the SMMU device "D" of the domain "X" with ATS
      And the SMMU device "E" of the domain "X" with ATS
      And the device "D" is bound
      And the device "E" is bound
      When T1 calls sva_unbind "E"
      Then no command was given
      And free_notifier of "X" was not called
      When T1 calls invalidate "A"
      Then invalidate_range of "X" was called once
      When T1 calls sva_unbind "D"
      Then T1 gave these commands in order:
        | of | command | context |
        | X  | context | none    |
        | X  | tlb_all |         |
        | D  | atc_all |         |
        | E  | atc_all |         |
      And free_notifier of "X" was called once
      When T1 calls invalidate "A"
      Then invalidate_range of "X" was not called

    @id:SMMU-03.2
    Scenario: A device that is bound twice
      Given the architecture is arm64
      And the SMMU device "D" of the domain "X"
      And the device "D" is bound
      And the device "D" is bound
      When T1 calls sva_unbind "D"
      Then no command was given
      When T1 calls sva_unbind "D"
      Then the command tlb_all of "X" was given 1 time
      And free_notifier of "X" was called once

    @id:SMMU-03.3 @cap:mm
    Scenario: After the last unbind the device reaches nothing
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the SMMU device "D" of the domain "X" with ATS
      And the device "D" is bound
      And the device "D" has written "A.0"
      When T1 calls sva_unbind "D"
      Then the device "X" maps nothing in "A"
      And the device "D" maps nothing in "A"
      When T1 calls device_read "D" at "A.0"
      Then T1 returned EINVAL

  @SMMU-13 @party:subscriber @v6.12 @cap:arm64 @cap:smmu-sva @must
  Rule: SMMU-13 a bind holds a user reference, so that release cannot come beside it
    If the last user is gone already the bind fails.
    Source: Linux 6.12 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c, arm_smmu_sva_set_dev_pasid

    @id:SMMU-13.1
    Scenario: After exit
      Given the architecture is arm64
      And the SMMU device "D" of the domain "X"
      And T9 has called mmgrab
      And T9 has called exit
      When T1 calls sva_bind "D"
      Then T1 returned EINVAL
      And no command was given

    @id:SMMU-13.2 @every-order
    Scenario: A bind beside exit
      Given the architecture is arm64
      And the SMMU device "D" of the domain "X"
      When the threads run in every order:
        | T1           | T2   |
        | sva_bind "D" | exit |
      Then every outcome is one of:
        | T1     | T2      | the context of "D" |
        | 0      | nothing | quiet              |
        | EINVAL | nothing | none               |
      And no outcome is one of:
        | T1 | T2      | the context of "D" | rule    | mutant     |
        | 0  | nothing | valid              | SMMU-13 | SMMU-13-x1 |

  @SMMU-16 @party:subscriber @v6.1 @cap:arm64 @cap:smmu-sva @must
  Rule: SMMU-16 all devices that are bound to an address space share one descriptor, which holds its structure and ASID
    They are held until the last reference to the descriptor goes. An address space that has no ASID to
    give cannot be bound to.
    Source: Linux 6.1 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c, arm_smmu_alloc_shared_cd

    @id:SMMU-16.1
    Scenario: Two domains
      Given the architecture is arm64
      And the SMMU device "D" of the domain "X"
      And the SMMU device "E" of the domain "Y"
      When T1 calls sva_bind "D"
      Then the structure references of "mm" changed by +2
      When T1 calls sva_bind "E"
      Then the structure references of "mm" changed by +1
      When T1 calls sva_unbind "D"
      Then the structure references of "mm" changed by -1
      When T1 calls sva_unbind "E"
      Then the structure references of "mm" changed by -2

    @id:SMMU-16.2
    Scenario: A device that is still bound holds the structure beyond exit
      Given the architecture is arm64
      And the SMMU device "D" of the domain "X"
      And the device "D" is bound
      When T1 calls exit
      Then T1 returned
      And the structure of "mm" was not freed
      When T1 calls sva_unbind "D"
      Then the structure of "mm" was freed
