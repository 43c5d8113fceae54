Feature: The APIC-access page
  The frame of this guest page stands in the control structure of each vCPU, where no shadow entry leads.

  @STLB-14 @party:subscriber @cap:kvm @cap:kvm-apic @cap:mm @v5.8+ @must
  Rule: STLB-14 the vCPU comes back with the frame that the page table has
    A section makes the vCPU leave the guest and load the frame anew. From Linux 6.6 on the
    load samples the sequence, looks the page up, and asks for itself again if the test under mmu_lock
    says retry. Up to 5.7 it did not test, and could keep the old frame; from 5.8 to 6.5
    invalidate_range asked for it, when the entry was gone already.
    Source: 003_bbb6683ee0213fea.txt (Gunthorpe, Christopherson, and the commit that they quote); Linux 6.1 arch/x86/kvm/x86.c; Linux 6.12 arch/x86/kvm/vmx/vmx.c, vmx_set_apic_access_page_addr

    @id:STLB-14.1 @v6.6+
    Scenario: An entry in mid-section has to be tried again
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the APIC-access page "P" of "V" at "A.0"
      And T9 has called kvm_vcpu_enter "V"
      When the threads take these steps in order:
        | T1        | T2                           |
        | start "A" |                              |
        |           | kvm_vcpu_enter "V" -> false  |
        | end "A"   |                              |
        |           | kvm_vcpu_enter "V" -> true   |
      Then the device "P" maps what "mm" maps at "A.0"

    @id:STLB-14.2
    Scenario: A section elsewhere
      Given the anonymous VMA "A..B"
      And the VM "V" with memory over "A..B"
      And the APIC-access page "P" of "V" at "A.0"
      And T9 has called kvm_vcpu_enter "V"
      When T1 calls invalidate "B"
      Then the device "P" maps what "mm" maps at "A.0"

    @id:STLB-14.3 @every-order
    Scenario: ILV-31, the vCPU enters beside a section, and once more after it
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the APIC-access page "P" of "V" at "A.0"
      When the threads run in every order:
        | T1                 | T2                 |
        | invalidate "A"     | kvm_vcpu_enter "V" |
        | kvm_vcpu_enter "V" |                    |
      Then every outcome is one of:
        | T1   | T2    | "P" at "A.0" |
        | true | true  | current      |
        | true | false | current      |
      And no outcome is one of:
        | T1   | T2   | "P" at "A.0" | rule    | mutant  |
        | true | true | stale        | STLB-14 | MUT-115 |
