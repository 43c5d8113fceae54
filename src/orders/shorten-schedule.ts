import { switchesOf } from "../explore/result.ts";
import { readSchedule, writeSchedule } from "../explore/schedule.ts";

/** What an order came to. */
export interface Tried {
  /** The order that was taken. */
  readonly schedule: string;
  /** True if it shows what the first order showed. */
  readonly same: boolean;
}

/** Steps of one thread in a row. */
interface Block {
  readonly thread: number;
  readonly steps: number;
}

function blocksOf(order: readonly number[]): Block[] {
  const blocks: Block[] = [];
  for (const thread of order) {
    const last = blocks.at(-1);
    if (last?.thread === thread) blocks[blocks.length - 1] = { thread, steps: last.steps + 1 };
    else blocks.push({ thread, steps: 1 });
  }
  return blocks;
}

const orderOf = (blocks: readonly Block[]) =>
  blocks.flatMap(({ thread, steps }) => new Array<number>(steps).fill(thread));

/** The blocks with some steps moved from one block of a thread to another of it. */
function moved(blocks: readonly Block[], from: number, to: number, count: number): Block[] {
  return blocks.map((block, at) => {
    if (at === from) return { ...block, steps: block.steps - count };
    return at === to ? { ...block, steps: block.steps + count } : block;
  });
}

/** How many steps to move at a time: all of them first, then fewer and fewer. */
function amounts(steps: number): number[] {
  const all: number[] = [];
  for (let count = steps; count >= 1; count = count > 4 ? count >> 1 : count - 1) all.push(count);
  return all;
}

/** Orders that differ by steps which come earlier or later, those with the fewest switches first. */
function neighbours(order: readonly number[]): number[][] {
  const blocks = blocksOf(order);
  const found: number[][] = [];
  for (const [from, { thread, steps }] of blocks.entries()) {
    for (const [to, other] of blocks.entries()) {
      if (to === from || other.thread !== thread) continue;
      for (const count of amounts(steps)) found.push(orderOf(moved(blocks, from, to, count)));
    }
  }
  return found.sort((a, b) => switchesOf(a) - switchesOf(b));
}

/** What an order costs a reader: switches first, then steps. */
const costOf = (order: readonly number[]) => switchesOf(order) * 10_000 + order.length;

async function better(
  order: readonly number[],
  tryOrder: (schedule: string) => Promise<Tried>,
  goesOn: () => boolean,
): Promise<number[] | undefined> {
  for (const candidate of neighbours(order)) {
    if (!goesOn()) return undefined;
    if (switchesOf(candidate) > switchesOf(order)) return undefined;
    const { schedule, same } = await tryOrder(writeSchedule(candidate));
    const taken = readSchedule(schedule);
    if (same && taken !== undefined && costOf(taken) < costOf(order)) return taken;
  }
  return undefined;
}

/**
 * Looks for an order with fewer switches between threads that shows the same: steps are moved along as long as that
 * helps. What it ends with may be one of several that are equally short.
 *
 * @param goesOn - asked before each try
 */
export async function shortenSchedule(
  schedule: string,
  tryOrder: (schedule: string) => Promise<Tried>,
  goesOn: () => boolean,
): Promise<string> {
  let order = readSchedule(schedule);
  if (order === undefined) return schedule;
  for (;;) {
    const next: number[] | undefined = await better(order, tryOrder, goesOn);
    if (next === undefined) return writeSchedule(order);
    order = next;
  }
}
