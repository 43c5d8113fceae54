import { loadLaw } from "../catalogue/law.ts";
import type { Fault, Report } from "../port/generated/documents.ts";
import { PROTOCOL_VERSION } from "../port/protocol-version.ts";
import { isImplementationFault } from "../protocol/implementation-fault.ts";
import { WIDTH, wrap } from "../report/text-table.ts";
import { visibleLine } from "../report/visible.ts";
import type { StaleExpectation } from "../runner/expectations.ts";
import { loadSuite } from "../runner/load-suite.ts";
import { nextStep } from "../runner/next-step.ts";
import type { Pair } from "../runner/plan.ts";
import { type Progress, run } from "../runner/run.ts";
import type { Selection } from "../runner/selection.ts";
import { openSession, type Session } from "../runner/session.ts";
import { packageRoot, suiteVersion } from "../runner/suite.ts";
import { summarize } from "../runner/summary.ts";
import { Transcript } from "../runner/transcript.ts";
import { usage } from "../runner/usage-error.ts";
import { readExpectations } from "./documents.ts";
import { expectationsFile } from "./expectations-file.ts";
import { manifestNotes, strangerNotes } from "./handshake-notes.ts";
import { endOnSignal, onInterrupt } from "./interrupt.ts";
import type { Io } from "./io.ts";
import { checkPage } from "./page-script.ts";
import { ProgressLine } from "./progress.ts";
import {
  type Aim,
  checkReportFiles,
  checkWritable,
  type RunFlags,
  readAim,
  readCount,
  usesStdout,
} from "./run-options.ts";
import { selectionOf } from "./selection-flags.ts";
import { staleAdvice } from "./stale-advice.ts";
import { openTarget, targetArguments, targetWords } from "./target.ts";
import { tellReport } from "./write-reports.ts";

const MOST_REPEATS = 10_000;

function rerunLine(aim: Aim, { scenario, profile }: Pair): string {
  const seed = aim.seed === undefined ? "" : ` --seed ${aim.seed}`;
  return `npx mmuspec run --scenario ${scenario.id} --profile ${profile}${seed}${targetArguments(aim.target)}`;
}

/** The report of a run that never began, because the implementation did not get through the handshake. */
function stillborn(fault: Fault, aim: Aim, selection: Selection, notes: readonly string[]): Report {
  return {
    mmuspec: {
      suite: suiteVersion(),
      protocol: PROTOCOL_VERSION,
      ...(aim.seed === undefined ? {} : { seed: aim.seed }),
    },
    implementation: { name: targetWords(aim.target), version: "unknown version", language: "unknown language" },
    profiles: [],
    capabilities: [],
    selection: selection.words,
    ...(selection.shard === undefined ? {} : { shard: selection.shard }),
    rulesClaimed: 0,
    rulesTotal: 0,
    summary: summarize([]),
    rules: [],
    results: [],
    notes: [...notes],
    faults: [fault],
    exitCode: 3,
  };
}

async function greet(aim: Aim, notes: string[], say: (what: string) => void): Promise<Session | Fault> {
  const onNote = (note: string) => void notes.push(note);
  const { deadlineMs, seed } = aim;
  const signals = endOnSignal();
  try {
    const options = { deadlineMs, onNote, say, ...(seed === undefined ? {} : { seed }) };
    const { implementation, evidence } = await openTarget(aim.target, options);
    const opened = await openSession(implementation, seed);
    const session = aim.iterations === undefined ? opened : { ...opened, iterations: aim.iterations };
    notes.push(...strangerNotes(session.handshake), ...manifestNotes(aim.manifest, session.handshake));
    return evidence === undefined ? session : { ...session, evidence };
  } catch (error) {
    if (isImplementationFault(error)) return error.fault;
    throw error;
  } finally {
    signals.done();
  }
}

interface Judged {
  readonly report: Report;
  readonly stale: readonly StaleExpectation[];
}

