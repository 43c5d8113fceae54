import type { RunAnswer, RunOutcome } from "../port/generated/protocol.ts";
import type { Implementation } from "../port/implementation.ts";
import type { OrderProgram } from "../runner/order-program.ts";
import { breachOf, sayRow } from "../runner/outcome-breach.ts";
import { type Drop, possibleDrops, reduceProgram } from "./reduce-program.ts";
import { runProgram } from "./run-program.ts";

/** A program that shows what went wrong, and the order in which it does. */
export interface Minimal {
  readonly program: OrderProgram;
  readonly drops: readonly Drop[];
  /** What this program may come to. */
  readonly expected: readonly (readonly string[])[];
  readonly outcome: RunOutcome;
}

/** Who is asked, and how long. */
export interface Minimising {
  /** The implementation that goes wrong. */
  readonly subject: Implementation;
  /**
   * The one that does not: it tells what a smaller program may come to. Without it, and where nothing is wrong
   * whatever the table says, the program stays whole.
   */
  readonly conforming?: Implementation;
  /** Asked before each program. */
  goesOn(): boolean;
}

/** What one smaller program may cost. */
const LIMITS = { maxExecutions: 20_000, maxSeconds: 10 };

/** The kind of a breach: the oracle's clause, or the word before the colon. */
function kindOf(outcome: RunOutcome): string | undefined {
  return breachOf(outcome)?.replace(/:.*$/s, "");
}

/** The answer for a program, or undefined if it is none that can be run. */
async function answerOf(implementation: Implementation, program: OrderProgram): Promise<RunAnswer | undefined> {
  try {
    return await runProgram(implementation, program, { mode: "every", ...LIMITS });
  } catch {
    // A request that is refused, or a wrong implementation that breaks in two: neither shows anything.
    return undefined;
  }
}

/** The values of the outcomes, each once: some differ in who waits on what alone. */
export function distinctValues({ outcomes }: RunAnswer): string[][] {
  return [...new Map(outcomes.map(({ values }) => [sayRow(values), values])).values()];
}

/** What a smaller program may come to; undefined where that is not known, or the program is itself wrong. */
async function expectedOf(
  program: OrderProgram,
  { conforming }: Minimising,
  mayBlock: boolean,
): Promise<string[][] | undefined> {
  if (conforming === undefined) return [];
  const answer = await answerOf(conforming, program);
  const odd = (outcome: RunOutcome) => breachOf(outcome) !== undefined || (outcome.stuck !== undefined && !mayBlock);
  return answer?.complete !== true || answer.outcomes.some(odd) ? undefined : distinctValues(answer);
}

/** Tries to do with less. */
async function without(
  drops: readonly Drop[],
  whole: OrderProgram,
  wrong: RunOutcome,
  how: Minimising,
): Promise<Minimal | undefined> {
  const reduced = reduceProgram(whole, new Set(drops));
  if (reduced === undefined) return undefined;
  const { program, columns } = reduced;
  const mayBlock = whole.allowed?.some((values) => values.includes("blocked")) === true;
  const expected = await expectedOf(program, how, mayBlock);
  if (expected === undefined) return undefined;
  const row = sayRow(columns.map((at) => wrong.values[at] ?? ""));
  const kind = kindOf(wrong);
  const isExpected = expected.some((values) => sayRow(values) === row);
  if (kind === undefined && (isExpected || how.conforming === undefined)) return undefined;
  const answer = await answerOf(how.subject, program);
  const outcome = answer?.outcomes.find((found) => sayRow(found.values) === row && kindOf(found) === kind);
  return outcome === undefined ? undefined : { program, drops, expected, outcome };
}

/**
 * Leaves out of a program whatever is not needed to see what went wrong. A smaller program counts if the wrong
 * outcome is still reached, as far as its columns are left, and the conforming implementation, in every order, never
 * comes to it and has nothing else wrong.
 */
export async function minimise(whole: OrderProgram, wrong: RunOutcome, how: Minimising): Promise<Minimal> {
  let best: Minimal = { program: whole, drops: [], expected: whole.allowed ?? [], outcome: wrong };
  for (let progress = true; progress; ) {
    progress = false;
    for (const drops of possibleDrops(whole)) {
      if (drops.every((drop) => best.drops.includes(drop))) continue;
      if (!how.goesOn()) return best;
      const smaller = await without([...new Set([...best.drops, ...drops])], whole, wrong, how);
      if (smaller === undefined) continue;
      best = smaller;
      progress = true;
    }
  }
  return best;
}
