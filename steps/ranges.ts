/** A closed byte interval of the address space. */
export interface NamedRange {
  readonly start: bigint;
  readonly last: bigint;
}

const PAGE = 0x1000n;

function pages(first: bigint, last: bigint): NamedRange {
  return { start: first * PAGE, last: last * PAGE + PAGE - 1n };
}

/** The ranges that every scenario has: A to F, four pages each, ascending, with gaps between. */
export const STANDARD_RANGES: ReadonlyMap<string, NamedRange> = new Map([
  ["A", pages(0x100n, 0x103n)],
  ["B", pages(0x200n, 0x203n)],
  ["C", pages(0x300n, 0x303n)],
  ["D", pages(0x400n, 0x403n)],
  ["E", pages(0x500n, 0x503n)],
  ["F", pages(0x600n, 0x603n)],
  // [0, ULONG_MAX), the range of the exit path: a half-open range cannot hold the last address.
  ["everything", { start: 0n, last: 0xffff_ffff_ffff_fffen }],
]);

/** Reads `pages 16 to 19`, `page 16` (decimal numbers) or `bytes 0 to ffff` (hexadecimal). */
export function parseRange(text: string): NamedRange {
  const page = /^pages? (\d+)(?: to (\d+))?$/.exec(text);
  if (page !== null) return pages(BigInt(page[1] ?? 0), BigInt(page[2] ?? page[1] ?? 0));
  const bytes = /^bytes? ([0-9a-f]+)(?: to ([0-9a-f]+))?$/.exec(text);
  if (bytes !== null) return { start: BigInt(`0x${bytes[1]}`), last: BigInt(`0x${bytes[2] ?? bytes[1]}`) };
  throw new Error(`not a range: "${text}" (say "pages 16 to 19", "page 16" or "bytes 0 to ffff")`);
}

/**
 * Finds a range by name. `A.0` is the first page of A, `A.1` the second; `A..B` reaches from the
 * start of A to the end of B.
 */
export function findRange(named: ReadonlyMap<string, NamedRange>, name: string): NamedRange {
  const known = named.get(name);
  if (known !== undefined) return known;
  const [from, to] = name.split("..");
  if (from !== undefined && to !== undefined) {
    return { start: findRange(named, from).start, last: findRange(named, to).last };
  }
  const page = /^(.+)\.(\d+)$/.exec(name);
  if (page === null) throw new Error(`there is no range "${name}"`);
  const start = findRange(named, page[1] ?? "").start + BigInt(page[2] ?? 0) * PAGE;
  return { start, last: start + PAGE - 1n };
}

/** A number as it stands on the wire. */
export function hex(value: bigint): string {
  return value.toString(16);
}

/** The arguments of a half-open section over the range. */
export function sectionOf(range: NamedRange): { start: string; end: string } {
  return { start: hex(range.start), end: hex(range.last + 1n) };
}

/** The arguments of an interval over the range. */
export function lengthOf(range: NamedRange): { start: string; length: string } {
  return { start: hex(range.start), length: hex(range.last - range.start + 1n) };
}
