import type { Clause } from "../clauses.ts";

/**
 * Nobody waits for ever: once every gate is open, every section has ended and every lock of the
 * scenario is free, no thread is blocked.
 */
export const liveness: Clause = {
  name: "liveness",
  meaning: "nothing deadlocks, and nobody waits for a wake-up that was lost",
  holdsIn: () => true,
  begin({ compared, breach }) {
    return {
      woundDown({ threads }) {
        for (const [name, state] of Object.entries(threads)) {
          compared();
          if (state.state !== "blocked") continue;
          const on = state.on?.name === undefined ? state.on?.kind : `${state.on.kind} ${state.on.name}`;
          breach(`${name} waits for ever (${on ?? "unknown"})`);
        }
      },
    };
  },
};
