import type { Event } from "../port/generated/protocol.ts";

type PteEvent = Extract<Event, { event: "pte" }>;

/** An entry as the events tell of it. */
export interface PrimaryEntry {
  readonly page: string;
  readonly write: boolean;
  /** A special entry keeps the CPU out; it may be a device's own. */
  readonly special?: string | undefined;
  readonly owner?: string | undefined;
}

/** A part of an address space. */
export interface Span {
  readonly start: bigint;
  readonly end: bigint;
}

/** A flush of the CPUs that may not have returned yet: who walks the same tables is told inside it. */
interface EntrySpan extends Span {
  readonly entry: PrimaryEntry;
}

interface Flush extends Span {
  readonly thread: string | undefined;
  readonly mm: string;
}

/** What a thread shows while it tells others inside a flush. */
const INSIDE_A_FLUSH: ReadonlySet<Event["event"]> = new Set<Event["event"]>([
  "callback",
  "callback_exit",
  "secondary",
  "command",
  "lock",
  "unlock",
]);

const PAGE = 0x1000n;
/** What a PMD maps. Only a PUD's entry is longer. */
const LONGEST_BY_PAGE = 0x20_0000n;

function entryOf({ to, write, special, owner }: PteEvent): PrimaryEntry {
  return { page: to, write: write === true, special, owner };
}

/** Reads an address of the port. */
export function numberOf(hex: string): bigint {
  return BigInt(`0x${hex}`);
}

/** The page tables of every address space, and what the CPUs' TLBs may still hold, as the events tell of them. */
export class PrimaryTables {
  private readonly tables = new Map<string, Map<bigint, PrimaryEntry>>();
  /** Entries that are too long to be kept page by page; no two overlap. */
  private readonly spans = new Map<string, EntrySpan[]>();
  private readonly unflushed = new Map<string, Span[]>();
  private flushes: Flush[] = [];

  /** Takes note of a page-table change or a CPU flush; answers what a change took away, if it did. */
  observe(event: Event): Span | undefined {
    if (this.flushes.length > 0 && !INSIDE_A_FLUSH.has(event.event)) this.finishFlushes(event.thread);
    if (event.event === "pte" && "address" in event) return this.store(event as PteEvent);
    if (event.event !== "cpu_flush") return undefined;
    const { thread, mm } = event;
    this.flushes.push({ thread, mm, start: numberOf(event.start), end: numberOf(event.end) });
    return undefined;
  }

  /** What maps the page that begins at the address. */
  find(mm: string, address: bigint): PrimaryEntry | undefined {
    const page = this.tables.get(mm)?.get(address);
    return page ?? this.spans.get(mm)?.find(({ start, end }) => start <= address && address < end)?.entry;
  }

  /** True if an entry at the address lost something that no flush has followed yet. */
  isUnflushed(mm: string, address: bigint): boolean {
    return (this.unflushed.get(mm) ?? []).some(({ start, end }) => start <= address && address < end);
  }

  private store(event: PteEvent): Span | undefined {
    const start = numberOf(event.address);
    const end = start + (event.length === undefined ? PAGE : numberOf(event.length));
    const table = this.tables.get(event.mm) ?? new Map<bigint, PrimaryEntry>();
    this.tables.set(event.mm, table);
    // A run of entries is kept page by page, because each can change by itself.
    if (end - start > LONGEST_BY_PAGE) this.storeSpan(event, start, end, table);
    else this.storePages(event, start, end, table);
    const lost = event.from !== "none" && (event.to !== event.from || event.write === false);
    if (!lost) return undefined;
    this.unflushed.set(event.mm, [...(this.unflushed.get(event.mm) ?? []), { start, end }]);
    return { start, end };
  }

  private storePages(event: PteEvent, start: bigint, end: bigint, table: Map<bigint, PrimaryEntry>): void {
    this.cutSpans(event.mm, start, end);
    for (let at = start; at < end; at += PAGE) {
      if (event.to === "none") table.delete(at);
      else table.set(at, entryOf(event));
    }
  }

  /** A GiB page by page would take a second; few entries are that long. */
  private storeSpan(event: PteEvent, start: bigint, end: bigint, table: Map<bigint, PrimaryEntry>): void {
    for (const at of [...table.keys()]) if (start <= at && at < end) table.delete(at);
    this.cutSpans(event.mm, start, end);
    if (event.to === "none") return;
    this.spans.set(event.mm, [...(this.spans.get(event.mm) ?? []), { start, end, entry: entryOf(event) }]);
  }

  private cutSpans(mm: string, start: bigint, end: bigint): void {
    const old = this.spans.get(mm);
    if (old === undefined || old.length === 0) return;
    const rest = old.flatMap((span) => {
      if (span.end <= start || end <= span.start) return [span];
      return [
        ...(span.start < start ? [{ ...span, end: start }] : []),
        ...(span.end > end ? [{ ...span, start: end }] : []),
      ];
    });
    this.spans.set(mm, rest);
  }

  /** The thread has gone on, so its flushes have returned. */
  private finishFlushes(thread: string | undefined): void {
    const done = this.flushes.filter((flush) => flush.thread === thread);
    this.flushes = this.flushes.filter((flush) => flush.thread !== thread);
    for (const { mm, start, end } of done) this.flush(mm, start, end);
  }

  private flush(mm: string, start: bigint, end: bigint): void {
    const rest = (this.unflushed.get(mm) ?? []).flatMap((span) => [
      ...(span.start < start ? [{ start: span.start, end: span.end < start ? span.end : start }] : []),
      ...(span.end > end ? [{ start: span.start > end ? span.start : end, end: span.end }] : []),
    ]);
    this.unflushed.set(mm, rest);
  }
}
