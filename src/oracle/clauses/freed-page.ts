import type { Clause } from "../clauses.ts";
import { SecondaryTables } from "../secondary-tables.ts";

/**
 * No device ever reaches a freed page: when a page is freed no device maps it and none holds a
 * reference to it, and afterwards none maps it.
 */
export const freedPage: Clause = {
  name: "freed-page",
  meaning: "no device maps a page that is freed",
  holdsIn: () => true,
  begin({ compared, breach }) {
    const devices = new SecondaryTables();
    const references = new Map<string, number>();
    const freed = new Set<string>();
    return {
      event(event) {
        const set = devices.observe(event);
        if (set !== undefined) {
          compared();
          if (freed.has(set.page)) breach(`${set.subscriber} maps ${set.page}, which was freed`);
        }
        if (!("page" in event) || event.event === "secondary") return;
        const { page } = event;
        if (event.event === "page_get") references.set(page, (references.get(page) ?? 0) + 1);
        if (event.event === "page_put") references.set(page, (references.get(page) ?? 0) - 1);
        if (event.event !== "page_free") return;
        freed.add(page);
        if (!devices.used) return;
        compared();
        for (const { subscriber } of devices.mapping(page)) breach(`${page} is freed while ${subscriber} maps it`);
        if ((references.get(page) ?? 0) > 0) breach(`${page} is freed while a device holds a reference to it`);
      },
    };
  },
};
