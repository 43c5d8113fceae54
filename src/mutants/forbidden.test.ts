import assert from "node:assert/strict";
import { test } from "node:test";
import { loadLaw } from "../catalogue/law.ts";
import type { RunAnswer, RunParams } from "../port/generated/protocol.ts";
import { packageRoot } from "../runner/suite.ts";
import { type ForbiddenRow, forbiddenRows } from "./fixtures/forbidden-rows.ts";
import { recordRuns } from "./fixtures/recorded-runs.ts";
import { MUTANTS } from "./mutants.ts";

/** What one exploration may cost; they take a fraction of it. */
const SECONDS = 20;

const scenarios = loadLaw(packageRoot()).scenarios.filter((scenario) => forbiddenRows(scenario).length > 0);
const runs = await recordRuns(scenarios);

function mutantOf(id: string) {
  const found = MUTANTS.find((mutant) => mutant.id === id);
  assert.ok(found, `there is no mutant ${id}`);
  return found;
}

function paramsOf(scenario: string, { run }: ForbiddenRow): RunParams {
  const params = runs.get(scenario)?.[run];
  assert.ok(params, `the scenario makes no run ${run}`);
  return params;
}

const sayRow = (values: readonly string[]) => values.join(" | ");

function sayAll({ outcomes, executions }: RunAnswer): string {
  return `${outcomes.map(({ values }) => sayRow(values)).join("\n")}\nin ${executions} executions`;
}

for (const scenario of scenarios) {
  test(`${scenario.id}: the mutants reach what it forbids`, async () => {
    const explored = new Map<string, RunAnswer>();
    for (const row of forbiddenRows(scenario)) {
      assert.ok(scenario.rules.includes(row.rule), `the scenario has no tag @${row.rule}`);
      assert.ok(row.mutants.length > 0, `no mutant reaches ${sayRow(row.values)}`);
      for (const id of row.mutants) {
        const { create, violates } = mutantOf(id);
        assert.ok(violates.includes(row.rule), `${id} is not said to violate ${row.rule}`);
        const params = { ...paramsOf(scenario.id, row), maxSeconds: SECONDS };
        const answer = explored.get(`${id} ${row.run}`) ?? (await create().request("run", params));
        explored.set(`${id} ${row.run}`, answer);
        const reached = answer.outcomes.some(({ values }) => sayRow(values) === sayRow(row.values));
        assert.ok(reached, `${id} never reaches ${sayRow(row.values)}, but\n${sayAll(answer)}`);
      }
    }
  });
}
