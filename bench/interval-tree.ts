import { IntervalTree as Peer } from "@flatten-js/interval-tree";
import { type IntervalNode, IntervalTree } from "../src/notifier/interval-tree.ts";
import type { Benchmark } from "./benchmark.ts";
import { randomNumbers } from "./random-numbers.ts";

const COUNT = 100_000;
/** The user half of a 48-bit address space, in pages of 4 KiB. */
const PAGES = 2 ** 35;
/** A range is an address, and up to three gibibytes: one and a half of the intervals overlap it, on the average. */
const STEP = 2 ** 18;

type Pages = readonly [number, number];

function makePages(next: () => number, length: () => number): Pages[] {
  return Array.from({ length: COUNT }, () => {
    const first = Math.floor(next() * PAGES);
    return [first, first + length()];
  });
}

function inBytes([first, last]: Pages): IntervalNode {
  return { start: BigInt(first) << 12n, last: (BigInt(last) << 12n) + 0xfffn };
}

function each(begun: bigint, ended: bigint): number {
  return Number(ended - begun) / COUNT;
}

function agree(found: number, expected: number): void {
  if (found !== expected) throw new Error(`the trees disagree: ${found} and ${expected} hits`);
}

function ours(intervals: readonly Pages[], ranges: readonly Pages[], hits: number): number[] {
  const nodes = intervals.map(inBytes);
  const queries = ranges.map(inBytes);
  const tree = new IntervalTree<IntervalNode>();
  const begun = process.hrtime.bigint();
  for (const node of nodes) tree.insert(node);
  const inserted = process.hrtime.bigint();
  let found = 0;
  for (const { start, last } of queries) {
    for (let node = tree.first(start, last); node !== undefined; node = tree.next(node, start, last)) found += 1;
  }
  const queried = process.hrtime.bigint();
  agree(found, hits);
  return [each(begun, inserted), each(inserted, queried)];
}

/** The peer gets page numbers, which it handles faster than the bigints that byte addresses would have to be. */
function peer(intervals: readonly Pages[], ranges: readonly Pages[], hits: number): number[] {
  const tree = new Peer<number>();
  const begun = process.hrtime.bigint();
  for (const [at, [first, last]] of intervals.entries()) tree.insert([first, last], at);
  const inserted = process.hrtime.bigint();
  let found = 0;
  for (const [first, last] of ranges) found += tree.search([first, last]).length;
  const queried = process.hrtime.bigint();
  agree(found, hits);
  return [each(begun, inserted), each(inserted, queried)];
}

function countHits(intervals: readonly Pages[], ranges: readonly Pages[]): number {
  const tree = new Peer<number>();
  for (const [at, [first, last]] of intervals.entries()) tree.insert([first, last], at);
  return ranges.reduce((hits, [first, last]) => hits + tree.search([first, last]).length, 0);
}

/** Our interval tree beside a well-known one: random intervals, then every interval that overlaps random ranges. */
export const intervalTree: Benchmark = {
  name: "interval-tree",
  title: "interval tree / @flatten-js/interval-tree, 100,000 intervals",
  pairs: 9,
  figures: [
    { name: "insert", unit: "ns", goal: { atLeast: 6 } },
    { name: "query", unit: "ns", goal: { atLeast: 3 } },
  ],
  async prepare() {
    const next = randomNumbers(12345);
    const intervals = makePages(next, () => Math.floor(next() * 64));
    const ranges = makePages(next, () => STEP * Math.floor(1 + next() * 3));
    const hits = countHits(intervals, ranges);
    return { ours: () => ours(intervals, ranges, hits), peer: () => peer(intervals, ranges, hits) };
  },
};
