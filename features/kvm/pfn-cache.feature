Feature: Pages that KVM itself reads and writes
  A pfn cache holds the frame of one host page, without a reference. It is not part of the shadow page
  table, and need not lie in guest memory.

  @KVM-12 @party:subscriber @v5.17+ @cap:kvm @cap:kvm-pfncache @cap:mm @must
  Rule: KVM-12 a pfn cache asks for every section, not for what is in progress
    A start invalidates the caches before it raises the count of what is in progress and removes
    shadow entries. A cache that becomes valid in between is noticed by nobody, so its test uses the
    count that every section raises before.
    Source: Linux 6.12 virt/kvm/pfncache.c, mmu_notifier_retry_cache

    @id:KVM-12.1
    Scenario: The cache goes before the shadow entry
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the pfn cache "C" of "V" at "A.0"
      And T9 has called kvm_cache_refresh "C"
      And the VM "V" maps "A.0"
      When T1 calls invalidate "A"
      Then the entry of "C" at "A.0" going comes before the entry of "V" at "A.0" going
      And the entry of "V" at "A.0" going comes before a page-table change in T1
      When T1 calls kvm_cache_refresh "C"
      Then T1 returned mapped
      And the device "C" maps what "mm" maps at "A.0"

    @id:KVM-12.2
    Scenario: A section begins between look-up and test
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the pfn cache "C" of "V" at "A.0"
      When the threads take these steps in order:
        | T1        | T2                            |
        |           | kvm_cache_walk "C"            |
        | start "A" |                               |
        |           | kvm_cache_commit "C" -> retry |
        |           | kvm_cache_walk "C"            |
        |           | kvm_cache_commit "C" -> retry |
        | end "A"   |                               |
      Then the device "C" maps nothing in "A"

    @id:KVM-12.3 @every-order
    Scenario: ILV-07, a cache becomes valid beside a section
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the pfn cache "C" of "V" at "A.0"
      When the threads run in every order:
        | T1                    | T2             |
        | kvm_cache_refresh "C" | invalidate "A" |
      Then every outcome is one of:
        | T1     | "C" at "A.0" |
        | mapped | absent       |
        | mapped | current      |
        | retry  | absent       |
      And no outcome is one of:
        | T1     | "C" at "A.0" | rule   | mutant    |
        | mapped | stale        | KVM-12 | KVM-12-x1 |

    @id:KVM-12.4
    Scenario: The address space exits
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the pfn cache "C" of "V" at "A.0"
      And T9 has called kvm_cache_refresh "C"
      When T1 calls exit
      Then the device "C" maps nothing in "A"

  @KVM-15 @party:subscriber @v6.12 @cap:kvm @cap:kvm-pfncache @cap:mm @must
  Rule: KVM-15 a cache outside guest memory is covered by a sequence that every section raises
    A section that meets no memslot leaves KVM's sequence alone. One that begins and ends between
    the sample of such a cache and its test leaves no trace but in a sequence that every section
    raises. (Linux 6.12 has none: the cache becomes valid with a frame that is gone.)
    Source: analysis of Linux 6.12 virt/kvm/pfncache.c, kvm_gpc_activate_hva, and virt/kvm/kvm_main.c, kvm_mmu_notifier_invalidate_range_end

    @id:KVM-15.1
    Scenario: A whole section between sample and test
      Given the anonymous VMA "A"
      And the VM "V" with memory over "B"
      And the pfn cache "C" of "V" at "A.0"
      When the threads take these steps in order:
        | T1             | T2                            |
        |                | kvm_cache_walk "C"            |
        | invalidate "A" |                               |
        |                | kvm_cache_commit "C" -> retry |
      Then the device "C" maps nothing in "A"

    @id:KVM-15.2 @every-order
    Scenario: ILV-60, a cache outside every memslot beside a section
      Given the anonymous VMA "A"
      And the VM "V" with memory over "B"
      And the pfn cache "C" of "V" at "A.0"
      When the threads run in every order:
        | T1                    | T2             |
        | kvm_cache_refresh "C" | invalidate "A" |
      Then every outcome is one of:
        | T1     | "C" at "A.0" |
        | mapped | absent       |
        | mapped | current      |
        | retry  | absent       |
      And no outcome is one of:
        | T1     | "C" at "A.0" | rule   | mutant    |
        | mapped | stale        | KVM-15 | KVM-15-x1 |
