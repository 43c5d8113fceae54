import type { DataTable } from "@cucumber/cucumber";
import type { RunAnswer, RunColumn, RunOutcome, RunParams } from "../src/port/generated/protocol.ts";
import { Inconclusive } from "../src/runner/inconclusive.ts";
import { Mismatch } from "../src/runner/mismatch.ts";
import type { Forbidden, OrderProgram } from "../src/runner/order-program.ts";
import { breachOf, sayRow } from "../src/runner/outcome-breach.ts";
import { readColumn } from "./columns.ts";
import { readPhrase } from "./phrase.ts";
import { check, stimulus } from "./vocabulary.ts";
import type { SpecWorld } from "./world.ts";

/** Free runs in one request, which has to stay far below any deadline. */
const BATCH = 1_000;
const BATCH_SECONDS = 2;
/** Free runs that are added for a row that has to be seen and was not. */
const PATIENCE = 20_000;
/** Where orders are left to chance: how many runs there have to be, however slow they are, and how long they may go on. */
const CHANCE_RUNS = 60;
const CHANCE_SECONDS = 1;

stimulus("the threads run in every order:", function (table: DataTable) {
  const [threads = [], ...rows] = table.raw();
  for (const [column, thread] of threads.entries()) {
    this.cells.set(
      thread,
      rows.map((row) => row[column] ?? "").filter((cell) => cell !== ""),
    );
  }
  this.program = [...this.cells].map(([thread, cells]) => ({
    thread,
    calls: cells.map((cell) => readPhrase(this, thread, cell)),
  }));
});

interface OutcomeRow extends Forbidden {
  readonly mustBeSeen: boolean;
}

/** A table of outcomes: the columns that are observed, and the rows. */
interface Outcomes {
  readonly columns: readonly RunColumn[];
  readonly headings: readonly string[];
  readonly rows: readonly OutcomeRow[];
}

const MARK = "must be seen";
/** Columns that say something about a forbidden row, and are not observed. */
const NOTES: readonly string[] = [MARK, "rule", "mutant"];

function readOutcomes(world: SpecWorld, table: DataTable): Outcomes {
  const [headings = [], ...rows] = table.raw();
  const observed = headings.flatMap((heading, at) => (NOTES.includes(heading) ? [] : [at]));
  const said = observed.map((at) => headings[at] ?? "");
  const note = (row: readonly string[], heading: string) => row[headings.indexOf(heading)] ?? "";
  return {
    headings: said,
    columns: said.map((heading) => readColumn(world, heading)),
    rows: rows.map((row) => ({
      values: observed.map((at) => row[at] ?? ""),
      mustBeSeen: note(row, MARK) === "yes",
      rule: note(row, "rule"),
      mutants: note(row, "mutant")
        .split(/, */)
        .filter((id) => id !== ""),
    })),
  };
}

/** The program as those want it who explore it themselves. */
function programOf(world: SpecWorld, { columns, headings }: Outcomes): Omit<OrderProgram, "forbidden"> {
  const { profile, arch, program = [], cells } = world;
  return {
    profile,
    ...(arch === undefined ? {} : { arch }),
    given: world.requestsByStep().map((requests) => ({ says: "", requests })),
    threads: program.map(({ thread, calls }) => ({
      thread,
      calls: calls.map((call, at) => ({ ...call, says: cells.get(thread)?.[at] ?? call.op })),
    })),
    columns: columns.map((column, at) => ({ heading: headings[at] ?? "", column })),
    range: (start, end) => world.ranges.ofRange(start, end),
  };
}

function paramsOf(world: SpecWorld, columns: readonly RunColumn[], mode: RunParams["mode"]): RunParams {
  if (world.program === undefined) throw new Error("no threads run in every order in this scenario");
  const { profile, arch, setup, program } = world;
  return {
    profile,
    ...(arch === undefined ? {} : { arch }),
    setup: [...setup],
    threads: program,
    observe: [...columns],
    mode,
  };
}

/** Every order where the implementation can do that; else many free runs. */
async function execute(world: SpecWorld, { columns, rows }: Outcomes): Promise<RunAnswer> {
  if (world.runModes.includes("every")) return world.request("run", paramsOf(world, columns, "every"));
  const batches: RunAnswer[] = [];
  const awaited = rows.filter(({ mustBeSeen }) => mustBeSeen).map(({ values }) => sayRow(values));
  const missing = () =>
    awaited.some((row) => !batches.some((batch) => batch.outcomes.some((o) => sayRow(o.values) === row)));
  // A row that has to be seen gets more time before it counts as missing: how often it comes up is the machine's affair.
  const lacking = world.ordersAreChance ? () => isTooLittle(together(batches)) : missing;
  for (let left = world.iterations; left > 0 || (left > -PATIENCE && lacking()); left -= BATCH) {
    const sized = {
      iterations: left > 0 ? Math.min(left, BATCH) : BATCH,
      seed: batches.length + 1,
      maxSeconds: world.ordersAreChance ? CHANCE_SECONDS : BATCH_SECONDS,
    };
    const params = { ...paramsOf(world, columns, "free"), ...sized };
    batches.push(await world.request("run", params));
    if (world.ordersAreChance && !lacking()) break;
  }
  return together(batches);
}

