import type { Errno } from "../kernel/errno.ts";
import { PAGE_SIZE, pageOf } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Placed } from "../odp/counted-faults.ts";
import type { CountedUmem } from "../odp/counted-umem.ts";
import type { OdpParts } from "../odp/odp-parts.ts";
import type { Access } from "../odp/region.ts";
import type { UmemAttempt } from "../odp/umem.ts";
import type { MutantRow } from "./mutant.ts";
import { exchanging } from "./odp-part.ts";
import { UNCOVERED } from "./until.ts";

type Faults = OdpParts["CountedFaults"];

/** The device's faults are exchanged. */
function faults(change: (Faults: Faults) => Faults): MutantRow["parts"] {
  return exchanging((odp) => ({ CountedFaults: change(odp.CountedFaults) }));
}

/** A sequence that says what was found out without the mutex: try again. */
const NOTHING = -1n;

/** Devices that map pages wrongly. */
export const odpFaultMutants: readonly MutantRow[] = [
  {
    id: "MUT-59",
    title: "retry looks at the sequence before the count, and outside the umem mutex",
    violates: ["ODP-04"],
    origin: "plausible",
    parts: faults(
      (Faults) =>
        class extends Faults {
          override *mapSingle(umem: CountedUmem, attempt: UmemAttempt): Coroutine<Placed> {
            yield UNCOVERED;
            const same = umem.sections.seq === attempt.seq;
            yield UNCOVERED;
            const open = umem.sections.open > 0;
            yield UNCOVERED;
            // What it found out is what it goes by from here on.
            return yield* super.mapSingle(umem, { ...attempt, seq: same && !open ? umem.sections.seq : NOTHING });
          }
          override mustRetry(_umem: CountedUmem, seq: bigint): boolean {
            return seq === NOTHING;
          }
          override *retry(umem: CountedUmem, seq: bigint): Coroutine<boolean> {
            return umem.sections.mustRetry(seq);
          }
        },
    ),
  },
  {
    id: "ODP-04-x1",
    title: "retry looks at the sequence alone",
    violates: ["ODP-04"],
    origin: "plausible",
    parts: faults(
      (Faults) =>
        class extends Faults {
          override mustRetry(umem: CountedUmem, seq: bigint): boolean {
            return umem.sections.seq !== seq;
          }
        },
    ),
  },
  {
    id: "ODP-04-x2",
    title: "retry looks at the count alone",
    violates: ["ODP-04"],
    origin: "plausible",
    parts: faults(
      (Faults) =>
        class extends Faults {
          override mustRetry(umem: CountedUmem): boolean {
            return umem.sections.open > 0;
          }
        },
    ),
  },
  {
    id: "ODP-24-x1",
    title: "a fault stores its page without asking again",
    violates: ["ODP-24", "ODP-30"],
    origin: "plausible",
    parts: faults(
      (Faults) =>
        class extends Faults {
          override mustRetry(): boolean {
            return false;
          }
        },
    ),
  },
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
    parts: faults(
      (Faults) =>
        class extends Faults {
          override dropsReference(umem: CountedUmem, placed: Placed): boolean {
            return placed !== "same" && super.dropsReference(umem, placed);
          }
        },
    ),
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
    parts: faults(
      (Faults) =>
        class extends Faults {
          override dropsReference(umem: CountedUmem, placed: Placed): boolean {
            return placed !== "retry" && super.dropsReference(umem, placed);
          }
        },
    ),
  },
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
  {
    id: "ODP-54-x1",
    title: "a fault reads the sequence after it has looked the page up",
    violates: ["ODP-54"],
    origin: "plausible",
    parts: faults(
      (Faults) =>
        class extends Faults {
          override *walk(umem: CountedUmem, address: bigint, write: boolean, token: string): Coroutine<0 | Errno> {
            const rc = yield* super.walk(umem, address, write, token);
            const attempt = umem.attempts.get(token);
            if (attempt !== undefined) umem.attempts.set(token, { ...attempt, seq: yield* umem.sections.sample() });
            return rc;
          }
        },
    ),
  },
  {
    id: "ODP-54-x2",
    title: "a fault takes no user of the address space",
    violates: ["ODP-54"],
    origin: "plausible",
    parts: faults(
      (Faults) =>
        class extends Faults {
          override takeUser(): boolean {
            return true;
          }
          override *dropUser(): Coroutine {}
        },
    ),
  },
  {
    id: "ODP-54-x3",
    title: "a fault holds the umem mutex while it looks the page up",
    violates: ["ODP-54"],
    origin: "plausible",
    parts: faults(
      (Faults) =>
        class extends Faults {
          override *walk(umem: CountedUmem, address: bigint, write: boolean, token: string): Coroutine<0 | Errno> {
            yield* umem.mutex.lock();
            const rc = yield* super.walk(umem, address, write, token);
            umem.mutex.unlock();
            return rc;
          }
        },
    ),
  },
  {
    id: "ODP-54-x4",
    title: "a fault lets go of mmap_lock only when its page is mapped",
    violates: ["ODP-54"],
    origin: "plausible",
    parts: faults(
      (Faults) =>
        class extends Faults {
          override *mapSingle(umem: CountedUmem, attempt: UmemAttempt): Coroutine<Placed> {
            const space = this.driver.memory.space(attempt.mm);
            const taken = yield* space.lockRead();
            const placed = yield* super.mapSingle(umem, attempt);
            if (taken) attempt.mm.mmapLock.up();
            return placed;
          }
        },
    ),
  },
];
