import { loadLaw } from "../catalogue/law.ts";
import type { Report, RuleResult, ScenarioResult } from "../port/generated/documents.ts";
import { interleavingLines } from "../report/failure-block.ts";
import { WIDTH, wrap } from "../report/text-table.ts";
import { visibleLine } from "../report/visible.ts";
import { loadSuite } from "../runner/load-suite.ts";
import { run } from "../runner/run.ts";
import { readSelection } from "../runner/selection.ts";
import { openSession } from "../runner/session.ts";
import { packageRoot } from "../runner/suite.ts";
import type { Io } from "./io.ts";
import { type RunFlags, readAim } from "./run-options.ts";
import { openTarget, targetWords } from "./target.ts";

function tell(result: ScenarioResult, io: Io): string[] {
  const { id, profile, name, verdict, reason, interleaving } = result;
  const width = io.width ?? WIDTH;
  const mark = verdict === "conforms" ? io.style.good : io.style.bad;
  const why = reason === undefined ? "" : ` (${visibleLine(reason)})`;
  return [
    ...wrap(`${id} in ${profile}: ${visibleLine(name)}`, width).map(io.style.bold),
    `  ${mark(verdict)}${why}`,
    ...(interleaving === undefined
      ? []
      : ["", ...interleavingLines(interleaving, width - 4).map((line) => `    ${line}`)]),
    "",
  ];
}

function heading({ rules }: Report, io: Io): string[] {
  const say = ({ id, title = "" }: RuleResult) => wrap(`${id} ${title}`, io.width ?? WIDTH).map(io.style.bold);
  return rules.length === 1 ? [...rules.flatMap(say), ""] : [];
}

/**
 * `mmuspec explain ID --observed`: runs the scenarios of a rule, or one, and shows what happens in each.
 *
 * @returns the exit code of the run
 */
export async function explainObserved(
  wanted: string,
  flags: RunFlags,
  command: readonly string[] | undefined,
  io: Io,
): Promise<number> {
  const law = loadLaw(packageRoot());
  const id = wanted.toUpperCase().includes(".") ? { scenarios: [wanted] } : { rules: [wanted.toUpperCase()] };
  const selection = readSelection({ ...id, ...(flags.profile === undefined ? {} : { profile: flags.profile }) }, law);
  const aim = await readAim(flags, command);
  const { implementation } = await openTarget(aim.target, { deadlineMs: aim.deadlineMs, onNote: () => undefined });
  try {
    const session = { ...(await openSession(implementation)), tellsAll: true };
    const { report } = await run({ law, suite: () => loadSuite(packageRoot()), session, selection, rerun: () => "" });
    const lines = [...heading(report, io), ...report.results.flatMap((result) => tell(result, io))];
    io.out(`${lines.join("\n")}observed on ${visibleLine(targetWords(aim.target))}\n`);
    return report.exitCode;
  } finally {
    await implementation.close();
  }
}
