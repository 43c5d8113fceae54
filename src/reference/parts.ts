import { ExitPath } from "../mm/exit-path.ts";
import { Chain } from "../notifier/chain.ts";
import { DeferredFrees } from "../notifier/deferred-frees.ts";
import { IntervalRegistry } from "../notifier/interval-registry.ts";
import { Intervals } from "../notifier/intervals.ts";
import type { NotifierPolicy } from "../notifier/policy.ts";
import { Registry } from "../notifier/registry.ts";
import { Sections } from "../notifier/sections.ts";
import { Subscriptions } from "../notifier/subscriptions.ts";

/**
 * The replaceable parts of the reference. A mutant is the conforming set with one part (or its
 * policy) exchanged.
 */
export interface Parts {
  readonly Chain: typeof Chain;
  readonly DeferredFrees: typeof DeferredFrees;
  readonly ExitPath: typeof ExitPath;
  readonly IntervalRegistry: typeof IntervalRegistry;
  readonly Intervals: typeof Intervals;
  readonly Registry: typeof Registry;
  readonly Sections: typeof Sections;
  readonly Subscriptions: typeof Subscriptions;
  readonly policy: (policy: NotifierPolicy) => NotifierPolicy;
}

/** The parts that keep every rule. */
export const conformingParts: Parts = {
  Chain,
  DeferredFrees,
  ExitPath,
  IntervalRegistry,
  Intervals,
  Registry,
  Sections,
  Subscriptions,
  policy: (policy) => policy,
};
