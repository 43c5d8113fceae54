import type { Handshake, Observation } from "../port/generated/protocol.ts";
import type { Implementation } from "../port/implementation.ts";
import { isProfile, newest } from "../port/profile.ts";

/** What a probe came to. */
export interface ProbeResult {
  /** What was tried, in plain words. */
  readonly title: string;
  readonly verdict: "ok" | "wrong" | "not claimed";
  /** What was seen, where it is not what was to be seen. */
  readonly text?: string;
}

interface Probe {
  readonly title: string;
  /** The capability that it needs. */
  readonly needs: string;
  /** What is wrong, or undefined. */
  run(implementation: Implementation): Promise<string | undefined>;
}

const SPAN = { mm: "mm", start: "1000", end: "2000" };

function call(implementation: Implementation, thread: string, op: string, args: object = {}): Promise<Observation> {
  return implementation.request("call", { thread, op, args: args as Record<string, never> });
}

function stateOf({ threads }: Observation, thread: string): string {
  const state = threads[thread];
  if (state === undefined) return "missing";
  return state.state === "blocked" ? `blocked on ${state.on?.kind ?? "something"}` : state.state;
}

async function answers(implementation: Implementation): Promise<string | undefined> {
  const seen = await call(implementation, "T1", "mmget_not_zero", { mm: "mm" });
  const result = seen.events.find((event) => event.event === "return" && event.thread === "T1");
  if (result === undefined || !("result" in result)) return "the call completed without an event `return`";
  return result.result === true ? undefined : `mmget_not_zero answered ${JSON.stringify(result.result)}, not true`;
}

async function blocks(implementation: Implementation): Promise<string | undefined> {
  await call(implementation, "T1", "lock", { lock: "L" });
  const held = stateOf(await call(implementation, "T2", "lock", { lock: "L" }), "T2");
  if (held !== "blocked on lock") return `T2 asked for the lock that T1 holds and is ${held}, not blocked on it`;
  const free = stateOf(await call(implementation, "T1", "unlock", { lock: "L" }), "T2");
  return free === "idle" ? undefined : `T1 let go of the lock and T2 is ${free}, not idle`;
}

async function callsBack(implementation: Implementation): Promise<string | undefined> {
  await implementation.request("define_subscriber", {
    subscriber: "A",
    type: "list",
    callbacks: ["invalidate_range_start", "invalidate_range_end"],
  });
  await call(implementation, "T1", "register", { subscriber: "A", mm: "mm" });
  const { events } = await call(implementation, "T1", "invalidate", SPAN);
  const called = events.flatMap((event) => (event.event === "callback" ? [event.callback] : []));
  const expected = "invalidate_range_start invalidate_range_end";
  return called.join(" ") === expected ? undefined : `it called ${called.join(" ") || "nothing"}, not ${expected}`;
}

const PROBES: readonly Probe[] = [
  { title: "a call is carried out and answered", needs: "core", run: answers },
  { title: "a thread that waits for a lock is seen to be blocked", needs: "core", run: blocks },
  { title: "a registered subscriber is called around an invalidation", needs: "register", run: callsBack },
];

/**
 * Tries three things, each in a fresh world.
 *
 * @throws what the implementation throws: a fault ends the probing
 */
export async function* probe(implementation: Implementation, handshake: Handshake): AsyncGenerator<ProbeResult> {
  const profile = newest(handshake.profiles.filter(isProfile)) ?? "v6.12";
  for (const { title, needs, run } of PROBES) {
    if (!handshake.capabilities.includes(needs)) {
      yield { title, verdict: "not claimed", text: `capability ${needs}` };
      continue;
    }
    await implementation.request("reset", { profile });
    const wrong = await run(implementation);
    yield wrong === undefined ? { title, verdict: "ok" } : { title, verdict: "wrong", text: wrong };
  }
}
