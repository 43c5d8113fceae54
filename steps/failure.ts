import type { Interleaving } from "../src/port/generated/documents.ts";
import type { Event } from "../src/port/generated/protocol.ts";
import { isPortError } from "../src/port/port-error.ts";
import { isImplementationFault } from "../src/protocol/implementation-fault.ts";
import type { Failure } from "../src/runner/failure.ts";
import { isInconclusive } from "../src/runner/inconclusive.ts";
import { isMismatch } from "../src/runner/mismatch.ts";
import { sayValue } from "./value.ts";
import type { SpecWorld } from "./world.ts";

function range(world: SpecWorld, event: Extract<Event, { event: "callback" }>): string {
  const named = "start" in event ? world.nameOfRange(event.start, event.end) : undefined;
  return named === undefined ? "" : ` [${named}]`;
}

/** How one event is told in an interleaving; undefined for what would only be noise there. */
function tell(world: SpecWorld, event: Event): string | undefined {
  switch (event.event) {
    case "callback":
      return `${event.subscriber}.${event.callback}${range(world, event)}`;
    case "callback_exit":
      return `${event.subscriber}.${event.callback} -> ${sayValue(event.result)}`;
    case "return":
      return `${event.op} returns ${sayValue(event.result)}`;
    case "warning":
    case "message":
    case "fatal":
    case "lockdep":
      return `${event.event}: ${event.text}`;
    case "mm_free":
      return `${event.mm} is freed`;
    case "pte":
      return `PTE ${event.address}: ${event.from} -> ${event.to}`;
    case "secondary":
      return `${event.subscriber} entry ${event.address}: ${event.page}`;
    case "page_free":
      return `${event.page} is freed`;
    case "cpu_flush":
      return `CPU flush ${event.start}-${event.end}`;
    default:
      return undefined;
  }
}

/** What happened, one row an event and one column a thread. */
export function interleavingOf(world: SpecWorld): Interleaving {
  const told = world.history.flatMap((event) => {
    const text = tell(world, event);
    return text === undefined ? [] : [{ thread: event.thread ?? "", text }];
  });
  const threads = [...new Set(told.map(({ thread }) => thread))];
  const rows = told.map(({ thread, text }) => threads.map((name) => (name === thread ? text : "")));
  const blocked = threads.map((name) => (world.isBlocked(name) ? world.sayBlocked(name) : ""));
  return { threads, rows: blocked.some((text) => text !== "") ? [...rows, blocked] : rows };
}

/** What is attached to a failed scenario; undefined for an error of the kit's own. */
export function failureOf(world: SpecWorld, error: unknown): Failure | undefined {
  const interleaving = interleavingOf(world);
  if (isMismatch(error)) {
    const schedule = world.schedule === undefined ? {} : { schedule: world.schedule };
    return { kind: "violates", expected: error.expected, observed: error.observed, interleaving, ...schedule };
  }
  if (isImplementationFault(error)) {
    const { fault } = error;
    return { kind: "fault", observed: fault.text, fault, interleaving };
  }
  if (isInconclusive(error)) return { kind: "inconclusive", observed: error.message, interleaving };
  if (!isPortError(error)) return undefined;
  return { kind: error.code, observed: error.message, interleaving };
}
