import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogue as validCatalogue } from "../port/generated/document-validators.js";
import { catalogueGaps, makeCatalogue } from "./catalogue.ts";
import type { Law } from "./law.ts";
import type { RuleText, Scenario } from "./scenario.ts";

function rule(id: string, more: Partial<RuleText> = {}): RuleText {
  const base = { title: "t", text: "x", source: "s", party: "core", level: "must", profiles: ["v6.12"] } as const;
  return { id, ...base, capabilities: ["core"], ...more };
}

function law(rules: RuleText[], scenarios: [string, string[]][]): Law {
  const made = scenarios.map(([id, mine]) => ({ id, rule: mine[0], rules: mine }) as unknown as Scenario);
  return { rules, scenarios: made, problems: [] };
}

test("a rule knows its scenarios, mutants and reasons; the order is that of the numbers", () => {
  const made = makeCatalogue(
    law(
      [rule("MM-02"), rule("PAIR-10"), rule("PAIR-02", { reason: "nobody sees it" }), rule("MM-01")],
      [
        ["MM-01.1", ["MM-01", "MM-02"]],
        ["PAIR-10.1", ["PAIR-10"]],
      ],
    ),
    [{ id: "MUT-01", violates: ["MM-01", "PAIR-10"] }],
    { "MM-02": "too small" },
  );
  assert.ok(validCatalogue(made));
  assert.deepEqual(
    made.rules.map(({ id, scenarios, mutants, notObservable, unproven }) => [
      id,
      scenarios,
      mutants,
      notObservable ?? unproven,
    ]),
    [
      ["MM-01", ["MM-01.1"], ["MUT-01"], undefined],
      ["MM-02", ["MM-01.1"], [], "too small"],
      ["PAIR-02", [], [], "nobody sees it"],
      ["PAIR-10", ["PAIR-10.1"], ["MUT-01"], undefined],
    ],
  );
  assert.deepEqual(catalogueGaps(made), []);
});

test("gaps: no scenario and no reason, both, no mutant and no reason, both", () => {
  const mutants = [{ id: "MUT-01", violates: ["MM-02", "MM-04"] }];
  const made = makeCatalogue(
    law(
      [rule("MM-01"), rule("MM-02", { reason: "r" }), rule("MM-03"), rule("MM-04")],
      [
        ["MM-02.1", ["MM-02"]],
        ["MM-03.1", ["MM-03"]],
        ["MM-04.1", ["MM-04"]],
      ],
    ),
    mutants,
    { "MM-04": "why", "MM-01": "why" },
  );
  assert.deepEqual(catalogueGaps(made), [
    "MM-01 has neither a scenario nor a reason",
    "MM-02 has scenarios, and a reason why there are none",
    "MM-03 has neither a mutant nor a reason in the table of unproven rules",
    "MM-04 has a mutant and is called unproven",
  ]);
});
