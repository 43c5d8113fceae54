import { CountedFaults } from "./counted-faults.ts";
import { CountedOdp } from "./counted-odp.ts";
import { CountedRegistration } from "./counted-registration.ts";
import { IntervalFaults } from "./interval-faults.ts";
import { IntervalInvalidation } from "./interval-invalidation.ts";
import { IntervalOdp } from "./interval-odp.ts";
import { IntervalRegistration } from "./interval-registration.ts";
import { Newcomers } from "./newcomers.ts";
import { OdpContext } from "./odp-context.ts";
import { SectionCount } from "./section-count.ts";
import { UmemTree } from "./umem-tree.ts";
import { Unmapping } from "./unmapping.ts";

/** The replaceable parts of on-demand paging. */
export interface OdpParts {
  readonly CountedFaults: typeof CountedFaults;
  readonly CountedOdp: typeof CountedOdp;
  readonly CountedRegistration: typeof CountedRegistration;
  readonly IntervalFaults: typeof IntervalFaults;
  readonly IntervalInvalidation: typeof IntervalInvalidation;
  readonly IntervalOdp: typeof IntervalOdp;
  readonly IntervalRegistration: typeof IntervalRegistration;
  readonly Newcomers: typeof Newcomers;
  readonly OdpContext: typeof OdpContext;
  readonly SectionCount: typeof SectionCount;
  readonly UmemTree: typeof UmemTree;
  readonly Unmapping: typeof Unmapping;
}

/** Those that keep every rule. */
export const odpParts: OdpParts = {
  CountedFaults,
  CountedOdp,
  CountedRegistration,
  IntervalFaults,
  IntervalInvalidation,
  IntervalOdp,
  IntervalRegistration,
  Newcomers,
  OdpContext,
  SectionCount,
  UmemTree,
  Unmapping,
};
