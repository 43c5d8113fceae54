import type { OdpParts } from "../odp/odp-parts.ts";
import type { MutantRow } from "./mutant.ts";

/** The parts of a mutant that exchanges something of on-demand paging. */
export function exchanging(change: (odp: OdpParts) => Partial<OdpParts>): MutantRow["parts"] {
  return ({ odp }) => ({ odp: { ...odp, ...change(odp) } });
}
