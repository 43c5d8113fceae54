Feature: On-demand paging, umems that come amid sections
  The notifier of a context is registered when no section is open. Its later umems may come at any
  time, also between the start and the end of a section: that end would be counted without its start.

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

    @id:ODP-34.2
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

    @id:ODP-35.1 @every-order @cap:mm-dontneed
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

    @id:ODP-35.2
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
