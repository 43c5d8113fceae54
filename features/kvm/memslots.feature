Feature: Memslots beside sections
  From Linux 5.13 on a section that meets no guest memory leaves KVM's count and sequence alone. That is
  sound only while both ends of a section see the same memslots.

  @KVM-06 @party:subscriber @v5.13+ @cap:kvm @must
  Rule: KVM-06 memslots change only while no section is open
    Count and sequence change only for ranges that meet a memslot. Start and end have to decide
    alike, so a change of the memslots waits on a count of its own, which every section raises,
    until that is 0.
    Source: Linux 6.12 virt/kvm/kvm_main.c, kvm_swap_active_memslots

    @id:KVM-06.1
    Scenario Outline: <change> waits for a section, wherever that is
      Given the VM "V" with memory over "B"
      When the threads take these steps in order:
        | T1        | T2                 |
        | start "A" |                    |
        |           | <change> -> blocks |
        | end "A"   | -> 0               |
      Then there is no warning

      Examples:
        | change                       |
        | kvm_set_memslot "A" of "V"    |
        | kvm_set_memslot "C" of "V"    |
        | kvm_delete_memslot "B" of "V" |

    @id:KVM-06.2 @cap:mm
    Scenario: Memory that is added in mid-section
      Given the anonymous VMA "A"
      And the VM "V"
      When the threads take these steps in order:
        | T1        | T2                                   | T3                               |
        | start "A" |                                      |                                  |
        |           | kvm_set_memslot "A" of "V" -> blocks |                                  |
        |           |                                      | kvm_fault "V" at "A.0" -> EINVAL |
        | end "A"   | -> 0                                 |                                  |
        |           |                                      | kvm_fault "V" at "A.0" -> mapped |
      Then there is no warning
      And there is no fatal check

    @id:KVM-06.3 @cap:mm
    Scenario: A section that meets no memslot
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      When the threads take these steps in order:
        | T1             | T2                       |
        |                | kvm_walk "V" at "A.0"    |
        | invalidate "C" |                          |
        | start "C"      |                          |
        |                | kvm_commit "V" -> mapped |
        | end "C"        |                          |
      Then the device "V" maps what "mm" maps at "A.0"

    @id:KVM-06.4 @cap:mm
    Scenario: What was looked up in memory that is taken away meanwhile
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the VM "V" maps "A.1"
      When the threads take these steps in order:
        | T1                               | T2                      |
        |                                  | kvm_walk "V" at "A.0"   |
        | kvm_delete_memslot "A" of "V"    |                         |
        |                                  | kvm_commit "V" -> retry |
      Then the device "V" maps nothing in "A"

  @KVM-07 @party:subscriber @v6.12 @cap:kvm @must
  Rule: KVM-07 an end too many is diagnosed and does not wrap the count
    The count that every section raises stays 0, with a warning: a count that wrapped would never
    be 0 again, and no memslot could ever change.
    Source: Linux 6.12 virt/kvm/kvm_main.c, kvm_mmu_notifier_invalidate_range_end

    @id:KVM-07.1
    Scenario: The VM is made inside a section of its own thread
      Given T1 has called lock mmap_lock for write
      And T1 has called start "C"
      And T1 has called kvm_create locked "V"
      When T1 calls end "C"
      Then there is a warning
      When the threads take these steps in order:
        | T1        | T2                                   |
        | start "C" |                                      |
        |           | kvm_set_memslot "A" of "V" -> blocks |
        | end "C"   | -> 0                                 |
      Then there is no warning

  @KVM-13 @party:subscriber @v6.12 @cap:kvm @must
  Rule: KVM-13 whatever is in progress has added a range
    An end that lowers the count and finds the union empty warns.
    Source: Linux 6.12 virt/kvm/kvm_main.c, kvm_mmu_invalidate_end

    @id:KVM-13.1
    Scenario: An end without a start: one too many for both counts, and without a range
      Given T1 has called lock mmap_lock for write
      And T1 has called start "A"
      And T1 has called kvm_create locked "V"
      And T1 has called kvm_set_memslot "A" of "V"
      When T1 calls end "A"
      Then there are 3 warnings

  @KVM-16 @party:subscriber @v6.12 @cap:kvm @must
  Rule: KVM-16 teardown does not wait for sections
    After unregistering in mid-section no end comes any more. Teardown gives the count up and does
    not wait for it; that something is in progress while no section is active warns.
    Source: Linux 6.12 virt/kvm/kvm_main.c, kvm_destroy_vm

    @id:KVM-16.1
    Scenario: Destroyed in mid-section
      Given the VM "V" with memory over "A"
      And T1 has called start "A"
      When T2 calls kvm_destroy "V"
      Then T2 returned
      And there is no warning
      When T1 calls end "A"
      Then T1 returned
      And invalidate_range_end of "V" was not called

    @id:KVM-16.2
    Scenario: Destroyed after a section over its memory
      Given the VM "V" with memory over "A"
      And T1 has called start "A"
      And T1 has called end "A"
      When T2 calls kvm_destroy "V"
      Then T2 returned
      And there is no warning
