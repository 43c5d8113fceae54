import type { Sequence } from "../src/port/generated/documents.ts";
import { isPortError } from "../src/port/port-error.ts";
import { isImplementationFault } from "../src/protocol/implementation-fault.ts";
import type { Failure, Seen } from "../src/runner/failure.ts";
import { isInconclusive } from "../src/runner/inconclusive.ts";
import { interleavingOf } from "../src/runner/interleaving.ts";
import { isMismatch } from "../src/runner/mismatch.ts";
import { sequenceOf } from "../src/runner/sequence.ts";
import { tellWait } from "../src/runner/tell-event.ts";
import type { SpecWorld } from "./world.ts";

/** What happened, with who is blocked at the end. */
function sequenceIn(world: SpecWorld): Sequence {
  const { threads, subscribers, items } = sequenceOf(world.history, world.naming);
  const waiting = threads.filter((thread) => world.isBlocked(thread));
  const last = waiting.map((thread) => {
    const on = world.threads[thread]?.on;
    return { kind: "blocked" as const, thread, text: on === undefined ? "waits" : tellWait(on) };
  });
  return { threads, subscribers, items: [...items, ...last] };
}

/** What happened, for whoever wants to see it. */
export function seenIn(world: SpecWorld): Seen {
  const sequence = sequenceIn(world);
  return { interleaving: interleavingOf(sequence), sequence };
}

/** What is attached to a failed scenario; undefined for an error of the kit's own. */
export function failureOf(world: SpecWorld, error: unknown): Failure | undefined {
  const seen = seenIn(world);
  if (isMismatch(error)) {
    const schedule = world.schedule === undefined ? {} : { schedule: world.schedule };
    return { kind: "violates", expected: error.expected, observed: error.observed, ...seen, ...schedule };
  }
  if (isImplementationFault(error)) {
    const { fault } = error;
    return { kind: "fault", observed: fault.text, fault, ...seen };
  }
  if (isInconclusive(error)) return { kind: "inconclusive", observed: error.message, ...seen };
  if (!isPortError(error)) return undefined;
  return { kind: error.code, observed: error.message, ...seen };
}
