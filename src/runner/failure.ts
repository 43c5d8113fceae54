import type { Fault, Interleaving, Sequence } from "../port/generated/documents.ts";

/** The media type of the attachment that explains a failed scenario. */
export const FAILURE_MEDIA_TYPE = "application/vnd.mmuspec.failure+json";

/** The media type of the attachment that tells what happened in a scenario that passed. */
export const SEEN_MEDIA_TYPE = "application/vnd.mmuspec.seen+json";

/** What happened in a scenario. */
export interface Seen {
  readonly interleaving: Interleaving;
  readonly sequence: Sequence;
}

/**
 * Why a scenario failed:
 * - `violates`: an observation is not what the rule asks for (a `Mismatch`);
 * - `fault`: the implementation broke the protocol, died or hung (an `ImplementationFault`);
 * - `unsupported`: it refused something that it claims;
 * - `invalid`: it called a request of the suite malformed;
 * - `inconclusive`: what was seen decides nothing.
 */
export type FailureKind = "violates" | "fault" | "unsupported" | "invalid" | "inconclusive";

/**
 * What the steps attach to a failed scenario, as JSON of media type {@link FAILURE_MEDIA_TYPE}.
 * (The `error` that cucumber 12 hands to an After hook is the one of the last step, so it is missing
 * where the step that failed has others after it: keep it in an AfterStep hook.)
 */
export interface Failure {
  readonly kind: FailureKind;
  readonly expected?: string;
  readonly observed?: string;
  /** The text of the step that failed. */
  readonly step?: string;
  readonly interleaving?: Interleaving;
  readonly sequence?: Sequence;
  /** The order in which the threads took their steps, where orders were explored; `replay` takes it. */
  readonly schedule?: string;
  /** The last messages of the wire. */
  readonly messages?: readonly string[];
  /** The end of the implementation's stderr. */
  readonly stderr?: string;
  readonly fault?: Fault;
}
