Feature: The address space of a bound device ends
  Exit calls release while devices are still bound. From then on no walk may begin; what was kept
  goes. Notices may still arrive for a while, and the devices are unbound later.

  @SMMU-09 @party:subscriber @v6.1 @cap:arm64 @cap:smmu-sva @must
  Rule: SMMU-09 release makes the context quiet and flushes everything, once
    Every access ends quietly then. A last unbind after it clears the context and flushes nothing.
    Source: Linux 6.1 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c, arm_smmu_mm_release

    @id:SMMU-09.1
    Scenario: exit, then the last unbind
      Given the architecture is arm64
      And the SMMU device "D" of the domain "X" with ATS
      And the device "D" is bound
      When T1 calls exit
      Then T1 gave these commands in order:
        | of | command | context |
        | X  | context | quiet   |
        | X  | tlb_all |         |
        | D  | atc_all |         |
      When T1 calls sva_unbind "D"
      Then T1 gave these commands in order:
        | of | command | context |
        | X  | context | none    |

  @SMMU-10 @party:subscriber @v6.12 @cap:arm64 @cap:smmu-sva @must
  Rule: SMMU-10 release makes the context of every attached device quiet and flushes everything; once more does no harm
    There is no mark that it was done. The last unbind flushes again.
    Source: Linux 6.12 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c, arm_smmu_mm_release

    @id:SMMU-10.1
    Scenario: Two devices
      Given the architecture is arm64
      And the SMMU device "D" of the domain "X" with ATS
      And the SMMU device "E" of the domain "X" with ATS
      And the SMMU device "F" of the domain "X" with ATS
      And the device "D" is bound
      And the device "E" is bound
      When T1 calls exit
      Then the context of "D" is quiet
      And the context of "E" is quiet
      And the context of "F" is none
      And the command context of "D" in T1 comes before the command tlb_all of "X" in T1
      And the command context of "E" in T1 comes before the command tlb_all of "X" in T1
      And the command atc_all of "D" was given 1 time
      And the command atc_all of "E" was given 1 time
      When T1 calls sva_unbind "D"
      And T1 calls sva_unbind "E"
      Then the context of "D" is none
      And the context of "E" is none
      And free_notifier of "X" was called once
      And there are no warnings

  @SMMU-11 @party:subscriber @v6.1,v6.6,v6.12 @cap:arm64 @cap:smmu-sva @cap:mm @cap:register @must
  Rule: SMMU-11 after release nothing is kept any more, and what comes late does no harm
    No new translation can form. A notice that was on its way, and an unbind, find what they read still
    there.
    Source: Linux 6.1 and 6.12 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c, comments of the release callback

    @id:SMMU-11.1
    Scenario: The device goes on while exit is in another subscriber
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the registered subscriber "S" with release
      And the SMMU device "D" of the domain "X" with ATS
      And the device "D" is bound
      And the device "D" has read "A.0"
      And "S" is held in release
      When T1 calls exit
      Then T1 is blocked on gate S.release
      And release of "X" was called once
      And the device "X" maps nothing in "A"
      And the device "D" maps nothing in "A"
      When T2 calls device_read "D" at "A.0"
      Then T2 returned fault
      And the device "X" maps nothing in "A"
      And the device "D" maps nothing in "A"
      When the gate "S.release" opens
      Then T1 returned
      And T1 freed 4 pages

    @id:SMMU-11.2 @v6.1
    Scenario: A late notice and an unbind while exit goes on
      Given the architecture is arm64
      And the registered subscriber "S" with release
      And the SMMU device "D" of the domain "X" with ATS
      And the device "D" is bound
      And "S" is held in release
      When the threads take these steps in order:
        | T1             | T2             | T3             |
        | exit -> blocks |                |                |
        |                | invalidate "A" |                |
        |                |                | sva_unbind "D" |
        |                | invalidate "A" |                |
      Then the context of "X" is none
      And invalidate_range of "X" was called once
      When the gate "S.release" opens
      Then T1 returned
      And there are no warnings in all

    @id:SMMU-11.3 @every-order
    Scenario: The device reads while the address space ends
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the SMMU device "D" of the domain "X" with ATS
      And the device "D" is bound
      When the threads run in every order:
        | T1   | T2                       |
        | exit | device_read "D" at "A.0" |
      Then every outcome is one of:
        | T2    | "X" at "A.0" | "D" at "A.0" |
        | done  | absent       | absent       |
        | fault | absent       | absent       |
      And no outcome is one of:
        | T2   | "X" at "A.0" | "D" at "A.0" | rule    | mutant     |
        | done | stale        | stale        | SMMU-11 | SMMU-11-x1 |

  @SMMU-12 @party:subscriber @v6.12 @cap:arm64 @cap:smmu-sva @cap:mm @must
  Rule: SMMU-12 an ASID is invalidated before it can be used again
    Its next owner must not find translations of the one before. The memory of the notifier goes later,
    in free_notifier.
    Source: Linux 6.12 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c, arm_smmu_sva_domain_free

    @id:SMMU-12.1
    Scenario: Another address space, which maps nothing there
      Given the architecture is arm64
      And the address space "mm2"
      And the anonymous VMA "A"
      And the SMMU device "D" of the domain "X"
      And the SMMU device "E" of the domain "Y"
      And the device "D" is bound
      And the device "D" has written "A.0"
      When T1 calls sva_unbind "D"
      And T1 calls sva_bind "E" on "mm2"
      And T1 calls device_read "E" at "A.0"
      Then T1 returned fault
      And the command tlb_all of "X" comes before free_notifier of "X"

  @SMMU-14 @party:subscriber @v6.1,v6.6,v6.12 @cap:arm64 @cap:smmu-sva @cap:register @must
  Rule: SMMU-14 a driver that is unloaded waits for the frees that are outstanding
    They run its code.
    Source: Linux 6.12 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c, arm_smmu_sva_notifier_synchronize

    @id:SMMU-14.1
    Scenario: A callback is running
      Given the architecture is arm64
      And the SMMU device "D" of the domain "X"
      And the device "D" is bound
      And the registered subscriber "S" with invalidate_range_start
      And "S" is held in invalidate_range_start
      When the threads take these steps in order:
        | T1                       | T2             | T3                   |
        | invalidate "A" -> blocks |                |                      |
        |                          | sva_unbind "D" |                      |
        |                          |                | sva_unload -> blocks |
      Then free_notifier of "X" was not called
      When the gate "S.invalidate_range_start" opens
      Then T3 returned
      And free_notifier of "X" was called once
      And free_notifier of "X" comes before the return of T3

  @SMMU-18 @party:subscriber @v6.1,v6.12 @cap:arm64 @cap:smmu-sva @must
  Rule: SMMU-18 what the callbacks read lives until free_notifier
    The last unbind comes while a notice, or release, is on its way. (Linux 6.1 frees the descriptor
    with the last unbind. A release that waits for the mutex meanwhile then writes the context again,
    and flushes again.)
    Source: Linux 6.1 and 6.12 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c; analysis

    @id:SMMU-18.1 @every-order @v6.1
    Scenario: Exit, a late notice and the last unbind, with one flush (ILV-22)
      Given the architecture is arm64
      And the SMMU device "D" of the domain "X"
      And the device "D" is bound
      When the threads run in every order:
        | T1   | T2             | T3             |
        | exit | invalidate "A" | sva_unbind "D" |
      Then every outcome is one of:
        | the command tlb_all of "X" | the context of "X" | warnings |
        | 1                          | none               | 0        |
      And no outcome is one of:
        | the command tlb_all of "X" | the context of "X" | warnings | rule    | mutant  |
        | 1                          | none               | 1        | SMMU-18 | MUT-128 |
        | 2                          | quiet              | 1        | SMMU-18 | MUT-128 |
        | 2                          | quiet              | 0        | SMMU-18 | MUT-89  |

    @id:SMMU-18.2 @every-order @v6.12 @cap:mm @cap:mm-reclaim
    Scenario: Exit, a late notice and the last unbind (ILV-22)
      Given the architecture is arm64
      And the ranges
        | P | page 256 |
      And the anonymous VMA "P"
      And the SMMU device "D" of the domain "X"
      And the device "D" is bound
      When the threads run in every order:
        | T1   | T2               | T3             |
        | exit | reclaim_page "P" | sva_unbind "D" |
      Then every outcome is one of:
        | the command tlb_all of "X" | the context of "D" | warnings |
        | 1                          | none               | 0        |
        | 2                          | none               | 0        |
      And no outcome is one of:
        | the command tlb_all of "X" | the context of "D" | warnings | rule    | mutant  |
        | 1                          | none               | 1        | SMMU-18 | MUT-128 |
