import assert from "node:assert/strict";
import { test } from "node:test";
import { parseFeature } from "./parse-feature.ts";

const GOOD = `
@cap:register
Feature: F

  Background:
    Given a background

  @PAIR-08 @party:core @v5.12+ @may
  Rule: PAIR-08 ends follow starts
    The text
    goes on.

    Another paragraph.

    Source: Linux 6.12 mm/mmu_notifier.c,
    mn_hlist_invalidate_end

    @id:PAIR-08.1 @PAIR-09
    Scenario: One
      When it happens
        | a | b |
        | 1 | 2 |

    @id:PAIR-08.2
    Scenario Outline: Of <who>
      When <who> happens

      Examples:
        | who |
        | A B |
        | C   |

      @v6.12 @key:late
      Examples:
        | who |
        | A   |

      @key:two
      Examples:
        | who |
        | X   |
        | Y   |
`;

test("a Rule block gives its id, title, text, source, party, level, profiles and capabilities", () => {
  const { rules, problems } = parseFeature(GOOD, "f.feature");
  assert.deepEqual(problems, []);
  assert.deepEqual(rules, [
    {
      id: "PAIR-08",
      title: "ends follow starts",
      text: "The text goes on.\n\nAnother paragraph.",
      source: "Linux 6.12 mm/mmu_notifier.c, mn_hlist_invalidate_end",
      party: "core",
      level: "may",
      profiles: ["v5.12", "v6.1", "v6.4-prop", "v6.4-alt", "tlbn-prop", "v6.6", "v6.12"],
      capabilities: ["register"],
    },
  ]);
});

test("ids: the tag, and for a row its first cell, the key of its table, or both", () => {
  const { scenarios } = parseFeature(GOOD, "f.feature");
  assert.deepEqual(
    scenarios.map(({ id, line }) => [id, line]),
    [
      ["PAIR-08.1", 19],
      ["PAIR-08.2/A-B", 30],
      ["PAIR-08.2/C", 31],
      ["PAIR-08.2/late", 36],
      ["PAIR-08.2/two/X", 41],
      ["PAIR-08.2/two/Y", 42],
    ],
  );
  assert.deepEqual(scenarios[0]?.rules, ["PAIR-08", "PAIR-09"]);
  assert.deepEqual(scenarios[3]?.profiles, ["v6.12"]);
  assert.deepEqual(scenarios[0]?.steps, [
    { keyword: "Given ", text: "a background" },
    {
      keyword: "When ",
      text: "it happens",
      table: [
        ["a", "b"],
        ["1", "2"],
      ],
    },
  ]);
});

test("defects of form are named with their place", () => {
  const bad = GOOD.replace("@party:core ", "@frob ")
    .replace("Source:", "From:")
    .replace("@id:PAIR-08.1", "")
    .replace("@id:PAIR-08.2", "@id:PAIR-07.2 @v5.3");
  assert.deepEqual(
    [...new Set(parseFeature(bad, "f.feature").problems.map((text) => text.replace(/^[^ ]+ /, "")))],
    [
      "unknown tag @frob",
      "the Rule names no party (@party:core, caller, subscriber)",
      "the Rule has no Source: line",
      "the scenario has no @id: tag",
      "the id PAIR-07.2/A-B is not one of its Rule",
      "its profile tags leave no profile",
      "the id PAIR-07.2/C is not one of its Rule",
      "the id PAIR-07.2/late is not one of its Rule",
      "the id PAIR-07.2/two/X is not one of its Rule",
      "the id PAIR-07.2/two/Y is not one of its Rule",
    ],
  );
});

test("a doc string is a defect of form: steps are kept without one", () => {
  const { problems } = parseFeature(
    GOOD.replace("    Given a background", '    Given a background\n      """\n      x\n      """'),
    "f.feature",
  );
  assert.match(problems.join(), /^f\.feature: "a background" has a doc string/);
});
