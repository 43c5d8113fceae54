import assert from "node:assert/strict";
import { test } from "node:test";
import { badge } from "./badge.tsx";
import { HARMFUL, report, result } from "./fixtures/report.ts";
import { markdownReport } from "./markdown.ts";

test("hostile text is harmless: no markup, no control characters", () => {
  const text = markdownReport(report());
  assert.doesNotMatch(text.replace(/```[\s\S]*?```/g, ""), /<script/);
  assert.doesNotMatch(text, HARMFUL);
  assert.doesNotMatch(badge(report()), /<script/);
});

test("a fence is longer than any in the text", () => {
  const text = markdownReport(
    report([result("PAIR-02.1", { verdict: "violates", expected: "a", observed: "x\n````\ny" })]),
  );
  assert.match(text, /^`````text\nx\n````\ny\n`````$/m);
});

test("the verdict, the counts and the line that runs it again are there", () => {
  const rerun = "npx mmuspec run --scenario PAIR-02.1";
  const text = markdownReport(
    report([result("PAIR-01.1"), result("PAIR-02.1", { verdict: "violates", expected: "a", observed: "b", rerun })]),
  );
  assert.match(text, /^### ❌ .*It violates 1 rule: PAIR-02\./);
  assert.match(text, /\| 2 scenarios \| conform \| violate \|/);
  assert.match(text, /npx mmuspec run --scenario PAIR-02\.1/);
});

test("the badge says of how many rules", () => {
  const conforming = report([result("PAIR-01.1")], { rulesClaimed: 1, rulesTotal: 8 });
  assert.match(badge(conforming), /mmuspec: 1 of 8 rules</);
  assert.match(badge(report()), /mmuspec: implementation fault</);
  const violating = report([result("PAIR-01.1", { verdict: "violates" })], { rulesClaimed: 3 });
  assert.match(badge(violating), /mmuspec: 1 of 3 rules violated</);
});
