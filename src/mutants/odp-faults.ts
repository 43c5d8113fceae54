import type { Errno } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Placed } from "../odp/counted-faults.ts";
import type { CountedUmem } from "../odp/counted-umem.ts";
import type { OdpParts } from "../odp/odp-parts.ts";
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

/** Devices that map a page although they should ask again, or look it up under the wrong locks. */
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
