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

/** What happened, as the oracle was told of it. */
type Heard =
  | { readonly defined: string; readonly callbacks: readonly string[] }
  | { readonly calling: Call }
  | { readonly event: Event; readonly call: Call | undefined };

/**
 * The universal oracle: watches every scenario and every explored schedule, whatever their own
 * expectations say. It sees what the port shows, and nothing else.
 */
export class Oracle {
  readonly findings: Finding[] = [];
  private readonly awake: ClauseState[] = [];
  private asleep: Clause[];
  /** What the clauses that sleep have to be told when they wake. */
  private readonly heard: Heard[] = [];
  private readonly running = new Map<string, Call>();

  /**
   * @param profile - the profile of the world; clauses have exemptions by profile
   * @param count - called whenever a clause compared something
   */
  constructor(
    private readonly profile: string,
    private readonly count: (clause: string) => void,
  ) {
    const clauses = CLAUSES.filter((clause) => clause.holdsIn(profile));
    this.asleep = clauses.filter(({ wokenBy }) => wokenBy !== undefined);
    for (const clause of clauses) if (clause.wokenBy === undefined) this.awake.push(this.begin(clause));
  }

  /** A subscriber was defined. */
  defined(subscriber: string, callbacks: readonly string[]): void {
    for (const state of this.awake) state.defined?.(subscriber, callbacks);
    if (this.asleep.length > 0) this.heard.push({ defined: subscriber, callbacks });
  }

  /** The suite is about to let a thread call an operation. */
  calling(call: Call): void {
    this.running.set(call.thread, call);
    for (const state of this.awake) state.calling?.(call);
    if (this.asleep.length > 0) this.heard.push({ calling: call });
  }

  /** What a request showed. */
  observed(observation: Observation): void {
    for (const event of observation.events) this.event(event);
    for (const state of this.awake) state.settled?.();
  }

  /** Everything that the scenario held was let go. */
  woundDown(observation: Observation): void {
    for (const state of this.awake) state.woundDown?.(observation);
  }

  private event(event: Event): void {
    const call = event.event === "return" && event.nested !== true ? this.running.get(event.thread) : undefined;
    for (const clause of this.asleep) if (clause.wokenBy === event.event) this.wake(clause);
    for (const state of this.awake) state.event?.(event, call);
    if (this.asleep.length > 0) this.heard.push({ event, call });
  }

  private wake(clause: Clause): void {
    this.asleep = this.asleep.filter((other) => other !== clause);
    const state = this.begin(clause);
    for (const heard of this.heard) {
      if ("calling" in heard) state.calling?.(heard.calling);
      else if ("defined" in heard) state.defined?.(heard.defined, heard.callbacks);
      else state.event?.(heard.event, heard.call);
    }
    this.awake.push(state);
  }

  private begin(clause: Clause): ClauseState {
    return clause.begin({
      profile: this.profile,
      compared: () => this.count(clause.name),
      breach: (text) => this.findings.push({ clause: clause.name, text }),
    });
  }
}
