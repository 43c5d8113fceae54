import assert from "node:assert/strict";
import { test } from "node:test";
import { CucumberExpression, ParameterTypeRegistry, RegularExpression } from "@cucumber/cucumber-expressions";
import { literalStart, rememberMatches } from "./remember-matches.ts";

const SOURCES: readonly (string | RegExp)[] = [
  "{word} calls {word}",
  "it has {int} thing(s)/item(s)",
  "{string} and {string}",
  /^the (first|second)(?: of (\d+))? (?:"([^"]*)")?$/,
  /a(b)?c/g,
];
const TEXTS = [
  "T1 calls x",
  "it has 3 things",
  "it has 1 item",
  '"a \\" b" and ""',
  'the first of 12 "x"',
  "the second ",
];

function made(source: string | RegExp) {
  const registry = new ParameterTypeRegistry();
  return typeof source === "string"
    ? new CucumberExpression(source, registry)
    : new RegularExpression(source, registry);
}

function told(expression: ReturnType<typeof made>, text: string) {
  return expression.match(text)?.map((found) => [found.parameterType.name, found.group, found.getValue({})]);
}

test("what matches, where its groups are and what they mean is what cucumber finds", () => {
  let matches = 0;
  for (const source of SOURCES) {
    const plain = made(source);
    const quick = made(source);
    rememberMatches({ stepDefinitions: [{ expression: quick }] });
    for (const text of [...TEXTS, ...TEXTS, "xac", "xabc", "xac"]) {
      assert.deepEqual(told(quick, text), told(plain, text), `${source} on ${text}`);
      if (plain.match(text) !== null) matches++;
    }
  }
  assert.ok(matches > 10);
});

test("the start of what matches is told only where there is no doubt", () => {
  const starts: readonly [RegExp, string][] = [
    [/^the device "([^"]*)"$/, 'the device "'],
    [/^there (?:is|are) (no|a) (warning|message)s?$/, "there "],
    [/^things? here$/, "thing"],
    [/^xs*y/, "x"],
    [/^yes{2}/, "ye"],
    [/^yes+/, "yes"],
    [/^one|two$/, ""],
    [/^one (a|b) [|] \|$/, "one "],
    [/^The/i, ""],
    [/^line/m, ""],
    [/line/, ""],
  ];
  for (const [regexp, start] of starts) assert.equal(literalStart(regexp), start, String(regexp));
});
