Feature: What each operation of the address space says, and about which range
  Every operation that changes page tables opens sections. Each has its event, its range, and says
  whether its callbacks may sleep. The patches of September 2014 gave events other names.

  @EVT-01 @party:caller @2014-09,2014-09-prop,v5.2+ @cap:mm @cap:event @must
  Rule: EVT-01 UNMAP goes to what is unmapped
    munmap, the unmapping of exit, the old range of mremap and the OOM reaper say UNMAP: the
    entries are removed. The VMA may survive and be filled again (a move that keeps it, the
    reaper). In September 2014 it is MMU_MUNMAP, and a move is MMU_MIGRATE.
    Source: Linux 6.12 include/linux/mmu_notifier.h, enum mmu_notifier_event; mm/memory.c, mm/mmap.c, mm/mremap.c, mm/oom_kill.c; 001_48d3141d0b0199f8.txt, hunks of mm/memory.c and mm/mremap.c

    @id:EVT-01.1 @v5.2+
    Scenario Outline: <site>
      Given the anonymous VMA "A"
      When T1 calls <operation>
      Then the address space opened these sections in order:
        | thread | range   | blockable   | event | ended |
        | T1     | <range> | <blockable> | UNMAP | yes   |
      And nothing is mapped in "A"

      @cap:mm-munmap
      Examples:
        | site             | operation        | range  | blockable |
        | munmap           | munmap "A"       | A      | yes       |
        | munmap-of-a-hole | munmap "A..B"    | A..B   | yes       |

      Examples:
        | site | operation | range      | blockable |
        | exit | exit      | everything | yes       |

      @cap:mm-oom-reap
      Examples:
        | site             | operation        | range | blockable |
        | oom-reaper       | oom_reap         | A     | no        |
        | process-mrelease | process_mrelease | A     | no        |

    @id:EVT-01.2 @2014-09,2014-09-prop
    Scenario Outline: <site>, in the names of September 2014
      Given the anonymous VMA "A"
      When T1 calls <operation>
      Then the address space opened these sections in order:
        | thread | range   | blockable | event      | ended |
        | T1     | <range> |           | MMU_MUNMAP | yes   |

      @cap:mm-munmap
      Examples:
        | site             | operation     | range |
        | munmap           | munmap "A"    | A     |
        | munmap-of-a-hole | munmap "A..B" | A..B  |

      Examples:
        | site | operation | range      |
        | exit | exit      | everything |

    @id:EVT-01.3 @v5.2+ @cap:mm-oom-reap @cap:mm-write-fault
    Scenario: What the reaper unmapped can be filled again
      Given the anonymous VMA "A"
      When T1 calls oom_reap
      And T1 calls write_fault "A.0"
      Then T1 returned 0
      And every page of "A.0" is mapped
