@harness
Feature: Programs that fail in the middle of a run
  The scenario in which it happens ends with a fault that has its own name. The program is
  ended, started anew, and the rest is judged; the exit code is 3.

  Scenario Outline: <program>
    When mmuspec judges "<program>" with a deadline of <deadline> s
    Then it exits with 3
    And the only fault is "<fault>": "<text>"
    And INTV-09.1 ends with an implementation fault
    And PAIR-06.1 conforms
    And it took less than 20 s and 250 MB
    And nothing is left running

    Examples: It goes away
      | program              | deadline | fault         | text                       |
      | exits-midway         | 10       | crashed       | exited with status 3       |
      | dies-of-a-signal     | 10       | crashed       | exited with signal SIGSEGV |
      | crash-leaves-a-child | 10       | crashed       | exited with status 3       |
      | closes-stdout-midway | 10       | closed-stdout | runs on                    |
      | leaves-in-a-line     | 10       | partial-line  | status 0 in the middle of  |

    Examples: It does not answer in time
      | program          | deadline | fault        | text                 |
      | falls-silent     | 3        | hung         | no answer within 3 s |
      | answers-too-late | 3        | hung         | no answer within 3 s |
      | stops-in-a-line  | 3        | partial-line | only half a line     |

    Examples: What it sends is no answer
      | program        | deadline | fault             | text                                 |
      | logs-to-stdout | 10       | not-json          | DEBUG: <script>                      |
      | endless-line   | 10       | oversized-message | more than 16777216 bytes             |
      | wrong-shape    | 10       | not-schema        | property 'threads'                   |
      | wrong-event    | 10       | not-schema        | result/events/0/start must match     |
      | asks-back      | 10       | not-schema        | a request or notification            |
      | unknown-id     | 10       | unknown-id        | id 4711                              |
      | repeated-id    | 10       | repeated-id       | a second answer                      |
      | missing-id     | 10       | missing-id        | without id                           |
      | internal-error | 10       | error-answer      | error -32603: out of range           |
      | over-claims    | 10       | over-claim        | it claims capability interval        |

  Scenario: A program that fails every time is not restarted for ever
    When mmuspec judges "crashes-always" in every profile
    Then it exits with 3
    And the last fault is "too-many-restarts": "it was restarted 10 times"
    And every scenario ends with an implementation fault
    And it took less than 60 s and 250 MB
    And nothing is left running

  Scenario: A connection is made anew
    When mmuspec connects to the service "hangs-up"
    Then it exits with 3
    And the only fault is "closed-stdout": "it closed the connection"
    And INTV-09.1 ends with an implementation fault
    And PAIR-06.1 conforms

  Scenario: Ctrl-C ends a program that hangs, and keeps what is finished
    When mmuspec judges "falls-silent" and is interrupted after 2 s
    Then it exits with 130
    And it took less than 20 s and 250 MB
    And nothing is left running
