import { writeFileSync } from "node:fs";
import { type Law, loadLaw } from "../catalogue/law.ts";
import type { Mutant } from "../mutants/mutant.ts";
import { collectPrograms, type ScenarioInProfile, type ScenarioProgram } from "../orders/collect-programs.ts";
import { exploreProgram } from "../orders/explore-program.ts";
import type { Exploration, ExploredProgram } from "../port/generated/documents.ts";
import { PROTOCOL_VERSION } from "../port/protocol-version.ts";
import { createReference } from "../reference/create-reference.ts";
import { explorationHead, explorationSummary, programBlock } from "../report/exploration-text.ts";
import { planPairs } from "../runner/plan.ts";
import type { Selection } from "../runner/selection.ts";
import { openSession } from "../runner/session.ts";
import { packageRoot, suiteVersion } from "../runner/suite.ts";
import { usage } from "../runner/usage-error.ts";
import { chooseScenarios, type ExploreFlags, type ExploreOptions, readExploreOptions } from "./explore-options.ts";
import { onSignals, type Signals } from "./interrupt.ts";
import type { Io } from "./io.ts";
import { TerminalLine } from "./progress.ts";
import { checkReportFiles } from "./run-options.ts";

/** What every proof takes for granted. */
const ASSUMPTIONS =
  "for the threads, calls and pages beside it and no more, under sequential consistency (one step after another, " +
  "no weaker memory order), with other threads coming in wherever the code takes or lets go of a lock, waits, wakes, " +
  "calls back, flushes, frees a page, or reads without a lock what others write.";

/** The mutant of that id. */
export async function findMutant(id: string): Promise<Mutant> {
  const { MUTANTS } = await import("../mutants/mutants.ts");
  const found = MUTANTS.find((mutant) => mutant.id.toUpperCase() === id.toUpperCase());
  if (found === undefined) throw usage(`unknown mutant ${id}; \`mmuspec mutants\` lists them`);
  return found;
}

/** The pairs to explore. A mutant may show in older profiles only, so that these follow the newest ones. */
async function pairsFor(law: Law, selection: Selection, mutant: Mutant | undefined): Promise<ScenarioInProfile[]> {
  const { handshake } = await openSession(createReference());
  const planned = planPairs(law.scenarios, selection, handshake);
  const later =
    mutant === undefined || selection.profile !== "newest"
      ? []
      : planPairs(law.scenarios, { ...selection, profile: "all" }, handshake).filter(
          ({ scenario, profile }) => !planned.some((pair) => pair.scenario === scenario && pair.profile === profile),
        );
  return [...planned, ...later].filter((pair) => pair.notClaimed === undefined);
}

/** For a mutant those programs come first whose tables name it, then the small ones. */
function inOrder(programs: readonly ScenarioProgram[], mutant: Mutant | undefined): readonly ScenarioProgram[] {
  if (mutant === undefined) return programs;
  const rank = ({ program }: ScenarioProgram) =>
    (program.forbidden.some(({ mutants }) => mutants.includes(mutant.id)) ? 0 : 1000) +
    program.threads.reduce((sum, { calls }) => sum + calls.length, 0);
  return programs.toSorted((a, b) => rank(a) - rank(b));
}

interface Task {
  readonly programs: readonly ScenarioProgram[];
  readonly mutant?: Mutant;
  readonly options: ExploreOptions;
  /** Goes on after the first program that a mutant gets wrong. */
  readonly all: boolean;
  readonly law: Law;
}

function withRule(program: ExploredProgram, { rules }: Law): ExploredProgram {
  const rule = rules.find(({ id }) => id === program.rule);
  return rule === undefined ? program : { ...program, title: rule.title, text: rule.text, source: rule.source };
}

function codeOf(programs: readonly ExploredProgram[], planned: number, halted: boolean): number {
  if (programs.some(({ verdict }) => verdict === "violated")) return 1;
  const whole = programs.length > 0 && (halted || programs.length === planned);
  return whole && programs.every(({ verdict }) => verdict === "proven") ? 0 : 4;
}

