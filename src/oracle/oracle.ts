import type { Event, Observation } from "../port/generated/protocol.ts";
import { CLAUSES, type Clause, type ClauseState } from "./clauses.ts";

/** A breach that the oracle saw. */
export interface Finding {
  /** The clause's name. */
  readonly clause: string;
  readonly text: string;
}

/** A call that the suite made, for clauses that need its arguments. */
export interface Call {
  readonly thread: string;
  readonly op: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/**
 * The universal oracle: watches every scenario and every explored schedule, whatever their own
 * expectations say. It sees what the port shows, and nothing else.
 */
export class Oracle {
  readonly findings: Finding[] = [];
  private readonly clauses: readonly { clause: Clause; state: ClauseState }[];
  private readonly running = new Map<string, Call>();

  /**
   * @param profile - the profile of the world; clauses have exemptions by profile
   * @param count - called whenever a clause compared something
   */
  constructor(profile: string, count: (clause: string) => void) {
    this.clauses = CLAUSES.filter((clause) => clause.holdsIn(profile)).map((clause) => ({
      clause,
      state: clause.begin({
        profile,
        compared: () => count(clause.name),
        breach: (text) => this.findings.push({ clause: clause.name, text }),
      }),
    }));
  }

  /** A subscriber was defined. */
  defined(subscriber: string, callbacks: readonly string[]): void {
    for (const { state } of this.clauses) state.defined?.(subscriber, callbacks);
  }

  /** The suite is about to let a thread call an operation. */
  calling(call: Call): void {
    this.running.set(call.thread, call);
    for (const { state } of this.clauses) state.calling?.(call);
  }

  /** What a request showed. */
  observed(observation: Observation): void {
    for (const event of observation.events) this.event(event);
    for (const { state } of this.clauses) state.settled?.();
  }

  /** Everything that the scenario held was let go. */
  woundDown(observation: Observation): void {
    for (const { state } of this.clauses) state.woundDown?.(observation);
  }

  private event(event: Event): void {
    const call = event.event === "return" && event.nested !== true ? this.running.get(event.thread) : undefined;
    for (const { state } of this.clauses) state.event?.(event, call);
  }
}
