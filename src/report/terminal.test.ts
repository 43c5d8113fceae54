import assert from "node:assert/strict";
import { test } from "node:test";
import { HARMFUL, report, result } from "./fixtures/report.ts";
import { COLOURED, PLAIN } from "./style.ts";
import { terminalReport } from "./terminal.ts";

test("a failure block reads in the order of its parts", () => {
  const text = terminalReport(report(), PLAIN);
  const parts = [
    "✗ PAIR-02 violated  title 02",
    "text 02",
    "Source: source 02",
    "PAIR-02.1  scenario PAIR-02.1",
    "in v6.12, v6.1 (a.feature:1)",
    "at the step: T1 returned EAGAIN",
    "expected           | observed",
    "T1 returned EAGAIN | <script>",
    "the interleaving",
    "the last messages",
    "the end of stderr",
    "to run it again",
    "npx mmuspec run --scenario PAIR-02.1",
  ];
  const places = parts.map((part) => text.indexOf(part));
  assert.ok(!places.includes(-1), `missing: ${parts[places.indexOf(-1)]}\n${text}`);
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
});

test("one line counts every result, and the claims stand beside it", () => {
  const text = terminalReport(report(), PLAIN);
  assert.match(
    text,
    /^10 runs of 9 scenarios: 1 conform, 2 violate, 1 differ, 1 not claimed, 1 expected failures, 1 stale expectations, 1 implementation faults, 1 inconclusive, 1 could not run$/m,
  );
  assert.match(text, /^8 of 8 rules claimed; profiles v6\.12/m);
});

test("nothing of the other side reaches the terminal as it is", () => {
  assert.doesNotMatch(terminalReport(report(), PLAIN), HARMFUL);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the kit's own colours are the exception
  const coloured = terminalReport(report(), COLOURED).replace(/\u001b\[\d+m/g, "");
  assert.equal(coloured, terminalReport(report(), PLAIN));
});

test("one fault that many scenarios meet is told once", () => {
  const fault = { kind: "hung", text: "no answer" };
  const results = [1, 2, 3].map((n) => result(`PAIR-01.${n}`, { verdict: "implementation fault", fault }));
  const text = terminalReport(report(results), PLAIN);
  assert.equal(text.match(/✗/g)?.length, 1);
  assert.match(text, /also met in PAIR-01\.2, PAIR-01\.3/);
});

test("a run that never began says so and counts nothing", () => {
  const faults = [{ kind: "did-not-start", text: "no such program", advice: "look" }];
  const text = terminalReport(report([], { profiles: [], capabilities: [], faults, exitCode: 3 }), PLAIN);
  assert.match(text, /✗ implementation fault: did-not-start\n {2}no such program\n {2}look/);
  assert.match(text, /Nothing was judged/);
  assert.doesNotMatch(text, /conform/);
});
