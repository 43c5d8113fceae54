Feature: Unregistering list subscribers

  @REG-10 @party:core @all @cap:register @must
  Rule: REG-10 unregister calls release first and unlinks then
    If the subscriber is still linked, unregister calls its release callback, if it has one, in a
    read section of the list, and only then unlinks it. So whoever waits for running callbacks
    waits for this release too.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_notifier_unregister

    @id:REG-10.1
    Scenario: While release runs the subscriber is still on the list
      Given the registered subscriber "S"
      And "S" is held in release
      When the threads take these steps in order:
        | T1                       | T2             |
        | unregister "S" -> blocks |                |
        |                          | invalidate "A" |
      Then release of "S" was called once in T1
      And invalidate_range_start of "S" was called once in T2
      And invalidate_range_end of "S" was called once in T2
      When the gate "S.release" opens
      Then T1 returned
      And release of "S" was called once in all
      When T2 calls invalidate "A"
      Then no callback was called

    @id:REG-10.2
    Scenario: Exit waits for a release that unregister has begun
      Given the registered subscriber "S"
      And "S" is held in release on T1
      When the threads take these steps in order:
        | T1                       | T2             |
        | unregister "S" -> blocks |                |
        |                          | exit -> blocks |
        | open "T1/S.release"      | -> nothing     |
      Then T1 returned
      And the end of release of "S" in T1 comes before the return of T2

    @id:REG-10.3
    Scenario: Without a release callback it only unlinks
      Given the registered subscriber "S" with invalidate_range_start
      When T1 calls unregister "S"
      Then T1 returned
      And no callback was called
      When T1 calls invalidate "A"
      Then no callback was called

  @REG-11 @party:core @all @cap:register @must
  Rule: REG-11 unregister waits for the running callbacks
    It returns only when no callback of the subscriber is running any more, a release that exit has
    called included, and none can start afterwards: then the object may be freed.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_notifier_unregister

    @id:REG-11.1
    Scenario Outline: <callback> is running
      Given the registered subscriber "S"
      And "S" is held in <callback>
      When the threads take these steps in order:
        | T1                       | T2                       | T3             |
        | invalidate "A" -> blocks |                          |                |
        |                          | unregister "S" -> blocks |                |
        |                          |                          | invalidate "B" |
        | open "S.<callback>"      | -> nothing               |                |
      Then T1 returned
      And the end of <callback> of "S" in T1 comes before the return of T2
      And invalidate_range_start of "S" was called once in all
      When T1 calls invalidate "A"
      Then no callback was called

      Examples:
        | callback               |
        | invalidate_range_start |
        | invalidate_range_end   |

    @id:REG-11.2
    Scenario: Exit is calling release
      Given the registered subscriber "S"
      And "S" is held in release on T1
      When the threads take these steps in order:
        | T1                  | T2                       |
        | exit -> blocks      |                          |
        |                     | unregister "S" -> blocks |
        | open "T1/S.release" | -> nothing               |
      Then T1 returned
      And the end of release of "S" in T1 comes before the return of T2

    @id:REG-11.3 @cap:aging
    Scenario: A device is being asked whether a page was used
      Given the registered subscriber "S" with test_young
      And "S" is held in test_young
      When the threads take these steps in order:
        | T1                         | T2                       |
        | test young "A.0" -> blocks |                          |
        |                            | unregister "S" -> blocks |
        | open "S.test_young"        | -> nothing               |
      Then T1 returned false
      And the end of test_young of "S" in T1 comes before the return of T2

  @REG-12 @party:core @all @cap:register @must
  Rule: REG-12 unregister drops one structure reference, whoever unlinked
    Exactly the reference that register took is dropped, also if exit has unlinked the subscriber
    long ago. Until then the structure lives on.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_notifier_unregister

    @id:REG-12.1
    Scenario: In a living address space
      Given the registered subscriber "S"
      When T1 calls unregister "S"
      Then the structure references of "mm" changed by -1
      And the user references of "mm" changed by 0
      And "mm" has 1 user and 1 structure reference

    @id:REG-12.2
    Scenario: After exit
      Given the registered subscriber "S"
      When T1 calls exit
      Then "mm" has 0 users and 1 structure reference
      And the structure of "mm" was not freed
      When T1 calls unregister "S"
      Then "mm" has 0 users and 0 structure references
      And the structure of "mm" was freed
      And there is no warning

  @REG-13 @party:core @all @cap:register @must
  Rule: REG-13 after exit unregister does not call release again
    If exit came first and is through, the subscriber was released and unlinked by it. unregister
    then only waits and drops its reference.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_notifier_unregister

    @id:REG-13.1
    Scenario: Release once, by exit
      Given the registered subscriber "S"
      When T1 calls exit
      Then release of "S" was called once in T1
      When T2 calls unregister "S"
      Then T2 returned
      And no callback was called

  @REG-14 @party:core @all @cap:register @must
  Rule: REG-14 where exit and unregister meet, release runs once or twice
    unregister tests without a lock whether exit has unlinked the subscriber. So release may run
    from both sides, even at the same time; it has to bear that. It runs at least once, and exit
    frees no page before a release that began before its unlink is over.
    Source: Linux 6.12 mm/mmu_notifier.c, mn_hlist_release and mmu_notifier_unregister; Linux 6.1 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c, the flag "cleared"

    @id:REG-14.1
    Scenario: Exit is in its release step when unregister comes (ILV-20)
      Given the registered subscriber "S"
      And "S" is held in release on T1
      When the threads take these steps in order:
        | T1                  | T2                       |
        | exit -> blocks      |                          |
        |                     | unregister "S" -> blocks |
        | open "T1/S.release" | -> nothing               |
      Then T1 returned
      And release of "S" was called once or twice in all
      And release of "S" was called at most once in T2
      And the end of release of "S" in T1 comes before the return of T2
      And the structure of "mm" was freed

    @id:REG-14.2
    Scenario: Unregister is in its release when exit comes (ILV-20, the other way round)
      Given the registered subscriber "S"
      And "S" is held in release on T2
      When the threads take these steps in order:
        | T1             | T2                       |
        |                | unregister "S" -> blocks |
        | exit -> blocks |                          |
        | -> nothing     | open "T2/S.release"      |
      Then T2 returned
      And release of "S" was called once or twice in all
      And the end of release of "S" in T2 comes before the return of T1
      And the structure of "mm" was freed

    @id:REG-14.3
    Scenario: Both have begun their release
      Given the registered subscriber "S"
      And "S" is held in release on T1
      And "S" is held in release on T2
      When T1 calls exit
      And T2 calls unregister "S"
      Then T1 is blocked
      And T2 is blocked
      When the gate "T1/S.release" opens
      And the gate "T2/S.release" opens
      Then T1 returned
      And T2 returned
      And release of "S" was called once or twice in all
      And the end of release of "S" in T1 comes before the return of T2
      And the structure of "mm" was freed

    @id:REG-14.4 @every-order @REG-10 @REG-12
    Scenario: ILV-20, exit beside unregister
      Given the registered subscriber "S"
      When the threads run in every order:
        | T1   | T2             |
        | exit | unregister "S" |
      Then every outcome is one of:
        | release of "S" in T1 | release of "S" in T2 | freed "mm" | warnings | must be seen |
        | 0                    | 1                    | yes        | 0        | yes          |
        | 1                    | 0                    | yes        | 0        | yes          |
        | 1                    | 1                    | yes        | 0        |              |
      And no outcome is one of:
        | release of "S" in T1 | release of "S" in T2 | freed "mm" | warnings | rule   | mutant  |
        | 0                    | 0                    | yes        | 0        | REG-10 | MUT-104 |
        | 1                    | 0                    | no         | 0        | REG-12 | MUT-132 |

  @REG-18 @party:core @all @cap:register @must
  Rule: REG-18 a subscriber may go in the middle of a section
    Unregister and put wait for callbacks, not for sections: between its start and its end a
    subscriber can be unlinked. It gets no end for that section then, and must not wait for one.
    Source: Linux 6.12 mm/mmu_notifier.c, start and end are two read sections of the list; analysis

    @id:REG-18.1
    Scenario: Unregistered between start and end (ILV-46)
      Given the registered subscriber "A"
      When the threads take these steps in order:
        | T1                | T2                        |
        | invalidate "A"... |                           |
        |                   | unregister "A" -> nothing |
        | ...ends           |                           |
      Then invalidate_range_start of "A" was called once
      And invalidate_range_end of "A" was not called
      And release of "A" was called once

    @id:REG-18.2
    Scenario: Unregistered while the ends are being called (ILV-46, overlapping)
      Given the registered subscriber "A"
      And the registered subscriber "B"
      And "B" is held in invalidate_range_end
      And T1 has called start "A"
      When T1 calls end "A"
      Then T1 is blocked
      When T2 calls unregister "A"
      And the gate "B.invalidate_range_end" opens
      Then T1 returned
      And T2 returned
      And invalidate_range_end of "A" was called at most once in all
      And release of "A" was called once in all

    @id:REG-18.3 @v5.4+ @cap:getput
    Scenario: Put between start and end
      Given the callback table "ops"
      And T2 has called get "ops"
      When the threads take these steps in order:
        | T1                | T2                     |
        | invalidate "A"... |                        |
        |                   | put "ops#1" -> nothing |
        | ...ends           |                        |
      Then invalidate_range_start of "ops#1" was called once
      And invalidate_range_end of "ops#1" was not called
      And free_notifier of "ops#1" was called once

    @id:REG-18.4 @every-order @PAIR-22 @REG-11
    Scenario: ILV-46, unregister beside a section
      T2 keeps the lock that the callbacks take: once unregister has returned nobody else wants it.
      Given the registered subscriber "S"
      And in invalidate_range_start "S" takes these steps:
        | lock "S.lock"   |
        | unlock "S.lock" |
      And in invalidate_range_end "S" takes these steps:
        | lock "S.lock"   |
        | unlock "S.lock" |
      When the threads run in every order:
        | T1        | T2             |
        | start "A" | unregister "S" |
        | end "A"   | lock "S.lock"  |
      Then every outcome is one of:
        | T1      | invalidate_range_start of "S" | invalidate_range_end of "S" | release of "S" | must be seen |
        | nothing | 0                             | 0                           | 1              |              |
        | nothing | 1                             | 0                           | 1              | yes          |
        | nothing | 1                             | 1                           | 1              |              |
      And no outcome is one of:
        | T1      | invalidate_range_start of "S" | invalidate_range_end of "S" | release of "S" | rule    | mutant     |
        | blocked | 1                             | 0                           | 1              | PAIR-22 | PAIR-22-x1 |
        | blocked | 1                             | 1                           | 1              | REG-11  | REG-11-x1  |

  @REG-19 @party:core @strict @cap:register @must
  Rule: REG-19 a second unregister is diagnosed and drops nothing
    Unregistering twice, or beside a get that is still in use, is a mistake of the caller that
    Linux leaves undefined: it silently drops somebody else's reference. Here it is diagnosed, and
    nothing happens.
    Source: analysis of Linux 6.12 mm/mmu_notifier.c, mmu_notifier_unregister

    @id:REG-19.1
    Scenario: Unregistered twice
      Given the registered subscriber "S"
      And the registered subscriber "other"
      When T1 calls unregister "S"
      Then the structure references of "mm" changed by -1
      And there is no warning
      When T1 calls unregister "S"
      Then there is at least one warning
      And the structure references of "mm" changed by 0
      And release of "S" was called once in all

    @id:REG-19.2 @v5.4+ @cap:getput
    Scenario: Unregistered while a get is outstanding
      Given the callback table "ops"
      And the list subscriber "S" of the table "ops"
      And T1 has called register "S"
      And T2 has called get "ops"
      When T1 calls unregister "S"
      Then there is at least one warning
      And the structure references of "mm" changed by 0
      And no callback was called
      When T3 calls get "ops"
      Then T3 returned "S"
      And no callback was called

  @REG-38 @party:core @all @cap:register @must
  Rule: REG-38 unregister and synchronize inside a callback wait for themselves
    Both wait for the callbacks that run, so inside a list callback they wait for their own caller.
    Nobody may call them there: they must not come back before the callback is over, so they never
    do. put is what a callback may call.
    Source: Linux 6.12 mm/mmu_notifier.c, mmu_notifier_unregister and mmu_notifier_synchronize (SRCU)

    @id:REG-38.1
    Scenario Outline: unregister inside <callback>
      Given the registered subscriber "S"
      And in <callback> "S" takes these steps:
        | unregister "S" |
      When T1 calls invalidate "A"
      Then T1 is blocked
      And the end of <callback> of "S" has not happened
      And the oracle reports liveness

      Examples:
        | callback               |
        | invalidate_range_start |
        | invalidate_range_end   |

    @id:REG-38.2 @v5.4+ @cap:getput
    Scenario: synchronize inside a callback
      Given the registered subscriber "S"
      And in invalidate_range_start "S" takes these steps:
        | synchronize |
      When T1 calls invalidate "A"
      Then T1 is blocked
      And the end of invalidate_range_start of "S" has not happened
      And the oracle reports liveness

    @id:REG-38.3 @v5.4+ @cap:getput
    Scenario: put inside a callback does not wait
      Given the callback table "ops"
      And T1 has called get "ops"
      And in invalidate_range_start "ops#1" takes these steps:
        | put "ops#1" |
      When T1 calls invalidate "A"
      Then T1 returned
      And "put" called inside a callback returned nothing
      And the end of invalidate_range_start of "ops#1" comes before free_notifier of "ops#1"

  @REG-39 @party:core @all @cap:register @may
  Rule: REG-39 a wait may cover callbacks that are none of its business
    All lists of all address spaces may share one read domain, so unregister, synchronize and exit
    may also wait for callbacks of other subscribers and of other address spaces. They come back
    when those are over; nobody may count on their coming back earlier.
    Source: Linux 6.12 mm/mmu_notifier.c, the one static SRCU domain

    @id:REG-39.1
    Scenario: A callback is running in another address space
      Given the address space "mm2"
      And the list subscriber "busy"
      And T1 has called register "busy" on "mm2"
      And "busy" is held in invalidate_range_start
      And the registered subscriber "S"
      When T1 calls invalidate "A" on "mm2"
      Then T1 is blocked
      When T2 calls unregister "S"
      And the gate "busy.invalidate_range_start" opens
      Then T1 returned
      And T2 returned
      And release of "S" was called once
      And the structure references of "mm" changed by -1

    @id:REG-39.2
    Scenario: A callback is running in another address space when this one exits
      Given the address space "mm2"
      And the list subscriber "busy"
      And T1 has called register "busy" on "mm2"
      And "busy" is held in invalidate_range_start
      And the registered subscriber "S"
      When T1 calls invalidate "A" on "mm2"
      Then T1 is blocked
      When T2 calls exit
      And the gate "busy.invalidate_range_start" opens
      Then T1 returned
      And T2 returned
      And release of "S" was called once
