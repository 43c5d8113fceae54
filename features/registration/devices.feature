Feature: Registration, as devices depend on it

  @REG-36 @party:subscriber @cap:mm @must
  Rule: REG-36 a device maps nothing before its first registration is complete
    While the registration waits for the sections that are open, nothing may be mapped on the
    strength of it: the device has not seen their starts and would miss what they remove.
    Source: 001_48d3141d0b0199f8.txt, Glisse 2014-09-11 22:43

    @id:REG-36.1 @v5.5+ @cap:mirror
    Scenario: A mirror is created while a section is open
      Given the anonymous VMA "A"
      And T2 has called start "A"
      When T1 calls mirror_create "M" over "A"
      Then T1 is blocked
      When T3 calls mirror_fault "M" at "A.0"
      Then T3 returned EINVAL
      And the device "M" maps nothing in "A"
      When T2 calls end "A"
      Then T1 returned 0
      When T3 calls mirror_fault "M" at "A.0"
      Then T3 returned mapped

    @id:REG-36.2 @cap:shadow
    Scenario: A shadow device is created while a section is open
      Given the anonymous VMA "A"
      And T2 has called start "A" through the reverse map
      When T1 calls shadow_create "M"
      Then T1 is blocked
      When T3 calls shadow_fault "M" at "A.0"
      Then T3 returned EINVAL
      And the device "M" maps nothing in "A"
      When T2 calls end "A"
      Then T1 returned 0
      When T3 calls shadow_fault "M" at "A.0"
      Then T3 returned mapped

    @id:REG-36.3 @every-order @cap:shadow @cap:mm-truncate @MM-16
    Scenario: The first registration and a fault beside a truncation, in every order
      Given the VMA "A.0" of kind shared
      When the threads run in every order:
        | T1                         | T2             |
        | shadow_create "M"          | truncate "A.0" |
        | shadow_fault "M" at "A.0"  |                |
      Then every outcome is one of:
        | T1.2   | "M" at "A.0" |
        | mapped | current      |
        | mapped | absent       |
        | retry  | absent       |
      And no outcome is one of:
        | T1.2   | "M" at "A.0" | rule  | mutant  |
        | mapped | stale        | MM-16 | MUT-125 |
