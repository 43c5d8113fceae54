import type { Law } from "../catalogue/law.ts";
import type { Scenario } from "../catalogue/scenario.ts";
import type { Mutant } from "../mutants/mutant.ts";
import type { Strategy } from "../orders/explore-program.ts";
import { readSelection, type Selection } from "../runner/selection.ts";
import { usage } from "../runner/usage-error.ts";

/** The options of `explore`, as commander hands them over. */
export interface ExploreFlags {
  readonly rule?: readonly string[];
  readonly scenario?: readonly string[];
  readonly profile?: string;
  readonly strategy?: string;
  readonly seed?: string;
  readonly maxExecutions?: string;
  readonly maxSeconds?: string;
  readonly mutant?: string;
  readonly all?: true;
  readonly json?: string;
  readonly html?: string;
}

/** The same, understood. */
export interface ExploreOptions {
  readonly strategy: Strategy;
  readonly seed?: number;
  readonly maxExecutions?: number;
  readonly maxSeconds?: number;
}

const STRATEGIES: readonly string[] = ["dpor", "stateful", "random"];

function wholeNumber(option: string, text: string, least: number, greatest: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= greatest) return number;
  throw usage(`${option} takes a whole number from ${least} to ${greatest}; ${text} is not that`);
}

function readSeconds(text: string): number {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (seconds > 0 && seconds <= 1e6) return seconds;
  throw usage(`--max-seconds takes seconds, more than 0 and at most 1000000; ${text} is not that`);
}

/** Reads how to explore. */
export function readExploreOptions(flags: ExploreFlags): ExploreOptions {
  const { strategy = "dpor", seed, maxExecutions, maxSeconds } = flags;
  if (!STRATEGIES.includes(strategy)) {
    throw usage(`--strategy takes ${STRATEGIES.join(", ")}; ${strategy} is none of them`);
  }
  if (seed !== undefined && strategy !== "random")
    throw usage("--seed is for --strategy random, which alone draws orders");
  return {
    strategy: strategy as Strategy,
    ...(seed === undefined ? {} : { seed: wholeNumber("--seed", seed, 0, 0xffff_ffff) }),
    ...(maxExecutions === undefined ? {} : { maxExecutions: wholeNumber("--max-executions", maxExecutions, 1, 1e9) }),
    ...(maxSeconds === undefined ? {} : { maxSeconds: readSeconds(maxSeconds) }),
  };
}

function isIn(scenario: Scenario, file: string): boolean {
  return scenario.uri === file || scenario.uri.endsWith(`/${file}`);
}

/** The scenarios of a feature file; with a line, the one that this line belongs to. */
function scenariosAt(place: string, { scenarios }: Law): readonly Scenario[] {
  const [, given = place, line] = /^(.*?)(?::(\d+))?$/s.exec(place) ?? [];
  const file = given.replace(/^\.\//, "").replace(/^.*\/(?=features\/)/, "");
  const there = scenarios.filter((scenario) => isIn(scenario, file));
  if (there.length === 0) throw usage(`there is no feature ${given}; \`mmuspec list\` shows where the scenarios are`);
  if (line === undefined) return there;
  const last = there.filter((scenario) => scenario.line <= Number(line)).reduce((at, one) => Math.max(at, one.line), 0);
  const found = there.filter((scenario) => scenario.line === last);
  if (found.length === 0) throw usage(`no scenario of ${file} begins at or before line ${line}`);
  const [first] = found;
  if (first?.everyOrder === false) {
    throw usage(
      `${first.id} at ${file}:${line} does not run its threads in every order: \`mmuspec run --scenario ${first.id}\``,
    );
  }
  return found;
}

/** What is to be explored: nothing named is everything, or all that a mutant violates. */
export function chooseScenarios(
  place: string | undefined,
  flags: ExploreFlags,
  mutant: Mutant | undefined,
  law: Law,
): Selection {
  const { rule, scenario, profile } = flags;
  const named = rule !== undefined || scenario !== undefined;
  if (place !== undefined && named) throw usage("name a feature, or rules and scenarios, not both");
  const rules = named || place !== undefined ? rule : mutant?.violates;
  const selection = readSelection(
    {
      ...(profile === undefined ? {} : { profile }),
      ...(rules === undefined ? {} : { rules }),
      ...(scenario === undefined ? {} : { scenarios: scenario }),
    },
    law,
  );
  const there = place === undefined ? law.scenarios : scenariosAt(place, law);
  return { ...selection, matches: (one) => one.everyOrder && selection.matches(one) && there.includes(one) };
}
