import { findRange, type NamedRange, STANDARD_RANGES } from "./ranges.ts";

const PAGE = 0x1000n;

/** The ranges of a scenario by their names, and back: what events carry as numbers in the words of the feature. */
export class RangeNames {
  private readonly ranges = new Map<string, NamedRange>(STANDARD_RANGES);

  find(name: string): NamedRange {
    const found = findRange(this.ranges, name);
    // Kept under the name that the feature uses, so that events can be told in it.
    this.ranges.set(name, found);
    return found;
  }

  add(name: string, range: NamedRange): void {
    this.ranges.set(name, range);
  }

  /** The name of a range that the feature knows, for a section or interval seen in an event. */
  ofRange(start: string | undefined, end: string | undefined): string | undefined {
    if (start === undefined || end === undefined) return undefined;
    for (const [name, { start: first, last }] of this.ranges) {
      if (first.toString(16) === start && (last + 1n).toString(16) === end) return name;
    }
    return `${start}-${end}`;
  }

  /** `A.0`, or `A.0 plus 123` within a page: an address in the names that the feature knows. */
  ofAddress(address: string | undefined): string {
    if (address === undefined) return "";
    const at = BigInt(`0x${address}`);
    for (const [name, { start, last }] of this.ranges) {
      if (name.includes(".") || name === "everything" || at < start || at > last) continue;
      const [page, offset] = [(at - start) / PAGE, (at - start) % PAGE];
      return `${name}.${page}${offset === 0n ? "" : ` plus ${offset.toString(16)}`}`;
    }
    return address;
  }
}
