Feature: Was guest memory used?

  @KVM-14 @party:subscriber @all @cap:kvm @cap:mm @cap:aging @must
  Rule: KVM-14 only clear_flush_young flushes, and only if there was a hit
    All three answer from the accessed bits of the shadow entries; the first two clear them.
    Source: Linux 6.12 virt/kvm/kvm_main.c, kvm_mmu_notifier_clear_flush_young, kvm_mmu_notifier_clear_young and kvm_mmu_notifier_test_young

    @id:KVM-14.1
    Scenario: clear_flush_young, with a hit and without
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the VM "V" maps "A.1"
      When T1 calls age and flush "A"
      Then these callbacks of "V" were called in order:
        | callback          | result |
        | clear_flush_young | true   |
      And "V" flushed its TLBs once
      When T1 calls age and flush "A"
      Then these callbacks of "V" were called in order:
        | callback          | result |
        | clear_flush_young | false  |
      And "V" did not flush its TLBs
      When T1 calls kvm_touch "V" at "A.1"
      And T1 calls age and flush "A"
      Then these callbacks of "V" were called in order:
        | callback          | result |
        | clear_flush_young | true   |
      And "V" flushed its TLBs once

    @id:KVM-14.2 @v5.3+
    Scenario: clear_young
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the VM "V" maps "A.1"
      When T1 calls age "A"
      And T1 calls age "A"
      Then these callbacks of "V" were called in order:
        | callback    | result |
        | clear_young | true   |
        | clear_young | false  |
      And "V" did not flush its TLBs

    @id:KVM-14.3
    Scenario: test_young
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the VM "V" maps "A.1"
      When T1 calls test young "A"
      And T1 calls test young "A"
      And T1 calls test young "A.2"
      Then these callbacks of "V" were called in order:
        | callback   | result |
        | test_young | true   |
        | test_young | true   |
        | test_young | false  |
      And "V" did not flush its TLBs
