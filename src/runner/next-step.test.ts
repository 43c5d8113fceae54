import assert from "node:assert/strict";
import { test } from "node:test";
import { loadLaw } from "../catalogue/law.ts";
import { stepLines } from "../catalogue/step-lines.ts";
import type { Report, ScenarioResult } from "../port/generated/documents.ts";
import { nextStep } from "./next-step.ts";
import { packageRoot } from "./suite.ts";

const law = loadLaw(packageRoot());

function reportOf(claimed: readonly string[], judged: Readonly<Record<string, Partial<ScenarioResult>>> = {}): Report {
  const results = law.scenarios.map(({ id, rule, name, capabilities, profiles }): ScenarioResult => {
    const lacking = capabilities.filter((capability) => !claimed.includes(capability));
    const verdict = lacking.length === 0 ? "conforms" : "not claimed";
    const reason = lacking.length === 0 ? {} : { reason: `capability ${lacking.join(", ")}` };
    return { id, rule, name, profile: profiles.at(-1) ?? "", location: "", verdict, ...reason, ...judged[id] };
  });
  return { capabilities: [...claimed], results } as unknown as Report;
}

test("somebody who claims nothing begins with core, on a scenario that needs no more", () => {
  const step = nextStep(reportOf([]), law);
  assert.match(step?.what ?? "", /^offer and claim core: /);
  assert.deepEqual(law.scenarios.find(({ id }) => id === step?.scenario)?.capabilities, ["core"]);
});

test("what is claimed and violated comes before new claims, the shortest first", () => {
  const core = law.scenarios.filter(({ capabilities }) => capabilities.every((name) => name === "core"));
  const [first, second] = [...core].sort((a, b) => stepLines(a.steps).length - stepLines(b.steps).length);
  const judged = {
    [first?.id ?? ""]: { verdict: "violates" as const },
    [core.at(-1)?.id ?? ""]: { verdict: "violates" as const },
  };
  const step = nextStep(reportOf(["core"], judged), law);
  assert.deepEqual([step?.scenario, step?.what], [first?.id, "mend what is violated"]);
  assert.notEqual(second, undefined);
});

test("an operation that is claimed and not offered comes before everything", () => {
  const id = law.scenarios[0]?.id ?? "";
  const fault = { kind: "over-claim", text: "operation mmgrab is not offered" };
  const step = nextStep(reportOf(["core"], { [id]: { verdict: "implementation fault", fault } }), law);
  assert.equal(step?.what, "offer what it claims: operation mmgrab is not offered");
});

test("who claims everything and conforms is told nothing", () => {
  const all = [...new Set(law.scenarios.flatMap(({ capabilities }) => capabilities))];
  assert.equal(nextStep(reportOf(all), law), undefined);
});
