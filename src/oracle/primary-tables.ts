import type { Event } from "../port/generated/protocol.ts";
import { type Span, SpanMap } from "./span-map.ts";

type PteEvent = Extract<Event, { event: "pte" }>;

/** An entry as the events tell of it. */
export interface PrimaryEntry {
  readonly page: string;
  readonly write: boolean;
  /** A special entry keeps the CPU out; it may be a device's own. */
  readonly special?: string | undefined;
  readonly owner?: string | undefined;
}

/** A flush of the CPUs that may not have returned yet: who walks the same tables is told inside it. */
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

function entryOf({ to, write, special, owner }: PteEvent): PrimaryEntry {
  return { page: to, write: write === true, special, owner };
}

/** Reads an address of the port. */
export function numberOf(hex: string): bigint {
  return BigInt(`0x${hex}`);
}

/** The page tables of every address space, and what the CPUs' TLBs may still hold, as the events tell of them. */
export class PrimaryTables {
  private readonly tables = new Map<string, SpanMap<PrimaryEntry>>();
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
    return this.tables.get(mm)?.find(address);
  }

  /** True if an entry at the address lost something that no flush has followed yet. */
  isUnflushed(mm: string, address: bigint): boolean {
    return (this.unflushed.get(mm) ?? []).some(({ start, end }) => start <= address && address < end);
  }

  private store(event: PteEvent): Span | undefined {
    const start = numberOf(event.address);
    const end = start + (event.length === undefined ? PAGE : numberOf(event.length));
    const table = this.tables.get(event.mm) ?? new SpanMap<PrimaryEntry>();
    this.tables.set(event.mm, table);
    if (event.to === "none") table.delete(start, end);
    else table.set(start, end, entryOf(event));
    const lost = event.from !== "none" && (event.to !== event.from || event.write === false);
    if (!lost) return undefined;
    const unflushed = this.unflushed.get(event.mm);
    if (unflushed === undefined) this.unflushed.set(event.mm, [{ start, end }]);
    else unflushed.push({ start, end });
    return { start, end };
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
