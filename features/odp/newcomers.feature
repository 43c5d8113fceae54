Feature: On-demand paging, umems that come amid sections
  The notifier of a context is registered when no section is open. Its later umems may come at any
  time, also between the start and the end of a section: that end would be counted without its start.

  @ODP-03 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-03 no end without its start is smoothed over
    As posted, an end that finds the count at zero leaves it there and is reported. In an implementation
    that keeps umems and sections apart there is no such end, and nothing to report. (The kit is strict
    here: what the patch calls a workaround is a violation.)
    Source: 001_48d3141d0b0199f8.txt, ib_umem_notifier_end_account

    @id:ODP-03.1
    Scenario: A umem that came inside a section, and its end
      Given the context "C"
      And the umem "K" of "C" over "B"
      And T1 has called start "A"
      When T2 calls odp_get "M" of "C" over "A"
      And T1 calls end "A"
      Then T2 is not blocked
      And there is no message
      And there is no warning

    @id:ODP-03.2 @cap:introspection @cap:odp-global
    Scenario: The count stays at zero by itself
      Given the context "C"
      And the umem "K" of "C" over "B"
      And T1 has called start "A"
      And T2 has called odp_get "M" of "C" over "A"
      Then "M" counts 0 sections
      When T1 calls end "A"
      Then "M" counts 0 sections
      When T1 calls start "A"
      Then "M" counts 1 section

  @ODP-34 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-34 an end that a umem saw no start of does not count
    A umem that is registered between the start walk and the end walk of a section must neither count
    that end, nor let a fault map what the section removes: a fault inside it finds no open section and
    an unchanged sequence, unless the umem knows better.
    Source: 001_48d3141d0b0199f8.txt, the interleavings of September 2014 (Raindel); analysis

    @id:ODP-34.1 @every-order @cap:mm-dontneed
    Scenario: ILV-16, a umem is registered beside MADV_DONTNEED and used
      Given the anonymous VMA "A.0"
      And the context "C"
      And the umem "K" of "C" over "B"
      When the threads run in every order:
        | T1                     | T2                           |
        | madvise_dontneed "A.0" | odp_get "M" of "C" over "A.0" |
        |                        | odp_fault "M" at "A.0"       |
      Then every outcome is one of:
        | T2.1 | T2     | "M" at "A.0" |
        | 0    | mapped | current      |
        | 0    | mapped | absent       |
        | 0    | retry  | absent       |
      And no outcome is one of:
        | T2.1 | T2     | "M" at "A.0" | rule   | mutant         |
        | 0    | mapped | stale        | ODP-34 | MUT-53, MUT-54 |

    @id:ODP-34.2 @cap:odp-global
    Scenario: When the section is over the umem is as good as any
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "K" of "C" over "B"
      When the threads take these steps in order:
        | T1        | T2                                 | T3                               |
        | start "A" |                                    |                                  |
        |           | odp_get "M" of "C" over "A" -> 0   |                                  |
        |           | odp_fault "M" at "A.0" -> retry    |                                  |
        | end "A"   |                                    |                                  |
        |           | odp_fault "M" at "A.0" -> mapped   |                                  |
        |           |                                    | start "A"                        |
        |           | odp_fault "M" at "A.1" -> retry    |                                  |
        |           |                                    | end "A"                          |
        |           | odp_fault "M" at "A.1" -> mapped   |                                  |
      Then there is no message
      And there is no warning

  @ODP-35 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-35 a count that stops at zero is no cure
    With the count held at zero, the end of a section that a umem saw no start of takes away what the
    start of the next one has added: then the count is zero while that section is open, and a fault maps
    a page that is being freed.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_notifier_end_account, and the mail of Raindel of 11 September 2014

    @id:ODP-35.1 @every-order @cap:mm-dontneed @cap:odp-global
    Scenario: ILV-17, a section from before the umem ends while MADV_DONTNEED and a fault are under way
      Given the anonymous VMA "A.0"
      And the context "C"
      And the umem "K" of "C" over "B"
      And T1 has called start "A.0"
      And T9 has called odp_get "M" of "C" over "A.0"
      When the threads run in every order:
        | T1        | T3                     | T4                     |
        | end "A.0" | madvise_dontneed "A.0" | odp_fault "M" at "A.0" |
      Then every outcome is one of:
        | T4     | "M" at "A.0" |
        | mapped | current      |
        | mapped | absent       |
        | retry  | absent       |
      And no outcome is one of:
        | T4     | "M" at "A.0" | rule   | mutant |
        | mapped | stale        | ODP-35 | MUT-54 |

    @id:ODP-35.2 @cap:odp-global
    Scenario: The fault has to try again until the later section ends
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "K" of "C" over "B"
      When the threads take these steps in order:
        | T1        | T2                               | T3        |
        | start "A" |                                  |           |
        |           | odp_get "M" of "C" over "A" -> 0 |           |
        |           |                                  | start "A" |
        | end "A"   |                                  |           |
        |           | odp_fault "M" at "A.0" -> retry  |           |
        |           |                                  | end "A"   |
        |           | odp_fault "M" at "A.0" -> mapped |           |
      Then there is no message

  @ODP-36 @party:subscriber @v3.19 @cap:mm @cap:odp @cap:odp-global @must
  Rule: ODP-36 the context counts its sections, and a newcomer waits until there are none
    A umem counts for itself from the start if the context has no open section, or if it is its first one.
    Otherwise all of its faults try again until there is none. The first umem finds the count at zero, however
    the context ended before. Sections that overlap without a gap may keep a newcomer waiting.
    Source: 001_48d3141d0b0199f8.txt, Raindel ("global counter"); Linux 3.19 drivers/infiniband/core/umem_odp.c

    @id:ODP-36.1 @cap:introspection
    Scenario: A newcomer waits, an earlier one does not
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "K" of "C" over "B"
      And T1 has called start "A"
      Then the context "C" counts 1 section
      And "K" counts for itself
      When T2 calls odp_get "M" of "C" over "A"
      Then "M" waits to count
      When T1 calls end "A"
      Then "M" counts for itself
      And the context "C" counts 0 sections

    @id:ODP-36.2
    Scenario: A section that has nothing to do with the newcomer
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "K" of "C" over "B"
      When the threads take these steps in order:
        | T1        | T2                               |
        | start "B" |                                  |
        |           | odp_get "M" of "C" over "A" -> 0 |
        |           | odp_fault "M" at "A.0" -> retry  |
        |           | odp_wait "M" -> blocks           |
        | end "B"   | -> 0                             |
        |           | odp_fault "M" at "A.0" -> mapped |

    @id:ODP-36.3
    Scenario: Sections without a gap
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "K" of "C" over "B"
      When the threads take these steps in order:
        | T1        | T2                               | T3        |
        | start "A" |                                  |           |
        |           | odp_get "M" of "C" over "A" -> 0 |           |
        |           |                                  | start "B" |
        | end "A"   |                                  |           |
        |           | odp_fault "M" at "A.0" -> retry  |           |
        | start "A" |                                  |           |
        |           |                                  | end "B"   |
        |           | odp_fault "M" at "A.0" -> retry  |           |
        | end "A"   |                                  |           |
        |           | odp_fault "M" at "A.0" -> mapped |           |

    @id:ODP-36.4
    Scenario: The context was empty while a section was open
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "K" of "C" over "B"
      And T1 has called start "A"
      And T2 has called odp_release "K"
      When T1 calls end "A"
      And T2 calls odp_get "L" of "C" over "B"
      And T2 calls odp_get "M" of "C" over "A"
      And T2 calls odp_fault "M" at "A.0"
      Then T2 returned mapped

  @ODP-37 @party:subscriber @v3.19 @cap:mm @cap:odp @cap:odp-global @must
  Rule: ODP-37 when the last section ends every newcomer counts
    Under the semaphore held for write, after another look at the count: so no umem that has read a count of
    one is missed because it is not on the list yet. After the last end nobody is left on it, and the waiters
    go on.
    Source: Linux 3.19 drivers/infiniband/core/umem_odp.c, ib_ucontext_notifier_end_account (there the list is tested without the lock); analysis

    @id:ODP-37.1 @every-order
    Scenario: ILV-56, the last end beside a get
      Given the anonymous VMA "A.0"
      And the context "C"
      And the umem "K" of "C" over "B"
      And T1 has called start "A.0"
      When the threads run in every order:
        | T1        | T2                            |
        | end "A.0" | odp_get "M" of "C" over "A.0" |
        |           | odp_wait "M"                  |
        |           | odp_fault "M" at "A.0"        |
      Then every outcome is one of:
        | T1      | T2.1 | T2.2 | T2     |
        | nothing | 0    | 0    | mapped |
      And no outcome is one of:
        | T1      | T2.1 | T2.2    | T2      | rule   | mutant  |
        | nothing | 0    | blocked | blocked | ODP-37 | MUT-142 |

    @id:ODP-37.2 @cap:introspection
    Scenario: Two newcomers
      Given the context "C"
      And the umem "K" of "C" over "B"
      And T1 has called start "A"
      And T2 has called odp_get "M" of "C" over "A"
      And T2 has called odp_get "N" of "C" over "D"
      When T1 calls end "A"
      Then "M" counts for itself
      And "N" counts for itself

  @ODP-38 @party:subscriber @v3.19 @cap:mm @cap:odp @cap:odp-global @must
  Rule: ODP-38 a newcomer that waits counts nothing
    Neither starts nor ends: so no end can be counted without its start. Its pages are taken away all the
    same, should it have any.
    Source: Linux 3.19 drivers/infiniband/core/umem_odp.c, ib_umem_notifier_start_account, ib_umem_notifier_end_account

    @id:ODP-38.1
    Scenario: Three sections, two of them from before
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "K" of "C" over "B"
      When the threads take these steps in order:
        | T1        | T2                               | T3        | T4          |
        | start "A" |                                  |           | start "A.0" |
        |           | odp_get "M" of "C" over "A" -> 0 |           |             |
        |           |                                  | start "A" |             |
        | end "A"   |                                  |           |             |
        |           |                                  |           | end "A.0"   |
        |           | odp_fault "M" at "A.0" -> retry  |           |             |
        |           |                                  | end "A"   |             |
        |           | odp_fault "M" at "A.0" -> mapped |           |             |
        | start "A" |                                  |           |             |
        |           | odp_fault "M" at "A.0" -> retry  |           |             |
        | end "A"   |                                  |           |             |
        |           | odp_fault "M" at "A.0" -> mapped |           |             |

    @id:ODP-38.2 @cap:introspection
    Scenario: Its count
      Given the context "C"
      And the umem "K" of "C" over "B"
      And T1 has called start "A"
      And T2 has called odp_get "M" of "C" over "A"
      When T3 calls start "A"
      Then "M" counts 0 sections
      When T1 calls end "A"
      Then "M" counts 0 sections
      When T3 calls end "A"
      Then "M" counts 0 sections

  @ODP-39 @party:subscriber @v3.19 @cap:mm @cap:odp @cap:odp-global @must
  Rule: ODP-39 the context counts before the start walk, and counts off after the end walk
    The write hold of the semaphore comes only when the walk has let it go.
    Source: Linux 3.19 drivers/infiniband/core/umem_odp.c, ib_umem_notifier_invalidate_range_start and _end

    @id:ODP-39.1 @every-order
    Scenario: A get beside a whole section
      Given the anonymous VMA "A.0"
      And the context "C"
      And the umem "K" of "C" over "B"
      When the threads run in every order:
        | T1          | T2                            |
        | start "A.0" | odp_get "M" of "C" over "A.0" |
        | end "A.0"   |                               |
      Then every outcome is one of:
        | T1      | T2 | warnings |
        | nothing | 0  | 0        |

    @id:ODP-39.2 @every-order
    Scenario: A get beside the end of a section, and a fault when all is over
      Given the anonymous VMA "A.0"
      And the context "C"
      And the umem "K" of "C" over "B"
      And T1 has called start "A.0"
      When the threads run in every order:
        | T1        | T2                            |
        | end "A.0" | odp_get "M" of "C" over "A.0" |
        |           | odp_wait "M"                  |
        |           | odp_fault "M" at "A.0"        |
      Then every outcome is one of:
        | T2.1 | T2.2 | T2     |
        | 0    | 0    | mapped |
      And no outcome is one of:
        | T2.1 | T2.2 | T2    | rule   | mutant    |
        | 0    | 0    | retry | ODP-39 | ODP-39-x2 |

    @id:ODP-39.3 @every-order @cap:mm-dontneed
    Scenario: A get and a fault beside MADV_DONTNEED
      Given the anonymous VMA "A.0"
      And the context "C"
      And the umem "K" of "C" over "B"
      When the threads run in every order:
        | T1                     | T2                            |
        | madvise_dontneed "A.0" | odp_get "M" of "C" over "A.0" |
        |                        | odp_fault "M" at "A.0"        |
      Then every outcome is one of:
        | T2.1 | T2     | "M" at "A.0" |
        | 0    | mapped | current      |
        | 0    | mapped | absent       |
        | 0    | retry  | absent       |
      And no outcome is one of:
        | T2.1 | T2     | "M" at "A.0" | rule   | mutant    |
        | 0    | mapped | stale        | ODP-39 | ODP-39-x1 |

  @ODP-40 @party:subscriber @v3.19 @cap:mm @cap:odp @cap:odp-global @must
  Rule: ODP-40 whoever sampled before the umem counted has to try again
    A fault may sample the sequence and read the page tables inside the section that the umem waits for.
    When it takes the mutex the umem may count, and count nothing; so beginning to count changes the sequence.
    Source: analysis of Linux 3.19 drivers/infiniband/core/umem_odp.c, which does not

    @id:ODP-40.1 @every-order @cap:mm-dontneed
    Scenario: ILV-19, a get and a fault inside MADV_DONTNEED
      Given the anonymous VMA "A.0"
      And the context "C"
      And the umem "K" of "C" over "B"
      When the threads run in every order:
        | T1                     | T2                            |
        | madvise_dontneed "A.0" | odp_get "M" of "C" over "A.0" |
        |                        | odp_fault "M" at "A.0"        |
      Then every outcome is one of:
        | T1 | T2.1 | T2     | "M" at "A.0" |
        | 0  | 0    | mapped | current      |
        | 0  | 0    | mapped | absent       |
        | 0  | 0    | retry  | absent       |
      And no outcome is one of:
        | T1 | T2.1 | T2     | "M" at "A.0" | rule   | mutant |
        | 0  | 0    | mapped | stale        | ODP-40 | MUT-66 |

    @id:ODP-40.2
    Scenario: The commit comes right after the end
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "K" of "C" over "B"
      When the threads take these steps in order:
        | T1        | T2                               |
        | start "A" |                                  |
        |           | odp_get "M" of "C" over "A" -> 0 |
        |           | odp_walk "M" at "A.0" -> 0       |
        | end "A"   |                                  |
        |           | odp_commit "M" -> retry          |
        |           | odp_fault "M" at "A.0" -> mapped |

  @ODP-41 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @cap:mm-truncate @must
  Rule: ODP-41 mmap_lock held for write around the registration is no cure
    It excludes sections that hold mmap_lock, MADV_DONTNEED among them. Truncation of a file goes through the
    reverse map and holds none.
    Source: 001_48d3141d0b0199f8.txt, Glisse and Raindel, September 2014; analysis

    @id:ODP-41.1 @every-order
    Scenario: ILV-16 with truncation, and mmap_lock held around the get
      Given the VMA "A.0" of kind shared
      And the context "C"
      And the umem "K" of "C" over "B"
      When the threads run in every order:
        | T1             | T2                            |
        | truncate "A.0" | lock mmap_lock for write      |
        |                | odp_get "M" of "C" over "A.0" |
        |                | unlock mmap_lock              |
        |                | odp_fault "M" at "A.0"        |
      Then every outcome is one of:
        | T2.2 | T2     | "M" at "A.0" |
        | 0    | mapped | current      |
        | 0    | mapped | absent       |
        | 0    | retry  | absent       |
      And no outcome is one of:
        | T2.2 | T2     | "M" at "A.0" | rule   | mutant                    |
        | 0    | mapped | stale        | ODP-41 | ODP-41-x1, MUT-53, MUT-54 |

    @id:ODP-41.2 @cap:register @every-order
    Scenario: ILV-36, the first registration excludes truncation too
      Given the VMA "A.0" of kind shared
      And the context "C"
      When the threads run in every order:
        | T1             | T2                            |
        | truncate "A.0" | odp_get "M" of "C" over "A.0" |
        |                | odp_fault "M" at "A.0"        |
      Then every outcome is one of:
        | T2.1 | T2     | "M" at "A.0" |
        | 0    | mapped | current      |
        | 0    | mapped | absent       |
        | 0    | retry  | absent       |
      And no outcome is one of:
        | T2.1 | T2     | "M" at "A.0" | rule   | mutant               |
        | 0    | mapped | stale        | ODP-41 | ODP-41-x2, ODP-41-x3 |

    @id:ODP-41.3 @every-order @cap:mm-dontneed
    Scenario: ILV-36, the first registration beside MADV_DONTNEED
      Given the anonymous VMA "A.0"
      And the context "C"
      When the threads run in every order:
        | T1                     | T2                            |
        | madvise_dontneed "A.0" | odp_get "M" of "C" over "A.0" |
        |                        | odp_fault "M" at "A.0"        |
      Then every outcome is one of:
        | T2.1 | T2     | "M" at "A.0" |
        | 0    | mapped | current      |
        | 0    | mapped | absent       |
        | 0    | retry  | absent       |
      And no outcome is one of:
        | T2.1 | T2     | "M" at "A.0" | rule   | mutant    |
        | 0    | mapped | stale        | ODP-41 | ODP-41-x3 |

  @ODP-42 @party:subscriber @2014-09,v3.19 @cap:odp @must
  Rule: ODP-42 a start waits for no section of another thread
    To remember each open section in a piece of memory of its own, a start would have to allocate without
    reclaim and to live with failure; with a fixed number of them it must not wait for a free one. That wait
    would order sections that have nothing to do with each other.
    Source: 001_48d3141d0b0199f8.txt, Raindel 2014-09-10 and 2014-09-11, on the alternative of HMM

    @id:ODP-42.1 @every-order
    Scenario: ILV-32, a lock that is taken inside one section and around another one
      Given the context "C"
      And the umem "K" of "C" over "A"
      When the threads run in every order:
        | T1         | T2         |
        | start "A"  | lock "L"   |
        | lock "L"   | start "B"  |
        | unlock "L" | end "B"    |
        | end "A"    | unlock "L" |
      Then every outcome is one of:
        | T1      | T2      |
        | nothing | nothing |
      And no outcome is one of:
        | T1      | T2      | rule   | mutant  |
        | blocked | blocked | ODP-42 | MUT-123 |

    @id:ODP-42.2 @cap:vma
    Scenario: Many sections at once
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "K" of "C" over "A"
      When the threads take these steps in order:
        | T1          | T2          | T3        | T4                              |
        | start "A"   |             |           |                                 |
        | start "A.1" |             |           |                                 |
        |             | start "A.2" |           |                                 |
        |             |             | start "B" |                                 |
        |             |             |           | odp_fault "K" at "A.3" -> retry |
        | end "A"     |             |           |                                 |
        | end "A.1"   |             |           |                                 |
        |             | end "A.2"   |           |                                 |
        |             |             | end "B"   |                                 |

  @ODP-43 @party:subscriber @2014-09,v3.19 @cap:odp @must
  Rule: ODP-43 what is held across a start may be taken inside a section
    Reverse-map locks are held across the start by reclaim and by the splitting of huge pages, and taken inside
    sections by mremap and by mprotect of hugetlb. So the order of those two is open, and whoever waits for
    a section to end must not make a start wait for him.
    Source: 001_48d3141d0b0199f8.txt, Glisse 2014-09-11, who takes the opposite for granted; Linux 6.12 mm/mremap.c, mm/hugetlb.c, mm/khugepaged.c; analysis

    @id:ODP-43.1 @every-order
    Scenario: A get beside two such sections
      Given the context "C"
      And the umem "K" of "C" over "A"
      When the threads run in every order:
        | T1         | T2         | T3                          |
        | start "A"  | lock "L"   | odp_get "M" of "C" over "B" |
        | lock "L"   | start "B"  |                             |
        | unlock "L" | end "B"    |                             |
        | end "A"    | unlock "L" |                             |
      Then every outcome is one of:
        | T1      | T2      | T3 |
        | nothing | nothing | 0  |
      And no outcome is one of:
        | T1      | T2      | T3      | rule   | mutant    |
        | blocked | blocked | blocked | ODP-43 | ODP-43-x1 |

    @id:ODP-43.2
    Scenario: A section inside a section, and a get between their starts
      Given the context "C"
      And the umem "K" of "C" over "A"
      And T1 has called start "A"
      When T2 calls odp_get "M" of "C" over "B"
      And T1 calls start "A.1"
      Then T1 returned nothing
      When T1 calls end "A.1"
      And T1 calls end "A"
      Then T2 is not blocked

  @ODP-50 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-50 a cure excludes every section, or knows those that are open
    A umem that comes amid sections is kept from an end without its start in one of these ways: it asks the
    list of open sections, if that names a section before its start walk; it waits until a count of the
    context's or the address space's sections is zero; its insertion excludes all sections, or waits until
    none is open, without keeping one from beginning inside another. mmap_lock for write is none of them, and
    neither is a count that stops at zero.
    Source: 001_48d3141d0b0199f8.txt, Raindel 2014-09-10; analysis

    @id:ODP-50.1 @every-order @cap:mm-truncate
    Scenario: ILV-16 with truncation
      Given the VMA "A.0" of kind shared
      And the context "C"
      And the umem "K" of "C" over "B"
      When the threads run in every order:
        | T1             | T2                            |
        | truncate "A.0" | odp_get "M" of "C" over "A.0" |
        |                | odp_fault "M" at "A.0"        |
      Then every outcome is one of:
        | T2.1 | T2     | "M" at "A.0" |
        | 0    | mapped | current      |
        | 0    | mapped | absent       |
        | 0    | retry  | absent       |
      And no outcome is one of:
        | T2.1 | T2     | "M" at "A.0" | rule   | mutant                            |
        | 0    | mapped | stale        | ODP-50 | MUT-53, MUT-54, ODP-41-x1, MUT-66 |

    @id:ODP-50.2 @every-order @cap:odp-global
    Scenario: ILV-17 without pages, a get beside the end of one section and the whole of another
      Given the context "C"
      And the umem "K" of "C" over "B"
      And T1 has called start "A"
      When the threads run in every order:
        | T1      | T2                          | T3        |
        | end "A" | odp_get "M" of "C" over "A" | start "A" |
        |         | odp_wait "M"                | end "A"   |
      Then every outcome is one of:
        | T1      | T2.1 | T2 | T3      | warnings |
        | nothing | 0    | 0  | nothing | 0        |

  @ODP-55 @party:subscriber @v3.19 @cap:mm @cap:odp @cap:odp-global @must
  Rule: ODP-55 a newcomer that is released waits no longer
    It is taken off the list under the semaphore held for write, and whoever waits for it goes on. The end of
    the section touches it no more.
    Source: Linux 3.19 drivers/infiniband/core/umem_odp.c, ib_umem_odp_release

    @id:ODP-55.1
    Scenario: A release inside the section that it came in
      Given the context "C"
      And the umem "K" of "C" over "B"
      When the threads take these steps in order:
        | T1        | T2                               | T3                     |
        | start "A" |                                  |                        |
        |           | odp_get "M" of "C" over "A" -> 0 |                        |
        |           |                                  | odp_wait "M" -> blocks |
        |           | odp_release "M"                  | -> 0                   |
        | end "A"   |                                  |                        |
      Then there is no warning
