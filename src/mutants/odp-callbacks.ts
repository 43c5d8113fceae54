import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { CountedUmem } from "../odp/counted-umem.ts";
import type { OdpParts } from "../odp/odp-parts.ts";
import type { MutantRow } from "./mutant.ts";
import { exchanging } from "./odp-part.ts";

type Context = OdpParts["OdpContext"];
const context = (change: (OdpContext: Context) => Context) =>
  exchanging((odp) => ({ OdpContext: change(odp.OdpContext) }));

/** Contexts whose callbacks take sections and pages wrongly. */
export const odpCallbackMutants: readonly MutantRow[] = [
  {
    id: "ODP-06-x1",
    title: "a device without a hook is invalidated all the same",
    violates: ["ODP-06", "ODP-33"],
    origin: "plausible",
    parts: context(
      (OdpContext) =>
        class extends OdpContext {
          override *start(range: NotifierRange): Coroutine<Status> {
            if (!this.plain) return yield* super.start(range);
            yield* this.walk(range.start, range.end, (umem) => this.invalidateRange(umem, range.start, range.end));
            return 0;
          }
        },
    ),
  },
  {
    id: "ODP-06-x2",
    title: "a device without a hook has to try again inside a section",
    violates: ["ODP-06"],
    origin: "plausible",
    parts: exchanging((odp) => ({
      OdpContext: class extends odp.OdpContext {
        override *start(range: NotifierRange): Coroutine<Status> {
          if (this.plain) yield* this.walk(range.start, range.end, (umem) => this.count(umem, 1));
          return yield* super.start(range);
        }
        override *end(range: NotifierRange): Coroutine {
          if (this.plain) yield* this.walk(range.start, range.end, (umem) => this.count(umem, -1));
          yield* super.end(range);
        }
        *count(umem: CountedUmem, by: number): Coroutine<boolean> {
          if (by > 0) umem.sections.raise();
          else umem.sections.lower();
          return false;
        }
      },
      CountedFaults: class extends odp.CountedFaults {
        override mustRetry(umem: CountedUmem, seq: bigint): boolean {
          return umem.sections.mustRetry(seq);
        }
      },
    })),
  },
  {
    id: "ODP-07-x1",
    title: "invalidate_page takes the page away and counts no section",
    violates: ["ODP-07"],
    origin: "plausible",
    parts: context(
      (OdpContext) =>
        class extends OdpContext {
          override *invalidateOne(umem: CountedUmem, start: bigint, end: bigint): Coroutine<boolean> {
            return yield* this.invalidateRange(umem, start, end);
          }
        },
    ),
  },
  {
    id: "ODP-07-x2",
    title: "invalidate_page counts a section that never ends",
    violates: ["ODP-07"],
    origin: "plausible",
    parts: context(
      (OdpContext) =>
        class extends OdpContext {
          override *invalidateOne(umem: CountedUmem, start: bigint, end: bigint): Coroutine<boolean> {
            return yield* this.startOne(umem, start, end);
          }
        },
    ),
  },
  {
    id: "ODP-07-x3",
    title: "invalidate_page takes a page more",
    violates: ["ODP-07"],
    origin: "plausible",
    parts: context(
      (OdpContext) =>
        class extends OdpContext {
          override *invalidatePage(address: bigint): Coroutine {
            yield* super.invalidatePage(address);
            yield* super.invalidatePage(address + 0x1000n);
          }
        },
    ),
  },
  {
    id: "ODP-08-x1",
    title: "a start takes the pages first and counts then",
    violates: ["ODP-08"],
    origin: "plausible",
    parts: context(
      (OdpContext) =>
        class extends OdpContext {
          override *startOne(umem: CountedUmem, start: bigint, end: bigint): Coroutine<boolean> {
            const answer = yield* this.invalidateRange(umem, start, end);
            yield* this.startAccount(umem);
            return answer;
          }
        },
    ),
  },
  {
    id: "ODP-08-x2",
    title: "a start takes the pages and counts nothing",
    violates: ["ODP-08"],
    origin: "plausible",
    parts: context(
      (OdpContext) =>
        class extends OdpContext {
          override *startAccount(): Coroutine {}
          override *endAccount(umem: CountedUmem): Coroutine {
            umem.sections.raiseSeq();
          }
        },
    ),
  },
  {
    id: "ODP-09-x1",
    title: "callbacks walk the tree without the semaphore",
    violates: ["ODP-09"],
    origin: "plausible",
    parts: context(
      (OdpContext) =>
        class extends OdpContext {
          override *walk(start: bigint, end: bigint, visit: Parameters<typeof this.tree.forEach>[2]) {
            return yield* this.tree.forEach(start, end, visit);
          }
        },
    ),
  },
];
