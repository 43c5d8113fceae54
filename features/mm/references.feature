Feature: The two counters of an address space
  An address space counts its users, who keep its memory alive, and the holders of its structure.
  A notifier holds the structure only.

  @MM-01 @party:core @cap:core @must
  Rule: MM-01 users and structure are counted apart
    All users together own one structure reference. It goes when the last user has gone through the
    exit path, and the structure is freed when nobody holds it any more.
    Source: Linux 6.12 kernel/fork.c, mmput and mmdrop; 000_043cb33762080882.txt, mmgrab and mmdrop of the interval notifiers

    @id:MM-01.1
    Scenario: A second user owns no structure reference of its own
      When T1 calls mmget
      Then T1 returned true
      And "mm" has 2 users and 1 structure reference
      When T1 calls mmput
      Then "mm" has 1 user and 1 structure reference

    @id:MM-01.2
    Scenario: The last user gives up the one reference that the users owned
      Given T1 has called mmgrab
      And T1 has called mmget
      When T1 calls mmput
      Then "mm" has 1 user and 2 structure references
      When T1 calls mmput
      Then "mm" has 0 users and 1 structure reference
      And the structure of "mm" was not freed
      When T1 calls mmdrop
      Then the structure of "mm" was freed

  @MM-02 @party:core @cap:core @must
  Rule: MM-02 without users no user can be added, but the structure can be held
    The conditional form of taking a user fails from the moment at which the last one has gone,
    while the exit path still runs. A structure reference can be had as long as there is one.
    Source: Linux 6.12 include/linux/sched/mm.h, mmget_not_zero; drivers/infiniband/core/umem_odp.c; mm/mmu_notifier.c, __mmu_notifier_register

    @id:MM-02.1
    Scenario: After the exit
      Given T2 has called mmgrab
      And T1 has called exit
      When T2 calls mmget
      Then T2 returned false
      And "mm" has 0 users and 1 structure reference
      When T2 calls mmgrab
      Then "mm" has 0 users and 2 structure references
      And the structure of "mm" was not freed

    @id:MM-02.2 @cap:register
    Scenario: While the exit path runs
      Given the registered subscriber "S"
      And "S" is held in release
      When T1 calls exit
      Then T1 is blocked
      When T2 calls mmget
      Then T2 returned false
      When T2 calls mmgrab
      Then the structure references of "mm" changed by +1

  @MM-05 @party:core @cap:register @must
  Rule: MM-05 the notifier state lives as long as the structure
    The first registration makes it, later ones find it, and it is destroyed with the structure.
    Nobody may be on the list at that moment.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_register and __mmu_notifier_subscriptions_destroy

    @id:MM-05.1 @v5.5+ @cap:interval @cap:introspection
    Scenario: The sequence goes on where it was when everybody had left in between
      Given the registered subscriber "S"
      And the interval subscriber "s" over "A"
      And T1 has called invalidate "A"
      And T1 has called remove "s"
      And T1 has called unregister "S"
      And the list subscriber "R"
      When T1 calls register "R"
      Then T1 returned 0
      And the sequence of the subscriptions is 4 (hexadecimal)
      And interval mode is on

    @id:MM-05.2
    Scenario: A structure that is freed with a subscriber on its list ends the world
      Given the registered subscriber "S"
      And T1 has called mmdrop
      When T1 calls mmdrop
      Then the world ends with a fatal check

  @MM-06 @party:subscriber @cap:mm @must
  Rule: MM-06 a structure reference is no licence to fault pages in
    A device that looks a page up takes a user reference first, and gives up if there are no users,
    even though VMAs and pages may still be there while the exit path runs.
    Source: Linux 6.12 Documentation/mm/hmm.rst; drivers/infiniband/core/umem_odp.c, ib_umem_odp_map_dma_and_lock

    @id:MM-06.1 @v5.5+ @cap:mirror @cap:register
    Scenario: A mirror faults while the release of another subscriber runs
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And the registered subscriber "S"
      And "S" is held in release
      When T1 calls exit
      Then T1 is blocked
      When T2 calls mirror_fault "M" at "A.0"
      Then T2 returned EFAULT
      And the device "M" maps nothing in "A"

    @id:MM-06.2 @cap:shadow @cap:register
    Scenario: A shadow device faults before its own release has run
      Given the anonymous VMA "A"
      And the shadow device "M"
      And the registered subscriber "S"
      And "S" is held in release
      When T1 calls exit
      Then T1 is blocked
      When T2 calls shadow_fault "M" at "A.0"
      Then T2 returned EFAULT
      And the device "M" maps nothing in "A"

  @MM-20 @party:subscriber @cap:mm @must
  Rule: MM-20 a user reference is not dropped under a lock that a callback takes
    It may have been the last one. Then the whole exit path runs inside the drop, and with it the
    device's own callbacks.
    Source: 001_48d3141d0b0199f8.txt, comment in ib_umem_odp_get before its final mmput

    @id:MM-20.1 @v5.5+ @cap:mirror
    Scenario: The mirror's own reference is the last
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And T1 has called mirror_walk "M" at "A.0"
      And T2 has called exit
      When T1 calls mirror_commit "M"
      Then T1 returned mapped
      And invalidate of "M" was called at least once
      And the device "M" maps nothing in "A"

    @id:MM-20.2 @cap:shadow
    Scenario: The shadow device's own reference is the last
      Given the anonymous VMA "A"
      And the shadow device "M"
      And T1 has called shadow_walk "M" at "A.0"
      And T2 has called exit
      When T1 calls shadow_commit "M"
      Then T1 returned mapped
      And release of "M" was called once
      And the device "M" maps nothing in "A"

    @id:MM-20.3 @every-order @v5.5+ @cap:mirror
    Scenario: A fault of the mirror beside the end of the last user, in every order
      Given the anonymous VMA "A.0"
      And the mirror "M" over "A.0"
      When the threads run in every order:
        | T1                         | T2   |
        | mirror_fault "M" at "A.0"  | exit |
      Then every outcome is one of:
        | T1     | T2      | "M" at "A.0" |
        | mapped | nothing | absent       |
        | EFAULT | nothing | absent       |
      And no outcome is one of:
        | T1      | T2      | "M" at "A.0" | rule  | mutant   |
        | blocked | nothing | current      | MM-20 | MM-20-x1 |
