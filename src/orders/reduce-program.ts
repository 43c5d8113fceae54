import type { RunColumn } from "../port/generated/protocol.ts";
import type { OrderProgram, ProgramColumn, ProgramThread } from "../runner/order-program.ts";

/** What is left out of a program: `g2` its second preparing step, `T1.2` the second call of T1, `c1` its first column. */
export type Drop = string;

/** Everything that could be left out, the coarse before the fine: whole threads, calls, preparing steps, columns. */
export function possibleDrops({ given, threads, columns }: OrderProgram): Drop[][] {
  const calls = threads.map(({ thread, calls }) => calls.map((_, at) => `${thread}.${at + 1}`));
  return [
    ...calls.filter((one) => one.length > 1),
    ...calls.flat().map((one) => [one]),
    ...given.map((_, at) => [`g${at + 1}`]).reverse(),
    ...columns.map((_, at) => [`c${at + 1}`]),
  ];
}

/** The new number of each call that stays, by thread. */
type Numbers = ReadonlyMap<string, readonly (number | undefined)[]>;

function numbersOf(threads: readonly ProgramThread[], drops: ReadonlySet<Drop>): Numbers {
  return new Map(
    threads.map(({ thread, calls }) => {
      let next = 0;
      return [thread, calls.map((_, at) => (drops.has(`${thread}.${at + 1}`) ? undefined : ++next))];
    }),
  );
}

function countOf(numbers: Numbers, thread: string): number {
  return (numbers.get(thread) ?? []).filter((number) => number !== undefined).length;
}

/** The column in the smaller program; undefined if what it is about is not there any more. */
function columnIn({ heading, column }: ProgramColumn, numbers: Numbers): ProgramColumn | undefined {
  if (column.of === "result" || column.of === "waited") {
    const call = numbers.get(column.thread)?.[column.call - 1];
    if (call === undefined) return undefined;
    const last = call === countOf(numbers, column.thread);
    const suffix = column.of === "waited" ? " waited" : "";
    return { heading: `${column.thread}${last ? "" : `.${call}`}${suffix}`, column: { ...column, call } as RunColumn };
  }
  if (column.of === "calls" && column.thread !== undefined && countOf(numbers, column.thread) === 0) return undefined;
  return { heading, column };
}

/** A program with something left out, and which of its columns are left. */
export interface Reduced {
  readonly program: OrderProgram;
  /** The places of its columns in the whole program. */
  readonly columns: readonly number[];
}

/** Leaves things out of a program; undefined if nothing that could be explored is left. */
export function reduceProgram(whole: OrderProgram, drops: ReadonlySet<Drop>): Reduced | undefined {
  const numbers = numbersOf(whole.threads, drops);
  const threads = whole.threads
    .map(({ thread, calls }) => ({ thread, calls: calls.filter((_, at) => !drops.has(`${thread}.${at + 1}`)) }))
    .filter(({ calls }) => calls.length > 0);
  const kept = whole.columns.flatMap((column, at) => {
    const left = drops.has(`c${at + 1}`) ? undefined : columnIn(column, numbers);
    return left === undefined ? [] : [{ at, left }];
  });
  if (threads.length === 0 || kept.length === 0) return undefined;
  const places = kept.map(({ at }) => at);
  const project = (values: readonly string[]) => places.map((at) => values[at] ?? "");
  const { allowed } = whole;
  const program: OrderProgram = {
    ...whole,
    given: whole.given.filter((_, at) => !drops.has(`g${at + 1}`)),
    threads,
    columns: kept.map(({ left }) => left),
    ...(allowed === undefined ? {} : { allowed: allowed.map(project) }),
    forbidden: whole.forbidden.map((row) => ({ ...row, values: project(row.values) })),
  };
  return { program, columns: places };
}
