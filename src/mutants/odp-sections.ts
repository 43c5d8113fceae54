import type { Coroutine } from "../kernel/point.ts";
import type { CountedUmem } from "../odp/counted-umem.ts";
import type { OdpParts } from "../odp/odp-parts.ts";
import type { MutantRow } from "./mutant.ts";
import { exchanging } from "./odp-part.ts";
import { UNCOVERED } from "./until.ts";

type Context = OdpParts["OdpContext"];
const context = (change: (OdpContext: Context) => Context) =>
  exchanging((odp) => ({ OdpContext: change(odp.OdpContext) }));

type Count = OdpParts["SectionCount"];
const count = (change: (SectionCount: Count) => Count) =>
  exchanging((odp) => ({ SectionCount: change(odp.SectionCount) }));

/** Umems that count sections wrongly. */
export const odpSectionMutants: readonly MutantRow[] = [
  {
    id: "ODP-01-x1",
    title: "a start does not re-arm the completion",
    violates: ["ODP-01"],
    origin: "plausible",
    parts: count(
      (SectionCount) =>
        class extends SectionCount {
          override raise(): void {
            this.open += 1;
          }
        },
    ),
  },
  {
    id: "ODP-01-x2",
    title: "a flag takes the place of the count",
    violates: ["ODP-01", "ODP-35"],
    origin: "plausible",
    parts: count(
      (SectionCount) =>
        class extends SectionCount {
          override raise(): void {
            if (this.open === 0) super.raise();
          }
          override lower(): void {
            if (this.open === 1) super.lower();
            else this.raiseSeq();
          }
        },
    ),
  },
  {
    id: "ODP-02-x1",
    title: "an end does not raise the sequence",
    violates: ["ODP-02"],
    origin: "plausible",
    parts: count(
      (SectionCount) =>
        class extends SectionCount {
          override raiseSeq(): void {}
        },
    ),
  },
  {
    id: "ODP-02-x2",
    title: "an end wakes nobody",
    violates: ["ODP-02"],
    origin: "plausible",
    parts: count(
      (SectionCount) =>
        class extends SectionCount {
          override *wake(): Coroutine {}
        },
    ),
  },
  {
    id: "ODP-02-x3",
    title: "an end lowers the count before it raises the sequence, without the mutex",
    violates: ["ODP-02"],
    origin: "plausible",
    parts: context(
      (OdpContext) =>
        class extends OdpContext {
          override *endAccount(umem: CountedUmem): Coroutine {
            umem.sections.open -= 1;
            yield UNCOVERED;
            umem.sections.open += 1;
            umem.sections.lower();
            yield* umem.sections.wake();
          }
        },
    ),
  },
];
