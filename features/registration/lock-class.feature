Feature: The section as a lock class

  @REG-34 @party:core @v5.4+ @cap:register @cap:lockdep @must
  Rule: REG-34 start and end are a lock class
    Both starts, and an end where there is a state, count as taking a lock that every callback runs
    under. So lockdep reports a caller who holds a lock that some callback takes, also where
    nobody is subscribed and nothing hangs.
    Source: Linux 6.12 include/linux/mmu_notifier.h, mmu_notifier_invalidate_range_start and its non-blocking form; mm/mmu_notifier.c, __mmu_notifier_invalidate_range_end

    @id:REG-34.1
    Scenario: A start under a lock that a callback takes, where nobody is subscribed
      Given the registered subscriber "S"
      And the address space "mm2"
      And in invalidate_range_start "S" takes these steps:
        | lock "U"   |
        | unlock "U" |
      And T2 has called lock mmap_lock for read on "mm2"
      When T1 calls invalidate "A"
      Then lockdep reports nothing
      When T2 calls lock "U"
      And T2 calls start "A" on "mm2"
      Then T2 returned
      And lockdep reports a cycle

    @id:REG-34.2 @cap:nonblock
    Scenario: The same with a non-blocking start
      Given the registered subscriber "S"
      And the address space "mm2"
      And in invalidate_range_start "S" takes these steps:
        | lock "U"   |
        | unlock "U" |
      And T2 has called lock mmap_lock for read on "mm2"
      When T1 calls invalidate "A"
      Then lockdep reports nothing
      When T2 calls lock "U"
      And T2 calls start non-blockable "A" on "mm2"
      Then T2 returned 0
      And lockdep reports a cycle

    @id:REG-34.3
    Scenario: An end under a lock that a callback takes
      Given the registered subscriber "S"
      And the address space "mm2"
      And the list subscriber "silent" with no callbacks
      And T9 has called register "silent" on "mm2"
      And T2 has called start "A" on "mm2"
      And in invalidate_range_end "S" takes these steps:
        | lock "U"   |
        | unlock "U" |
      When T1 calls invalidate "A"
      Then lockdep reports nothing
      When T2 calls lock "U"
      And T2 calls end "A"
      Then lockdep reports a cycle

    @id:REG-34.4
    Scenario: An end without a state is none
      Given the registered subscriber "S"
      And the address space "mm2"
      And T2 has called start "A" on "mm2"
      And in invalidate_range_start "S" takes these steps:
        | lock "U"   |
        | unlock "U" |
      When T1 calls invalidate "A"
      And T2 calls lock "U"
      And T2 calls end "A"
      Then T2 returned
      And lockdep reports nothing
