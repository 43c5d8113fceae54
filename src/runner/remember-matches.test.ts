import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { literalPrefix, rememberMatches } from "./remember-matches.ts";

describe("remembered matches", () => {
  it("know what a text has to begin with", () => {
    const prefixes: readonly (readonly [string | RegExp, string])[] = [
      ["the gate {string} opens", "the gate "],
      ["no callback was called", "no callback was called"],
      ["{thread} calls {}", ""],
      ["it was called/started {int} time(s)", "it was "],
      ["call/calls", ""],
      ["time(s) pass", "time"],
      ["a \\{brace}", "a "],
      [/^the list subscriber "([^"]*)" with ([\w, ]+)$/, 'the list subscriber "'],
      [/^"([^"]*)" answers (\w+)$/, '"'],
      [/^times? pass$/, "time"],
      [/^a|b$/, ""],
      [/^a (?:b|c)$/, "a "],
      [/not anchored/, ""],
      [/^any case$/i, ""],
    ];
    for (const [pattern, prefix] of prefixes) assert.equal(literalPrefix(pattern), prefix, String(pattern));
  });

  it("ask the expression once for a text, and never for one that cannot match", () => {
    const asked: string[] = [];
    const match = (text: string) => {
      asked.push(text);
      return text.endsWith("opens") ? [] : null;
    };
    const definition = { pattern: "the gate {string} opens", expression: { match } };
    rememberMatches({ stepDefinitions: [definition] });
    const texts = ['the gate "g" opens', 'the gate "g" closes', "another"];
    const seen = [...texts, ...texts].map((text) => definition.expression.match(text) !== null);
    assert.deepEqual(seen, [true, false, false, true, false, false]);
    assert.deepEqual(asked, texts.slice(0, 2));
  });
});
