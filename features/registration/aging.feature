Feature: Asking the subscribers whether a page was used

  @REG-31 @party:core @all @cap:register @cap:aging @must
  Rule: REG-31 ageing asks everybody, a mere test stops at the first yes
    clear_flush_young and clear_young change something, so every subscriber that implements them is
    called, and one yes makes a yes. test_young only looks: after the first yes nobody else is
    asked.
    Source: Linux 6.12 mm/mmu_notifier.c, __mmu_notifier_clear_flush_young, __mmu_notifier_clear_young and __mmu_notifier_test_young

    @id:REG-31.1
    Scenario Outline: One says yes: <case>
      Given the registered subscriber "A" with <callback>
      And the registered subscriber "B" with <callback>
      And the registered subscriber "C" with <callback>
      And "<who>" answers true in <callback>
      When T1 calls <operation> "A.0"
      Then T1 returned true
      And these callbacks were called:
        | subscriber | callback   | result   |
        | A          | <callback> | <A says> |
        | B          | <callback> | <B says> |
        | C          | <callback> | <C says> |

      Examples:
        | case            | callback          | operation     | who | A says | B says | C says |
        | A, with a flush | clear_flush_young | age and flush | A   | true   | false  | false  |
        | B, with a flush | clear_flush_young | age and flush | B   | false  | true   | false  |
        | C, with a flush | clear_flush_young | age and flush | C   | false  | false  | true   |

      @v5.3+
      Examples:
        | case       | callback    | operation | who | A says | B says | C says |
        | A, without | clear_young | age       | A   | true   | false  | false  |
        | B, without | clear_young | age       | B   | false  | true   | false  |
        | C, without | clear_young | age       | C   | false  | false  | true   |

    @id:REG-31.2
    Scenario: test_young with two who would say yes
      Given the registered subscriber "A" with test_young
      And the registered subscriber "B" with test_young
      And "A" answers true in test_young
      And "B" answers true in test_young
      When T1 calls test young "A.0"
      Then T1 returned true
      And 1 callback was called

    @id:REG-31.3
    Scenario Outline: test_young finds the one who says yes, <who>
      Given the registered subscriber "A" with test_young
      And the registered subscriber "B" with test_young
      And "<who>" answers true in test_young
      When T1 calls test young "A.0"
      Then T1 returned true

      Examples:
        | who |
        | A   |
        | B   |

    @id:REG-31.4
    Scenario Outline: Nobody says yes to <operation>
      Given the registered subscriber "A" with <callback>
      And the registered subscriber "B" with <callback>
      When T1 calls <operation> "A.0"
      Then T1 returned false
      And 2 callbacks were called

      Examples:
        | callback          | operation     |
        | clear_flush_young | age and flush |
        | test_young        | test young    |

      @v5.3+
      Examples:
        | callback    | operation |
        | clear_young | age       |

  @REG-32 @party:core @v3.19+ @cap:register @cap:aging @must
  Rule: REG-32 ageing passes the page or the huge page as it is
    The subscribers are called with exactly the range that was aged, one page or one huge page,
    whatever the young bit of the primary entry was; that bit and their answers are OR-ed.
    Source: Linux 6.12 include/linux/mmu_notifier.h, ptep_clear_flush_young_notify, pmdp_clear_flush_young_notify and ptep_clear_young_notify

    @id:REG-32.1
    Scenario Outline: <case>
      Given the ranges
        | page | page 1025          |
        | huge | pages 1024 to 1535 |
      And the registered subscriber "S" with <callback>
      When T1 calls <operation> "<range>"
      Then T1 returned false
      And these callbacks were called:
        | thread | subscriber | callback   | mm | range   |
        | T1     | S          | <callback> | mm | <range> |

      Examples:
        | case                      | callback          | operation     | range |
        | A page, with a flush      | clear_flush_young | age and flush | page  |
        | A huge page, with a flush | clear_flush_young | age and flush | huge  |

      @v5.3+
      Examples:
        | case                 | callback    | operation | range |
        | A page, without      | clear_young | age       | page  |
        | A huge page, without | clear_young | age       | huge  |

    @id:REG-32.2 @cap:mm
    Scenario Outline: The CPU has used the page and the device <has or not>
      Given the anonymous VMA "A"
      And the registered subscriber "S" with clear_flush_young
      And "S" answers <answer> in clear_flush_young
      When T1 calls age and flush "A.0"
      Then T1 returned true
      And clear_flush_young of "S" was called once
      When T1 calls age and flush "A.0"
      Then T1 returned <answer>
      And clear_flush_young of "S" was called once

      Examples:
        | has or not | answer |
        | has too    | true   |
        | has not    | false  |

    @id:REG-32.3 @v5.3+ @cap:mm
    Scenario: The same without a flush
      Given the anonymous VMA "A"
      And the registered subscriber "S" with clear_young
      When T1 calls age "A.0"
      Then T1 returned true
      And clear_young of "S" was called once
      When T1 calls age "A.0"
      Then T1 returned false
      And clear_young of "S" was called once
      When T1 calls age "A.1"
      Then T1 returned true