/** Explores one program after another; each is shown as soon as it is finished. */
async function exploreAll(
  task: Task,
  exploration: Exploration,
  signals: Signals,
  io: Io,
  show: (text: string) => void,
) {
  const { programs, mutant, options, law } = task;
  const line = new TerminalLine(io);
  let at = "";
  let begun = performance.now();
  const control = {
    interrupted: () => signals.exitCode() !== undefined,
    progress: (executions: number) => {
      const rate = Math.round((executions / (performance.now() - begun)) * 1000);
      line.show(() => `${exploration.programs.length}/${programs.length}  ${at}  ${executions} executions, ${rate}/s`);
    },
  };
  const subject = mutant === undefined ? createReference(control) : mutant.create(control);
  const from = performance.now();
  for (const program of programs) {
    const left = (options.maxSeconds ?? Number.POSITIVE_INFINITY) - (performance.now() - from) / 1000;
    if (control.interrupted() || left <= 0) break;
    at = program.scenario.id;
    begun = performance.now();
    line.show(() => `${exploration.programs.length}/${programs.length}  ${at}`);
    const explored = await exploreProgram(program, {
      ...options,
      ...(Number.isFinite(left) ? { maxSeconds: left } : {}),
      subject,
      ...(mutant === undefined ? {} : { mutant: mutant.id, conforming: createReference(control) }),
      interrupted: control.interrupted,
    });
    const whole = withRule(explored, law);
    exploration.programs.push(whole);
    line.clear();
    show(`${programBlock(whole, io.style, io.width)}\n`);
    if (whole.verdict === "violated" && mutant !== undefined && !task.all) return true;
  }
  return false;
}

async function writeExploration(exploration: Exploration, { json, html }: ExploreFlags, io: Io): Promise<void> {
  const put = (file: string, text: string) => (file === "-" ? io.out(text) : writeFileSync(file, text));
  if (json !== undefined) put(json, `${JSON.stringify(exploration, null, 2)}\n`);
  if (html !== undefined) put(html, (await import("../report/exploration-html.tsx")).explorationHtml(exploration));
}

/**
 * `mmuspec explore`: explores the programs of scenarios whose threads run in every order.
 *
 * @returns the exit code
 */
export async function exploreVerb(place: string | undefined, flags: ExploreFlags, io: Io): Promise<number> {
  const options = readExploreOptions(flags);
  checkReportFiles(flags);
  const law = loadLaw(packageRoot());
  const mutant = flags.mutant === undefined ? undefined : await findMutant(flags.mutant);
  const pairs = await pairsFor(law, chooseScenarios(place, flags, mutant, law), mutant);
  const programs = inOrder(await collectPrograms(pairs, createReference()), mutant);
  const exploration: Exploration = {
    mmuspec: { suite: suiteVersion(), protocol: PROTOCOL_VERSION },
    implementation: mutant === undefined ? "the reference" : `the reference as ${mutant.id}`,
    ...(mutant === undefined ? {} : { mutant: { id: mutant.id, title: mutant.title } }),
    strategy: options.strategy,
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    assumptions: ASSUMPTIONS,
    programs: [],
    exitCode: 4,
  };
  const show = [flags.json, flags.html].includes("-") ? io.err : io.out;
  show(`${io.style.bold(explorationHead(exploration))}\n\n`);
  const signals = onSignals();
  const begun = performance.now();
  const halted = await exploreAll(
    { programs, ...(mutant === undefined ? {} : { mutant }), options, all: flags.all === true, law },
    exploration,
    signals,
    io,
    show,
  ).finally(() => signals.done());
  exploration.durationMs = performance.now() - begun;
  const rest = programs.length - exploration.programs.length;
  if (rest > 0) exploration.notExplored = rest;
  exploration.exitCode = signals.exitCode() ?? codeOf(exploration.programs, programs.length, halted);
  await writeExploration(exploration, flags, io);
  show(`\n${explorationSummary(exploration, io.style, io.width)}\n`);
  if (programs.length === 0)
    io.err("mmuspec: nothing was selected that runs in every order, so nothing was explored\n");
  return exploration.exitCode;
}
