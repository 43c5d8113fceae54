import type { Coroutine } from "../kernel/point.ts";
import type { OdpParts } from "../odp/odp-parts.ts";
import type { MutantRow } from "./mutant.ts";

/** As posted: nobody looks for sections that are open when a umem comes. */
function everybodyCounts(Newcomers: OdpParts["Newcomers"]): OdpParts["Newcomers"] {
  return class extends Newcomers {
    override *admit(): Coroutine {}
  };
}

/** Wrong ways to deal with umems that come amid sections. */
export const odpNewcomerMutants: readonly MutantRow[] = [
  {
    id: "MUT-53",
    title: "an end without its start drives the count of a umem below zero",
    violates: ["ODP-34"],
    origin: "history",
    parts: ({ odp }) => ({ odp: { ...odp, Newcomers: everybodyCounts(odp.Newcomers) } }),
  },
  {
    id: "MUT-54",
    title: "an end without its start leaves the count of a umem at zero, with a message",
    violates: ["ODP-34", "ODP-35"],
    origin: "posted",
    parts: ({ odp }) => ({
      odp: {
        ...odp,
        Newcomers: everybodyCounts(odp.Newcomers),
        SectionCount: class extends odp.SectionCount {
          override lower(): void {
            const unmatched = this.open === 0;
            if (unmatched) this.kernel.info("an end without a start");
            super.lower();
            if (unmatched) this.open = 0;
          }
        },
      },
    }),
  },
];
