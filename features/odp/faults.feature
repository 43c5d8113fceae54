Feature: On-demand paging, from page fault to invalidation
  A device reaches memory that nobody has pinned: it maps the pages of a umem as it needs them, and
  the notifier takes them away again.

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
