Feature: On-demand paging, the end of the address space
  The device may still have work in flight when the process ends. Its faults must fail, and whoever
  waits for a section to end must not wait for ever.

  @ODP-10 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-10 release begins a section over every umem that never ends
    Every umem counts one section more, for good, is marked as dying, its waiters are released, and all
    of its pages are taken away. Afterwards no fault succeeds, whatever sections end.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_notifier_release_trampoline

    @id:ODP-10.1
    Scenario: Pages, faults and waiters of two umems
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And the umem "N" of "C" over "B"
      And the umem "M" maps "A.0" for writing
      When T1 calls exit
      Then release of "C" was called once
      And the entry of "M" at "A.0" going comes before the end of release of "C"
      And a DMA unmap of "M" in T1 comes before the end of release of "C"
      And a dirty report in T1 has happened
      And 0 pages of "M" are mapped for DMA
      When T2 calls odp_wait "M"
      Then T2 returned EFAULT
      When T2 calls odp_wait "N"
      Then T2 returned EFAULT
      When T2 calls odp_fault "M" at "A.0"
      Then T2 returned EINVAL

    @id:ODP-10.2 @cap:introspection
    Scenario: The count never comes down again
      Given the context "C"
      And the umem "M" of "C" over "A"
      And T2 has called start "A" through the reverse map
      And T3 has called odp_sample "M"
      When T1 calls exit
      Then T1 returned nothing
      And "M" is dying
      And "M" counts 2 sections
      When T2 calls end "A"
      Then "M" is dying
      And "M" counts 2 sections
      When T3 calls odp_retry "M"
      Then T3 returned true

    @id:ODP-10.3
    Scenario: A waiter is released although its section is still open
      Given the context "C"
      And the umem "M" of "C" over "A"
      And T2 has called start "A" through the reverse map
      When the threads take these steps in order:
        | T1   | T3                     |
        |      | odp_wait "M" -> blocks |
        | exit | -> EFAULT              |

    @id:ODP-10.4
    Scenario: A fault that was looked up before keeps the process alive until it is done
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And T1 has called odp_walk "M" at "A.0"
      When T2 calls exit
      Then T2 returned nothing
      And release of "C" was not called
      When T1 calls odp_commit "M"
      Then T1 returned mapped
      And release of "C" was called once in T1
      And the device "M" maps nothing in "A"

  @ODP-11 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-11 the umem is dying before its waiters are released
    So that a fault that was woken can tell the end of the address space from the end of a section.
    Source: 001_48d3141d0b0199f8.txt, ib_umem_notifier_release_trampoline

    @id:ODP-11.1 @every-order
    Scenario: A waiter in a section that stays open
      Given the context "C"
      And the umem "M" of "C" over "A"
      And T9 has called start "A" through the reverse map
      When the threads run in every order:
        | T1   | T2           |
        | exit | odp_wait "M" |
      Then every outcome is one of:
        | T1      | T2     |
        | nothing | EFAULT |
      And no outcome is one of:
        | T1      | T2      | rule   | mutant    |
        | nothing | 0       | ODP-11 | ODP-11-x1 |
        | nothing | blocked | ODP-11 | ODP-10-x4 |

  @ODP-51 @party:subscriber @2014-09,v3.19 @cap:mm @cap:odp @must
  Rule: ODP-51 a wait ends with the sections, or with the address space
    A fault that collided may wait. It goes on when no section over the umem is open, at the latest when
    a later one ends, or when the umem is dying. With none open it does not sleep: a fault that lost to a
    section that is over already goes on at once.
    Source: 001_48d3141d0b0199f8.txt, notifier_completion and dying

    @id:ODP-51.1
    Scenario: The section is over
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      And T1 has called odp_walk "M" at "A.0"
      And T2 has called start "A"
      And T2 has called end "A"
      When the threads take these steps in order:
        | T1                               |
        | odp_commit "M" -> retry          |
        | odp_wait "M" -> 0                |
        | odp_fault "M" at "A.0" -> mapped |

    @id:ODP-51.2
    Scenario: No section has ever been
      Given the context "C"
      And the umem "M" of "C" over "A"
      When T1 calls odp_wait "M"
      Then T1 returned 0

    @id:ODP-51.3 @every-order
    Scenario: Two sections, one after the other
      Given the context "C"
      And the umem "M" of "C" over "A"
      When the threads run in every order:
        | T1        | T2           |
        | start "A" | odp_wait "M" |
        | end "A"   |              |
        | start "A" |              |
        | end "A"   |              |
      Then every outcome is one of:
        | T1      | T2 | T2 waited |
        | nothing | 0  | no        |
        | nothing | 0  | yes       |
      And no outcome is one of:
        | T1      | T2      | T2 waited | rule   | mutant    |
        | nothing | blocked | yes       | ODP-51 | ODP-51-x1 |

    @id:ODP-51.4
    Scenario: A fault that waits, and a section over another part of the umem
      Given the anonymous VMA "A"
      And the context "C"
      And the umem "M" of "C" over "A"
      When the threads take these steps in order:
        | T1          | T2                               | T3          |
        | start "A.0" |                                  |             |
        |             | odp_fault "M" at "A.3" -> retry  |             |
        |             | odp_wait "M" -> blocks           |             |
        |             |                                  | start "A.2" |
        | end "A.0"   |                                  |             |
        |             | -> 0                             | end "A.2"   |
        |             | odp_fault "M" at "A.3" -> mapped |             |
