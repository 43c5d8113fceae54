/** All that is needed to see one order again. */
export interface ReplayCode {
  readonly scenario: string;
  /** Which of the scenario's programs, counted from 1. */
  readonly nth: number;
  readonly profile: string;
  /** The mutant that the order belongs to; absent for the reference. */
  readonly mutant?: string;
  /** What is left out of the program. */
  readonly drops: readonly string[];
  readonly hash: string;
  readonly schedule: string;
}

const REFERENCE = "reference";
const WHOLE = "whole";

/** Writes it as one word that no shell touches. */
export function writeReplayCode({ scenario, nth, profile, mutant, drops, hash, schedule }: ReplayCode): string {
  const program = nth === 1 ? scenario : `${scenario}+${nth}`;
  const left = drops.length === 0 ? WHOLE : `without,${drops.join(",")}`;
  return [program, profile, mutant ?? REFERENCE, left, hash, schedule].join(":");
}

const FORM =
  /^([\w./-]+?)(?:\+([1-9]\d?))?:([\w.-]+):([\w.-]+):(whole|without(?:,(?:[gc]|\w+\.)\d+)+):([0-9a-f]{8}):((?:[a-zA-E]\d{0,6})*)$/;

/** Reads such a word; undefined if it is none. */
export function readReplayCode(text: string): ReplayCode | undefined {
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const [, scenario = "", nth = "1", profile = "", subject = "", left = "", hash = "", schedule = ""] = match;
  return {
    scenario,
    nth: Number(nth),
    profile,
    ...(subject === REFERENCE ? {} : { mutant: subject }),
    drops: left === WHOLE ? [] : left.split(",").slice(1),
    hash,
    schedule,
  };
}
