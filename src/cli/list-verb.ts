import { loadLaw } from "../catalogue/law.ts";
import { locationOf, type Scenario } from "../catalogue/scenario.ts";
import { CAPABILITIES } from "../port/capability.ts";
import { PROFILES } from "../port/profile.ts";
import { columns } from "../report/text-table.ts";
import { packageRoot } from "../runner/suite.ts";
import { compareIds } from "../runner/summary.ts";
import type { Io } from "./io.ts";
import { type SelectionFlags, selectionOf } from "./selection-flags.ts";

/** The options of `list`. */
export interface ListFlags extends SelectionFlags {
  readonly profiles?: true;
  readonly capabilities?: true;
  readonly json?: true;
}

type Row = readonly [name: string, meaning: string];

function tables(flags: ListFlags): readonly Row[] | undefined {
  if (flags.profiles) return PROFILES.map(({ name, meaning }) => [name, meaning]);
  return flags.capabilities ? Object.entries(CAPABILITIES) : undefined;
}

/** The id without the key of an example: examples stay in the order of their table. */
function outline({ id }: Scenario): string {
  return id.replace(/\/.*/, "");
}

function selected(flags: ListFlags): Scenario[] {
  const law = loadLaw(packageRoot());
  const selection = selectionOf(flags, law);
  const chosen = selection.profile;
  const inProfile = ({ profiles }: Scenario) => chosen === "all" || chosen === "newest" || profiles.includes(chosen);
  const found = law.scenarios.filter((one) => selection.matches(one) && inProfile(one));
  return found.sort((a, b) => compareIds(outline(a), outline(b)));
}

function asJson(scenario: Scenario): object {
  const { id, rule, name, profiles, capabilities, points, level } = scenario;
  return { id, rule, name, level, profiles, capabilities, points, location: locationOf(scenario) };
}

function print(rows: readonly Row[], io: Io): void {
  for (const line of columns(rows, io.width)) io.out(`${line}\n`);
}

/**
 * `mmuspec list`: scenarios, profiles or capabilities.
 *
 * @returns the exit code: 4 if nothing matches
 */
export async function listVerb(flags: ListFlags, io: Io): Promise<number> {
  const table = tables(flags);
  if (table !== undefined) {
    const rows = table.map(([name, meaning]) => ({ name, meaning }));
    if (flags.json) io.out(`${JSON.stringify(rows, null, 2)}\n`);
    else print(table, io);
    return 0;
  }
  const scenarios = selected(flags);
  if (flags.json) io.out(`${JSON.stringify({ scenarios: scenarios.map(asJson) }, null, 2)}\n`);
  else
    print(
      scenarios.map(({ id, name }) => [id, name]),
      io,
    );
  if (scenarios.length === 0) io.err("mmuspec: no scenario matches\n");
  return scenarios.length === 0 ? 4 : 0;
}
