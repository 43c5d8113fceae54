import type { Event } from "../../port/generated/protocol.ts";
import type { Clause } from "../clauses.ts";

type Callback = Extract<Event, { event: "callback" }>;

function keyOf(event: Callback): string {
  return `${event.thread} ${event.subscriber} ${event.mm ?? ""} ${event.start ?? ""}-${event.end ?? ""}`;
}

/**
 * Starts and ends pair: a list subscriber that has both callbacks sees no end whose start it did
 * not see, in the same thread and for the same range.
 */
export const pairing: Clause = {
  name: "pairing",
  meaning: "a subscriber with both callbacks gets no end without its start",
  holdsIn: () => true,
  begin({ compared, breach }) {
    const both = new Set<string>();
    const open = new Map<string, number>();
    return {
      defined(subscriber, callbacks) {
        const paired = callbacks.includes("invalidate_range_start") && callbacks.includes("invalidate_range_end");
        if (paired) both.add(subscriber);
        else both.delete(subscriber);
      },
      event(event) {
        if (event.event !== "callback" || !("callback" in event) || !both.has(event.subscriber)) return;
        const key = keyOf(event);
        const count = open.get(key) ?? 0;
        if (event.callback === "invalidate_range_start") open.set(key, count + 1);
        if (event.callback !== "invalidate_range_end") return;
        compared();
        if (count === 0) breach(`${event.subscriber} got an end without a start in ${event.thread}`);
        else open.set(key, count - 1);
      },
    };
  },
};
