import type { Level, Party } from "./scenario-tags.ts";

/** A rule that nothing at the port can show, with the reason. */
export interface UnobservableRule {
  readonly id: string;
  readonly party: Party;
  readonly level: Level;
  /** A profile expression. */
  readonly profiles: string;
  /** Capabilities, space-separated. */
  readonly capabilities: string;
  readonly title: string;
  readonly text: string;
  readonly source: string;
  readonly reason: string;
}

/** Rules without a scenario. Every one says why. */
export const UNOBSERVABLE: readonly UnobservableRule[] = [];
