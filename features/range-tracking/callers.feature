@2014-09-prop
Feature: What the call sites owe the list of open sections
  The range object belongs to the caller: it stands on the list from start to end. So each call site
  has to fill it in before the start, and to give the same object to the end, if there was a start.

  @TRK-01 @party:caller @cap:range-tracking @cap:register @cap:mm @must
  Rule: TRK-01 one object from start to end
    The caller owns the range object, gives the same one to start and end, and neither changes nor
    frees it in between. The list allocates nothing.
    Source: 001_48d3141d0b0199f8.txt, range patch and the thread before it ("struct in each callsite")

    @id:TRK-01.1
    Scenario Outline: After <operation> nothing is listed
      Given the registered subscriber "S"
      And the VMA "A" of kind <kind>
      When T1 calls <operation>
      Then invalidate_range_start of "S" was called once
      And invalidate_range_end of "S" was called once
      And there is no warning
      When T2 calls is_valid "everything"
      Then T2 returned true

      @key:munmap @cap:mm-munmap
      Examples:
        | operation  | kind |
        | munmap "A" | anon |

      @key:madvise_dontneed @cap:mm-dontneed
      Examples:
        | operation            | kind |
        | madvise_dontneed "A" | anon |

      @key:mprotect_read @cap:mm-mprotect
      Examples:
        | operation         | kind |
        | mprotect_read "A" | anon |

      @key:fork @cap:mm-fork
      Examples:
        | operation    | kind |
        | fork "child" | anon |

      @key:truncate @cap:mm-truncate
      Examples:
        | operation    | kind   |
        | truncate "A" | shared |

      @key:write_fault @cap:mm-write-fault
      Examples:
        | operation         | kind |
        | write_fault "A.0" | file |

  @TRK-15 @party:core @cap:range-tracking @cap:register @must
  Rule: TRK-15 an end without a listed start is noticed
    A section that began before there was anybody to tell is on no list. Registration waits for such
    sections, so that none of them ends afterwards; if one does all the same, that is diagnosed, and
    the list stays as it is.
    Source: analysis of 001_48d3141d0b0199f8.txt, range patch, __mmu_notifier_invalidate_range_end

    @id:TRK-15.1
    Scenario: Whoever registers waits for the sections that are open
      Given the list subscriber "S"
      When the threads take these steps in order:
        | T1        | T2                     |
        | start "A" |                        |
        |           | register "S" -> blocks |
        | end "A"   | -> 0                   |
      Then there is no warning

    @id:TRK-15.2
    Scenario: A caller registers inside its own section
      Given the list subscriber "S"
      And T1 has called lock mmap_lock for write
      And T1 has called start "A"
      And T1 has called register locked "S"
      And T1 has called start "B"
      When T1 calls end "A"
      Then there is a warning
      When T2 calls is_valid "B"
      Then T2 returned false
      When T1 calls end "B"
      Then there is no warning
      And the oracle reports pairing

  @TRK-16 @party:caller @cap:range-tracking @cap:register @cap:mm @must
  Rule: TRK-16 a call site that skips the start skips the end
    Start, end and event are set before the start. A site that may do without a section leaves behind
    a state that says so, and that is not a legal address.
    Source: 001_48d3141d0b0199f8.txt, range patch, the hunks of do_wp_page and change_pmd_range; analysis

    @id:TRK-16.1 @cap:mm-fork @cap:mm-write-fault @every-order
    Scenario: The entry changes while a write fault is on its way to reuse the page
      Given the registered subscriber "S"
      And the anonymous VMA "A"
      And T9 has called fork "child"
      And T9 has called exit on "child"
      When the threads run in every order:
        | T1                | T2             |
        | write_fault "A.0" | invalidate "A" |
      Then every outcome is one of:
        | T1 | invalidate_range_start of "S" in T1 | invalidate_range_end of "S" in T1 |
        | 0  | 0                                   | 0                                 |
      And no outcome is one of:
        | T1 | invalidate_range_start of "S" in T1 | invalidate_range_end of "S" in T1 | rule   | mutant |
        | 0  | 0                                   | 1                                 | TRK-16 | MUT-49 |

    @id:TRK-16.2 @cap:mm-fork @cap:mm-write-fault
    Scenario: A page is reused
      Given the registered subscriber "S"
      And the anonymous VMA "A"
      And T9 has called fork "child"
      And T9 has called exit on "child"
      When T1 calls write_fault "A.0"
      Then T1 returned 0
      And T1 changed a page-table entry
      And the address space opened no section
      And no callback was called

    @id:TRK-16.3 @cap:mm-mprotect @cap:mm-write-fault
    Scenario: mprotect of a mapping at address 0, with one populated chunk
      Given the ranges
        | Z | pages 0 to 14 |
      And the registered subscriber "S"
      And the VMA "Z" of kind none-anon
      And T9 has called write_fault "Z.1"
      When T1 calls mprotect_read "Z"
      Then invalidate_range_start of "S" was called once
      And invalidate_range_end of "S" was called once
      When T2 calls is_valid "Z"
      Then T2 returned true

    @id:TRK-16.4 @cap:mm-mprotect @cap:mm-write-fault
    Scenario: The same with two
      Given the ranges
        | Z | pages 0 to 1023 |
      And the registered subscriber "S"
      And the VMA "Z" of kind none-anon
      And T9 has called write_fault "Z.1"
      And T9 has called write_fault "Z.600"
      When T1 calls mprotect_read "Z"
      Then every section of the address space has ended
      When T2 calls is_valid "Z"
      Then T2 returned true

  @TRK-17 @party:caller @cap:range-tracking @cap:mm @must
  Rule: TRK-17 the copy of a huge page reports all of it
    Whatever the address of the write, the range is that of the huge page.
    Source: 001_48d3141d0b0199f8.txt, range patch, its hugetlb_cow hunk

    @id:TRK-17.1 @cap:mm-fork @cap:mm-write-fault
    Scenario: A write into the middle of a huge page
      Given the ranges
        | H | pages 1024 to 1535 |
      And the VMA "H" of kind hugetlb
      And T9 has called fork "child"
      When T1 calls write_fault "H.5"
      Then T1 returned 0
      And the address space opened these sections in order:
        | thread | range | ended |
        | T1     | H     | yes   |

  @TRK-19 @party:caller @cap:range-tracking @cap:register @cap:mm @must
  Rule: TRK-19 every site that opens a section uses the list
    The patch changes the signature, so all callers of the old one have to follow. KSM and uprobes,
    which open sections in that era, are not among its files.
    Source: 001_48d3141d0b0199f8.txt, range patch, its list of files, against the hunks of 002_f45d45952489e74f.txt

    @id:TRK-19.1
    Scenario Outline: <site>
      Given the registered subscriber "S"
      And the VMA "A" of kind <kind>
      When T1 calls <operation>
      Then T1 returned 0
      And these callbacks of "S" were called in order:
        | callback               | range |
        | invalidate_range_start | A.0   |
        | invalidate_range_end   | A.0   |
      And there is no warning
      When T2 calls is_valid "everything"
      Then T2 returned true

      @key:ksm @cap:mm-ksm
      Examples:
        | site                     | operation               | kind |
        | write_protect_page (KSM) | ksm_write_protect "A.0" | anon |

      @key:uprobe @cap:mm-uprobe
      Examples:
        | site                   | operation            | kind |
        | __replace_page (uprobes) | uprobe_replace "A.0" | file |
