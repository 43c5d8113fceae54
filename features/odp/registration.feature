Feature: On-demand paging, registration and release of umems
  A context is a device as one process uses it. The first umem of a context registers the notifier on
  the address space of that process, the last one unregisters it.

  @ODP-14 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-14 a umem without a byte counts, and is in no tree
    It keeps the context registered like any other. As the closed interval that it would be it has no
    place in a tree.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_get, ib_umem_odp_release; analysis: as posted the page list of no length cannot be allocated, so that the case is never reached

    @id:ODP-14.1
    Scenario: It registers the notifier, and no section concerns it
      Given the context "C"
      When T1 calls odp_get "Z" of "C" from 101000 length 0
      Then T1 returned 0
      And the structure references of "mm" changed by +1
      When T1 calls odp_get "M" of "C" over "B"
      Then the structure references of "mm" changed by 0
      When the threads take these steps in order:
        | T1                       | T2             |
        | odp_sample "Z"           |                |
        |                          | invalidate "A" |
        | odp_retry "Z" -> false   |                |
        | odp_release "M"          |                |
        | odp_release "Z"          |                |
      Then release of "C" was called once

    @id:ODP-14.2 @cap:introspection
    Scenario: What the context has of it
      Given the context "C"
      When T1 calls odp_get "Z" of "C" from 101000 length 0
      Then the context "C" has 1 umem, 0 of them in its tree
      When T1 calls odp_release "Z"
      Then the context "C" has 0 umems, 0 of them in its tree

  @ODP-15 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-15 another process cannot register with the context
    A child that has inherited the device gets EINVAL, and so does whoever has no address space any more.
    Nothing changes, and the user reference that was taken meanwhile goes back.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_get (there a caller without an address space is a fatal check); Linux 3.19 drivers/infiniband/core/umem_odp.c

    @id:ODP-15.1 @cap:mm-fork
    Scenario: A child after fork
      Given the context "C"
      And the umem "K" of "C" over "B"
      And T9 has called fork "child"
      When T1 calls odp_get "M" of "C" over "A" on "child"
      Then T1 returned EINVAL
      And "child" has 1 user and 1 structure reference
      And the structure references of "mm" changed by 0
      When T1 calls odp_fault "M" at "A.0"
      Then T1 returned EINVAL

    @id:ODP-15.2
    Scenario: A caller without an address space
      Given the context "C"
      And T9 has called mmgrab
      And T9 has called exit
      When T1 calls odp_get "M" of "C" over "A"
      Then T1 returned EINVAL
      And the structure references of "mm" changed by 0
      When T1 calls mmdrop
      Then the structure of "mm" was freed

  @ODP-16 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @cap:fault-injection @must
  Rule: ODP-16 without memory nothing is left behind
    Whichever allocation fails, the answer is ENOMEM and what was done before is undone.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_get

    @id:ODP-16.1
    Scenario Outline: <what> cannot be allocated
      Given the context "C"
      And T9 has called inject "<fault>"
      When T1 calls odp_get "M" of "C" over "A"
      Then T1 returned ENOMEM
      And the structure references of "mm" changed by 0
      And the user references of "mm" changed by 0
      When T1 calls odp_get "M" of "C" over "A"
      Then T1 returned 0
      And the structure references of "mm" changed by +1

      Examples:
        | what          | fault            |
        | the umem data | odp-data-ENOMEM  |
        | the page list | page-list-ENOMEM |
        | the DMA list  | dma-list-ENOMEM  |

    @id:ODP-16.2 @cap:introspection
    Scenario Outline: <what> cannot be allocated, and memory is counted
      Given the context "C"
      And T9 has called inject "<fault>"
      When T1 calls odp_get "M" of "C" over "A"
      Then the context "C" has no memory allocated for umems
      And the context "C" has 0 umems, 0 of them in its tree

      Examples:
        | what          | fault            |
        | the umem data | odp-data-ENOMEM  |
        | the page list | page-list-ENOMEM |
        | the DMA list  | dma-list-ENOMEM  |

  @ODP-17 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-17 the first umem registers the notifier, and nobody comes in before it has
    A umem is counted and entered in one hold of the semaphore for write. The first one registers the
    notifier; a get beside it returns only when that is done. If the registration fails that is reported,
    and the answer is EBUSY.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_get; analysis: what the patch keeps together by a downgrade of the semaphore

    @id:ODP-17.1
    Scenario: One registration for two umems
      Given the context "C"
      When T1 calls odp_get "M" of "C" over "A"
      Then T1 returned 0
      And the structure references of "mm" changed by +1
      When T1 calls odp_get "N" of "C" over "B"
      Then T1 returned 0
      And the structure references of "mm" changed by 0
      When T1 calls invalidate "A..B"
      Then invalidate_range_start of "C" was called once

    @id:ODP-17.2 @cap:fault-injection
    Scenario Outline: The registration fails with <fault>
      Given the context "C"
      And T9 has called inject "<fault>"
      When T1 calls odp_get "M" of "C" over "A"
      Then T1 returned EBUSY
      And there is a message
      And the structure references of "mm" changed by 0

      Examples:
        | fault  |
        | ENOMEM |
        | EINTR  |

    @id:ODP-17.3
    Scenario: A second get while the first one registers
      Given the anonymous VMA "A"
      And the context "C"
      When the threads take these steps in order:
        | T1                                    | T2                                    | T3        |
        |                                       |                                       | start "A" |
        | odp_get "M" of "C" over "B" -> blocks |                                       |           |
        |                                       | odp_get "N" of "C" over "A" -> blocks |           |
        | -> 0                                  | -> 0                                  | end "A"   |
        |                                       | odp_fault "N" at "A.0" -> mapped      |           |
      And T3 calls invalidate "A"
      Then the device "N" maps nothing in "A"

    @id:ODP-17.4 @every-order
    Scenario: Two gets, and a section when the second one has returned
      Given the anonymous VMA "A.0"
      And the context "C"
      When the threads run in every order:
        | T1                          | T2                            |
        | odp_get "M" of "C" over "B" | odp_get "N" of "C" over "A.0" |
        |                             | odp_fault "N" at "A.0"        |
        |                             | invalidate "A.0"              |
      Then every outcome is one of:
        | T1 | T2.1 | T2.2   | "N" at "A.0" |
        | 0  | 0    | mapped | absent       |
      And no outcome is one of:
        | T1 | T2.1 | T2.2   | "N" at "A.0" | rule   | mutant    |
        | 0  | 0    | mapped | stale        | ODP-17 | ODP-17-x4 |

  @ODP-18 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @cap:fault-injection @must
  Rule: ODP-18 a registration that failed leaves no umem and no count
    Otherwise the next get finds a count that says that the notifier is there. And no get relies on a
    registration that fails: one that comes before everything is undone registers itself, or fails.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_get, the labels after the registration; analysis

    @id:ODP-18.1
    Scenario: The next get registers
      Given the anonymous VMA "A"
      And the context "C"
      And T9 has called inject "EINTR"
      When T1 calls odp_get "M" of "C" over "A"
      Then T1 returned EBUSY
      When T1 calls odp_get "N" of "C" over "A"
      Then T1 returned 0
      And the structure references of "mm" changed by +1
      When T1 calls odp_fault "N" at "A.0"
      And T1 calls invalidate "A"
      Then the device "N" maps nothing in "A"

    @id:ODP-18.2 @cap:introspection
    Scenario: Nothing is left
      Given the context "C"
      And T9 has called inject "EINTR"
      When T1 calls odp_get "M" of "C" over "A"
      Then the context "C" has 0 umems, 0 of them in its tree
      And the context "C" has no memory allocated for umems

    @id:ODP-18.3 @every-order
    Scenario: Two gets, and one registration that fails
      Given the context "C"
      And T9 has called inject "EINTR"
      When the threads run in every order:
        | T1                          | T2                          |
        | odp_get "M" of "C" over "A" | odp_get "N" of "C" over "B" |
        | invalidate "A"              | invalidate "B"              |
      Then every outcome is one of:
        | T1.1  | T2.1  | invalidate_range_start of "C" in T2 |
        | EBUSY | 0     | 1                                   |
        | 0     | EBUSY | 0                                   |
        | 0     | EBUSY | 1                                   |
      And no outcome is one of:
        | T1.1  | T2.1 | invalidate_range_start of "C" in T2 | rule   | mutant    |
        | EBUSY | 0    | 0                                   | ODP-18 | ODP-17-x4 |

  @ODP-19 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-19 get drops its user of the address space after its locks
    It holds a user for as long as it runs. That may be the last one when it is dropped: then the exit path
    runs in this thread, with the callback that takes the semaphore.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_get, the comment before mmput

    @id:ODP-19.1
    Scenario: The process ends while a get waits for mmap_lock
      Given the context "C"
      And T2 has called lock mmap_lock for write
      When T1 calls odp_get "M" of "C" over "A"
      Then T1 is blocked on mmap_lock
      When T3 calls exit
      Then T3 returned nothing
      And release of "C" was not called
      When T2 calls unlock mmap_lock
      Then T1 returned 0
      And release of "C" was called once in T1
      When T1 calls odp_release "M"
      Then the structure of "mm" was freed

    @id:ODP-19.2
    Scenario: Users are balanced
      Given the context "C"
      When T1 calls odp_get "M" of "C" over "A"
      Then the user references of "mm" changed by 0
      When T1 calls odp_release "M"
      Then the user references of "mm" changed by 0

  @ODP-20 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-20 release unmaps every page first, and frees everything
    The device does not use the umem any more. Every page that was mapped for DMA is unmapped once before
    release returns; the lists, the umem and its own data are freed.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_release; analysis: the lines around it free the lists and the umem, and not its odp_data

    @id:ODP-20.1
    Scenario: Three pages, one of them gone already
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "K" of "C" over "B"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0"
      And the umem "M" maps "A.1"
      And the umem "M" maps "A.2"
      And T2 has called invalidate "A.1"
      When T1 calls odp_release "M"
      Then T1 returned nothing
      And the device "M" maps nothing in "A"
      And every page that "M" mapped for DMA was unmapped once
      And a DMA unmap of "M" comes before the return of odp_release in T1

    @id:ODP-20.2 @cap:introspection
    Scenario: All memory goes back
      Given the context "C"
      And the umem "M" of "C" over "A"
      When T1 calls odp_release "M"
      Then the context "C" has no memory allocated for umems

  @ODP-21 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-21 the last release unregisters, whether or not the owner lives
    It unregisters from the address space that was registered with, which the structure reference of the
    registration has kept. The owner may have ended while another user keeps its address space: then the
    subscriber is still on the list.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_release (there it is skipped when the task or its address space is gone); analysis

    @id:ODP-21.1 @cap:process
    Scenario: The owner has ended, and another process uses its address space
      Given the context "C"
      And the umem "M" of "C" over "A"
      And T2 has called mmget
      And T9 has called process_exit
      When T1 calls odp_release "M"
      Then release of "C" was called once
      And the structure references of "mm" changed by -1
      When T2 calls invalidate "A"
      Then no callback was called

    @id:ODP-21.2
    Scenario: The last of two
      Given the context "C"
      And the umem "M" of "C" over "A"
      And the umem "N" of "C" over "B"
      When T1 calls odp_release "M"
      Then the structure references of "mm" changed by 0
      When T2 calls invalidate "B"
      Then invalidate_range_start of "C" was called once
      When T1 calls odp_release "N"
      Then the structure references of "mm" changed by -1
      When T2 calls invalidate "B"
      Then no callback was called

  @ODP-22 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-22 unregistering waits for callbacks, and holds nothing that they wait for
    The patch downgrades the semaphore, so that callbacks, which read, can finish while unregister waits for
    them. With a semaphore that lets no reader pass a writer who waits that is a deadlock: a get waits for
    the release, a callback for the get, and the release for the callback. So is an end callback that takes
    it for write.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_release, the comment before the downgrade; Linux 3.19 drivers/infiniband/core/umem_odp.c, ib_ucontext_notifier_end_account; analysis

    @id:ODP-22.1 @ODP-23 @every-order @cap:invalidate-page
    Scenario: ILV-18, the last release beside a get and a callback
      Given the context "C"
      And the umem "M" of "C" over "A"
      When the threads run in every order:
        | T1              | T2                          | T3                    |
        | odp_release "M" | odp_get "N" of "C" over "B" | invalidate_page "A.0" |
      Then every outcome is one of:
        | T1      | T2 | T3      |
        | nothing | 0  | nothing |
      And no outcome is one of:
        | T1      | T2      | T3      | rule   | mutant |
        | blocked | blocked | blocked | ODP-22 | MUT-57 |
        | blocked | blocked | nothing | ODP-23 | MUT-57 |

    @id:ODP-22.2 @every-order @v3.19 @cap:odp-global
    Scenario: ILV-59, the last release beside the end of the last section
      Given the context "C"
      And the umem "K" of "C" over "B"
      And T3 has called start "A"
      And T9 has called odp_get "M" of "C" over "A"
      And T9 has called odp_release "K"
      When the threads run in every order:
        | T1              | T3      |
        | odp_release "M" | end "A" |
      Then every outcome is one of:
        | T1      | T3      |
        | nothing | nothing |
      And no outcome is one of:
        | T1      | T3      | rule   | mutant  |
        | blocked | blocked | ODP-22 | MUT-144 |

  @ODP-23 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-23 unregister calls release, which takes the semaphore again
    In the same thread. That is no deadlock either, whoever waits for the semaphore meanwhile.
    Source: analysis of 001_48d3141d0b0199f8.txt, ib_umem_odp_release and ib_umem_notifier_release

    @id:ODP-23.1 @every-order
    Scenario: The last release beside a get
      Given the context "C"
      And the umem "M" of "C" over "A"
      When the threads run in every order:
        | T1              | T2                          |
        | odp_release "M" | odp_get "N" of "C" over "B" |
        |                 | invalidate "B"              |
      Then every outcome is one of:
        | T1      | T2.1 | invalidate_range_start of "C" in T2 |
        | nothing | 0    | 1                                   |
      And no outcome is one of:
        | T1      | T2.1    | invalidate_range_start of "C" in T2 | rule   | mutant |
        | blocked | blocked | 0                                   | ODP-23 | MUT-57 |

  @ODP-33 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-33 a context begins empty, and has a hook only if the device can do it
    If the device does not answer there is no context.
    Source: 001_48d3141d0b0199f8.txt, ib_uverbs_get_context

    @id:ODP-33.1 @cap:fault-injection
    Scenario: The device does not answer
      Given T9 has called inject "query-device"
      When T1 calls odp_context "C"
      Then T1 returned EIO
      When T1 calls odp_context "C"
      Then T1 returned 0

    @id:ODP-33.2 @cap:introspection
    Scenario: A fresh context
      When T1 calls odp_context "C"
      Then T1 returned 0
      And the structure references of "mm" changed by 0
      And the context "C" has 0 umems, 0 of them in its tree
      And the context "C" counts 0 sections
      And the context "C" has no memory allocated for umems

    @id:ODP-33.3
    Scenario: A device that cannot do it
      Given the anonymous VMA "A"
      And the plain context "C"
      And the umem "M" of "C" over "A"
      And the umem "M" maps "A.0"
      When T1 calls invalidate "A"
      Then 1 page of "M" is mapped for DMA

  @ODP-49 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-49 the structure reference of the registration goes once
    Also if the owner or its address space is gone when the last umem is released: exit only unlinks the
    subscriber.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_odp_release; analysis

    @id:ODP-49.1
    Scenario: The process ends, then the context is closed
      Given the context "C"
      And the umem "M" of "C" over "A"
      And the umem "N" of "C" over "B"
      And T9 has called exit
      When T1 calls odp_release "M"
      Then the structure of "mm" was not freed
      When T1 calls odp_release "N"
      Then the structure of "mm" was freed
      And there is no warning

    @id:ODP-49.2 @every-order
    Scenario: Both at the same time
      Given the context "C"
      And the umem "M" of "C" over "A"
      When the threads run in every order:
        | T1              | T2   |
        | odp_release "M" | exit |
      Then every outcome is one of:
        | T1      | T2      | warnings | freed "mm" |
        | nothing | nothing | 0        | yes        |
      And no outcome is one of:
        | T1      | T2      | warnings | freed "mm" | rule   | mutant    |
        | nothing | nothing | 0        | no         | ODP-49 | ODP-49-x1 |

  @ODP-53 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @cap:process @must
  Rule: ODP-53 a context belongs to an address space, not to a process
    After exec the process is the same one and its address space is another. Then get fails, and release
    unregisters from the old one.
    Source: analysis of 001_48d3141d0b0199f8.txt, ib_umem_odp_get and ib_umem_odp_release, which compare thread groups

    @id:ODP-53.1
    Scenario: A get after exec
      Given the context "C"
      And the umem "K" of "C" over "B"
      And T9 has called process_exec into "mm2"
      When T1 calls odp_get "M" of "C" over "A" on "mm2"
      Then T1 returned EINVAL
      And the structure references of "mm2" changed by 0
      And the user references of "mm2" changed by 0

    @id:ODP-53.2
    Scenario: A release after exec
      Given the context "C"
      And the umem "K" of "C" over "B"
      And T9 has called process_exec into "mm2"
      When T1 calls odp_release "K"
      Then the structure of "mm" was freed
      And "mm2" has 1 user and 1 structure reference

    @id:ODP-53.3
    Scenario: A context without umems after exec
      Given the context "C"
      And T9 has called process_exec into "mm2"
      When T1 calls odp_get "M" of "C" over "A" on "mm2"
      Then T1 returned EINVAL
