Feature: The shadow page table of a virtual machine
  KVM maps guest memory by looking pages up in an address space and entering them into a page table of
  its own, without page references. A count of the invalidations that are in progress and a sequence of
  those that are over tell whether what was looked up may still be entered.

  @KVM-01 @party:subscriber @all @cap:kvm @cap:mm @must
  Rule: KVM-01 the start counts, removes and flushes before it returns
    Under mmu_lock, for a range that meets guest memory (up to Linux 5.12 for any range): the
    count of what is in progress goes up, the shadow entries of the range go, and the vCPUs' TLBs
    are flushed if an entry is gone that they may still hold, be it one of an earlier removal.
    Source: Linux 6.12 virt/kvm/kvm_main.c, kvm_mmu_notifier_invalidate_range_start; 001_48d3141d0b0199f8.txt, range patch, its kvm_main hunk

    @id:KVM-01.1
    Scenario: The entry, the flush, and only then the page table
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the VM "V" maps "A.1"
      When T1 calls invalidate "A"
      Then the entry of "V" at "A.1" going comes before a TLB flush of "V"
      And a TLB flush of "V" comes before the end of invalidate_range_start of "V"
      And the end of invalidate_range_start of "V" comes before a page-table change in T1

    @id:KVM-01.2
    Scenario: While the section is open nothing is mapped
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the VM "V" maps "A.1"
      When the threads take these steps in order:
        | T1        | T2                              |
        | start "A" |                                 |
        |           | kvm_fault "V" at "A.1" -> retry |
        |           | kvm_touch "V" at "A.1" -> false |
        | end "A"   |                                 |
        |           | kvm_fault "V" at "A.1" -> mapped |
      Then the device "V" maps what "mm" maps at "A.1"

    @id:KVM-01.3 @2014-01..v3.19
    Scenario: The flush that an earlier removal left out
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the VM "V" maps "A.0"
      When T1 calls kvm_drop_unflushed "V" at "A.0"
      Then "V" did not flush its TLBs
      When T1 calls invalidate "A.2"
      Then "V" flushed its TLBs once

    @id:KVM-01.4 @2014-01..v5.11
    Scenario: Up to Linux 5.11 a section anywhere keeps everything out
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      When the threads take these steps in order:
        | T1        | T2                               |
        | start "C" |                                  |
        |           | kvm_fault "V" at "A.1" -> retry  |
        | end "C"   |                                  |
        |           | kvm_fault "V" at "A.1" -> mapped |
      Then the device "V" maps what "mm" maps at "A.1"

  @KVM-02 @party:subscriber @all @cap:kvm @must
  Rule: KVM-02 the end raises the sequence and then lowers the count
    Both under mmu_lock, with a write barrier in between. An end without a start is a fatal check up
    to Linux 6.1; in 6.12 it warns, and the VM is dead.
    Source: Linux 6.1 and 6.12 virt/kvm/kvm_main.c, kvm_mmu_notifier_invalidate_range_end

    @id:KVM-02.1 @cap:mm
    Scenario: What was looked up before the section is refused after it
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      When the threads take these steps in order:
        | T1             | T2                               |
        |                | kvm_walk "V" at "A.0"            |
        | start "A"      |                                  |
        | end "A"        |                                  |
        |                | kvm_commit "V" -> retry          |
        |                | kvm_fault "V" at "A.0" -> mapped |
      Then the device "V" maps what "mm" maps at "A.0"

    @id:KVM-02.2 @v6.1
    Scenario: An end without a start, in 6.1
      Given T1 has called lock mmap_lock for write
      And T1 has called start "A"
      And T1 has called kvm_create locked "V"
      And T1 has called kvm_set_memslot "A" of "V"
      When T1 calls end "A"
      Then the world ends with a fatal check

    @id:KVM-02.3 @v6.12
    Scenario: An end without a start, in 6.12
      Given T1 has called lock mmap_lock for write
      And T1 has called start "A"
      And T1 has called kvm_create locked "V"
      And T1 has called kvm_set_memslot "A" of "V"
      When T1 calls end "A"
      Then there is at least one warning
      And there is no fatal check
      When T2 calls kvm_fault "V" at "A.0"
      Then T2 returned EIO

  @KVM-03 @party:subscriber @all @cap:kvm @cap:mm @must
  Rule: KVM-03 a fault samples, looks up, and enters the page only if nothing came between
    The sequence is sampled (with a read barrier) before the page is looked up, which may sleep
    and holds no mmu_lock. Then, under mmu_lock, either the test says retry and everything is
    dropped, or the page is entered under the same hold of the lock.
    Source: Linux 6.12 include/linux/kvm_host.h, mmu_invalidate_retry; arch/x86/kvm/mmu/mmu.c, direct_page_fault

    @id:KVM-03.1
    Scenario: A section begins between look-up and entry
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      When the threads take these steps in order:
        | T1        | T2                      |
        |           | kvm_walk "V" at "A.0"   |
        | start "A" |                         |
        |           | kvm_commit "V" -> retry |
        | end "A"   |                         |
      Then the device "V" maps nothing in "A"

    @id:KVM-03.2
    Scenario: Nothing comes between
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      When T1 calls kvm_walk "V" at "A.0" to write
      And T1 calls kvm_commit "V"
      Then T1 returned mapped
      And the device "V" maps what "mm" maps at "A.0"
      When T1 calls kvm_fault "V" at "B.0"
      Then T1 returned EINVAL

    @id:KVM-03.3 @2014-01..v5.11
    Scenario: Up to Linux 5.11 a section over other guest memory is in the way as well
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A" and "B"
      When the threads take these steps in order:
        | T1        | T2                      |
        |           | kvm_walk "V" at "A.0"   |
        | start "B" |                         |
        |           | kvm_commit "V" -> retry |
        | end "B"   |                         |
      Then the device "V" maps nothing in "A"

  @KVM-04 @party:subscriber @all @cap:kvm @cap:mm @must
  Rule: KVM-04 the test asks for the count first, then for the sequence
    The end changes them in the opposite order, so that whoever tests without the lock sees one of
    the two. Under mmu_lock, where the decision is made, the order cannot be seen; a test that is
    spread over two holds of the lock needs it, and is wrong even so.
    Source: Linux 6.12 include/linux/kvm_host.h, mmu_invalidate_retry; 001_48d3141d0b0199f8.txt, the same protocol in the ODP patch

    @id:KVM-04.1 @KVM-02 @KVM-03 @every-order
    Scenario: ILV-06, a fault beside a section
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      When the threads run in every order:
        | T1                     | T2             |
        | kvm_fault "V" at "A.0" | invalidate "A" |
      Then every outcome is one of:
        | T1     | "V" at "A.0" | must be seen |
        | mapped | absent       | yes          |
        | mapped | current      | yes          |
        | retry  | absent       |              |
      And no outcome is one of:
        | T1     | "V" at "A.0" | rule   | mutant    |
        | mapped | stale        | KVM-04 | KVM-04-x1 |
        | mapped | stale        | KVM-03 | MUT-112   |
        | mapped | stale        | KVM-02 | KVM-02-x1 |

  @KVM-05 @party:subscriber @v5.12+ @cap:kvm @cap:mm @must
  Rule: KVM-05 only what lies in the union of the ranges in progress collides with them
    The union begins anew when the first section opens, and grows until the last one has ended: it
    may hold more than is in progress, never less. The end of any section since the sample still
    means retry, wherever it was.
    Source: Linux 6.12 virt/kvm/kvm_main.c, kvm_mmu_invalidate_range_add; include/linux/kvm_host.h, mmu_invalidate_retry_gfn

    @id:KVM-05.1
    Scenario: Two sections are open, and each of them counts
      Given the anonymous VMA "A..C"
      And the VM "V" with memory over "A..C"
      When the threads take these steps in order:
        | T1        | T2        | T3                               |
        | start "A" |           |                                  |
        |           | start "C" |                                  |
        |           |           | kvm_fault "V" at "A.0" -> retry  |
        |           |           | kvm_fault "V" at "C.3" -> retry  |
        |           | end "C"   |                                  |
        |           |           | kvm_fault "V" at "A.3" -> retry  |
        | end "A"   |           |                                  |
        |           |           | kvm_fault "V" at "A.3" -> mapped |
      Then the device "V" maps what "mm" maps at "A.3"

    @id:KVM-05.2 @may
    Scenario: A page outside the union
      Given the anonymous VMA "A..C"
      And the VM "V" with memory over "A..C"
      When the threads take these steps in order:
        | T1        | T2                               |
        | start "A" |                                  |
        |           | kvm_fault "V" at "C.0" -> mapped |
        | end "A"   |                                  |
        | start "C" |                                  |
        |           | kvm_fault "V" at "A.0" -> mapped |
        | end "C"   |                                  |
      Then the device "V" maps what "mm" maps at "A.0"

    @id:KVM-05.3
    Scenario: A section over other guest memory ends in between
      Given the anonymous VMA "A..C"
      And the VM "V" with memory over "A..C"
      When the threads take these steps in order:
        | T1        | T2                      |
        |           | kvm_walk "V" at "C.0"   |
        | start "A" |                         |
        | end "A"   |                         |
        | start "A" |                         |
        |           | kvm_commit "V" -> retry |
        | end "A"   |                         |
      Then the device "V" maps nothing in "C"

  @KVM-08 @party:subscriber @all @cap:kvm @cap:mm @must
  Rule: KVM-08 every guest page that the range touches is meant, and no other
    Host addresses become guest frames by rounding the end up; whoever asks a tree of closed
    intervals asks for the last byte.
    Source: Linux 6.12 virt/kvm/kvm_main.c, kvm_handle_hva_range

    @id:KVM-08.1
    Scenario: A part of one page
      Given the ranges
        | part | bytes 100800 to 1008ff |
      And the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the VM "V" maps "A.0"
      And the VM "V" maps "A.1"
      When T1 calls start "part"
      Then the device "V" maps nothing in "A.0"
      And the device "V" maps what "mm" maps at "A.1"
      When T2 calls kvm_fault "V" at "A.0"
      Then T2 returned retry

    @id:KVM-08.2
    Scenario: One byte of the next page
      Given the ranges
        | more | bytes 100000 to 101000 |
      And the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the VM "V" maps "A.1"
      And the VM "V" maps "A.2"
      When T1 calls start "more"
      Then the device "V" maps nothing in "A.1"
      And the device "V" maps what "mm" maps at "A.2"

    @id:KVM-08.3
    Scenario: Guest memory that begins where the range ends
      Given the ranges
        | X | pages 16 to 19 |
        | Y | pages 20 to 23 |
      And the anonymous VMA "X..Y"
      And the VM "V" with memory over "X" and "Y"
      And the VM "V" maps "X.3"
      And the VM "V" maps "Y.0"
      When T1 calls start "X"
      Then the device "V" maps nothing in "X"
      And the device "V" maps what "mm" maps at "Y.0"

  @KVM-09 @party:subscriber @all @cap:kvm @cap:mm @must
  Rule: KVM-09 release drops every shadow mapping
    Source: Linux 6.12 virt/kvm/kvm_main.c, kvm_mmu_notifier_release

    @id:KVM-09.1
    Scenario: The address space exits
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the VM "V" maps "A.0" for writing
      And the VM "V" maps "A.3"
      When T1 calls exit
      Then release of "V" was called once
      And the device "V" maps nothing in "A"
      And the entry of "V" at "A.3" going comes before the end of release of "V"
      And a TLB flush of "V" comes before the end of release of "V"

  @KVM-11 @party:subscriber @v5.3+ @cap:kvm @cap:mm @cap:nonblock @must
  Rule: KVM-11 the start never refuses
    mmu_lock is not slept for: a range that is not blockable is handled like any other, without
    the pauses that one that is may take.
    Source: Linux 6.12 virt/kvm/kvm_main.c, kvm_mmu_notifier_invalidate_range_start (may_block)

    @id:KVM-11.1
    Scenario: A range that is not blockable
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the VM "V" maps "A.0"
      When T1 calls start non-blockable "A"
      Then T1 returned 0
      And there is no warning
      And the device "V" maps nothing in "A"

    @id:KVM-11.2 @cap:mm-oom-reap
    Scenario: The reaper
      Given the anonymous VMA "A"
      And the VM "V" with memory over "A"
      And the VM "V" maps "A.0"
      When T1 calls oom_reap
      Then T1 returned true
      And the device "V" maps nothing in "A"
      And T1 freed 4 pages
