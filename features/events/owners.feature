Feature: Events that have an owner, and events that nobody knows
  A device that moves pages to its own memory, or keeps a page for itself, changes page tables on
  its own behalf. It is told like everybody else, but can tell that it was itself who did it.

  @EVT-06 @party:core @v5.5+ @cap:interval @must
  Rule: EVT-06 RELEASE is for interval subscribers, when the address space ends
    List subscribers have a callback of that name. No operation but exit says it.
    Source: Linux 6.12 include/linux/mmu_notifier.h, enum mmu_notifier_event; mm/mmu_notifier.c, mn_itree_release

    @id:EVT-06.1 @cap:register
    Scenario: exit
      Given the interval subscriber "s" over "A"
      And the registered subscriber "S"
      When T1 calls exit
      Then these callbacks were called:
        | subscriber | callback   | range      | event   |
        | s          | invalidate | everything | RELEASE |
        | S          | release    |            |         |

    @id:EVT-06.2 @cap:register @cap:mm @cap:mm-munmap
    Scenario: Nothing before it
      Given the anonymous VMA "A"
      And the interval subscriber "s" over "A"
      And the registered subscriber "S"
      When T1 calls munmap "A"
      And T1 calls unregister "S"
      Then invalidate of "s" was called once
      And invalidate of "s" for RELEASE has not happened

  @EVT-07 @party:subscriber @v5.9+ @cap:mm @cap:owner @cap:mm-device-private @cap:mirror @must
  Rule: EVT-07 the owner of a MIGRATE may ignore it, for everybody else it is CLEAR
    A driver that migrates pages to or from its own memory names itself in the range. It keeps its own
    table right by other means; any other subscriber removes its entries.
    Source: Linux 6.12 mm/migrate_device.c, migrate_vma_collect and __migrate_device_pages; Documentation/mm/hmm.rst; lib/test_hmm.c, dmirror_interval_invalidate

    @id:EVT-07.1 @cap:shadow
    Scenario: To the memory of one device, away from another
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And the mirror "N" over "A"
      And the shadow device "S"
      And the mirror "M" maps "A.0" for writing
      And the mirror "N" maps "A.0" for writing
      And the mirror "N" maps "A.1"
      And the shadow device "S" maps "A.0"
      When T1 calls mirror_migrate "A" of "M"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | blockable | event   | owner | ended |
        | T1     | A     | yes       | MIGRATE | M     | yes   |
      And the device "N" maps nothing in "A"
      And the device "S" maps nothing in "A"
      And the device "M" maps what "mm" maps at "A.0"
      And the device "M" maps what "mm" maps at "A.3"
      And T1 freed 4 pages

    @id:EVT-07.2 @cap:mm-write-fault
    Scenario: Places that were empty get a section of their own, from the first of them on
      Given the VMA "A" of kind none-anon
      And T9 has called write_fault "A.0"
      And the mirror "M" over "A"
      When T1 calls mirror_migrate "A" of "M"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range    | blockable | event   | owner | ended |
        | T1     | A        | yes       | MIGRATE | M     | yes   |
        | T1     | A.1..A.3 | yes       | MIGRATE | M     | yes   |
      And the device "M" maps what "mm" maps at "A.3"

    @id:EVT-07.3 @cap:mm-write-fault
    Scenario: The CPU writes, and the page comes back
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And T9 has called mirror_migrate "A" of "M"
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | blockable | event   | owner | ended |
        | T1     | A.0   | yes       | MIGRATE | M     | yes   |
      And the device "M" maps nothing in "A.0"
      And the device "M" maps what "mm" maps at "A.1"

    @id:EVT-07.4
    Scenario: The owner finds its pages where they are, another device brings them back
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And the mirror "N" over "A"
      And T9 has called mirror_migrate "A" of "M"
      When T1 calls mirror_fault "M" at "A.0" to write
      Then T1 returned mapped
      And the address space opened no section
      When T2 calls mirror_fault "N" at "A.0" to write
      Then T2 returned retry
      And the device "M" maps nothing in "A.0"
      When T2 calls mirror_fault "N" at "A.0" to write
      Then T2 returned mapped
      And the device "N" maps what "mm" maps at "A.0"
      And the device "M" maps what "mm" maps at "A.1"

    @id:EVT-07.5 @cap:mm-fork
    Scenario: A page that a forked child maps too is unmapped there by its reverse map
      Given the anonymous VMA "A.0"
      And T9 has called fork "child"
      And the mirror "M" over "A.0"
      When T1 calls mirror_migrate "A.0" of "M"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | mm    | range | event   | owner | ended |
        | T1     | mm    | A.0   | MIGRATE | M     | yes   |
        | T1     | child | A.0   | CLEAR   |       | yes   |

    @id:EVT-07.6 @every-order
    Scenario: Another device maps the page meanwhile, in every order
      Given the anonymous VMA "A.0"
      And the mirror "M" over "A.0"
      And the mirror "N" over "A.0"
      When the threads run in every order:
        | T1                        | T2                       |
        | mirror_migrate "A.0" of "M" | mirror_fault "N" at "A.0" |
      Then every outcome is one of:
        | T1 | T2     | "N" at "A.0" | "M" at "A.0" |
        | 0  | mapped | absent       | current      |
        | 0  | retry  | absent       | current      |
        | 0  | retry  | absent       | absent       |
      And no outcome is one of:
        | T1 | T2     | "N" at "A.0" | "M" at "A.0" | rule   | mutant  |
        | 0  | mapped | stale        | current      | EVT-07 | MUT-122 |

    @id:EVT-07.7 @every-order
    Scenario: The owner looks the page up while it moves it, in every order
      What it has looked up before is good no longer, and no notifier tells it so.
      Given the anonymous VMA "A.0"
      And the mirror "M" over "A.0"
      When the threads run in every order:
        | T1                        | T2                       |
        | mirror_migrate "A.0" of "M" | mirror_fault "M" at "A.0" |
      Then every outcome is one of:
        | T1 | T2     | "M" at "A.0" |
        | 0  | mapped | current      |
        | 0  | retry  | current      |
      And no outcome is one of:
        | T1 | T2     | "M" at "A.0" | rule   | mutant    |
        | 0  | mapped | stale        | EVT-07 | EVT-07-x3 |

    @id:EVT-07.8 @every-order @cap:mm-dontneed
    Scenario: The page is unmapped while it moves, in every order
      Given the anonymous VMA "A.0"
      And the mirror "M" over "A.0"
      When the threads run in every order:
        | T1                          | T2                     |
        | mirror_migrate "A.0" of "M" | madvise_dontneed "A.0" |
      Then every outcome is one of:
        | T1 | T2 | "M" at "A.0" |
        | 0  | 0  | current      |
        | 0  | 0  | absent       |
      And no outcome is one of:
        | T1 | T2 | "M" at "A.0" | rule   | mutant    |
        | 0  | 0  | stale        | EVT-07 | EVT-07-x4 |

  @EVT-08 @party:subscriber @v5.14+ @cap:mm @cap:owner @cap:mm-exclusive @cap:mirror @must
  Rule: EVT-08 the owner of an EXCLUSIVE may ignore it, and nobody may where it has none
    When a device gets a page for itself the range names it, and it may ignore the event. When
    somebody else takes the page back the range names nobody, so that the device loses it like all
    others.
    Source: Linux 6.12 mm/rmap.c, page_make_device_exclusive_one; mm/memory.c, remove_device_exclusive_entry

    @id:EVT-08.1
    Scenario: A page for one device
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And the mirror "N" over "A"
      And the mirror "M" maps "A.0"
      And the mirror "N" maps "A.0"
      When T1 calls mirror_make_exclusive "M" at "A.0"
      Then T1 returned mapped
      And the address space opened these sections in order:
        | thread | range | blockable | event     | owner | ended |
        | T1     | A.0   | yes       | EXCLUSIVE | M     | yes   |
      And the device "N" maps nothing in "A"
      And the device "M" maps what "mm" maps at "A.0"

    @id:EVT-08.2
    Scenario Outline: <who> takes it back
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And the mirror "N" over "A"
      And T9 has called mirror_make_exclusive "M" at "A.0"
      When T1 calls <operation>
      Then the address space opened these sections in order:
        | thread | range | blockable | event     | owner | ended |
        | T1     | A.0   | yes       | EXCLUSIVE |       | yes   |
      And the device "M" maps nothing in "A"

      @cap:mm-write-fault
      Examples:
        | who     | operation         |
        | the-CPU | write_fault "A.0" |

      Examples:
        | who            | operation                         |
        | another-device | mirror_fault "N" at "A.0" to write |
        | the-device     | mirror_fault "M" at "A.0"         |

    @id:EVT-08.3 @cap:mm-thp-split
    Scenario: Of a huge page all small entries go, in one section
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind thp
      And the mirror "M" over "H"
      And T9 has called thp_split "H.0"
      When T1 calls mirror_make_exclusive "M" at "H.77"
      Then T1 returned mapped
      And the address space opened these sections in order:
        | thread | range | blockable | event     | owner | ended |
        | T1     | H     | yes       | EXCLUSIVE | M     | yes   |

    @id:EVT-08.4 @every-order @cap:mm-write-fault @cap:mm-dontneed
    Scenario: The page is taken back, and goes, while the device gets it, in every order
      Until the device maps the page it is locked, so that no fault takes it back before. Unmapped it can be:
      the device asks read_retry all the same.
      Given the anonymous VMA "A.0"
      And the mirror "M" over "A.0"
      When the threads run in every order:
        | T1                                 | T2                     |
        | mirror_make_exclusive "M" at "A.0" | write_fault "A.0"      |
        |                                    | madvise_dontneed "A.0" |
      Then every outcome is one of:
        | T1     | T2 | "M" at "A.0" |
        | mapped | 0  | current      |
        | mapped | 0  | absent       |
        | retry  | 0  | absent       |
        | EBUSY  | 0  | absent       |
      And no outcome is one of:
        | T1     | T2 | "M" at "A.0" | rule   | mutant    |
        | mapped | 0  | stale        | EVT-08 | EVT-08-x3 |

  @EVT-09 @party:subscriber @2014-09,2014-09-prop,v5.2+ @cap:event @cap:mm @must
  Rule: EVT-09 an event that a subscriber does not know is an invalidation
    New events come with new kernels. Whoever does not know one, or does not know that it may be
    ignored, removes what the range covers.
    Source: Linux 6.12 include/linux/mmu_notifier.h, enum mmu_notifier_event; 003_bbb6683ee0213fea.txt, Popple on an event for upgrades

    @id:EVT-09.1 @v5.5+ @cap:mirror
    Scenario: A mirror
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And the mirror "M" maps "A.0"
      When T1 calls start "A" saying UNHEARD_OF
      Then the device "M" maps nothing in "A"

    @id:EVT-09.2 @cap:shadow
    Scenario: A shadow device
      Given the anonymous VMA "A"
      And the shadow device "M"
      And the shadow device "M" maps "A.0"
      When T1 calls start "A" saying UNHEARD_OF
      Then the device "M" maps nothing in "A"
      When T1 calls end "A"
      Then invalidate_range_end of "M" was called once

    @id:EVT-09.3 @cap:shadow
    Scenario: One that keeps its entries until the end
      Given the anonymous VMA "A"
      And the shadow device "M" with page references
      And the shadow device "M" maps "A.0"
      When T1 calls start "A" saying UNHEARD_OF
      And T1 calls end "A"
      Then the device "M" maps nothing in "A"

  @EVT-10 @party:caller @v5.9+ @cap:mm @cap:owner @must
  Rule: EVT-10 only MIGRATE and EXCLUSIVE have an owner
    Every other range is made without one, so a subscriber that looks for itself in another event
    finds nothing.
    Source: Linux 6.12 include/linux/mmu_notifier.h, mmu_notifier_range_init and mmu_notifier_range_init_owner

    @id:EVT-10.1 @cap:mm-device-private @cap:mirror
    Scenario Outline: <operation> after a migration
      Given the anonymous VMA "A"
      And the mirror "M" over "A"
      And T1 has called mirror_migrate "A.0" of "M"
      When T1 calls <operation>
      Then the address space opened these sections in order:
        | thread | range      | event   | owner |
        | T1     | <range> | <event> |       |

      @cap:mm-munmap
      Examples:
        | operation  | range | event |
        | munmap "A" | A     | UNMAP |

      @cap:mm-dontneed
      Examples:
        | operation            | range | event |
        | madvise_dontneed "A" | A     | CLEAR |

      @cap:mm-mprotect
      Examples:
        | operation         | range | event          |
        | mprotect_read "A" | A     | PROTECTION_VMA |

      @cap:mm-fork
      Examples:
        | operation    | range | event           |
        | fork "child" | A     | PROTECTION_PAGE |

      @cap:mm-soft-dirty
      Examples:
        | operation     | range      | event      |
        | mm_clear_refs | everything | SOFT_DIRTY |
