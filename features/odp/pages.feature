Feature: On-demand paging, what pages are told when the device loses them

  @ODP-31 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-31 a page is unmapped once, and told that it may be dirty
    Unmapping is cut to the umem. Under the umem mutex each page that is mapped is unmapped, told to be
    dirty where the device may have written to it, and taken from both lists, so that whoever comes next
    finds nothing. In 2014 every page of a umem that may be written counts as written; from v3.19 on only
    one that was mapped for writing.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_unmap_dma_pages; Linux 3.19 drivers/infiniband/core/umem_odp.c

    @id:ODP-31.1
    Scenario: A page that the device may write
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0" for writing
      When T1 calls invalidate "A"
      Then a dirty report in T1 comes before a page-table change in T1
      And every page that "M" mapped for DMA was unmapped once

    @id:ODP-31.2 @2014-09
    Scenario: A page that was mapped for reading, of a umem that may be written
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0"
      When T1 calls invalidate "A"
      Then a dirty report in T1 has happened

    @id:ODP-31.3 @v3.19
    Scenario: The same from v3.19 on
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0"
      When T1 calls invalidate "A"
      Then a DMA unmap of "M" in T1 has happened
      And a dirty report in T1 has not happened

    @id:ODP-31.4
    Scenario: A umem that may only be read
      Given the anonymous VMA "A"
      And the context "C"
      And the read-only umem "M" of "C" over "A"
      And the umem "M" maps "A.0"
      When T1 calls invalidate "A"
      Then a DMA unmap of "M" in T1 has happened
      And a dirty report in T1 has not happened

    @id:ODP-31.5
    Scenario: Two sections over the same pages, and a release
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "K" of "C" over "B"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0" for writing
      When the threads take these steps in order:
        | T1        | T2        |
        | start "A" |           |
        |           | start "A" |
        | end "A"   |           |
        |           | end "A"   |
      And T1 calls odp_release "M"
      Then every page that "M" mapped for DMA was unmapped once
      And there was 1 dirty report

  @ODP-32 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-32 that a page is dirty is told without its lock
    Callbacks come with the lock of the page and without it, so nobody may take it there. What keeps the page
    mapped until it has been told is the umem mutex, and the section that is still open.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_unmap_dma_pages, the comment at set_page_dirty

    @id:ODP-32.1 @cap:locks
    Scenario: The umem mutex is held, the page lock is not
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0" for writing
      When T1 calls invalidate "A"
      Then at a dirty report in T1 umem_mutex was held
      And at a dirty report in T1 page_lock was not held
      And the end of invalidate_range_start of "C" in T1 comes before a page-table change in T1

    @id:ODP-32.2 @every-order @cap:mm-dontneed
    Scenario: Two sections meet over a page that is dirty
      Given the anonymous VMA "A.0"
      And the context "C"
      And the umem "M" of "C" over "A.0"
      And the umem "M" maps "A.0" for writing
      When the threads run in every order:
        | T1                     | T2          |
        | madvise_dontneed "A.0" | start "A.0" |
        |                        | end "A.0"   |
      Then every outcome is one of:
        | T1 | "M" at "A.0" | warnings |
        | 0  | absent       | 0        |
