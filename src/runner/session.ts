import type { Handshake } from "../port/generated/protocol.ts";
import type { Implementation } from "../port/implementation.ts";
import { PROTOCOL_VERSION } from "../port/protocol-version.ts";
import { suiteVersion } from "./suite.ts";

/** The implementation that the steps talk to, and what it said of itself. */
export interface Session {
  readonly implementation: Implementation;
  readonly handshake: Handshake;
  /** The seed that renames and moves things, if one was given. */
  readonly seed?: number;
  /** How often each clause of the universal oracle compared something; the steps count here. */
  readonly oracle?: Map<string, number>;
}

let current: Session | undefined;
let pending: Promise<Session> | undefined;

/** Makes the steps talk to this implementation from the next scenario on. */
export function useSession(session: Session | undefined): void {
  current = session;
  pending = undefined;
}

/** Says hello to an implementation. */
export async function openSession(implementation: Implementation, seed?: number): Promise<Session> {
  const handshake = await implementation.request("initialize", { protocol: PROTOCOL_VERSION, suite: suiteVersion() });
  return { implementation, handshake, oracle: new Map(), ...(seed === undefined ? {} : { seed }) };
}

async function referenceSession(): Promise<Session> {
  // Computed, because the reference is no part of what the runner knows at build time.
  const url = new URL("../reference/create-reference.ts", import.meta.url).href;
  const { createReference } = (await import(url)) as { createReference(): Implementation };
  return openSession(createReference());
}

/** The session in use. If none was set (plain `npx cucumber-js`), the reference in this process. */
export async function currentSession(): Promise<Session> {
  if (current !== undefined) return current;
  pending ??= referenceSession();
  current = await pending;
  return current;
}
