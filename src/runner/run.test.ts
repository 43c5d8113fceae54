import assert from "node:assert/strict";
import { test } from "node:test";
import { report as validReport } from "../port/generated/document-validators.js";
import type { Report } from "../port/generated/documents.ts";
import type { Expectation } from "./expectations.ts";
import { createToy, type ToyOptions } from "./fixtures/toy/toy-implementation.ts";
import { toyLaw, toySuite } from "./fixtures/toy/toy-suite.ts";
import { type RunRequest, run } from "./run.ts";
import { readSelection, type SelectionRequest } from "./selection.ts";
import { openSession } from "./session.ts";

async function judged(
  toy: ToyOptions,
  wanted: SelectionRequest = {},
  more: Partial<RunRequest> = {},
): Promise<Report & { verdicts: Record<string, string> }> {
  const { report } = await run({
    law: toyLaw,
    suite: toySuite,
    session: await openSession(createToy(toy)),
    selection: readSelection(wanted, toyLaw),
    rerun: (pair) => `again ${pair.scenario.id}`,
    ...more,
  });
  assert.ok(validReport(report), JSON.stringify(validReport.errors));
  const verdicts = Object.fromEntries(report.results.map((row) => [`${row.id} ${row.profile}`, row.verdict]));
  return { ...report, verdicts };
}

test("every scenario runs once, in the newest claimed profile of its range", async () => {
  const { verdicts, summary, exitCode, oracle } = await judged({});
  assert.deepEqual(verdicts, {
    "PAIR-01.1 v6.12": "conforms",
    "PAIR-01.2/T1 v6.12": "conforms",
    "PAIR-01.2/T2 v6.12": "conforms",
    "PAIR-01.2/old v5.5": "conforms",
    "PAIR-02.1 v6.12": "conforms",
    "PAIR-03.1 v6.12": "not claimed",
    "PAIR-03.2 v6.12": "could not run",
  });
  assert.deepEqual([summary.total, summary.conforms, summary.notClaimed, summary.couldNotRun], [7, 5, 1, 1]);
  assert.equal(exitCode, 4);
  assert.deepEqual(oracle, { toy: 5 });
});

test("--profile all runs every pair, and counts the profiles that are not claimed", async () => {
  const { results, summary } = await judged({}, { profile: "all", rules: ["PAIR-01"] });
  const pairs = toyLaw.scenarios.filter(({ rule }) => rule === "PAIR-01").flatMap(({ profiles }) => profiles);
  assert.equal(summary.total, pairs.length);
  assert.deepEqual(
    results.filter(({ verdict }) => verdict !== "not claimed").map(({ id, profile }) => `${id} ${profile}`),
    [
      "PAIR-01.1 v5.5",
      "PAIR-01.1 v6.1",
      "PAIR-01.1 v6.12",
      "PAIR-01.2/T1 v6.1",
      "PAIR-01.2/T1 v6.12",
      "PAIR-01.2/T2 v6.1",
      "PAIR-01.2/T2 v6.12",
      "PAIR-01.2/old v5.5",
    ],
  );
});

test("a wrong must violates, with both sides and the step", async () => {
  const { results, exitCode, rules } = await judged(
    { answers: { "T2 mmget_not_zero": false } },
    { rules: ["PAIR-01"] },
  );
  const failed = results.filter(({ verdict }) => verdict !== "conforms");
  assert.deepEqual(
    failed.map(({ id, verdict, expected, observed, step, rerun }) => [id, verdict, expected, observed, step, rerun]),
    [["PAIR-01.2/T2", "violates", "result true", "result false", "the result is true", "again PAIR-01.2/T2"]],
  );
  assert.equal(rules[0]?.verdict, "violates");
  assert.equal(exitCode, 1);
});

test("a wrong may differs, and that is no failure", async () => {
  const { verdicts, exitCode } = await judged({ answers: { mmput: "EAGAIN" } }, { rules: ["PAIR-02"] });
  assert.deepEqual(verdicts, { "PAIR-02.1 v6.12": "differs" });
  assert.equal(exitCode, 0);
});

test("refusing what is claimed is a fault of the implementation", async () => {
  const { results, faults, exitCode } = await judged({ answers: { mmput: "unsupported" } }, { rules: ["PAIR-02"] });
  assert.equal(results[0]?.verdict, "implementation fault");
  assert.deepEqual(
    faults?.map(({ kind, text }) => [kind, text]),
    [["over-claim", "mmput is not offered"]],
  );
  assert.equal(exitCode, 3);
});

test("what is not claimed alone is not a success", async () => {
  const { exitCode, summary } = await judged({}, { scenarios: ["PAIR-03.1"] });
  assert.deepEqual([summary.notClaimed, exitCode], [1, 4]);
});

const EXPECTED: Expectation = { scenario: "PAIR-01.1", reason: "known", observed: "result false" };

test("an expected failure is counted as such; a different one still fails; a pass is stale", async () => {
  const wanted = { scenarios: ["PAIR-01.1"] };
  const verdictOf = async (answers: ToyOptions["answers"]) => {
    const { results, exitCode } = await judged({ answers: answers ?? {} }, wanted, { expectations: [EXPECTED] });
    return [results[0]?.verdict, exitCode];
  };
  assert.deepEqual(await verdictOf({ mmget_not_zero: false }), ["expected failure", 0]);
  assert.deepEqual(await verdictOf({ mmget_not_zero: "EINVAL" }), ["violates", 1]);
  assert.deepEqual(await verdictOf({}), ["stale expectation", 1]);
});

test("an interrupted run reports what is finished", async () => {
  const stop = new AbortController();
  const { results, notes } = await judged(
    {},
    { rules: ["PAIR-01"] },
    { signal: stop.signal, progress: { finished: () => stop.abort() } },
  );
  assert.deepEqual(
    results.map(({ id }) => id),
    ["PAIR-01.1"],
  );
  assert.deepEqual(notes, ["interrupted: 1 of 4 were finished"]);
});
