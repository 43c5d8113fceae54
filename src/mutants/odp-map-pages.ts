import { PAGE_SIZE, pageOf } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { CountedUmem } from "../odp/counted-umem.ts";
import type { OdpParts } from "../odp/odp-parts.ts";
import type { Access } from "../odp/region.ts";
import type { MutantRow } from "./mutant.ts";
import { exchanging } from "./odp-part.ts";

type Faults = OdpParts["CountedFaults"];

/** The device's faults are exchanged. */
function faults(change: (Faults: Faults) => Faults): MutantRow["parts"] {
  return exchanging((odp) => ({ CountedFaults: change(odp.CountedFaults) }));
}

/** Wrong calls that map several pages at once. */
export const odpMapPagesMutants: readonly MutantRow[] = [
  {
    id: "ODP-30-x1",
    title: "map_pages does not count the offset in the first page",
    violates: ["ODP-30"],
    origin: "plausible",
    parts: faults(
      (Faults) =>
        class extends Faults {
          override *mapPages(umem: CountedUmem, start: bigint, length: bigint, access: Access): Coroutine<string> {
            return yield* super.mapPages(umem, pageOf(start), length, access);
          }
        },
    ),
  },
  {
    id: "ODP-30-x2",
    title: "map_pages takes back what it mapped before an error",
    violates: ["ODP-30"],
    origin: "plausible",
    parts: faults(
      (Faults) =>
        class extends Faults {
          override *mapPages(umem: CountedUmem, start: bigint, length: bigint, access: Access): Coroutine<string> {
            const result = yield* super.mapPages(umem, start, length, access);
            if (/^E/.test(result)) yield* umem.context.invalidateRange(umem, start, start + length);
            return result;
          }
        },
    ),
  },
  {
    id: "ODP-30-x3",
    title: "map_pages without access maps for reading",
    violates: ["ODP-30"],
    origin: "plausible",
    parts: faults(
      (Faults) =>
        class extends Faults {
          override *mapPages(umem: CountedUmem, start: bigint, length: bigint, access: Access): Coroutine<string> {
            return yield* super.mapPages(umem, start, length, access === "none" ? "read" : access);
          }
        },
    ),
  },
  {
    id: "ODP-30-x4",
    title: "a page that cannot be had fails the whole call",
    violates: ["ODP-30"],
    origin: "plausible",
    parts: faults(
      (Faults) =>
        class extends Faults {
          override *mapLookedUp(umem: CountedUmem, start: bigint, end: bigint, write: boolean, seq: bigint) {
            const result = yield* super.mapLookedUp(umem, start, end, write, seq);
            const wanted = (end - start + PAGE_SIZE - 1n) / PAGE_SIZE;
            return /^\d/.test(result) && BigInt(result) < wanted ? "EFAULT" : result;
          }
        },
    ),
  },
];
