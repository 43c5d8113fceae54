/** A range of addresses as a trace writes it: hex, half-open. */
export interface TraceRange {
  readonly start: string;
  readonly end: string;
}

/** Compares addresses in hex without leading zeros. */
export function compareHex(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : Number(a > b);
}

export function isEmptyRange({ start, end }: TraceRange): boolean {
  return compareHex(start, end) >= 0;
}

export function isSameRange(a: TraceRange, b: TraceRange): boolean {
  return a.start === b.start && a.end === b.end;
}

/** Half-open on both sides: ranges that touch do not overlap. */
export function overlaps(a: TraceRange, b: TraceRange): boolean {
  return compareHex(a.start, b.end) < 0 && compareHex(b.start, a.end) < 0;
}

const ADDRESS_BITS = 64n;

/**
 * The range of an interval that is inserted at `start` with a length in bytes; undefined if it is empty or runs
 * over the end of the address space. One that reaches the last address has the end 2^64.
 */
export function rangeOf(start: string, length: string): TraceRange | undefined {
  const end = BigInt(`0x${start}`) + BigInt(`0x${length}`);
  return length === "0" || end > 1n << ADDRESS_BITS ? undefined : { start, end: end.toString(16) };
}

export function sayRange({ start, end }: TraceRange): string {
  return `[${start},${end})`;
}
