import { isDeepStrictEqual } from "node:util";
import type { Observation } from "../../src/port/generated/protocol.ts";
import type { Implementation } from "../../src/port/implementation.ts";
import { Conversation, INTERVALS, LISTS, type Step } from "./conversation.ts";

/** Events that only some implementations send, or that carry free text. */
const OWN: ReadonlySet<string> = new Set(["lock", "unlock", "lockdep", "warning"]);

const VOID: ReadonlySet<string> = new Set(["release", "invalidate_range_end"]);

/** Two answers that differ, with the conversation that led there. */
export interface Disagreement {
  readonly seed: number;
  readonly steps: readonly Step[];
  readonly answers: readonly [unknown, unknown];
}

function isObservation(answer: object): answer is Observation {
  return "events" in answer;
}

/** What has to be alike: each thread's events in order, and who is blocked on what. */
function essence(answer: object): unknown {
  if (!isObservation(answer)) return answer;
  // Who still ran before the world ended is open.
  if (answer.events.some(({ event }) => event === "fatal")) return "fatal";
  const perThread: Record<string, unknown[]> = {};
  for (const event of answer.events) {
    if (OWN.has(event.event)) continue;
    const told = { ...event } as { event: string; text?: string; thread?: string; callback?: string; result?: unknown };
    delete told.text;
    // What a callback without a result answered is of no interest.
    if (VOID.has(told.callback ?? "")) delete told.result;
    perThread[told.thread ?? ""] = [...(perThread[told.thread ?? ""] ?? []), told];
  }
  const blocked = Object.entries(answer.threads).flatMap(([name, { state, on }]) =>
    state === "blocked" ? [[name, on?.kind]] : [],
  );
  return { perThread, blocked: Object.fromEntries(blocked) };
}

async function begin(sides: readonly Implementation[], conversation: Conversation, profile: string): Promise<void> {
  const lists = LISTS.map((name) => ({ subscriber: name, type: "list", callbacks: conversation.callbacks() }) as const);
  const memory = conversation.pick(["zero", "garbage"] as const);
  for (const side of sides) {
    await side.request("reset", { profile });
    for (const params of lists) await side.request("define_subscriber", params);
    for (const subscriber of INTERVALS) {
      await side.request("define_subscriber", { subscriber, type: "interval", callbacks: ["invalidate"], memory });
    }
    // An address space that outlives its exit shows more.
    await side.request("call", { thread: "T1", op: "mmgrab", args: { mm: "mm" } });
  }
}

/**
 * Holds the same made-up conversation with two implementations that run woken threads in order.
 * Both have to offer the capabilities core, register, nonblock and interval. Who goes on first of
 * several threads that one request sets free is open; conversations avoid that where they can, and
 * about one in ten thousand cannot: two answers that differ have to be looked at.
 *
 * @returns the first answers that differ, if any do.
 */
export async function disagreement(
  sides: readonly [Implementation, Implementation],
  profile: string,
  seed: number,
  length = 40,
): Promise<Disagreement | undefined> {
  const conversation = new Conversation(seed);
  const steps: Step[] = [];
  await begin(sides, conversation, profile);
  while (steps.length < length && !conversation.caller.over) {
    const step = conversation.next();
    steps.push(step);
    const [one, other] = [
      await sides[0].request(step.method, step.params),
      await sides[1].request(step.method, step.params),
    ];
    if (isObservation(one)) conversation.caller.learn(one);
    if (!isDeepStrictEqual(essence(one), essence(other))) return { seed, steps, answers: [one, other] };
  }
  return undefined;
}
