Feature: On-demand paging, what sections do to umems
  The context of a device is a list subscriber. Its callbacks find the umems that a section touches:
  the start counts it and takes the pages away, the end counts it off.

  @ODP-01 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-01 a start counts, and the first one re-arms the completion
    Under the umem mutex the start raises the count. From none to one it also re-arms the completion, so
    that whoever waits from now on waits for the end.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_notifier_start_account

    @id:ODP-01.1
    Scenario: A waiter waits for the last of two sections
      Given the context "C"
      And the umem "M" of "C" over "A"
      When the threads take these steps in order:
        | T1        | T2          | T3                     |
        | start "A" |             |                        |
        |           | start "A.1" |                        |
        |           |             | odp_wait "M" -> blocks |
        | end "A"   |             |                        |
      Then T3 is blocked on interval
      When T2 calls end "A.1"
      Then T3 returned 0

    @id:ODP-01.2
    Scenario: Each first start re-arms it
      Given the context "C"
      And the umem "M" of "C" over "A"
      When the threads take these steps in order:
        | T1        | T2                     |
        | start "A" |                        |
        | end "A"   |                        |
        |           | odp_wait "M" -> 0      |
        | start "A" |                        |
        |           | odp_wait "M" -> blocks |
        | end "A"   | -> 0                   |

    @id:ODP-01.3 @cap:introspection
    Scenario: The count is that of the sections over the umem
      Given the context "C"
      And the umem "M" of "C" over "A"
      And T1 has called start "A"
      And T1 has called start "A.1"
      And T2 has called start "B"
      Then "M" counts 2 sections
      When T1 calls end "A.1"
      Then "M" counts 1 section
      When T1 calls end "A"
      Then "M" counts 0 sections

  @ODP-02 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-02 an end raises the sequence, lowers the count, and at zero releases the waiters
    Under the umem mutex, in this order: whoever sees the count lowered sees the sequence raised.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_notifier_end_account

    @id:ODP-02.1
    Scenario: A fault that began inside the section has to be tried again after it
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And T1 has called start "A"
      And T2 has called odp_walk "M" at "A.0"
      When T1 calls end "A"
      And T2 calls odp_commit "M"
      Then T2 returned retry
      When T2 calls odp_fault "M" at "A.0"
      Then T2 returned mapped

    @id:ODP-02.2
    Scenario: Two waiters
      Given the context "C"
      And the umem "M" of "C" over "A"
      And T1 has called start "A"
      When the threads take these steps in order:
        | T1      | T2                     | T3                     |
        |         | odp_wait "M" -> blocks | odp_wait "M" -> blocks |
        | end "A" | -> 0                   | -> 0                   |

    @id:ODP-02.3 @every-order
    Scenario: No waiter is left behind
      Given the context "C"
      And the umem "M" of "C" over "A"
      When the threads run in every order:
        | T1        | T2           |
        | start "A" | odp_wait "M" |
        | end "A"   |              |
      Then every outcome is one of:
        | T1      | T2 |
        | nothing | 0  |
      And no outcome is one of:
        | T1      | T2      | rule   | mutant    |
        | nothing | blocked | ODP-02 | ODP-02-x2 |

  @ODP-06 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-06 without a hook the callbacks do nothing
    A device that cannot do on-demand paging has no hook for invalidations: its pages are pinned, and
    callbacks return at once.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_notifier_invalidate_range_start and the others

    @id:ODP-06.1 @cap:mm-munmap
    Scenario: Pinned pages stay where they are
      Given the anonymous VMA "A"
      And the plain context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0"
      And T1 has called odp_sample "M"
      When T1 calls munmap "A"
      Then T1 returned 0
      And T1 freed 3 pages
      And 1 page of "M" is mapped for DMA
      When T1 calls odp_retry "M"
      Then T1 returned false

    @id:ODP-06.2
    Scenario: A fault inside a section
      Given the anonymous VMA "A"
      And the plain context "C"
      And the umem "M" of "C" over "A"
      And T1 has called start "A"
      When T2 calls odp_fault "M" at "A.0"
      Then T2 returned mapped

  @ODP-07 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @cap:invalidate-page @must
  Rule: ODP-07 invalidate_page is a whole section over one page
    Every umem that has a part of the page counts a section, loses the page, and counts it off.
    Source: 001_48d3141d0b0199f8.txt, invalidate_page_trampoline

    @id:ODP-07.1
    Scenario: One page of two
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0"
      And the umem "M" maps "A.1"
      And T2 has called odp_sample "M"
      When T1 calls invalidate_page "A.0"
      Then invalidate_page of "C" was called once
      And the device "M" maps nothing in "A.0"
      And the device "M" maps what "mm" maps at "A.1"
      When T2 calls odp_retry "M"
      Then T2 returned true
      When T2 calls odp_fault "M" at "A.0"
      Then T2 returned mapped

    @id:ODP-07.2
    Scenario: A umem beside the page
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A.1"
      And T2 has called odp_sample "M"
      When T1 calls invalidate_page "A.0"
      And T1 calls invalidate_page "A.2"
      And T2 calls odp_retry "M"
      Then T2 returned false

  @ODP-08 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-08 the start counts every umem first and then takes its pages
    For each umem that the range touches, the section is counted before the driver's hook runs: in
    between a fault would find no section, and map what the hook has passed. The end only counts.
    Source: 001_48d3141d0b0199f8.txt, invalidate_range_start_trampoline, invalidate_range_end_trampoline

    @id:ODP-08.1
    Scenario: Two umems of one context, and one of another
      Given the anonymous VMA "A"
      And the context "C"
      And the context "D"
      And the umem "M" of "C" over "A"
      And the umem "N" of "C" over "A.1..A.2"
      And the umem "O" of "D" over "A.3"
      And the umem "M" maps "A.1"
      And the umem "N" maps "A.1"
      And the umem "O" maps "A.3"
      When T1 calls start "A"
      Then the device "M" maps nothing in "A"
      And the device "N" maps nothing in "A"
      And the device "O" maps nothing in "A"
      When T2 calls odp_fault "N" at "A.1"
      Then T2 returned retry
      When T2 calls odp_fault "O" at "A.3"
      Then T2 returned retry

    @id:ODP-08.2 @every-order @cap:mm-dontneed
    Scenario: A commit beside the start
      Given the anonymous VMA "A.0"
      And the context "C"
      And the umem "M" of "C" over "A.0"
      And T1 has called odp_walk "M" at "A.0"
      When the threads run in every order:
        | T1             | T2                     |
        | odp_commit "M" | madvise_dontneed "A.0" |
      Then every outcome is one of:
        | T1     | "M" at "A.0" |
        | mapped | absent       |
        | retry  | absent       |
      And no outcome is one of:
        | T1     | "M" at "A.0" | rule   | mutant               |
        | mapped | stale        | ODP-08 | ODP-08-x1, ODP-08-x2 |

  @ODP-09 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-09 callbacks walk the tree under the context's semaphore, for read
    Registration changes the tree under the same semaphore held for write.
    Source: 001_48d3141d0b0199f8.txt, umem_mutex of ib_ucontext

    @id:ODP-09.1 @cap:locks
    Scenario: The semaphore is held while pages go
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0"
      When T1 calls invalidate "A"
      Then at a DMA unmap of "M" in T1 umem_rwsem was held

    @id:ODP-09.2 @every-order @cap:mm-dontneed
    Scenario: A umem is registered and used beside MADV_DONTNEED
      Given the anonymous VMA "A.0"
      And the context "C"
      And the umem "K" of "C" over "B"
      When the threads run in every order:
        | T1                            | T2                     |
        | odp_get "M" of "C" over "A.0" | madvise_dontneed "A.0" |
        | odp_fault "M" at "A.0"        |                        |
      Then every outcome is one of:
        | T1.1 | T1     | "M" at "A.0" |
        | 0    | mapped | current      |
        | 0    | mapped | absent       |
        | 0    | retry  | absent       |
      And no outcome is one of:
        | T1.1 | T1     | "M" at "A.0" | rule   | mutant    |
        | 0    | mapped | stale        | ODP-09 | ODP-09-x2 |

  @ODP-12 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-12 the end of a umem is the first byte that it has not
    Trees have closed intervals, umems and sections half-open ones. What only touches is not hit.
    Source: 001_48d3141d0b0199f8.txt, umem_rbtree.c, node_last

    @id:ODP-12.1
    Scenario Outline: A umem over the second page, a section over <range>
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A.1"
      And T1 has called start "<range>"
      When T2 calls odp_fault "M" at "A.1"
      Then T2 returned <result>
      When T1 calls end "<range>"
      And T2 calls odp_fault "M" at "A.1"
      Then T2 returned mapped

      Examples:
        | range    | result |
        | A.0      | mapped |
        | A.1      | retry  |
        | A.2      | mapped |
        | A.0..A.1 | retry  |
        | A.1..A.2 | retry  |
        | A        | retry  |

  @ODP-13 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-13 an empty range finds nothing, and a walk visits all
    A range without a byte finds no umem. Otherwise every umem that has a byte of it is visited,
    whatever was answered for the one before; the result says whether one of the answers was yes.
    Source: 001_48d3141d0b0199f8.txt, rbt_ib_umem_for_each_in_range

    @id:ODP-13.1
    Scenario: A section without a byte
      Given the ranges
        | nothing | bytes 101000 to 100fff |
      And the context "C"
      And the umem "M" of "C" over "A"
      And T2 has called odp_sample "M"
      When T1 calls start "nothing"
      And T1 calls end "nothing"
      And T2 calls odp_retry "M"
      Then T2 returned false

    @id:ODP-13.2
    Scenario: Three umems, of which the second has nothing to lose
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "L" of "C" over "A.0"
      And the umem "M" of "C" over "A.1"
      And the umem "N" of "C" over "A.2"
      And the umem "L" maps "A.0"
      And the umem "N" maps "A.2"
      When T1 calls invalidate "A"
      Then the device "L" maps nothing in "A"
      And the device "N" maps nothing in "A"

  @ODP-52 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-52 start and end of a section visit the same umems
    The end turns the range into the same closed interval as the start did, so while the tree stays as it
    is, both visit the same umems. One that was released in between simply gets no end.
    Source: 001_48d3141d0b0199f8.txt, rbt_ib_umem_for_each_in_range; analysis

    @id:ODP-52.1
    Scenario: A umem next to the section counts neither its start nor its end
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A.2"
      When the threads take these steps in order:
        | T1               | T2                               |
        |                  | odp_sample "M"                   |
        | start "A.0..A.1" |                                  |
        | end "A.0..A.1"   |                                  |
        |                  | odp_retry "M" -> false           |
        | start "A.3"      |                                  |
        | end "A.3"        |                                  |
        |                  | odp_retry "M" -> false           |
        |                  | odp_fault "M" at "A.2" -> mapped |

    @id:ODP-52.2
    Scenario: A umem is released inside a section
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "K" of "C" over "B"
      And the umem "M" of "C" over "A"
      When the threads take these steps in order:
        | T1        | T2                               |
        | start "A" |                                  |
        |           | odp_release "M"                  |
        | end "A"   |                                  |
        |           | odp_get "N" of "C" over "A" -> 0 |
        |           | odp_fault "N" at "A.0" -> mapped |
      Then there is no warning

  @ODP-56 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-56 the hook takes the device's entries, then the DMA mapping, and then returns
    It is called with the context's semaphore held for read and without the umem mutex, gets the range
    as the section has it, and cuts it to the umem. The device's own entries go first: as long as it has
    one, it may use the DMA mapping.
    Source: 001_48d3141d0b0199f8.txt, invalidate_range_start_trampoline, ib_umem_odp_unmap_dma_pages; analysis

    @id:ODP-56.1
    Scenario: A section that is larger than the umem
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A.1..A.2"
      And the umem "M" maps "A.1"
      And the umem "M" maps "A.2"
      When T1 calls invalidate "A"
      Then the entry of "M" at "A.1" going comes before a DMA unmap of "M" in T1
      And the entry of "M" at "A.2" going comes before a DMA unmap of "M" in T1
      And a DMA unmap of "M" in T1 comes before the end of invalidate_range_start of "C" in T1
      And 0 pages of "M" are mapped for DMA

    @id:ODP-56.2
    Scenario: A section that is smaller
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0"
      And the umem "M" maps "A.1"
      And the umem "M" maps "A.3"
      When T1 calls invalidate "A.1..A.2"
      Then the device "M" maps nothing in "A.1..A.2"
      And the device "M" maps what "mm" maps at "A.0"
      And the device "M" maps what "mm" maps at "A.3"
      And 2 pages of "M" are mapped for DMA

    @id:ODP-56.3 @cap:locks
    Scenario: What is held while the device's entries go
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0"
      When T1 calls invalidate "A"
      Then at the entry of "M" at "A.0" going umem_rwsem was held
      And at the entry of "M" at "A.0" going umem_mutex was not held
      And at a DMA unmap of "M" in T1 umem_mutex was held

  @ODP-48 @party:subscriber @v5.3-rfc @cap:mm @cap:odp @cap:nonblock @must
  Rule: ODP-48 a start that refuses has counted nothing, and its end counts nothing off
    Where every end is called after a failed walk, the one of a subscriber that refused comes too. Whoever
    refuses before it has counted must know then that there is nothing to count off, and has no lock to let go.
    Source: 004_2e4371b40a893f76.txt, on the on-demand paging of that time; analysis

    @id:ODP-48.1
    Scenario: A section that must not block
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      When T1 calls start non-blockable "A"
      Then T1 returned EAGAIN
      And invalidate_range_end of "C" was called once
      And there is no warning
      When T2 calls odp_fault "M" at "A.0"
      Then T2 returned mapped
      When T1 calls invalidate "A"
      Then the device "M" maps nothing in "A"
      When T2 calls odp_fault "M" at "A.0"
      Then T2 returned mapped

    @id:ODP-48.2
    Scenario: Another section is open
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      When the threads take these steps in order:
        | T1                                | T2        | T3                               |
        |                                   | start "A" |                                  |
        | start non-blockable "A" -> EAGAIN |           |                                  |
        |                                   |           | odp_fault "M" at "A.0" -> retry  |
        |                                   | end "A"   |                                  |
        |                                   |           | odp_fault "M" at "A.0" -> mapped |

    @id:ODP-48.3 @cap:register
    Scenario: Another subscriber refuses too
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And the registered subscriber "S"
      And "S" answers EAGAIN in a non-blockable invalidate_range_start
      When T1 calls start non-blockable "A"
      Then T1 returned EAGAIN
      When T2 calls odp_fault "M" at "A.0"
      Then T2 returned mapped
