@harness
Feature: Programs that do not get through the handshake
  Nothing is judged then: the fault has its own name, the exit code is 3, and nothing of the
  program is left running.

  Scenario: A program with nothing wrong is judged
    When mmuspec judges "well-behaved"
    Then it exits with 0
    And 2 scenarios conform
    And there are no faults and no notes
    And nothing is left running

  Scenario Outline: Names and addresses can be others
    When mmuspec judges "well-behaved" with the seed <seed>
    Then it exits with 0
    And 2 scenarios conform
    And there are no faults and no notes

    Examples:
      | seed       |
      | 1          |
      | 4294967295 |

  Scenario: There is no such command
    When mmuspec judges the command "/no/such/command"
    Then it exits with 3
    And the only fault is "did-not-start": "ENOENT"
    And nothing was judged
    And the terminal shows "There is no such program"

  Scenario Outline: <program>
    When mmuspec judges "<program>" with a deadline of <deadline> s
    Then it exits with 3
    And the only fault is "<fault>": "<text>"
    And nothing was judged
    And it took less than 20 s and 250 MB
    And nothing is left running

    Examples:
      | program            | deadline | fault             | text                               |
      | exits-at-once      | 10       | did-not-start     | status 1 before it answered        |
      | never-answers      | 1        | hung              | no answer within 1 s               |
      | refuses-handshake  | 10       | handshake-refused | not today                          |
      | wrong-version      | 10       | wrong-version     | protocol 1, the implementation 2   |
      | greets-in-prose    | 10       | not-json          | Ready to serve.                    |
      | answers-in-latin-1 | 10       | not-json          | not UTF-8                          |
      | claims-nothing     | 10       | not-schema        | property 'capabilities'            |
      | closes-stdout      | 10       | closed-stdout     | runs on                            |
      | half-a-line        | 10       | partial-line      | status 0 in the middle of a line   |

  Scenario: The end of stderr and the advice are told with the fault
    When mmuspec judges "exits-at-once"
    Then the terminal shows "no device found"
    And the terminal shows "Run the command by hand"

  Scenario: A program that was never heard of may have forgotten to flush
    When mmuspec judges "never-answers" with a deadline of 1 s
    Then the terminal shows "does it flush after each line?"
