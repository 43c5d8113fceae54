import assert from "node:assert/strict";
import { test } from "node:test";
import { compareReports, doubts, isWorse } from "./compare-reports.ts";
import { diffText } from "./diff-text.ts";
import { HARMFUL, HOSTILE, report, result } from "./fixtures/report.ts";
import { PLAIN } from "./style.ts";

const failed = (id: string, observed = "EAGAIN") => result(id, { verdict: "violates", observed });
const unclaimed = (id: string) => result(id, { verdict: "not claimed", reason: "capability mm" });

test("new failures come first, and every change has its name", () => {
  const before = report([
    result("PAIR-01.1"),
    failed("PAIR-02.1"),
    failed("PAIR-03.1"),
    result("PAIR-04.1"),
    result("PAIR-05.1"),
  ]);
  const after = report([
    failed("PAIR-01.1"),
    failed("PAIR-02.1", "0"),
    result("PAIR-03.1"),
    unclaimed("PAIR-04.1"),
    result("PAIR-06.1"),
  ]);
  const changes = compareReports(before, after);
  assert.deepEqual(
    changes.map(({ change, id }) => [change, id]),
    [
      ["new failure", "PAIR-01.1"],
      ["failed otherwise", "PAIR-02.1"],
      ["lost", "PAIR-04.1"],
      ["mended", "PAIR-03.1"],
      ["added", "PAIR-06.1"],
      ["gone", "PAIR-05.1"],
    ],
  );
  assert.deepEqual(changes.map(isWorse), [true, true, true, false, false, false]);
});

test("the same report again is no change, and the same failure neither", () => {
  const same = report([result("PAIR-01.1"), failed("PAIR-02.1")]);
  assert.deepEqual(compareReports(same, same), []);
  assert.match(diffText(same, same, [], PLAIN), /Nothing changed\./);
});

test("different suites compare with a doubt", () => {
  const other = report([], { mmuspec: { suite: "2.0.0", protocol: 1 } });
  assert.deepEqual(doubts(report([]), other), ["the suite is not the same: 1.2.3 before, 2.0.0 after"]);
});

test("hostile text is harmless", () => {
  const after = report([failed("PAIR-01.1", HOSTILE)]);
  const before = report([result("PAIR-01.1")]);
  assert.doesNotMatch(diffText(before, after, compareReports(before, after), PLAIN), HARMFUL);
});

test("the same failure seen another number of times is no change, and one that is accepted is not mended", () => {
  const before = report([failed("PAIR-17.5", "yes | blocked, seen 1791 times"), failed("PAIR-17.1")]);
  const accepted = result("PAIR-17.1", { verdict: "expected failure", observed: "EAGAIN" });
  const after = report([failed("PAIR-17.5", "yes | blocked, seen 340 times"), accepted]);
  assert.deepEqual(
    compareReports(before, after).map(({ change, id }) => [change, id]),
    [["changed", "PAIR-17.1"]],
  );
});
