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
export const UNOBSERVABLE: readonly UnobservableRule[] = [
  {
    id: "INTV-35",
    party: "core",
    level: "must",
    profiles: "v5.5+",
    capabilities: "interval",
    title: "an insert that finds an odd sequence and no section warns",
    text: "With no section open the sequence is even. An insert that finds it odd warns of a broken invariant.",
    source: "Linux 6.12 mm/mmu_notifier.c, __mmu_interval_notifier_insert (WARN_ON)",
    reason:
      "no sequence of operations leads there in an implementation that keeps the other rules, and the port cannot break the state of one",
  },
];
