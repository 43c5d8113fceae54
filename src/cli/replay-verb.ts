import { writeFileSync } from "node:fs";
import { loadLaw } from "../catalogue/law.ts";
import { collectPrograms } from "../orders/collect-programs.ts";
import { type ReplayCode, readReplayCode } from "../orders/replay-code.ts";
import { type Replayed, replayOrder } from "../orders/replay-order.ts";
import { isProfile } from "../port/profile.ts";
import { createReference } from "../reference/create-reference.ts";
import { counterexampleLines } from "../report/counterexample-text.ts";
import { WIDTH } from "../report/text-table.ts";
import { visibleLine } from "../report/visible.ts";
import { packageRoot } from "../runner/suite.ts";
import { usage } from "../runner/usage-error.ts";
import { findMutant } from "./explore-verb.ts";
import type { Io } from "./io.ts";
import { checkReportFiles } from "./run-options.ts";

/** The options of `replay`. */
export interface ReplayFlags {
  readonly json?: string;
  readonly svg?: string;
}

function readCode(text: string): ReplayCode {
  const code = readReplayCode(text);
  if (code === undefined) {
    throw usage(`${visibleLine(text, 60)} is no replay string; \`mmuspec explore\` writes them`);
  }
  return code;
}

async function findProgram({ scenario: id, profile, nth }: ReplayCode) {
  const scenario = loadLaw(packageRoot()).scenarios.find((one) => one.id === id);
  if (scenario === undefined) throw usage(`the replay string is stale: there is no scenario ${id}`);
  if (!isProfile(profile) || !scenario.profiles.includes(profile)) {
    throw usage(`the replay string is stale: ${id} does not hold in the profile ${profile}`);
  }
  const programs = scenario.everyOrder ? await collectPrograms([{ scenario, profile }], createReference()) : [];
  const found = programs.find((program) => program.nth === nth);
  if (found === undefined) throw usage(`the replay string is stale: ${id} runs no such threads in every order`);
  return found;
}

async function writeFiles({ order }: Replayed, { json, svg }: ReplayFlags, io: Io): Promise<void> {
  const put = (file: string, text: string) => (file === "-" ? io.out(text) : writeFileSync(file, text));
  if (json !== undefined) put(json, `${JSON.stringify(order, null, 2)}\n`);
  if (svg !== undefined) put(svg, (await import("../report/sequence-diagram.tsx")).sequenceSvg(order.sequence));
}

/**
 * `mmuspec replay`: shows one order of a program again.
 *
 * @returns the exit code: 1 if it leads where it must not
 */
export async function replayVerb(text: string, flags: ReplayFlags, io: Io): Promise<number> {
  const code = readCode(text);
  checkReportFiles(flags);
  const mutant = code.mutant === undefined ? undefined : await findMutant(code.mutant);
  const found = await findProgram(code);
  const replayed = await replayOrder(found, code, mutant?.create() ?? createReference(), createReference());
  if ("stale" in replayed) throw usage(`the replay string is stale: ${replayed.stale}`);
  await writeFiles(replayed, flags, io);
  const { scenario, profile } = found;
  const subject = mutant === undefined ? "the reference" : `${mutant.id} (${mutant.title})`;
  const words = replayed.order.allowed
    ? io.style.good("This outcome is allowed.")
    : io.style.bad("This outcome is not allowed.");
  const show = [flags.json, flags.svg].includes("-") ? io.err : io.out;
  show(
    [
      io.style.bold(`${scenario.id} in ${profile} on ${subject}`),
      `${visibleLine(scenario.name)} (${scenario.uri}:${scenario.line})`,
      "",
      ...counterexampleLines(replayed.order, io.style, io.width ?? WIDTH),
      "",
      words,
      "",
    ].join("\n"),
  );
  return replayed.order.allowed ? 0 : 1;
}
