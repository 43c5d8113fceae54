import type { Clause } from "../clauses.ts";
import type { Call } from "../oracle.ts";

const LINKING: readonly string[] = [
  "register",
  "register_locked",
  "interval_insert",
  "interval_insert_locked",
  "interval_insert_safe",
];

/** The subscriber that is out of reach once this call has returned. */
function removedBy(call: Call | undefined, withRelease: ReadonlySet<string>): string | undefined {
  const subscriber = String(call?.args["subscriber"] ?? "");
  if (call?.op === "unregister") return subscriber;
  return call?.op === "interval_remove" && !withRelease.has(subscriber) ? subscriber : undefined;
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
    const intervals = new Set<string>();
    const withRelease = new Set<string>();
    return {
      defined(subscriber, callbacks) {
        gone.delete(subscriber);
        if (!callbacks.includes("invalidate")) return;
        intervals.add(subscriber);
        if (callbacks.includes("release")) withRelease.add(subscriber);
      },
      calling(call) {
        if (LINKING.includes(call.op)) gone.delete(String(call.args["subscriber"]));
      },
      event(event, call) {
        if (event.event === "return") {
          const removed = removedBy(call, withRelease);
          if (removed !== undefined) gone.add(removed);
        } else if (event.event === "callback" && "callback" in event) {
          compared();
          if (gone.has(event.subscriber)) breach(`${event.callback} of ${event.subscriber} after it was removed`);
        } else if (event.event === "callback_exit" && "callback" in event) {
          const freed = event.callback === "free_notifier";
          if (freed) gone.add(event.subscriber);
        }
      },
    };
  },
};
