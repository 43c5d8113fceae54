/** A part of an address space. */
export interface Span {
  readonly start: bigint;
  readonly end: bigint;
}

/** A part of an address space and what stands there. */
export interface ValueSpan<Value> extends Span {
  readonly value: Value;
}

/**
 * What stands where in an address space: spans that do not overlap, in order. An entry that maps a GiB takes as much
 * room as one that maps a page, and each page of either can change by itself.
 */
export class SpanMap<Value> {
  private readonly spans: ValueSpan<Value>[] = [];

  /** What stands at the address. */
  find(address: bigint): Value | undefined {
    const span = this.spans[this.firstThatEndsAfter(address)];
    return span !== undefined && span.start <= address ? span.value : undefined;
  }

  set(start: bigint, end: bigint, value: Value): void {
    this.replace(start, end, [{ start, end, value }]);
  }

  delete(start: bigint, end: bigint): void {
    this.replace(start, end, []);
  }

  private replace(start: bigint, end: bigint, by: ValueSpan<Value>[]): void {
    const first = this.firstThatEndsAfter(start);
    let after = first;
    const parts = by;
    for (let span = this.spans[after]; span !== undefined && span.start < end; span = this.spans[++after]) {
      if (span.start < start) parts.unshift({ ...span, end: start });
      if (span.end > end) parts.push({ ...span, start: end });
    }
    this.spans.splice(first, after - first, ...parts);
  }

  private firstThatEndsAfter(address: bigint): number {
    let low = 0;
    let high = this.spans.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.spans[middle] as ValueSpan<Value>).end > address) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
