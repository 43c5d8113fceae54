Feature: What tlb_notifiers are told, and when

  @TLBN-09 @party:core @tlbn-prop @cap:tlb-notifier @cap:secondary-tlb @cap:register @cap:mm @must
  Rule: TLBN-09 the end of a section tells no tlb_notifier
    So the end that only ends and the other one are the same.
    Source: 003_bbb6683ee0213fea.txt, sketch, mn_hlist_invalidate_end (the block that is removed)

    @id:TLBN-09.1
    Scenario: A section in which nothing changes
      Given the registered tlb notifier "T"
      When T1 calls invalidate "A"
      Then no callback was called

    @id:TLBN-09.2 @cap:mm-dontneed
    Scenario: A range that was never populated
      Given the registered tlb notifier "T"
      And the VMA "A" of kind none-anon
      When T1 calls madvise_dontneed "A"
      Then T1 returned 0
      And the CPUs flushed nothing
      And no callback was called

  @TLBN-10 @party:core @tlbn-prop @cap:tlb-notifier @cap:secondary-tlb @cap:mm @must
  Rule: TLBN-10 the call sites of 6.1 still call, except the end
    Where a page is replaced, under the page-table lock; and after each flush of a gather.
    Source: 003_bbb6683ee0213fea.txt, sketch, __mmu_notifier_invalidate_range

    @id:TLBN-10.1 @cap:mm-fork @cap:mm-write-fault @cap:locks
    Scenario: A page that is copied
      Given the registered tlb notifier "T"
      And the anonymous VMA "A"
      And T9 has called fork "child"
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And T1 held page_table_lock in every invalidate_secondary_tlbs
      And the entry at "A.0" being cleared in T1 comes before invalidate_secondary_tlbs of "T" in T1
      And invalidate_secondary_tlbs of "T" in T1 comes before the entry at "A.0" being set in T1

    @id:TLBN-10.2
    Scenario Outline: The gather of <operation>
      Given the registered tlb notifier "T"
      And the VMA "A" of kind <kind>
      When T1 calls <operation>
      Then T1 returned
      And invalidate_secondary_tlbs of "T" covered "A"
      And every flush of the CPUs was followed by invalidate_secondary_tlbs of "T" over its range

      @key:munmap @cap:mm-munmap
      Examples:
        | operation  | kind |
        | munmap "A" | anon |

      @key:mprotect @cap:mm-mprotect
      Examples:
        | operation         | kind |
        | mprotect_read "A" | anon |

      @key:truncate @cap:mm-truncate
      Examples:
        | operation    | kind   |
        | truncate "A" | shared |

  @TLBN-11 @party:caller @tlbn-prop @cap:tlb-notifier @cap:secondary-tlb @cap:mm @must
  Rule: TLBN-11 whoever relied on the end is told by the flush of the CPUs
    As sketched nobody takes the place of the end: the write protection of fork and of KSM, the cleaning
    of file pages and some more reach no tlb_notifier, and a device goes on writing.
    Source: 003_bbb6683ee0213fea.txt, sketch; Linux 6.1 kernel/fork.c, dup_mmap; mm/ksm.c, write_protect_page; analysis; observed on Linux 6.1 (the only notice of fork is that of the end)

    @id:TLBN-11.1 @cap:mm-fork
    Scenario: A device has written to a page that fork then shares
      Given the walking device "W"
      And the anonymous VMA "A"
      And T9 has called "W" writes one to page "A.0"
      When T1 calls fork "child"
      Then T1 returned 0
      And invalidate_secondary_tlbs of "W" covered "A"
      And the device "W" may not write in "A"
      When T1 calls "W" writes two to page "A.0"
      Then T1 returned EFAULT

    @id:TLBN-11.2
    Scenario Outline: <operation>
      Given the walking device "W"
      And the VMA "A" of kind <kind>
      And T9 has called "W" writes one to page "A.0"
      When T1 calls <operation>
      Then T1 returned 0
      And invalidate_secondary_tlbs of "W" covered "A.0"
      And the device "W" may not write in "A"

      @key:page_mkclean @cap:mm-mkclean
      Examples:
        | operation           | kind   |
        | page_mkclean "A.0"  | shared |

      @key:clear_refs @cap:mm-soft-dirty
      Examples:
        | operation     | kind |
        | mm_clear_refs | anon |

  @TLBN-12 @party:subscriber @tlbn-prop @cap:tlb-notifier @cap:kvm @cap:kvm-apic @cap:mm @must
  Rule: TLBN-12 who used invalidate_range for something else has to be converted first
    KVM had it load the APIC-access page anew. Without the callback it has to follow sections, and to
    try again where one is open. (That the sketch converts one of four drivers, and so does not build,
    nothing at the port can show.)
    Source: 003_bbb6683ee0213fea.txt (removing KVM first), and the list of files of the sketch

    @id:TLBN-12.1
    Scenario: The APIC-access page goes while the vCPU is out of the guest
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the APIC-access page "P" of "V" at "A.0"
      And T9 has called kvm_vcpu_enter "V"
      When the threads take these steps in order:
        | T1        | T2                          |
        | start "A" |                             |
        |           | kvm_vcpu_enter "V" -> false |
        | end "A"   |                             |
        |           | kvm_vcpu_enter "V" -> true  |
      Then the device "P" maps what "mm" maps at "A.0"
