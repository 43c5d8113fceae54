import type { Capability } from "../port/capability.ts";
import type { Profile } from "../port/profile.ts";
import type { Level, Party } from "./scenario-tags.ts";

/** A step of a scenario, the values of its example filled in. */
export interface Step {
  /** `Given `, `And ` …, with the space that follows. */
  readonly keyword: string;
  readonly text: string;
  /** The cells of its table, row by row. */
  readonly table?: readonly (readonly string[])[];
}

/** A scenario of the features: one Scenario, or one row of Examples. */
export interface Scenario {
  /** Stable: `PAIR-08.1`, or `PAIR-08.1/key` for a row of Examples. Empty where the tag is missing. */
  readonly id: string;
  /** The rule whose block it stands in. */
  readonly rule: string;
  /** Every rule that it speaks for, that one first. */
  readonly rules: readonly string[];
  readonly name: string;
  /** Feature file, relative to the suite, and line. */
  readonly uri: string;
  readonly line: number;
  readonly tags: readonly string[];
  readonly profiles: readonly Profile[];
  readonly capabilities: readonly Capability[];
  readonly points: readonly string[];
  /** Its threads run at the same time, in every order where that can be had. */
  readonly everyOrder: boolean;
  /** A section is opened by itself in it, or is one that no mapped pages can have. */
  readonly bareSections: boolean;
  readonly level: Level;
  readonly steps: readonly Step[];
}

/** A `Rule:` block of the features, or a row of the table of rules that nothing at the port shows. */
export interface RuleText {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly source: string;
  readonly party: Party;
  readonly level: Level;
  readonly profiles: readonly Profile[];
  readonly capabilities: readonly Capability[];
  /** Why there is no scenario. */
  readonly reason?: string;
}

/** The file and line of a scenario. */
export function locationOf(scenario: Scenario): string {
  return `${scenario.uri}:${scenario.line}`;
}