function openTranscript(file: string): Transcript {
  try {
    return new Transcript(file);
  } catch (error) {
    throw usage(`${file} (--transcript) cannot be written: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}

async function judgeAll(flags: RunFlags, aim: Aim, io: Io): Promise<Judged> {
  const law = loadLaw(packageRoot());
  const selection = selectionOf(flags, law);
  const repeat = flags.repeat === undefined ? 1 : readCount("--repeat", flags.repeat, MOST_REPEATS);
  const file = expectationsFile(flags, aim);
  const expected = file === undefined ? undefined : await readExpectations(file, law);
  const notes: string[] = [...(expected?.notes ?? [])];
  const greeted = await greet(aim, notes, (what) => io.err(`mmuspec: ${what}\n`));
  if (!("implementation" in greeted)) {
    return { report: stillborn(greeted, aim, selection, notes), stale: [] };
  }
  const transcript = flags.transcript === undefined ? undefined : openTranscript(flags.transcript);
  const implementation = transcript?.of(greeted.implementation) ?? greeted.implementation;
  const session = { ...greeted, implementation };
  const interrupt = onInterrupt(session);
  const line = new ProgressLine(io);
  const progress: Progress = {
    planned: (total) => line.planned(total),
    started: ({ scenario: { id }, profile: name }) => transcript?.begins(id, name),
    finished: (result) => line.finished(result),
  };
  try {
    const { report, stale } = await run({
      law,
      suite: () => loadSuite(packageRoot()),
      session,
      selection,
      expectations: expected?.expectations ?? [],
      progress,
      repeat,
      ...(flags.failFast === undefined ? {} : { failFast: true }),
      signal: interrupt.signal,
      rerun: (pair) => rerunLine(aim, pair),
    });
    line.clear();
    await session.implementation.close();
    report.notes = [...new Set([...notes, ...(report.notes ?? [])])];
    report.exitCode = interrupt.exitCode() ?? report.exitCode;
    return { report, stale };
  } finally {
    await session.implementation.close();
    transcript?.close();
    interrupt.done();
  }
}

/** What to do next: for whoever judged an implementation of their own as a whole. */
function tellNext(report: Report, flags: RunFlags, { target }: Aim, io: Io): void {
  const whole = flags.rule === undefined && flags.scenario === undefined && flags.shard === undefined;
  if (!whole || target.kind === "reference" || report.profiles.length === 0 || report.exitCode > 128) return;
  const next = nextStep(report, loadLaw(packageRoot()));
  if (next === undefined) return;
  const { scenario, profile, what, why } = next;
  const again = `npx mmuspec run --scenario ${scenario} --profile ${profile}${targetArguments(target)}`;
  const lines = [
    ...wrap(`Next: ${visibleLine(what, 400)}`, io.width ?? WIDTH),
    ...wrap(`Begin with ${scenario} in ${profile}: ${why}.`, io.width ?? WIDTH).map((line) => `  ${line}`),
    `  npx mmuspec explain ${scenario.replace(/\/.*/, "")}`,
    `  ${again}`,
  ];
  (usesStdout(flags) ? io.err : io.out)(`\n${lines.join("\n")}\n`);
}

/**
 * `mmuspec run`: judges an implementation.
 *
 * @returns the exit code
 */
export async function runVerb(flags: RunFlags, command: readonly string[] | undefined, io: Io): Promise<number> {
  const aim = await readAim(flags, command);
  checkReportFiles(flags);
  checkPage(flags);
  if (flags.transcript !== undefined) checkWritable("transcript", flags.transcript);
  const { report, stale } = await judgeAll(flags, aim, io);
  await tellReport(report, flags, io);
  tellNext(report, flags, aim, io);
  const file = expectationsFile(flags, aim);
  if (stale.length > 0 && file !== undefined) io.err(staleAdvice(stale, file));
  if (report.summary.total === 0 && report.exitCode === 4)
    io.err("mmuspec: nothing was selected, so nothing was run\n");
  return report.exitCode;
}
