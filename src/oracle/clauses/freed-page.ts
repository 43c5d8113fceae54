import type { Event } from "../../port/generated/protocol.ts";
import type { Clause, ClauseContext, ClauseState } from "../clauses.ts";
import { SecondaryTables } from "../secondary-tables.ts";

class FreedPages implements ClauseState {
  private readonly devices = new SecondaryTables();
  private readonly references = new Map<string, number>();
  private readonly freed = new Set<string>();

  constructor(private readonly context: ClauseContext) {}

  event(event: Event): void {
    const set = this.devices.observe(event);
    if (set !== undefined) this.mapped(set.subscriber, set.page);
    if (!("page" in event) || event.event === "secondary") return;
    if (event.event === "page_get") this.count(event.page, 1);
    if (event.event === "page_put") this.count(event.page, -1);
    if (event.event === "page_free") this.free(event.page);
  }

  private count(page: string, by: number): void {
    this.references.set(page, (this.references.get(page) ?? 0) + by);
  }

  private mapped(subscriber: string, page: string): void {
    this.context.compared();
    if (this.freed.has(page)) this.context.breach(`${subscriber} maps ${page}, which was freed`);
  }

  private free(page: string): void {
    this.freed.add(page);
    if (!this.devices.used) return;
    this.context.compared();
    for (const { subscriber } of this.devices.mapping(page)) {
      this.context.breach(`${page} is freed while ${subscriber} maps it`);
    }
    if ((this.references.get(page) ?? 0) > 0) {
      this.context.breach(`${page} is freed while a device holds a reference to it`);
    }
  }
}

/**
 * No device ever reaches a freed page: when a page is freed no device maps it and none holds a
 * reference to it, and afterwards none maps it.
 */
export const freedPage: Clause = {
  name: "freed-page",
  meaning: "no device maps a page that is freed",
  holdsIn: () => true,
  begin: (context) => new FreedPages(context),
};
