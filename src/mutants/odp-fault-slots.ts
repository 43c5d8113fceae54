import { PAGE_SIZE } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Placed } from "../odp/counted-faults.ts";
import type { CountedUmem } from "../odp/counted-umem.ts";
import type { OdpParts } from "../odp/odp-parts.ts";
import type { UmemAttempt } from "../odp/umem.ts";
import type { MutantRow } from "./mutant.ts";
import { exchanging } from "./odp-part.ts";

type Faults = OdpParts["CountedFaults"];

/** The device's faults are exchanged. */
function faults(change: (Faults: Faults) => Faults): MutantRow["parts"] {
  return exchanging((odp) => ({ CountedFaults: change(odp.CountedFaults) }));
}

/** The reference of the look-up stays where the page was placed like this. */
const keepsReference = (kept: Placed) =>
  faults(
    (Faults) =>
      class extends Faults {
        override dropsReference(umem: CountedUmem, placed: Placed): boolean {
          return placed !== kept && super.dropsReference(umem, placed);
        }
      },
  );

/** Devices that leave the wrong page, access or reference in a slot. */
export const odpFaultSlotMutants: readonly MutantRow[] = [
  {
    id: "ODP-25-x1",
    title: "a page that could not be mapped for DMA is stored all the same",
    violates: ["ODP-25"],
    origin: "plausible",
    parts: faults(
      (Faults) =>
        class extends Faults {
          override place(umem: CountedUmem, attempt: UmemAttempt): Placed {
            const placed = super.place(umem, attempt);
            if (placed === "EFAULT") super.place(umem, attempt);
            return placed;
          }
        },
    ),
  },
  {
    id: "ODP-25-x2",
    title: "every page is mapped for writing",
    violates: ["ODP-25"],
    origin: "plausible",
    parts: faults(
      (Faults) =>
        class extends Faults {
          override place(umem: CountedUmem, attempt: UmemAttempt): Placed {
            return super.place(umem, { ...attempt, write: true });
          }
        },
    ),
  },
  {
    id: "ODP-26-x1",
    title: "the access of the last fault takes the place of what the slot had",
    violates: ["ODP-26"],
    origin: "plausible",
    parts: faults(
      (Faults) =>
        class extends Faults {
          override place(umem: CountedUmem, attempt: UmemAttempt): Placed {
            const placed = super.place(umem, attempt);
            const { address, page, write } = attempt;
            if (placed === "same" && !write) {
              umem.table.clear(address, address + PAGE_SIZE);
              umem.table.map(address, { page, write });
            }
            return placed;
          }
        },
    ),
  },
  {
    id: "ODP-26-x2",
    title: "a slot that has the page already keeps the access that it had",
    violates: ["ODP-26"],
    origin: "plausible",
    parts: faults(
      (Faults) =>
        class extends Faults {
          override place(umem: CountedUmem, attempt: UmemAttempt): Placed {
            const had = umem.pages.get(attempt.address);
            return super.place(umem, had?.page === attempt.page ? { ...attempt, write: had.write } : attempt);
          }
        },
    ),
  },
  {
    id: "ODP-26-x3",
    title: "without notifiers a page is pinned as often as it is asked for",
    violates: ["ODP-26"],
    origin: "plausible",
    parts: keepsReference("same"),
  },
  {
    id: "ODP-27-x1",
    title: "a slot with another page than the process has stays as it is",
    violates: ["ODP-27"],
    origin: "plausible",
    parts: faults(
      (Faults) =>
        class extends Faults {
          override *removeExisting(): Coroutine {}
        },
    ),
  },
  {
    id: "ODP-27-x2",
    title: "a slot with another page than the process has is emptied without a section",
    violates: ["ODP-27"],
    origin: "plausible",
    parts: faults(
      (Faults) =>
        class extends Faults {
          override *removeExisting(umem: CountedUmem, address: bigint): Coroutine {
            yield* umem.context.invalidateRange(umem, address, address + PAGE_SIZE);
          }
        },
    ),
  },
  {
    id: "MUT-55",
    title: "the page that is wrong is looked for as far behind the fault as the slot is behind the start",
    violates: ["ODP-28"],
    origin: "posted",
    parts: faults(
      (Faults) =>
        class extends Faults {
          // A fault is about one page here: it begins where the slot is.
          override *removeExisting(umem: CountedUmem, address: bigint): Coroutine {
            yield* super.removeExisting(umem, address + (address - umem.start));
          }
        },
    ),
  },
  {
    id: "MUT-61",
    title: "keeps the reference of the look-up with notifiers, and drops it without",
    violates: ["ODP-29"],
    origin: "plausible",
    parts: faults(
      (Faults) =>
        class extends Faults {
          override dropsReference(umem: CountedUmem, placed: Placed): boolean {
            return placed !== "stored" || umem.context.plain;
          }
        },
    ),
  },
  {
    id: "ODP-29-x1",
    title: "a fault that has to be tried again keeps its reference",
    violates: ["ODP-29"],
    origin: "plausible",
    parts: keepsReference("retry"),
  },
];
