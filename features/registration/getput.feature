Feature: Getting and putting subscribers

  @REG-20 @party:core @v5.4+ @cap:getput @must
  Rule: REG-20 get finds by the identity of the callback table
    get returns the subscriber of this address space that uses this very table, with one more user,
    or has alloc_notifier make one and registers it with one user. A table with the same contents
    is another table.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_notifier_get_locked and find_get_mmu_notifier

    @id:REG-20.1
    Scenario: The same table twice is one subscriber with two users
      Given the callback table "ops"
      When T1 calls get "ops"
      Then T1 returned "ops#1"
      And alloc_notifier of "ops#1" was called once
      And the structure references of "mm" changed by +1
      When T2 calls get "ops"
      Then T2 returned "ops#1"
      And no callback was called
      And the structure references of "mm" changed by 0
      When T1 calls put "ops#1"
      And T1 calls invalidate "A"
      Then invalidate_range_start of "ops#1" was called once
      And free_notifier of "ops#1" was not called
      When T2 calls put "ops#1"
      Then free_notifier of "ops#1" was called once
      And there is no warning

    @id:REG-20.2
    Scenario: An equal table is another one
      Given the callback table "ops"
      And the callback table "twin"
      When the threads take these steps in order:
        | T1                   | T2                     |
        | get "ops" -> "ops#1" |                        |
        |                      | get "twin" -> "twin#1" |
        | invalidate "A"       |                        |
      Then invalidate_range_start of "ops#1" was called once
      And invalidate_range_start of "twin#1" was called once

    @id:REG-20.3
    Scenario: In another address space it is another subscriber
      Given the callback table "ops"
      And the address space "mm2"
      When the threads take these steps in order:
        | T1                   | T2                            |
        | get "ops" -> "ops#1" |                               |
        |                      | get "ops" on "mm2" -> "ops#2" |
        |                      | invalidate "A" on "mm2"       |
      Then invalidate_range_start of "ops#2" was called once
      And invalidate_range_start of "ops#1" was not called

  @REG-21 @party:core @v5.4+ @cap:getput @must
  Rule: REG-21 a get that fails returns the reason and frees what it made
    The allocator's own error is returned as it is. If the registration fails, free_notifier is
    called for the fresh object at once, by get itself, with mmap_lock still held for write; no
    structure reference is dropped, since none was taken.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_notifier_get_locked

    @id:REG-21.1
    Scenario Outline: The allocator answers <error>
      Given the callback table "ops"
      And in the first alloc_notifier the objects of "ops" take these steps:
        | return <error> |
      When T1 calls get "ops"
      Then T1 returned <error>
      And alloc_notifier of "ops#1" was called once
      And free_notifier of "ops#1" was not called
      And the structure references of "mm" changed by 0
      When T1 calls get "ops"
      Then T1 returned "ops#1"

      Examples:
        | error  |
        | ENOMEM |
        | EBUSY  |

    @id:REG-21.2 @cap:fault-injection
    Scenario Outline: The registration fails with <fault>
      Given the callback table "ops"
      And in free_notifier the objects of "ops" take these steps:
        | try mmap_lock for read |
      And T1 has called inject "<fault>"
      When T1 calls get "ops"
      Then T1 returned <fault>
      And these callbacks were called:
        | thread | subscriber | callback       | mm |
        | T1     | ops#1      | alloc_notifier | mm |
        | T1     | ops#1      | free_notifier  |    |
      And "mmap_trylock" called inside a callback returned false
      And the structure references of "mm" changed by 0
      When T2 calls lock mmap_lock for write
      Then T2 returned

      Examples:
        | fault  |
        | ENOMEM |
        | EINTR  |

    @id:REG-21.3 @cap:register @cap:fault-injection
    Scenario: The failed get waits for no callback
      Given the address space "mm2"
      And the list subscriber "busy"
      And T2 has called register "busy" on "mm2"
      And "busy" is held in invalidate_range_start
      And the callback table "ops"
      And T1 has called inject "EINTR"
      When the threads take these steps in order:
        | T1                 | T2                                |
        |                    | invalidate "A" on "mm2" -> blocks |
        | get "ops" -> EINTR |                                   |
      Then free_notifier of "ops#1" was called once in T1

  @REG-22 @party:core @v5.4+ @cap:getput @cap:introspection @must
  Rule: REG-22 the user count does not overflow
    get fails with EOVERFLOW if the subscriber has as many users as can be counted, and changes
    nothing.
    Source: Linux 6.12 mm/mmu_notifier.c, find_get_mmu_notifier

    @id:REG-22.1
    Scenario: One user more than can be counted
      Given the callback table "ops"
      And T1 has called get "ops"
      And T1 has called set the users of "ops#1" to maximum
      When the threads take these steps in order:
        | T1                     |
        | get "ops" -> EOVERFLOW |
        | put "ops#1"            |
        | get "ops" -> "ops#1"   |
        | get "ops" -> EOVERFLOW |
      Then no callback was called
      And there is no warning

  @REG-23 @party:core @v5.4+ @cap:register @cap:getput @must
  Rule: REG-23 the last put unlinks and has the rest done later
    put lowers the user count. The last one unlinks the subscriber at once and leaves free_notifier,
    followed by one structure drop, to be done after a grace period; put itself never waits.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_notifier_put and mmu_notifier_free_rcu

    @id:REG-23.1
    Scenario: put comes back while a callback is running, free_notifier waits for it
      Given the callback table "ops"
      And T1 has called get "ops"
      And in invalidate_range_start on T1 the objects of "ops" take these steps:
        | gate "busy" |
      When the threads take these steps in order:
        | T1                       | T2                     | T3             |
        | invalidate "A" -> blocks |                        |                |
        |                          | put "ops#1" -> nothing |                |
        |                          |                        | invalidate "A" |
      Then free_notifier of "ops#1" was not called
      And invalidate_range_start of "ops#1" was called once
      And the structure references of "mm" changed by 0
      When the gate "busy" opens
      Then T1 returned
      And free_notifier of "ops#1" was called once
      And the structure references of "mm" changed by -1
      And the end of invalidate_range_start of "ops#1" comes before free_notifier of "ops#1"

    @id:REG-23.2
    Scenario: Not the last put
      Given the callback table "ops"
      And T1 has called get "ops"
      And T2 has called get "ops"
      When T1 calls put "ops#1"
      Then T1 returned
      And no callback was called
      And the structure references of "mm" changed by 0
      When T1 calls invalidate "A"
      Then invalidate_range_start of "ops#1" was called once

  @REG-24 @party:core @v5.4+ @cap:getput @must
  Rule: REG-24 put does not call release
    With get and put only exit calls release.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_notifier_put

    @id:REG-24.1
    Scenario: The last put in a living address space
      Given the callback table "ops"
      And T1 has called get "ops"
      When T1 calls put "ops#1"
      Then release of "ops#1" was not called
      And free_notifier of "ops#1" was called once

    @id:REG-24.2
    Scenario: Exit calls it, and a put afterwards does not again
      Given the callback table "ops"
      And T1 has called get "ops"
      When T2 calls exit
      Then release of "ops#1" was called once in T2
      And free_notifier of "ops#1" was not called
      When T1 calls put "ops#1"
      Then release of "ops#1" was called once in all
      And free_notifier of "ops#1" was called once

  @REG-25 @party:core @v5.4+ @cap:register @cap:getput @must
  Rule: REG-25 a put too many warns and does nothing
    While the object still waits for its grace period, another put finds a user count of 0: a
    warning, and no second free.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_notifier_put

    @id:REG-25.1
    Scenario: Put again while the free is pending
      Given the callback table "ops"
      And T1 has called get "ops"
      And in invalidate_range_start the objects of "ops" take these steps:
        | gate "busy" |
      When the threads take these steps in order:
        | T1                       | T2                     |
        | invalidate "A" -> blocks |                        |
        |                          | put "ops#1" -> nothing |
      Then there is no warning
      When T2 calls put "ops#1"
      Then T2 returned
      And there is a warning
      When the gate "busy" opens
      Then free_notifier of "ops#1" was called once in all
      And the structure references of "mm" changed by -1

  @REG-26 @party:core @v5.4+ @cap:register @cap:getput @must
  Rule: REG-26 free_notifier runs once, after the last callback, and must not sleep
    Every object gets exactly one, when no callback of it is running or can start.
    Source: Linux 6.12 include/linux/mmu_notifier.h, comment of free_notifier

    @id:REG-26.1
    Scenario: Two callbacks are running
      Given the callback table "ops"
      And T1 has called get "ops"
      And in invalidate_range_start on T1 the objects of "ops" take these steps:
        | gate "one" |
      And in invalidate_range_start on T2 the objects of "ops" take these steps:
        | gate "two" |
      When the threads take these steps in order:
        | T1                       | T2                       | T3          |
        | invalidate "A" -> blocks |                          |             |
        |                          | invalidate "B" -> blocks |             |
        |                          |                          | put "ops#1" |
        | open "one"               |                          |             |
      Then free_notifier of "ops#1" was not called
      When the gate "two" opens
      Then free_notifier of "ops#1" was called once
      And the end of invalidate_range_start of "ops#1" comes before free_notifier of "ops#1"

    @id:REG-26.2
    Scenario: The last put meets the release step of exit (ILV-51)
      Given the callback table "ops"
      And T2 has called get "ops"
      And in release the objects of "ops" take these steps:
        | gate "release" |
      When the threads take these steps in order:
        | T1             | T2                     |
        | exit -> blocks |                        |
        |                | put "ops#1" -> nothing |
      Then free_notifier of "ops#1" was not called
      When the gate "release" opens
      Then T1 returned
      And release of "ops#1" was called once in all
      And free_notifier of "ops#1" was called once in all
      And the end of release of "ops#1" comes before free_notifier of "ops#1"
      And the structure of "mm" was freed

    @id:REG-26.3
    Scenario: The last put comes before exit (ILV-51)
      Given the callback table "ops"
      And T2 has called get "ops"
      When the threads take these steps in order:
        | T1   | T2                     |
        |      | put "ops#1" -> nothing |
        | exit |                        |
      Then release of "ops#1" was not called
      And free_notifier of "ops#1" was called once
      And the structure of "mm" was freed

    @id:REG-26.4
    Scenario: A free_notifier that sleeps is diagnosed
      Given the callback table "ops"
      And T1 has called get "ops"
      And in free_notifier the objects of "ops" take these steps:
        | sleep |
      When T1 calls put "ops#1"
      Then free_notifier of "ops#1" was called once
      And there is at least one warning

    @id:REG-26.5 @every-order
    Scenario: ILV-51, exit beside the last put
      Given the callback table "ops"
      And T9 has called get "ops"
      When the threads run in every order:
        | T1   | T2          |
        | exit | put "ops#1" |
      Then every outcome is one of:
        | release of "ops#1" | free_notifier of "ops#1" | freed "mm" | warnings | must be seen |
        | 0                  | 1                        | yes        | 0        | yes          |
        | 1                  | 1                        | yes        | 0        | yes          |
      And no outcome is one of:
        | release of "ops#1" | free_notifier of "ops#1" | freed "mm" | warnings | rule   | mutant |
        | 1                  | 1                        | yes        | 1        | REG-26 | MUT-90 |

  @REG-27 @party:core @v5.4+ @cap:getput @must
  Rule: REG-27 put may be called inside release, and after exit
    The driver that learns of the exit through its release callback may drop its own use there. If
    exit has unlinked the subscriber already, put finds nothing to unlink and does the rest.
    Source: Linux 6.12 mm/mmu_notifier.c, comment of mmu_notifier_put

    @id:REG-27.1
    Scenario: Inside release
      Given the callback table "ops"
      And T1 has called get "ops"
      And in release the objects of "ops" take these steps:
        | put "ops#1" |
      When T2 calls exit
      Then T2 returned
      And "put" called inside a callback returned nothing
      And release of "ops#1" was called once
      And free_notifier of "ops#1" was called once
      And the end of release of "ops#1" comes before free_notifier of "ops#1"
      And the structure of "mm" was freed
      And there is no warning

    @id:REG-27.2
    Scenario: After exit
      Given the callback table "ops"
      And T1 has called get "ops"
      And T2 has called exit
      When T1 calls put "ops#1"
      Then T1 returned
      And these callbacks were called:
        | subscriber | callback      |
        | ops#1      | free_notifier |
      And the structure of "mm" was freed
      And there is no warning

    @id:REG-27.3
    Scenario: Two subscribers put themselves in release
      Given the callback table "ops"
      And the callback table "more"
      And T1 has called get "ops"
      And T1 has called get "more"
      And in release the objects of "ops" take these steps:
        | put "ops#1" |
      And in release the objects of "more" take these steps:
        | put "more#1" |
      When T2 calls exit
      Then these callbacks were called:
        | subscriber | callback      |
        | more#1     | free_notifier |
        | more#1     | release       |
        | ops#1      | free_notifier |
        | ops#1      | release       |
      And the structure of "mm" was freed

  @REG-28 @party:core @v5.4+ @cap:register @cap:getput @must
  Rule: REG-28 a get after the last put makes a new object
    The old one may still wait for its grace period: it is no longer linked, so nobody finds it.
    Source: analysis of Linux 6.12 mm/mmu_notifier.c, mmu_notifier_put and find_get_mmu_notifier

    @id:REG-28.1
    Scenario: Put and got again while a callback runs (ILV-26)
      Given the callback table "ops"
      And T2 has called get "ops"
      And in invalidate_range_start on T1 the objects of "ops" take these steps:
        | gate "busy" |
      When the threads take these steps in order:
        | T1                  | T2                     | T3                  |
        | start "A" -> blocks |                        |                     |
        |                     | put "ops#1" -> nothing |                     |
        |                     |                        | get "ops" -> blocks |
      Then free_notifier of "ops#1" was not called
      When the gate "busy" opens
      And T1 calls end "A"
      Then T3 returned "ops#2"
      And alloc_notifier of "ops#2" was called once
      And invalidate_range_end of "ops#1" was not called
      And free_notifier of "ops#1" was called once in all
      And the end of invalidate_range_start of "ops#1" comes before free_notifier of "ops#1"
      And free_notifier of "ops#2" was not called

    @id:REG-28.2
    Scenario: Put and got again while a callback runs in another address space (ILV-26, the variant)
      Given the address space "mm2"
      And the list subscriber "busy"
      And T1 has called register "busy" on "mm2"
      And "busy" is held in invalidate_range_start
      And the callback table "ops"
      And T2 has called get "ops"
      When the threads take these steps in order:
        | T1                           | T2                     | T3                   |
        | start "A" on "mm2" -> blocks |                        |                      |
        |                              | put "ops#1" -> nothing |                      |
        |                              |                        | get "ops" -> "ops#2" |
      Then alloc_notifier of "ops#2" was called once
      And free_notifier of "ops#1" was called at most once
      When the gate "busy.invalidate_range_start" opens
      Then T1 returned
      And free_notifier of "ops#1" was called once in all
      And free_notifier of "ops#2" was not called

    @id:REG-28.3 @every-order @REG-26
    Scenario: ILV-26, put and get beside a section
      Given the callback table "ops"
      And T9 has called get "ops"
      When the threads run in every order:
        | T1             | T2          | T3        |
        | invalidate "A" | put "ops#1" | get "ops" |
      Then every outcome is one of:
        | T3    | invalidate_range_start of "ops#1" | invalidate_range_end of "ops#1" | invalidate_range_start of "ops#2" | free_notifier of "ops#1" | warnings | must be seen |
        | ops#1 | 1                                 | 1                               | 0                                 | 0                        | 0        | yes          |
        | ops#2 | 0                                 | 0                               | 0                                 | 1                        | 0        |              |
        | ops#2 | 0                                 | 0                               | 1                                 | 1                        | 0        | yes          |
        | ops#2 | 1                                 | 0                               | 0                                 | 1                        | 0        |              |
        | ops#2 | 1                                 | 1                               | 0                                 | 1                        | 0        |              |
      And no outcome is one of:
        | T3    | invalidate_range_start of "ops#1" | invalidate_range_end of "ops#1" | invalidate_range_start of "ops#2" | free_notifier of "ops#1" | warnings | rule   | mutant |
        | ops#2 | 1                                 | 0                               | 0                                 | 1                        | 1        | REG-26 | MUT-90 |

  @REG-29 @party:core @v5.4+ @cap:register @cap:getput @must
  Rule: REG-29 synchronize returns after the frees that were queued
    A module that has put everything may go when synchronize has returned: every free_notifier that
    was scheduled before has run. Linux 6.1 and 6.12 only wait for a grace period here, which says
    less.
    Source: Linux 6.12 mm/mmu_notifier.c, comment of mmu_notifier_synchronize

    @id:REG-29.1
    Scenario: A free is pending
      Given the callback table "ops"
      And T3 has called mmgrab
      And T1 has called get "ops"
      And in invalidate_range_start the objects of "ops" take these steps:
        | gate "busy" |
      When the threads take these steps in order:
        | T1                       | T2          | T3                    |
        | invalidate "A" -> blocks |             |                       |
        |                          | put "ops#1" |                       |
        |                          |             | synchronize -> blocks |
        | open "busy"              |             | -> nothing            |
      Then T1 returned
      And free_notifier of "ops#1" was called once
      And the end of free_notifier of "ops#1" comes before the return of synchronize in T3

    @id:REG-29.2
    Scenario: Nothing is pending
      Given the callback table "ops"
      And T1 has called get "ops"
      When T2 calls synchronize
      Then T2 returned
      And no callback was called

  @REG-30 @party:core @v5.4+ @cap:register @cap:getput @must
  Rule: REG-30 the address space's structure outlives its subscribers
    From get or register until put or unregister is complete, free_notifier included, a subscriber
    may look at its address space. It may turn that into a user only while there are users.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_register and mmu_notifier_free_rcu

    @id:REG-30.1
    Scenario: After exit the structure waits for put
      Given the callback table "ops"
      And T1 has called get "ops"
      When T2 calls exit
      Then the structure of "mm" was not freed
      When T1 calls mmget
      Then T1 returned false
      When T1 calls put "ops#1"
      Then the end of free_notifier of "ops#1" comes before the structure of "mm" is freed
      And there is no warning

    @id:REG-30.2
    Scenario: In release there are no users left
      Given the callback table "ops"
      And T1 has called get "ops"
      And in release the objects of "ops" take these steps:
        | mmget |
      When T2 calls exit
      Then "mmget_not_zero" called inside a callback returned false
      And release of "ops#1" was called once

    @id:REG-30.3
    Scenario: A put before exit that is not complete yet
      Given the callback table "ops"
      And T1 has called get "ops"
      And in invalidate_range_start the objects of "ops" take these steps:
        | gate "busy" |
      When the threads take these steps in order:
        | T1                                          | T2          |
        | start "A" through the reverse map -> blocks |             |
        |                                             | put "ops#1" |
      And T3 calls exit
      Then free_notifier of "ops#1" was not called
      And the structure of "mm" was not freed
      When the gate "busy" opens
      Then T3 is not blocked
      And the end of free_notifier of "ops#1" comes before the structure of "mm" is freed

  @REG-40 @party:core @v5.4+ @cap:register @cap:getput @must
  Rule: REG-40 a registered subscriber may be given up by put
    A subscriber that register has linked may go by put instead of unregister. Then it needs a
    free_notifier, which runs once after a grace period; release is not called.
    Source: Linux 6.12 mm/mmu_notifier.c, comment of mmu_notifier_register; 003_bbb6683ee0213fea.txt, the SMMU hunks

    @id:REG-40.1
    Scenario: Register and put
      Given the callback table "ops"
      And the list subscriber "S" of the table "ops"
      And T1 has called register "S"
      And "S" is held in invalidate_range_start
      When the threads take these steps in order:
        | T1                       | T2                 |
        | invalidate "A" -> blocks |                    |
        |                          | put "S" -> nothing |
      Then free_notifier of "S" was not called
      And release of "S" was not called
      When the gate "S.invalidate_range_start" opens
      Then free_notifier of "S" was called once
      And release of "S" was not called
      And the structure references of "mm" changed by -1
      And there is no warning

  @REG-41 @party:core @v5.4+ @cap:register @cap:getput @must
  Rule: REG-41 get also finds what register has linked
    get looks for the table, not for how the subscriber came onto the list; of several with the same
    table it finds the one that was linked last.
    Source: Linux 6.12 mm/mmu_notifier.c, find_get_mmu_notifier

    @id:REG-41.1
    Scenario: Registered first, got then
      Given the callback table "ops"
      And the list subscriber "S" of the table "ops"
      And T1 has called register "S"
      When T2 calls get "ops"
      Then T2 returned "S"
      And no callback was called
      When T2 calls put "S"
      Then no callback was called
      When T1 calls put "S"
      Then free_notifier of "S" was called once

    @id:REG-41.2
    Scenario: Of two it is the last linked
      Given the callback table "ops"
      And the list subscriber "old" of the table "ops"
      And the list subscriber "new" of the table "ops"
      And T1 has called register "old"
      And T1 has called register "new"
      When T2 calls get "ops"
      Then T2 returned "new"
      And no callback was called
