Feature: On-demand paging on interval notifiers
  From Linux 5.5 on each umem is an interval notifier: what the umem counted before, the interval's
  sequence tells now.

  @ODP-44 @party:subscriber @v5.5+ @cap:mm @cap:odp @must
  Rule: ODP-44 a umem covers whole pages, and an implicit one none
    The range is rounded to pages outwards. One that wraps is EOVERFLOW, one that is empty then is EINVAL:
    no length at the start of a page, whereas no length inside a page is one page. An implicit umem has no
    interval; each of its children has one, and takes a user of the address space while it is made, or
    fails with EFAULT.
    Source: Linux 6.12 drivers/infiniband/core/umem_odp.c, ib_init_umem_odp, ib_umem_odp_alloc_implicit, ib_umem_odp_alloc_child

    @id:ODP-44.1
    Scenario Outline: <what>
      Given the context "C"
      When T1 calls odp_get "M" of "C" from <start> length <length>
      Then T1 returned <result>
      And the structure references of "mm" changed by <change>

      Examples:
        | what                              | start            | length           | result    | change |
        | four pages                        | 100000           | 4000             | 0         | +1     |
        | nothing at the start of a page    | 100000           | 0                | EINVAL    | 0      |
        | nothing inside a page             | 100800           | 0                | 0         | +1     |
        | up to the last byte               | fffffffffffff000 | 1000             | EOVERFLOW | 0      |
        | beyond the last byte              | ffffffffffffe000 | 3000             | EOVERFLOW | 0      |
        | a part of the last page           | ffffffffffffe000 | 1001             | EOVERFLOW | 0      |
        | a length that wraps               | 1000             | ffffffffffffffff | EOVERFLOW | 0      |

    @id:ODP-44.2
    Scenario Outline: Half of a page, and a section over <range>
      Given the anonymous VMA "A"
      And the context "C"
      And T9 has called odp_get "M" of "C" from 101800 length 1000
      When T1 calls invalidate "<range>"
      Then invalidate of "M" was called <times>

      Examples:
        | range | times |
        | A.0   | never |
        | A.1   | once  |
        | A.2   | once  |
        | A.3   | never |

    @id:ODP-44.3
    Scenario: An implicit umem and its child
      Given the anonymous VMA "A"
      And the context "C"
      And T9 has called odp_get_implicit "I" of "C"
      When T1 calls invalidate "A"
      Then no callback was called
      When T2 calls odp_get_child "M" of "C" in "I" over "A"
      Then T2 returned 0
      And the user references of "mm" changed by 0
      When T2 calls odp_fault "M" at "A.0"
      Then T2 returned mapped
      When T1 calls invalidate "A"
      Then invalidate of "M" was called once
      And the device "M" maps nothing in "A"

    @id:ODP-44.4
    Scenario: A child when the process is gone
      Given the context "C"
      And T9 has called mmgrab
      And T9 has called odp_get_implicit "I" of "C"
      And T9 has called exit
      When T1 calls odp_get_child "M" of "C" in "I" over "A"
      Then T1 returned EFAULT
      And there is no warning
      When T1 calls mmdrop
      Then the structure of "mm" was freed

  @ODP-45 @party:subscriber @v5.5+ @cap:mm @cap:odp @must
  Rule: ODP-45 a fault tries again until it comes through, and returns with the mutex held
    read_begin, the look-up under mmap_lock, the umem mutex, read_retry. A collision that the look-up finds is
    tried again until time is up; one that read_retry finds is tried again in any case. With the pages mapped
    for DMA the mutex stays held until the device has its entries; after an error it is free. Without users
    the answer is EINVAL.
    Source: Linux 6.12 drivers/infiniband/core/umem_odp.c, ib_umem_odp_map_dma_and_lock

    @id:ODP-45.1 @cap:locks
    Scenario: The mutex from the DMA mapping to the device's entry
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      When T1 calls odp_fault "M" at "A.0"
      Then T1 returned mapped
      And at a DMA map of "M" in T1 umem_mutex was held
      And at the entry of "M" at "A.0" coming umem_mutex was held
      And at a DMA map of "M" in T1 mmap_lock was not held
      When T1 calls invalidate "A"
      Then the device "M" maps nothing in "A"

    @id:ODP-45.2
    Scenario: A fault waits for the section, and comes through
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      When the threads take these steps in order:
        | T1        | T2                               |
        | start "A" |                                  |
        |           | odp_fault "M" at "A.0" -> blocks |
        | end "A"   | -> mapped                        |
      Then the device "M" maps what "mm" maps at "A.0"

    @id:ODP-45.3
    Scenario: A collision before the look-up
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      When the threads take these steps in order:
        | T1                               | T2                            | T3                                  |
        |                                  | lock mmap_lock for write      |                                     |
        | odp_fault "M" at "A.0" -> blocks |                               |                                     |
        |                                  |                               | start "A" through the reverse map   |
        |                                  |                               | end "A"                             |
        | -> mapped                        | unlock mmap_lock              |                                     |
      Then the device "M" maps what "mm" maps at "A.0"

    @id:ODP-45.4 @cap:fault-injection
    Scenario: A collision before the look-up, and time is up
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And T9 has called inject "odp-timeout"
      When the threads take these steps in order:
        | T1                               | T2                            | T3                                  |
        |                                  | lock mmap_lock for write      |                                     |
        | odp_fault "M" at "A.0" -> blocks |                               |                                     |
        |                                  |                               | start "A" through the reverse map   |
        |                                  |                               | end "A"                             |
        | -> EBUSY                         | unlock mmap_lock              |                                     |
      Then the device "M" maps nothing in "A"
      And 0 pages of "M" are mapped for DMA
      When T2 calls invalidate "A"
      Then T2 returned nothing

    @id:ODP-45.5
    Scenario: The process is gone
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And T9 has called exit
      When T1 calls odp_fault "M" at "A.0"
      Then T1 returned EINVAL

    @id:ODP-45.6 @every-order @cap:mm-dontneed
    Scenario: A fault beside MADV_DONTNEED
      Given the anonymous VMA "A.0"
      And the context "C"
      And the umem "M" of "C" over "A.0"
      When the threads run in every order:
        | T1                     | T2                     |
        | odp_fault "M" at "A.0" | madvise_dontneed "A.0" |
      Then every outcome is one of:
        | T1     | "M" at "A.0" |
        | mapped | current      |
        | mapped | absent       |
      And no outcome is one of:
        | T1     | "M" at "A.0" | rule   | mutant               |
        | mapped | stale        | ODP-45 | ODP-45-x1, ODP-45-x2 |

    @id:ODP-45.7
    Scenario Outline: <what>
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A.0..A.1"
      When T1 calls odp_map_pages "M" at "<range>" to <access>
      Then T1 returned <result>
      And <pages> of "M" are mapped for DMA

      Examples:
        | what           | range    | access | result | pages   |
        | both pages     | A.0..A.1 | write  | "2"    | 2 pages |
        | no access      | A.0      | none   | EINVAL | 0 pages |
        | beyond the end | A        | read   | EFAULT | 0 pages |

  @ODP-46 @party:subscriber @v5.5+ @cap:mm @cap:odp @must
  Rule: ODP-46 invalidate refuses at once, or does everything
    Where it may not sleep it answers false before it has touched anything. Otherwise it takes the umem mutex,
    notes the sequence, takes the device's entries, unmaps their pages, dirty where they may be written, and
    then answers true.
    Source: Linux 6.12 drivers/infiniband/hw/mlx5/odp.c, mlx5_ib_invalidate_range

    @id:ODP-46.1 @cap:nonblock
    Scenario: A section that must not block
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0"
      And T2 has called odp_sample "M"
      When T1 calls start non-blockable "A"
      Then T1 returned EAGAIN
      And invalidate of "M" was called once
      And the device "M" maps what "mm" maps at "A.0"
      When T2 calls odp_retry "M"
      Then T2 returned false

    @id:ODP-46.2
    Scenario: The order of what it does
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0" for writing
      And the umem "M" maps "A.1"
      When T1 calls invalidate "A"
      Then the entry of "M" at "A.0" going comes before a DMA unmap of "M" in T1
      And a DMA unmap of "M" in T1 comes before the end of invalidate of "M" in T1
      And a dirty report in T1 comes before the end of invalidate of "M" in T1
      And there was 1 dirty report
      And every page that "M" mapped for DMA was unmapped once

    @id:ODP-46.3 @cap:locks
    Scenario: What it holds
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0"
      When T1 calls invalidate "A"
      Then at the entry of "M" at "A.0" going umem_mutex was held
      And at a DMA unmap of "M" in T1 umem_mutex was held

    @id:ODP-46.4
    Scenario: A look-up from before the section
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And T1 has called odp_walk "M" at "A.0"
      And T2 has called invalidate "A"
      When T1 calls odp_commit "M"
      Then T1 returned retry
      And the device "M" maps nothing in "A"

    @id:ODP-46.5
    Scenario: A section over one page of two
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0"
      And the umem "M" maps "A.1"
      When T1 calls invalidate "A.0"
      Then the device "M" maps nothing in "A.0"
      And the device "M" maps what "mm" maps at "A.1"

  @ODP-47 @party:subscriber @v5.5+ @cap:mm @cap:odp @must
  Rule: ODP-47 release unmaps under the mutex, and removes the interval without it
    remove waits for callbacks that are under way, and they take the mutex.
    Source: Linux 6.12 drivers/infiniband/core/umem_odp.c, ib_umem_odp_release

    @id:ODP-47.1 @every-order @cap:mm-dontneed
    Scenario: A release beside MADV_DONTNEED
      Given the anonymous VMA "A.0"
      And the context "C"
      And the umem "M" of "C" over "A.0"
      And the umem "M" maps "A.0"
      When the threads run in every order:
        | T1              | T2                     |
        | odp_release "M" | madvise_dontneed "A.0" |
      Then every outcome is one of:
        | T1      | T2 | "M" at "A.0" |
        | nothing | 0  | absent       |
      And no outcome is one of:
        | T1      | T2      | "M" at "A.0" | rule   | mutant    |
        | blocked | blocked | absent       | ODP-47 | ODP-47-x1 |

    @id:ODP-47.2
    Scenario: Every page is unmapped, and nobody is called afterwards
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0"
      And the umem "M" maps "A.2" for writing
      When T1 calls odp_release "M"
      Then every page that "M" mapped for DMA was unmapped once
      And there was 1 dirty report
      And the structure references of "mm" changed by -1
      When T2 calls invalidate "A"
      Then no callback was called
