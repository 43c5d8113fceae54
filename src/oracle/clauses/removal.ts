import type { Event } from "../../port/generated/protocol.ts";
import type { Clause } from "../clauses.ts";
import type { Call } from "../oracle.ts";

const LINKING: readonly string[] = [
  "register",
  "register_locked",
  "tlb_register",
  "interval_insert",
  "interval_insert_locked",
  "interval_insert_safe",
];

/** The subscriber that is out of reach once this call has returned. */
function removedBy(call: Call | undefined, withRelease: ReadonlySet<string>): string | undefined {
  const subscriber = String(call?.args.subscriber ?? "");
  if (call?.op === "unregister") return subscriber;
  return call?.op === "interval_remove" && !withRelease.has(subscriber) ? subscriber : undefined;
}

/** The subscriber whose free_notifier has run. */
function freedBy(event: Event): string | undefined {
  const freed = event.event === "callback_exit" && "callback" in event && event.callback === "free_notifier";
  return freed ? event.subscriber : undefined;
}

/**
 * Nothing is called after it was removed: after unregister has returned, after remove has
 * returned (without a release callback), after release of an interval, after free_notifier.
 */
export const removal: Clause = {
  name: "removal",
  meaning: "nothing is called after it was removed",
  holdsIn: () => true,
  begin({ compared, breach }) {
    const gone = new Set<string>();
    const withRelease = new Set<string>();
    return {
      defined(subscriber, callbacks) {
        gone.delete(subscriber);
        if (callbacks.includes("invalidate") && callbacks.includes("release")) withRelease.add(subscriber);
      },
      calling(call) {
        if (LINKING.includes(call.op)) gone.delete(String(call.args.subscriber));
      },
      event(event, call) {
        const removed = event.event === "return" ? removedBy(call, withRelease) : freedBy(event);
        if (removed !== undefined) gone.add(removed);
        if (event.event !== "callback" || !("callback" in event)) return;
        compared();
        if (gone.has(event.subscriber)) breach(`${event.callback} of ${event.subscriber} after it was removed`);
      },
    };
  },
};
