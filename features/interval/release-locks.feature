@v5.5-prop
Feature: Locks around a removal with a release callback
  What may be held when remove and update are called, and what release may take.

  @IREL-23 @party:core @cap:interval @cap:interval-release @cap:lockdep @must
  Rule: IREL-23 remove says that it may wait, unless it has a release callback
    A remove without release touches the section's lock class on every call, whether or not it
    waits; with release it never does. Update follows the same rule here; as posted, only when it
    really waits.
    Source: 000_043cb33762080882.txt, mmu_interval_notifier_remove and mmu_interval_notifier_update

    @id:IREL-23.1
    Scenario: Without release, under a lock that invalidate takes
      Given the interval subscriber "s" over "A"
      And T1 has called invalidate "A"
      And the interval subscriber "n" over "B"
      And T1 has called lock "s.lock"
      When T1 calls remove "n"
      Then lockdep reports a cycle

    @id:IREL-23.2
    Scenario: With release it may be called there
      Given the interval subscriber "s" over "A"
      And T1 has called invalidate "A"
      And the interval subscriber "n" with release over "B"
      And T1 has called lock "s.lock"
      When T1 calls remove "n"
      Then lockdep reports nothing

    @id:IREL-23.3 @cap:interval-update
    Scenario: Update without release
      Given the interval subscriber "s" over "A"
      And T1 has called invalidate "A"
      And the interval subscriber "n" over "B"
      And T1 has called lock "s.lock"
      When T1 calls update "n" to "C"
      Then lockdep reports a cycle

    @id:IREL-23.4 @cap:interval-update
    Scenario: Update with release
      Given the interval subscriber "s" over "A"
      And T1 has called invalidate "A"
      And the interval subscriber "n" with release over "B"
      And T1 has called lock "s.lock"
      When T1 calls update "n" to "C"
      Then lockdep reports nothing

  @IREL-28 @party:subscriber @cap:interval @cap:interval-release @cap:lockdep @must
  Rule: IREL-28 release runs inside the end's lock class
    It must not take mmap_lock, nor a lock that is held across a start, nor the user lock if a node
    pending insertion may be removed under it, and it must not call the forms that wait.
    insert_safe is allowed.
    Source: analysis of 000_043cb33762080882.txt with Linux 6.12 include/linux/mmu_notifier.h, mmu_notifier_invalidate_range_end

    @id:IREL-28.1
    Scenario: A lock that is held across a start
      Given the interval subscriber "s" with release over "A"
      And in release "s" takes these steps:
        | lock "L"   |
        | unlock "L" |
      And T2 has called lock "L"
      And T2 has called invalidate "B"
      And T2 has called unlock "L"
      And T1 has called start "A"
      And T2 has called remove "s"
      When T1 calls end "A"
      Then lockdep reports a cycle

    @id:IREL-28.2
    Scenario: insert_safe is allowed
      Given the interval subscriber "s" with release over "A"
      And the interval subscriber "n"
      And in release "s" takes these steps:
        | insert safe "n" over "B" |
      And T1 has called start "A"
      And T2 has called remove "s"
      When T1 calls end "A"
      Then "interval_insert_safe" called inside a callback returned 0
      And lockdep reports nothing

    @id:IREL-28.3
    Scenario: The user lock, for a node that is still pending insertion
      Given the interval subscriber "s" over "A"
      And the interval subscriber "n" with release
      And in release "n" takes these steps:
        | lock "s.lock" |
      And T1 has called start "A"
      And T2 has called insert "n" over "B"
      And T2 has called lock "s.lock"
      When T2 calls remove "n"
      Then T2 is blocked on lock s.lock
      And there is a warning
      And the oracle reports liveness
