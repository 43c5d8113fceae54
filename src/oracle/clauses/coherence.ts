import type { Event } from "../../port/generated/protocol.ts";
import { expandProfiles } from "../../port/profile.ts";
import type { Clause, ClauseContext, ClauseState } from "../clauses.ts";
import { Links } from "../links.ts";
import type { Call } from "../oracle.ts";
import { numberOf, PrimaryTables } from "../primary-tables.ts";
import { type DeviceEntry, SecondaryTables } from "../secondary-tables.ts";
import type { Span } from "../span-map.ts";

type Section = Extract<Event, { event: "section_start" | "section_end" }>;

/** The sections that are open now. */
class OpenSections {
  private open: Section[] = [];

  observe(event: Event): void {
    if (event.event === "section_start" && "mm" in event) this.open.push(event as Section);
    if (event.event !== "section_end" || !("mm" in event)) return;
    const ended = event as Section;
    const at = this.open.findLastIndex(
      ({ thread, mm, start, end }) =>
        thread === ended.thread && mm === ended.mm && start === ended.start && end === ended.end,
    );
    if (at >= 0) this.open.splice(at, 1);
  }

  covers(mm: string, address: bigint): boolean {
    return this.open.some(
      (section) => section.mm === mm && numberOf(section.start) <= address && address < numberOf(section.end),
    );
  }
}

/** Profiles in which a page may be told after the page-table lock, by invalidate_page, without a section. */
const BY_PAGE = expandProfiles("2014-01..v3.19,2014-01-prop,2014-09-prop") ?? [];

/** What a thread took from the page table outside its own sections, until its operation has returned. */
class LateNotices {
  private spans: { readonly thread: string; readonly mm: string; readonly start: bigint; readonly end: bigint }[] = [];

  observe(event: Event, lost: Span | undefined): void {
    if (lost !== undefined && event.event === "pte") this.spans.push({ thread: event.thread, mm: event.mm, ...lost });
    if (event.event !== "return" || event.nested === true) return;
    this.spans = this.spans.filter(({ thread }) => thread !== event.thread);
  }

  covers(mm: string, address: bigint): boolean {
    return this.spans.some((span) => span.mm === mm && span.start <= address && address < span.end);
  }
}

class Coherence implements ClauseState {
  private readonly primary = new PrimaryTables();
  private readonly devices = new SecondaryTables();
  private readonly links = new Links();
  private readonly sections = new OpenSections();
  private readonly late = new LateNotices();
  private readonly byPage: boolean;
  private callbacks = 0;
  private ended = false;

  constructor(private readonly context: ClauseContext) {
    this.byPage = BY_PAGE.some((profile) => profile === context.profile);
  }

  calling(call: Call): void {
    this.links.calling(call);
  }

  event(event: Event, call: Call | undefined): void {
    const lost = this.primary.observe(event);
    if (this.byPage) this.late.observe(event, lost);
    this.devices.observe(event);
    this.links.observe(event, call);
    this.sections.observe(event);
    if (event.event === "callback") this.callbacks += 1;
    if (event.event === "callback_exit") this.callbacks -= 1;
    if (event.event === "fatal") this.ended = true;
  }

  settled(): void {
    if (this.ended || this.callbacks > 0) return;
    for (const [subscriber, mm] of this.links.all()) {
      for (const entry of this.devices.of(subscriber)) this.compare(mm, entry);
    }
  }

  private compare(mm: string, { subscriber, address, page, write }: DeviceEntry): void {
    if (this.sections.covers(mm, address) || this.primary.isUnflushed(mm, address)) return;
    if (this.late.covers(mm, address)) return;
    this.context.compared();
    const own = this.primary.find(mm, address);
    const at = `at ${address.toString(16)}`;
    // An entry that is the device's own, such as one of its private memory, is for it to look after.
    if (own?.owner === subscriber) return;
    if (own?.special !== undefined) {
      this.context.breach(`${subscriber} maps ${page} ${at}, where ${mm} has a ${own.special} entry`);
    } else if (own?.page !== page) {
      this.context.breach(`${subscriber} maps ${page} ${at}, where ${mm} maps ${own?.page ?? "nothing"}`);
    } else if (write && !own.write) {
      this.context.breach(`${subscriber} may write ${page} ${at}, where ${mm} may only read it`);
    }
  }
}

/**
 * The universal oracle proper. Whenever everything has settled, every entry of a linked
 * subscriber maps what the page table maps, with no permission that the page table lacks; left
 * out is what an open section covers or no CPU flush has followed yet, and, in the profiles that
 * have invalidate_page, what the operation under way may still tell. Young and dirty are not compared.
 */
export const coherence: Clause = {
  name: "coherence",
  meaning: "a device maps the page that the page table maps, and may do no more with it",
  holdsIn: () => true,
  wokenBy: "secondary",
  begin: (context) => new Coherence(context),
};
