import type { ProgramBounds, ProgramTable } from "../port/generated/documents.ts";
import type { SetupRequest } from "../port/generated/protocol.ts";
import type { OrderProgram } from "../runner/order-program.ts";

const PAGE = 4096n;

type Arguments = Readonly<Record<string, unknown>>;

function hexOf(args: Arguments, name: string): bigint | undefined {
  const value = args[name];
  return typeof value === "string" && /^[0-9a-f]+$/.test(value) ? BigInt(`0x${value}`) : undefined;
}

/** The pages that arguments name: a range or one address. */
function pagesIn(args: Arguments): [bigint, bigint][] {
  const start = hexOf(args, "start");
  const length = hexOf(args, "length");
  const end = hexOf(args, "end") ?? (start === undefined || length === undefined ? undefined : start + length);
  const address = hexOf(args, "address");
  if (start !== undefined && end !== undefined && end > start) return [[start / PAGE, (end - 1n) / PAGE]];
  return address === undefined ? [] : [[address / PAGE, address / PAGE]];
}

function countPages(ranges: readonly [bigint, bigint][]): bigint {
  let next = 0n;
  let count = 0n;
  for (const [first, last] of ranges.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const from = first > next ? first : next;
    if (last < from) continue;
    count += last - from + 1n;
    next = last + 1n;
  }
  return count;
}

const argumentsOf = ({ method, params }: SetupRequest): Arguments[] =>
  method === "call" ? [(params as { args: Arguments }).args] : [];

/** More pages than anybody means to count: the exit path's whole address space. */
const COUNTABLE = 1_000_000n;

/** How large a program is: what a proof about it is bounded by. */
export function boundsOf({ given, threads }: OrderProgram): ProgramBounds {
  const requests = given.flatMap((step) => step.requests);
  const calls = threads.flatMap((thread) => thread.calls);
  const ranges = [...requests.flatMap(argumentsOf), ...calls.map(({ args }) => args as Arguments)].flatMap(pagesIn);
  const pages = countPages(ranges.filter(([first, last]) => last - first < COUNTABLE));
  return {
    threads: threads.length,
    calls: calls.length,
    prepared: requests.filter(({ method }) => method === "call").length,
    pages: Number(pages),
    subscribers: requests.filter(({ method }) => method === "define_subscriber").length,
  };
}

/** A program in the words of the features. */
export function tableOf({ given, threads, columns }: OrderProgram): ProgramTable {
  return {
    given: given.map(({ says }) => says),
    threads: threads.map(({ thread, calls }) => ({ thread, calls: calls.map(({ says }) => says) })),
    headings: columns.map(({ heading }) => heading),
  };
}
