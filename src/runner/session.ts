import type { Handshake } from "../port/generated/protocol.ts";
import type { Implementation } from "../port/implementation.ts";
import { PROTOCOL_VERSION } from "../port/protocol-version.ts";
import type { ProgramListener } from "./order-program.ts";
import { suiteVersion } from "./suite.ts";

/** What else is known of the scenario that just ended. */
export interface Evidence {
  /** The last messages of the wire, oldest first. */
  readonly messages: readonly string[];
  /** The end of the implementation's stderr. */
  readonly stderr: string;
}

/** The implementation that the steps talk to, and what it said of itself. */
export interface Session {
  readonly implementation: Implementation;
  readonly handshake: Handshake;
  /** The seed that renames and moves things, if one was given. */
  readonly seed?: number;
  /** How often threads run freely in a scenario, where the implementation cannot take every order. */
  readonly iterations?: number;
  /** Hears of the programs of scenarios in every order instead of their being run. */
  readonly programs?: ProgramListener;
  /** How often each clause of the universal oracle compared something; the steps count here. */
  readonly oracle?: Map<string, number>;
  /** What happened is told of every scenario, not only of those that fail. */
  readonly tellsAll?: boolean;
  /** True once no further scenario is to be run. */
  readonly skipsRest?: () => boolean;
  /** What a failure is shown with; absent where there is no wire. */
  readonly evidence?: () => Evidence;
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
  const { createReference } = await import("../reference/create-reference.ts");
  return openSession(createReference());
}

let turn = performance.now();

/** Lets signals and timers have their turn: scenarios in process never leave the microtasks otherwise. */
async function breathe(): Promise<void> {
  if (performance.now() - turn < 50) return;
  await new Promise((resolve) => setImmediate(resolve));
  turn = performance.now();
}

/** The session in use. If none was set (plain `npx cucumber-js`), the reference in this process. */
export async function currentSession(): Promise<Session> {
  await breathe();
  if (current !== undefined) return current;
  pending ??= referenceSession();
  current = await pending;
  return current;
}
