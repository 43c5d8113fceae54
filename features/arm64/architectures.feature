Feature: Which architectures need an invalidation for an upgrade
  Whether a translation that is kept may refuse what the page table permits by now depends on the
  hardware. Generic code does not know; the architecture's function does.

  | hardware                                        | upgrade by a write fault       |
  | arm64, CPUs and SMMU                            | invalidation is required       |
  | x86, CPUs                                       | not required: they walk again  |
  | VT-d, a device whose faults are recovered       | optional                       |
  | VT-d, a device whose faults are not             | required                       |
  | AMD IOMMU                                       | not stated, so it is not tested |
  | POWER and OpenCAPI                              | not required                   |
  | POWER9 while a coprocessor uses the tables      | the entry is made invalid and flushed first |
  | POWER10                                         | not required                   |

  @ARM-16 @party:caller @v6.4-prop,v6.6+ @cap:arch-table @cap:mm @cap:mm-fork @cap:mm-write-fault @cap:register @must
  Rule: ARM-16 where the architecture needs no invalidation, a write fault that upgrades sends no notice
    Neither a section nor a notice: that would cost everybody what only some need. The call is where the
    architecture flushes its own TLBs.
    Source: 003_bbb6683ee0213fea.txt, commit message

    @id:ARM-16.1
    Scenario Outline: <architecture>
      Given the architecture is <architecture>
      And the registered subscriber "S" with invalidate_range, arch_invalidate_secondary_tlbs
      And the registered subscriber "R"
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And T1 changed a page-table entry
      And no callback was called
      And the CPUs flushed nothing

      Examples:
        | architecture |
        | x86_64       |
        | power9       |
        | power10      |

  @ARM-17 @party:caller @v6.1,v6.4-prop,v6.6,v6.12 @cap:arch-table @cap:mm @cap:mm-fork @cap:mm-write-fault @must
  Rule: ARM-17 each architecture does for an upgrade what its hardware needs
    The table above. What no source states is not tested.
    Source: 003_bbb6683ee0213fea.txt, messages of 30 and 31 May 2023; Linux 6.12 arch/x86/mm/pgtable.c, arch/arm64/mm/fault.c, arch/powerpc/mm/book3s64/radix_pgtable.c

    @id:ARM-17.1 @cap:arm64
    Scenario: arm64 flushes
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      When T1 calls write_fault "A.0"
      Then the CPUs flushed these ranges in order:
        | A.0 |

    @id:ARM-17.2 @cap:arm64 @cap:aging
    Scenario: x86 stores nothing for an access flag alone, and says that it was missing
      Given the architecture is x86_64
      And the VMA "A" of kind shared
      And T9 has called age "A"
      When T1 calls set_access_flags "A.0" for a read
      Then T1 returned true
      And the entry at "A.0" is writable, old and clean
      When T1 calls set_access_flags "A.0" for a write
      Then T1 returned true
      And the entry at "A.0" is writable, young and dirty
      And the CPUs flushed nothing

    @id:ARM-17.3 @cap:smmu-sva
    Scenario: VT-d, a device whose faults are recovered
      Given the architecture is x86_64
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      And the VT-d device "D" of the domain "X" with PRI
      And the device "D" is bound
      And the device "D" has read "A.0"
      And T9 has called write_fault "A.0"
      When T1 calls device_write "D" at "A.0"
      Then T1 returned done

    @id:ARM-17.4 @cap:smmu-sva
    Scenario: VT-d, a device whose faults are not
      Given the architecture is x86_64
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      And the VT-d device "D" of the domain "X"
      And the device "D" is bound
      And the device "D" has read "A.0"
      When the threads take these steps in order:
        | T1                | T2                                 |
        |                   | device_write "D" at "A.0" -> fault |
        | write_fault "A.0" |                                    |
        |                   | device_write "D" at "A.0" -> fault |
      Then the oracle reports livelock

    @id:ARM-17.5 @cap:smmu-sva
    Scenario Outline: A coprocessor uses the page tables, <architecture>
      Given the architecture is <architecture>
      And the anonymous VMA "A"
      And the entries of "A" are left read-only by a fork
      And the OpenCAPI device "D" of the domain "X"
      And the device "D" is bound
      And the device "D" has read "A.0"
      When T1 calls write_fault "A.0"
      Then the CPUs flushed <flushed>
      And no callback was called
      When T2 calls device_write "D" at "A.0"
      Then T2 returned done

      Examples:
        | architecture | flushed                               |
        | power10      | nothing                               |
        | power9       | "A.0" while the entry was not present |
