import { Mismatch } from "../src/runner/mismatch.ts";
import { sayValue } from "../src/runner/say-value.ts";
import type { SpecWorld } from "./world.ts";

/** A call of the scenario's preparation: it must come through. */
export async function prepared(world: SpecWorld, thread: string, text: string): Promise<unknown> {
  await world.call(thread, text);
  const returned = world.returned(thread);
  const failed = typeof returned?.result === "string" && /^E[A-Z]+$/.test(returned.result);
  if (returned === undefined || world.isBlocked(thread) || failed) {
    const seen = world.isBlocked(thread) ? `${thread} is blocked` : `${thread} returned ${sayValue(returned?.result)}`;
    throw new Mismatch(`${thread} carries out ${text}`, seen);
  }
  return returned.result;
}
