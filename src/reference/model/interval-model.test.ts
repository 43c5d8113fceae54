import assert from "node:assert/strict";
import { test } from "node:test";
import { loadLaw } from "../../catalogue/law.ts";
import { MUTANTS } from "../../mutants/mutants.ts";
import { collectPrograms, type ScenarioProgram } from "../../orders/collect-programs.ts";
import { runProgram } from "../../orders/run-program.ts";
import type { RunAnswer } from "../../port/generated/protocol.ts";
import { isPortError } from "../../port/port-error.ts";
import { newest } from "../../port/profile.ts";
import { sayRow } from "../../runner/outcome-breach.ts";
import { packageRoot } from "../../runner/suite.ts";
import { createReference } from "../create-reference.ts";

const reference = createReference();
const pairs = loadLaw(packageRoot())
  .scenarios.filter(({ everyOrder, rule }) => everyOrder && rule.startsWith("INTV-"))
  .flatMap((scenario) => {
    const profile = newest(scenario.profiles);
    return profile === undefined ? [] : [{ scenario, profile }];
  });
const programs = await collectPrograms(pairs, reference);

/** The answer of the search over states, or why there is none. */
async function states({ program }: ScenarioProgram): Promise<RunAnswer | string> {
  try {
    return await runProgram(reference, program, { mode: "states" });
  } catch (error) {
    if (isPortError(error) && error.code === "unsupported") return error.message;
    throw error;
  }
}

const rowsOf = ({ outcomes }: RunAnswer) => [...new Set(outcomes.map(({ values }) => sayRow(values)))].sort();

const modelled: ScenarioProgram[] = [];
for (const of of programs) if (typeof (await states(of)) !== "string") modelled.push(of);

for (const of of modelled) {
  test(`${of.scenario.id}: the states of the model come to what the code comes to in every order`, async () => {
    const found = await states(of);
    assert.ok(typeof found !== "string" && found.complete);
    assert.deepEqual(rowsOf(found), rowsOf(await runProgram(reference, of.program, { mode: "every" })));
  });
}

test("the model covers many programs, and says why it does not cover the others", async () => {
  assert.ok(modelled.length >= 20, `${modelled.length} programs`);
  const others = programs.filter((of) => !modelled.includes(of));
  assert.ok(others.length > 0);
  for (const of of others) assert.match(String(await states(of)), /^there is no model of this program: \w/);
});

test("a bound on the states cuts the search short", async () => {
  const [first] = modelled;
  assert.ok(first);
  const found = await runProgram(reference, first.program, { mode: "states", maxExecutions: 3 });
  assert.deepEqual([found.complete, found.cut], [false, "max-executions"]);
});

test("a mutant has no model", async () => {
  const [first] = modelled;
  const mutant = MUTANTS.find(({ id }) => id === "MUT-31");
  assert.ok(first && mutant);
  await assert.rejects(runProgram(mutant.create(), first.program, { mode: "states" }), /of the reference alone/);
});
