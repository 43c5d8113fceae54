Feature: change_pte in a virtual machine
  KVM had change_pte until Linux 6.9: a shadow entry can follow the page table without a fault.

  @KVM-10 @party:subscriber @v6.1 @cap:kvm @cap:change-pte @cap:mm @must
  Rule: KVM-10 an entry follows to a page that is only read
    On x86 only an entry that is there is changed: a new entry that may only be read is followed,
    for one that may be written the shadow entry goes. arm64 enters the page, to be read only,
    whether there was an entry or not.
    Source: Linux 6.1 arch/x86/kvm/mmu/mmu.c, kvm_set_pte_rmap; arch/arm64/kvm/mmu.c, kvm_set_spte_gfn

    @id:KVM-10.1
    Scenario: An entry that is there, beside a section elsewhere
      Given the anonymous VMA "A..B"
      And the VM "V" with memory over "A..B"
      And the VM "V" maps "A.0" for writing
      And the VM "V" maps "A.1" for writing
      And T1 has called start "B"
      When T1 calls set_pte_at_notify "A.0"
      Then the device "V" maps what "mm" maps at "A.0"
      And the device "V" may not write in "A.0"
      And "V" flushed its TLBs once
      When T1 calls set_pte_at_notify "A.1" to write
      Then the device "V" maps nothing in "A.1"
      And "V" flushed its TLBs once
      When T1 calls end "B"
      And T2 calls kvm_fault "V" at "A.1"
      Then T2 returned mapped
      And the device "V" maps what "mm" maps at "A.1"

    @id:KVM-10.2 @cap:mm-ksm
    Scenario: KSM opens a section first: on x86 the next access is a fault
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the VM "V" maps "A.0"
      When T1 calls ksm_merge "A.0" into "A.1"
      Then T1 returned 0
      And change_pte of "V" was called at least once
      And the device "V" maps nothing in "A.0"
      When T2 calls kvm_fault "V" at "A.0"
      Then T2 returned mapped
      And the device "V" maps what "mm" maps at "A.0"

    @id:KVM-10.3 @cap:mm-ksm @cap:arm64
    Scenario: The same on arm64: there is none
      Given the architecture is arm64
      And the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the VM "V" maps "A.0"
      When T1 calls ksm_merge "A.0" into "A.1"
      Then T1 returned 0
      And the device "V" maps what "mm" maps at "A.0"
      And the device "V" may not write in "A.0"
      When T2 calls kvm_touch "V" at "A.0"
      Then T2 returned true
