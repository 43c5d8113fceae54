import type { Scenario } from "../catalogue/scenario.ts";
import { stepLines } from "../catalogue/step-lines.ts";
import type { Implementation } from "../port/implementation.ts";
import type { Profile } from "../port/profile.ts";
import { loadSuite } from "../runner/load-suite.ts";
import type { OrderProgram } from "../runner/order-program.ts";
import { type Case, runCases } from "../runner/run-cases.ts";
import { openSession, useSession } from "../runner/session.ts";
import { packageRoot } from "../runner/suite.ts";

/** A scenario in a profile. */
export interface ScenarioInProfile {
  readonly scenario: Scenario;
  readonly profile: Profile;
}

/** A program with the scenario that it comes from. */
export interface ScenarioProgram extends ScenarioInProfile {
  readonly program: OrderProgram;
  /** Which of the scenario's programs it is, counted from 1: one for each set of columns. */
  readonly nth: number;
}

/** The steps of a scenario that carry out something before its threads run. */
function preparation({ steps }: Scenario): string[] {
  const run = steps.findIndex(({ text }) => text.includes("the threads run in every order:"));
  return steps.slice(0, run === -1 ? undefined : run).map((step) => stepLines([step]).join("\n"));
}

function withWords(program: OrderProgram, scenario: Scenario): OrderProgram {
  const words = preparation(scenario);
  return { ...program, given: words.map((says, at) => ({ says, requests: program.given[at]?.requests ?? [] })) };
}

const headingsOf = ({ columns }: OrderProgram) => columns.map(({ heading }) => heading).join(" | ");

/** Tables with the same columns speak of the same program. */
function addTo(programs: OrderProgram[], program: OrderProgram): void {
  const at = programs.findIndex((known) => headingsOf(known) === headingsOf(program));
  const known = programs[at];
  if (known === undefined) programs.push(program);
  else programs[at] = { ...known, forbidden: [...known.forbidden, ...program.forbidden] };
}

interface ProgramCase extends Case {
  readonly from: ScenarioInProfile;
  readonly programs: OrderProgram[];
}

/**
 * The programs of scenarios whose threads run in every order. Their steps are carried out as in any run, but for
 * the runs themselves.
 *
 * @param implementation - prepares what the steps ask for; it has to offer `run` in mode every
 */
export async function collectPrograms(
  scenarios: readonly ScenarioInProfile[],
  implementation: Implementation,
): Promise<ScenarioProgram[]> {
  let current: OrderProgram[] = [];
  const cases = scenarios.map(({ scenario, profile }): ProgramCase => {
    const tags = [`@profile=${profile}`, `@scenario=${scenario.id}`];
    return { scenario, tags, from: { scenario, profile }, programs: [] };
  });
  const session = await openSession(implementation);
  useSession({ ...session, programs: (program) => addTo(current, program) });
  await runCases(await loadSuite(packageRoot()), cases, {
    started: ({ programs }) => {
      current = programs;
    },
    finished: () => {},
  });
  useSession(undefined);
  return cases.flatMap(({ from, programs }) =>
    programs.map((program, at) => ({ ...from, program: withWords(program, from.scenario), nth: at + 1 })),
  );
}
