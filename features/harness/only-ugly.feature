@harness
Feature: Programs that are only ugly
  What breaks no message is no fault: the program is judged as it behaves, and a note tells.

  Scenario Outline: <program>
    When mmuspec judges "<program>"
    Then it exits with 0
    And 2 scenarios conform
    And there are no faults
    And a note says "<note>"
    And the output is printable
    And it took less than 20 s and 250 MB
    And nothing is left running

    Examples:
      | program             | note                                            |
      | floods-stderr       | more than 1048576 bytes to stderr               |
      | ignores-sigterm     | did not leave on SIGTERM                        |
      | ignores-sigterm     | kept running after its input ended              |
      | leaves-a-child      | left a process of its own behind                |
      | lets-a-child-escape | left a process of its own behind                |
      | fails-at-the-end    | left with status 5                              |
      | says-more           | a member that the protocol does not know        |
      | unprintable-name    | not printable: \x1b[2J<script>                  |

  Scenario: Names that nobody should print stay harmless in every report
    When mmuspec judges "unprintable-events"
    Then it exits with 1
    And INTV-09.1 is violated
    And the output is printable
    And the HTML report holds no "<script>alert" and no control characters
    And the JUnit report holds no "<script>alert" and no control characters
    And nothing is left running
