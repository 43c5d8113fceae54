import type { Event, Observation } from "../port/generated/protocol.ts";
import { coherence } from "./clauses/coherence.ts";
import { freedPage } from "./clauses/freed-page.ts";
import { livelock } from "./clauses/livelock.ts";
import { liveness } from "./clauses/liveness.ts";
import { pairing } from "./clauses/pairing.ts";
import { removal } from "./clauses/removal.ts";
import type { Call } from "./oracle.ts";

/** What a clause gets to work with. */
export interface ClauseContext {
  readonly profile: string;
  /** Counts one comparison. */
  compared(): void;
  /** Reports a breach. */
  breach(text: string): void;
}

/** A clause at work in one world. */
export interface ClauseState {
  defined?(subscriber: string, callbacks: readonly string[]): void;
  calling?(call: Call): void;
  /** `call` is the operation that a top-level return belongs to. */
  event?(event: Event, call: Call | undefined): void;
  /** Everything that a request made happen has happened. */
  settled?(): void;
  woundDown?(observation: Observation): void;
}

/** One clause of the oracle. */
export interface Clause {
  readonly name: string;
  /** What it asks for, in one line. */
  readonly meaning: string;
  holdsIn(profile: string): boolean;
  /** Nothing before the first event of this kind can break it; most worlds never see one. */
  readonly wokenBy?: Event["event"];
  begin(context: ClauseContext): ClauseState;
}

/** The table of clauses. */
export const CLAUSES: readonly Clause[] = [pairing, removal, liveness, livelock, coherence, freedPage];
