import type { Coroutine } from "../kernel/point.ts";
import type { CountedUmem } from "../odp/counted-umem.ts";
import type { OdpParts } from "../odp/odp-parts.ts";
import type { MutantRow } from "./mutant.ts";
import { exchanging } from "./odp-part.ts";
import { UNCOVERED } from "./until.ts";

const context = (change: (OdpContext: OdpParts["OdpContext"]) => OdpParts["OdpContext"]) =>
  exchanging((odp) => ({ OdpContext: change(odp.OdpContext) }));
const count = (change: (SectionCount: OdpParts["SectionCount"]) => OdpParts["SectionCount"]) =>
  exchanging((odp) => ({ SectionCount: change(odp.SectionCount) }));

/** Wrong ends of an address space, and wrong waits. */
export const odpExitMutants: readonly MutantRow[] = [
  {
    id: "ODP-10-x1",
    title: "the section that release begins ends with it",
    violates: ["ODP-10"],
    origin: "plausible",
    parts: context(
      (OdpContext) =>
        class extends OdpContext {
          override *releaseOne(umem: CountedUmem): Coroutine<boolean> {
            const answer = yield* super.releaseOne(umem);
            yield* this.endAccount(umem);
            return answer;
          }
        },
    ),
  },
  {
    id: "ODP-10-x2",
    title: "release leaves the pages where they are",
    violates: ["ODP-10"],
    origin: "plausible",
    parts: context(
      (OdpContext) =>
        class extends OdpContext {
          override *release(): Coroutine {
            this.forgetful = true;
            yield* super.release();
            this.forgetful = false;
          }
          forgetful = false;
          override *invalidateRange(umem: CountedUmem, start: bigint, end: bigint): Coroutine<boolean> {
            return this.forgetful ? false : yield* super.invalidateRange(umem, start, end);
          }
        },
    ),
  },
  {
    id: "ODP-10-x3",
    title: "release marks no umem as dying",
    violates: ["ODP-10", "ODP-11"],
    origin: "plausible",
    parts: count(
      (SectionCount) =>
        class extends SectionCount {
          override die(): void {
            this.giveUp();
          }
        },
    ),
  },
  {
    id: "ODP-10-x4",
    title: "release lets the waiters wait",
    violates: ["ODP-10", "ODP-11"],
    origin: "plausible",
    parts: count(
      (SectionCount) =>
        class extends SectionCount {
          override die(): void {
            this.isDying = true;
          }
        },
    ),
  },
  {
    id: "ODP-11-x1",
    title: "release wakes the waiters before the umem is dying",
    violates: ["ODP-11"],
    origin: "plausible",
    parts: context(
      (OdpContext) =>
        class extends OdpContext {
          override *releaseOne(umem: CountedUmem): Coroutine<boolean> {
            umem.sections.giveUp();
            yield* umem.sections.wake();
            yield UNCOVERED;
            return yield* super.releaseOne(umem);
          }
        },
    ),
  },
  {
    id: "ODP-51-x1",
    title: "a fault that collided waits for the next end, whether or not a section is open",
    violates: ["ODP-51"],
    origin: "plausible",
    parts: count(
      (SectionCount) =>
        class extends SectionCount {
          override *wait(): Coroutine {
            const { seq } = this;
            yield* this.waiters.waitEvent(() => this.hasPassed(seq));
          }
          *hasPassed(seq: bigint): Coroutine<boolean> {
            return this.seq !== seq;
          }
        },
    ),
  },
];
