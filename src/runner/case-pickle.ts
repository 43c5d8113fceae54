import { type Pickle, type PickleStep, PickleStepType } from "@cucumber/messages";
import type { Scenario, Step } from "../catalogue/scenario.ts";
import type { IFilterablePickle } from "./cucumber-types.ts";

const NOWHERE: string[] = [];

function pickleStep({ text, table }: Step, at: number): PickleStep {
  const rows = table?.map((cells) => ({ cells: cells.map((value) => ({ value })) }));
  return {
    id: String(at),
    text,
    // Only the snippet for a step without a definition is worded by it.
    type: PickleStepType.UNKNOWN,
    astNodeIds: NOWHERE,
    ...(rows === undefined ? {} : { argument: { dataTable: { rows } } }),
  };
}

const made = new WeakMap<Scenario, PickleStep[]>();

/** A scenario runs in many profiles with the same steps. */
function pickleSteps(scenario: Scenario): PickleStep[] {
  const steps = made.get(scenario) ?? scenario.steps.map(pickleStep);
  made.set(scenario, steps);
  return steps;
}

function pickle(scenario: Scenario, id: string, more: readonly string[]): Pickle {
  const { uri, line, name, tags } = scenario;
  return {
    id,
    uri,
    location: { line },
    name,
    language: "en",
    tags: [...tags, ...more].map((tag) => ({ name: tag, astNodeId: "" })),
    steps: pickleSteps(scenario),
    astNodeIds: NOWHERE,
  };
}

/**
 * What cucumber runs for a scenario: made of what the law says of it, which the build has parsed. Features are
 * large, and reading them again takes as long as a quarter of what is in them.
 *
 * @param id the pickle's id
 * @param tags what the steps' hooks read besides the scenario's own
 */
export function casePickle(scenario: Scenario, id: string, tags: readonly string[]): IFilterablePickle {
  return {
    pickle: pickle(scenario, id, tags),
    gherkinDocument: { uri: scenario.uri, comments: [] },
    location: { line: scenario.line },
  };
}
