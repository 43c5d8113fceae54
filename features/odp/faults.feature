Feature: On-demand paging, the faults of the device
  A device reaches memory that nobody has pinned: it maps the pages of a umem as it needs them, and
  the notifier takes them away again.

  @ODP-04 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-04 retry: a section is open, or one has ended since
    The answer is yes while the umem counts an open section; otherwise it is whether the sequence is
    another one than that which was sampled. It is given under the umem mutex, and the caller goes on
    under the same hold: then the order of the two tests does not matter.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_mmu_notifier_retry

    @id:ODP-04.1
    Scenario: The four cases
      Given the context "C"
      And the umem "M" of "C" over "A"
      When the threads take these steps in order:
        | T1                               | T2        |
        | odp_sample "M" as "before"       |           |
        | odp_retry "M" as "before" -> false |         |
        |                                  | start "A" |
        | odp_retry "M" as "before" -> true  |         |
        | odp_sample "M" as "inside"       |           |
        | odp_retry "M" as "inside" -> true  |         |
        |                                  | end "A"   |
        | odp_retry "M" as "before" -> true  |         |
        | odp_retry "M" as "inside" -> true  |         |
        | odp_sample "M" as "after"        |           |
        | odp_retry "M" as "after" -> false  |         |

    @id:ODP-04.2 @ODP-02 @every-order @cap:mm-dontneed
    Scenario: ILV-06, a commit beside MADV_DONTNEED, the look-up before both
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
        | mapped | stale        | ODP-04 | MUT-59, ODP-04-x2    |
        | mapped | stale        | ODP-02 | ODP-02-x1, ODP-02-x3 |

  @ODP-24 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-24 a fault asks again under the umem mutex before it stores anything
    Whether an invalidation is under way, or has ended since the sequence was read, is tested under
    the umem mutex. If so the fault has to be tried again, and nothing is stored.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_map_dma_single_page

    @id:ODP-24.1
    Scenario: A look-up from before a section, a commit after it
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And T1 has called odp_walk "M" at "A.0"
      When T2 calls invalidate "A"
      Then T2 returned nothing
      When T1 calls odp_commit "M"
      Then T1 returned retry
      And the device "M" maps nothing in "A"
      And 0 pages of "M" are mapped for DMA

    @id:ODP-24.2
    Scenario: A commit inside a section
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And T1 has called odp_walk "M" at "A.0"
      And T2 has called start "A"
      When T1 calls odp_commit "M"
      Then T1 returned retry
      And the device "M" maps nothing in "A"
      And 0 pages of "M" are mapped for DMA

    @id:ODP-24.3 @every-order @cap:mm-dontneed
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
        | retry  | absent       |
      And no outcome is one of:
        | T1     | "M" at "A.0" | rule   | mutant    |
        | mapped | stale        | ODP-24 | ODP-24-x1 |

  @ODP-25 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-25 an empty slot takes the page, if that can be mapped for DMA
    The page is mapped for DMA, and stored with the access that it was asked for. If it cannot be mapped
    the fault fails with EFAULT and the slot stays empty.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_map_dma_single_page

    @id:ODP-25.1
    Scenario Outline: A fault to <access>
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      When T1 calls <operation>
      Then T1 returned mapped
      And the device "M" maps what "mm" maps at "A.2"
      And 1 page of "M" is mapped for DMA
      And the device "M" maps nothing in "A.0..A.1"
      And the device "M" <permission>

      Examples:
        | access | operation                       | permission             |
        | read   | odp_fault "M" at "A.2"          | may not write in "A.2" |
        | write  | odp_fault "M" at "A.2" to write | may write at "A.2"     |

    @id:ODP-25.2 @cap:fault-injection
    Scenario: The page cannot be mapped for DMA
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And T9 has called inject "dma-map"
      When T1 calls odp_fault "M" at "A.2"
      Then T1 returned EFAULT
      And the device "M" maps nothing in "A"
      And 0 pages of "M" are mapped for DMA
      When T1 calls odp_fault "M" at "A.2"
      Then T1 returned mapped

  @ODP-26 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-26 a slot that has the page already only gains access
    The access is added to what the slot has. A second reference to the page is not kept.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_map_dma_single_page

    @id:ODP-26.1
    Scenario: Reading after writing takes nothing away
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0" for writing
      When T1 calls odp_fault "M" at "A.0"
      Then T1 returned mapped
      And the device "M" may write at "A.0"
      And 1 page of "M" is mapped for DMA
      When T1 calls invalidate "A"
      Then a dirty report in T1 has happened

    @id:ODP-26.2
    Scenario: Writing after reading
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0"
      When T1 calls odp_fault "M" at "A.0" to write
      Then T1 returned mapped
      And the device "M" may write at "A.0"
      And 1 page of "M" is mapped for DMA
      When T1 calls invalidate "A"
      Then a dirty report in T1 has happened

    @id:ODP-26.3 @cap:mm-munmap
    Scenario: A page that is pinned is pinned once
      Given the anonymous VMA "A"
      And the plain context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0"
      And the umem "M" maps "A.0"
      And T9 has called munmap "A"
      When T1 calls odp_release "M"
      Then T1 freed 1 page

  @ODP-27 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @cap:mm-write-fault @cap:fault-injection @must
  Rule: ODP-27 a slot with another page than the process has is emptied
    Something went wrong before. It is reported, that page alone is invalidated as by a section of its
    own, and the fault has to be tried again.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_map_dma_single_page

    @id:ODP-27.1
    Scenario: The driver forgot an invalidation
      Given the VMA "A" of kind file
      And the context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0"
      And T9 has called inject "lost-invalidation"
      And T9 has called write_fault "A.0"
      And T2 has called odp_sample "M"
      When T1 calls odp_fault "M" at "A.0"
      Then T1 returned retry
      And the device "M" maps nothing in "A.0"
      And there is a message
      And 0 pages of "M" are mapped for DMA
      When T2 calls odp_retry "M"
      Then T2 returned true
      When T1 calls odp_fault "M" at "A.0"
      Then T1 returned mapped
      And the oracle reports coherence

  @ODP-28 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @cap:mm-write-fault @cap:fault-injection @must
  Rule: ODP-28 that page is the one of the slot
    Its address is the start of the umem and the slot's distance from there. (The patch as posted adds
    that distance to the start of the fault, which is right only where both are the same.)
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_map_dma_single_page, base_virt_addr; analysis

    @id:ODP-28.1
    Scenario: The fourth page of eight, all of them mapped
      Given the ranges
        | U | pages 256 to 263 |
      And the VMA "U" of kind file
      And the context "C"
      And the umem "M" of "C" over "U"
      And T9 has called odp_map_pages "M" at "U" to read
      And T9 has called inject "lost-invalidation"
      And T9 has called write_fault "U.3"
      When T1 calls odp_fault "M" at "U.3"
      Then T1 returned retry
      And the device "M" maps nothing in "U.3"
      And 7 pages of "M" are mapped for DMA
      And the device "M" maps what "mm" maps at "U.6"
      And the oracle reports coherence

  @ODP-29 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-29 what the notifier watches is not pinned
    With notifiers the reference of the look-up goes back in any case, stored or not. Without them it
    stays with the page if that was stored, and goes back otherwise.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_map_dma_single_page

    @id:ODP-29.1 @cap:mm-munmap
    Scenario: The pages of a umem go with their mapping
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      When T1 calls odp_fault "M" at "A.0"
      Then T1 returned mapped
      And a page reference taken in T1 comes before a page reference dropped in T1
      When T2 calls munmap "A"
      Then T2 freed 4 pages

    @id:ODP-29.2 @cap:mm-munmap
    Scenario: A fault that has to be tried again holds nothing
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And T1 has called start "A"
      When T2 calls odp_fault "M" at "A.0"
      Then T2 returned retry
      And a page reference taken in T2 comes before a page reference dropped in T2
      When T1 calls end "A"
      And T2 calls munmap "A"
      Then T2 freed 4 pages

    @id:ODP-29.3 @cap:mm-munmap
    Scenario: Without notifiers a page stays until it is unmapped
      Given the anonymous VMA "A"
      And the plain context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0"
      When T1 calls munmap "A"
      Then T1 freed 3 pages
      When T1 calls odp_release "M"
      Then T1 freed 1 page

  @ODP-30 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-30 map_pages answers how many, or why not
    No access is EINVAL, a range that is not in the umem is EFAULT. Every page that the range touches
    counts, the one in which it begins included. A collision is EAGAIN. What was mapped before an error
    stays. A page that cannot be had ends the call: on the first page with the error, later with the
    number of pages before it.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_map_dma_pages

    @id:ODP-30.1
    Scenario Outline: <what>
      Given the anonymous VMA "A"
      And the ranges
        | half | bytes 100800 to 1017ff |
      And the context "C"
      And the umem "M" of "C" over "A"
      When T1 calls odp_map_pages "M" at "<range>" to <access>
      Then T1 returned <result>
      And <pages> of "M" are mapped for DMA

      Examples:
        | what                             | range    | access | result | pages   |
        | all pages                        | A        | read   | "4"    | 4 pages |
        | all pages, to write              | A        | write  | "4"    | 4 pages |
        | a page's length across two pages | half     | read   | "2"    | 2 pages |
        | no access                        | A        | none   | EINVAL | 0 pages |
        | beyond the end                   | A.3..A.4 | read   | EFAULT | 0 pages |
        | somewhere else                   | B        | read   | EFAULT | 0 pages |

    @id:ODP-30.2
    Scenario Outline: Memory ends <where>
      Given the anonymous VMA "<memory>"
      And the context "C"
      And the umem "M" of "C" over "A"
      When T1 calls odp_map_pages "M" at "A" to read
      Then T1 returned <result>
      And <pages> of "M" are mapped for DMA

      Examples:
        | where                | memory   | result | pages   |
        | after two pages      | A.0..A.1 | "2"    | 2 pages |
        | before the first one | B        | EFAULT | 0 pages |

    @id:ODP-30.3 @cap:fault-injection
    Scenario: The second page cannot be mapped for DMA
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0"
      And T9 has called inject "dma-map"
      When T1 calls odp_map_pages "M" at "A" to read
      Then T1 returned EFAULT
      And 1 page of "M" is mapped for DMA
      And the device "M" maps what "mm" maps at "A.0"

    @id:ODP-30.4 @every-order @cap:mm-dontneed
    Scenario: The second page is invalidated meanwhile
      Given the anonymous VMA "A.0..A.1"
      And the context "C"
      And the umem "M" of "C" over "A.0..A.1"
      When the threads run in every order:
        | T1                                        | T2                     |
        | odp_map_pages "M" at "A.0..A.1" to read   | madvise_dontneed "A.1" |
      Then every outcome is one of:
        | T1     | "M" at "A.0" | "M" at "A.1" |
        | 2      | current      | current      |
        | 2      | current      | absent       |
        | EAGAIN | current      | absent       |
        | EAGAIN | absent       | absent       |
      And no outcome is one of:
        | T1     | "M" at "A.0" | "M" at "A.1" | rule   | mutant    |
        | 2      | current      | stale        | ODP-30 | ODP-24-x1 |

  @ODP-54 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-54 sequence, user, pages, and then the mutex
    A fault reads the sequence first. Then it takes a user of the owner's address space, and if there is
    none it fails with EINVAL. It looks the pages up under mmap_lock held for read, and under none of the
    locks that a callback takes, because looking up may invalidate. It lets go of mmap_lock before it
    takes the umem mutex.
    Source: 001_48d3141d0b0199f8.txt, Glisse 2014-09-10; Linux 3.19 drivers/infiniband/core/umem_odp.c, ib_umem_odp_map_dma_pages

    @id:ODP-54.1 @cap:locks
    Scenario: What is held where
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      When T1 calls odp_fault "M" at "A.0"
      Then T1 returned mapped
      And at a page reference taken in T1 mmap_lock was held
      And at a page reference taken in T1 umem_mutex was not held
      And at a page reference taken in T1 umem_rwsem was not held
      And at a DMA map of "M" in T1 umem_mutex was held
      And at a DMA map of "M" in T1 mmap_lock was not held

    @id:ODP-54.2
    Scenario: The process is gone
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And T9 has called exit
      When T1 calls odp_fault "M" at "A.0"
      Then T1 returned EINVAL
      When T1 calls odp_map_pages "M" at "A" to read
      Then T1 returned EINVAL

    @id:ODP-54.3
    Scenario: A write by the device copies the page, and collides with itself
      Given the VMA "A" of kind file
      And the context "C"
      And the umem "M" of "C" over "A"
      When T1 calls odp_fault "M" at "A.0" to write
      Then T1 returned retry
      When T1 calls odp_fault "M" at "A.0" to write
      Then T1 returned mapped
      And the device "M" maps what "mm" maps at "A.0"

    @id:ODP-54.4 @every-order @cap:mm-dontneed
    Scenario: A sequence that is read after the look-up says nothing
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
        | retry  | absent       |
      And no outcome is one of:
        | T1     | "M" at "A.0" | rule   | mutant    |
        | mapped | stale        | ODP-54 | ODP-54-x1 |

    @id:ODP-54.5 @every-order
    Scenario: The process ends beside a fault
      Given the anonymous VMA "A.0"
      And the context "C"
      And the umem "M" of "C" over "A.0"
      When the threads run in every order:
        | T1                     | T2   |
        | odp_fault "M" at "A.0" | exit |
      Then every outcome is one of:
        | T1     | "M" at "A.0" |
        | mapped | absent       |
        | EINVAL | absent       |