/** It stops by itself where nobody can be let out of a world. */
function isTooLittle({ executions, overlapped = 0, cut }: RunAnswer): boolean {
  return cut !== "interrupted" && (executions < CHANCE_RUNS || overlapped === 0);
}

function together(answers: readonly RunAnswer[]): RunAnswer {
  const outcomes = new Map<string, RunOutcome>();
  const cut = answers.at(-1)?.cut;
  for (const outcome of answers.flatMap((answer) => answer.outcomes)) {
    const key = JSON.stringify([outcome.values, outcome.findings, outcome.stuck]);
    const known = outcomes.get(key);
    outcomes.set(key, known === undefined ? outcome : { ...known, count: known.count + outcome.count });
  }
  const sum = (read: (answer: RunAnswer) => number) => answers.reduce((total, answer) => total + read(answer), 0);
  return {
    complete: false,
    ...(cut === undefined ? {} : { cut }),
    executions: sum(({ executions }) => executions),
    overlapped: sum(({ overlapped }) => overlapped ?? 0),
    outcomes: [...outcomes.values()],
  };
}

/** Fails with the order that leads to an outcome, replayed so that it can be shown. */
async function fail(
  world: SpecWorld,
  columns: readonly RunColumn[],
  outcome: RunOutcome,
  expected: string,
): Promise<never> {
  const breach = breachOf(outcome);
  const observed = `${sayRow(outcome.values)}${breach === undefined ? "" : ` (${breach})`}`;
  if (outcome.schedule !== undefined && world.runModes.includes("replay")) {
    const replayed = await world.request("run", { ...paramsOf(world, columns, "replay"), schedule: outcome.schedule });
    world.show(replayed.outcomes[0]?.events ?? [], outcome.schedule);
  }
  throw new Mismatch(expected, `${observed}, seen ${outcome.count} times`);
}

function expectReached(world: SpecWorld, rows: readonly OutcomeRow[], answer: RunAnswer, free: boolean): void {
  const { executions, outcomes } = answer;
  const reached = new Set(outcomes.map(({ values }) => sayRow(values)));
  const missing = rows.find(({ values, mustBeSeen }) => (!free || mustBeSeen) && !reached.has(sayRow(values)));
  if (missing === undefined) return;
  const row = sayRow(missing.values);
  // A machine that is too busy for the runs that were asked for says nothing about the implementation.
  if (free && executions < world.iterations) {
    throw new Inconclusive(
      `${row} was not reached in ${executions} of ${world.iterations} free runs; there was no time for more`,
    );
  }
  throw new Mismatch(`${row} is reached`, `it never is, in ${executions} runs`);
}

async function compare(world: SpecWorld, { columns, rows }: Outcomes, answer: RunAnswer): Promise<void> {
  const allowed = `one of\n${rows.map(({ values }) => sayRow(values)).join("\n")}`;
  for (const outcome of answer.outcomes) {
    const known = rows.some(({ values }) => sayRow(values) === sayRow(outcome.values));
    if (!known || breachOf(outcome) !== undefined) await fail(world, columns, outcome, allowed);
  }
  const free = !world.runModes.includes("every");
  if (!free && !answer.complete) {
    throw new Inconclusive(`the search over orders ended after ${answer.executions} executions, incomplete`);
  }
  if (free && (answer.overlapped ?? 0) === 0) {
    throw new Inconclusive(`no two calls overlapped in ${answer.executions} free runs`);
  }
  if (!world.ordersAreChance) expectReached(world, rows, answer, free);
}

check("every outcome is one of:", async function (table: DataTable) {
  const outcomes = readOutcomes(this, table);
  if (this.programs !== undefined) {
    const allowed = outcomes.rows.map(({ values }) => values);
    return this.programs({ ...programOf(this, outcomes), allowed, forbidden: [] });
  }
  const answer = await execute(this, outcomes);
  this.runs.push({ params: paramsOf(this, outcomes.columns, "every"), answer });
  await compare(this, outcomes, answer);
});

/** The forbidden outcomes are told with the rule that each would break and a mutant that reaches it. */
check("no outcome is one of:", async function (table: DataTable) {
  const outcomes = readOutcomes(this, table);
  const { columns, rows } = outcomes;
  if (this.programs !== undefined) {
    const forbidden = rows.map(({ values, rule, mutants }) => ({ values, rule, mutants }));
    return this.programs({ ...programOf(this, outcomes), forbidden });
  }
  const answer = this.answerFor(columns) ?? (await execute(this, outcomes));
  for (const { values } of rows) {
    const reached = answer.outcomes.find((outcome) => sayRow(outcome.values) === sayRow(values));
    if (reached !== undefined) await fail(this, columns, reached, `never ${sayRow(values)}`);
  }
});
