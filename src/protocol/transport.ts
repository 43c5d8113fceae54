import type { FaultKind } from "./fault-kind.ts";

/** Why nothing more can be read from a transport. */
export interface Ending {
  readonly kind: FaultKind;
  /** What happened, in words: an exit status, the first bytes of half a line. */
  readonly text: string;
}

/** What a transport reads: a whole line, or its end. */
export type Incoming = { readonly line: string } | { readonly ending: Ending };

/** What is only ugly about a peer: told once, never a fault. */
export type OnNote = (note: string) => void;

/** A connection to one running implementation, line by line. */
export interface Transport {
  /** Sends one message. A peer that no longer reads shows in the next {@link receive}. */
  send(line: string): void;
  /**
   * The next line, or the end (again and again once it was reached), or undefined when `withinMs` has passed.
   * One call at a time.
   */
  receive(withinMs: number): Promise<Incoming | undefined>;
  /** The bytes read since the last whole line. */
  partial(): string;
  /** The last of what the peer wrote to stderr, made safe to print. */
  stderr(): string;
  /** Lets the peer leave by itself, then makes sure that it has. Safe to call twice. */
  close(): Promise<void>;
  /** Ends the peer at once. Safe to call twice. */
  kill(): Promise<void>;
}

/** Starts a peer, or connects to one. Each call makes a fresh connection. */
export interface TransportFactory {
  /** What is started or connected to, for people: the command line or the address. */
  readonly target: string;
  /**
   * @throws ImplementationFault of kind `did-not-start`.
   */
  open(onNote: OnNote): Promise<Transport>;
}
