import type { TraceEvent } from "../kernel/trace.ts";
import type { Event, Observation, ThreadState } from "../port/generated/protocol.ts";
import type { World } from "./world.ts";

/** A 64-bit number as it stands on the wire. */
export function hex(value: bigint): string {
  return value.toString(16);
}

/** An event as it stands on the wire. */
export function toWire(event: TraceEvent): Event {
  const shown: Record<string, unknown> = { ...event };
  for (const key in shown) {
    const value = shown[key];
    if (typeof value === "bigint") shown[key] = hex(value);
  }
  return shown as unknown as Event;
}

function stateOf(world: World, name: string): ThreadState {
  const thread = world.machine.kernel.scheduler.thread(name);
  if (thread.point === undefined) return { state: "idle" };
  return { state: "blocked", on: { ...thread.point.wait } };
}

/** Takes what happened since the last observation, and every named thread's state. */
export function observe(world: World): Observation {
  return {
    events: world.machine.kernel.drain().map(toWire),
    threads: Object.fromEntries([...world.threads].map((name) => [name, stateOf(world, name)])),
  };
}
