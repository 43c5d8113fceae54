import type { Event } from "../src/port/generated/protocol.ts";

type PteEvent = Extract<Event, { event: "pte" }>;
type SectionEvent = Extract<Event, { event: "section_start" | "section_end" }>;

/** A change that took a page or a right away from whoever held the entry before. */
export interface Taken {
  readonly change: PteEvent;
  /** A section that the thread had open then covers the whole change. */
  readonly covered: boolean;
}

interface OpenSection {
  readonly mm: string | undefined;
  readonly start: bigint;
  readonly end: bigint;
}

const PAGE = 0x1000n;
const numberOf = (hex: string) => BigInt(`0x${hex}`);

/** The sections that a thread has open, event after event. */
class OpenSections {
  private readonly open: OpenSection[] = [];

  observe(event: SectionEvent): void {
    const { mm } = event;
    const [start, end] = [numberOf(event.start), numberOf(event.end)];
    if (event.event === "section_start") this.open.push({ mm, start, end });
    else this.close(this.open.findLastIndex((one) => one.mm === mm && one.start === start && one.end === end));
  }

  covers({ mm, address, length }: PteEvent): boolean {
    const start = numberOf(address);
    const end = start + (length === undefined ? PAGE : numberOf(length));
    return this.open.some((one) => one.mm === mm && one.start <= start && end <= one.end);
  }

  private close(at: number): void {
    if (at >= 0) this.open.splice(at, 1);
  }
}

/** The entries that keep everybody out: whoever changes one takes nothing from anybody. */
class SpecialEntries {
  private readonly entries = new Set<string>();

  has({ mm, address }: PteEvent): boolean {
    return this.entries.has(`${mm} ${address}`);
  }

  observe({ mm, address, special }: PteEvent): void {
    if (special === undefined) this.entries.delete(`${mm} ${address}`);
    else this.entries.add(`${mm} ${address}`);
  }
}

const isSection = (event: Event): event is SectionEvent =>
  event.event === "section_start" || event.event === "section_end";
const isChange = (event: Event): event is PteEvent => event.event === "pte" && "to" in event;

function losesSomething({ from, to, write, special }: PteEvent): boolean {
  return from !== "none" && (to !== from || write === false || special !== undefined);
}

/** What the thread took away, in order, and whether a section covered it. */
export function takenAway(history: readonly Event[], thread: string): Taken[] {
  const sections = new OpenSections();
  const special = new SpecialEntries();
  const taken: Taken[] = [];
  for (const event of history) {
    if (isSection(event) && event.thread === thread) sections.observe(event);
    if (!isChange(event)) continue;
    const takes = event.thread === thread && losesSomething(event) && !special.has(event);
    if (takes) taken.push({ change: event, covered: sections.covers(event) });
    special.observe(event);
  }
  return taken;
}
