import type { Status } from "../kernel/errno.ts";
import type { Page } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { CountedUmem } from "../odp/counted-umem.ts";
import type { OdpParts } from "../odp/odp-parts.ts";
import type { Umem } from "../odp/umem.ts";
import type { MutantRow } from "./mutant.ts";
import { exchanging } from "./odp-part.ts";
import { UNCOVERED } from "./until.ts";

type Context = OdpParts["OdpContext"];
type Count = OdpParts["SectionCount"];
type Tree = OdpParts["UmemTree"];

const context = (change: (OdpContext: Context) => Context) =>
  exchanging((odp) => ({ OdpContext: change(odp.OdpContext) }));
const count = (change: (SectionCount: Count) => Count) =>
  exchanging((odp) => ({ SectionCount: change(odp.SectionCount) }));
const tree = (change: (UmemTree: Tree) => Tree) => exchanging((odp) => ({ UmemTree: change(odp.UmemTree) }));

/** Contexts and umems that take sections wrongly. */
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
  {
    id: "ODP-12-x1",
    title: "a umem is in the tree with the first byte behind it",
    violates: ["ODP-12", "ODP-52"],
    origin: "plausible",
    parts: tree(
      (UmemTree) =>
        class extends UmemTree {
          override overlapping(start: bigint, end: bigint): CountedUmem[] {
            const behind = [...this.tree].filter((umem) => umem.end === start && start !== end);
            return [...behind, ...super.overlapping(start, end)];
          }
        },
    ),
  },
  {
    id: "ODP-12-x2",
    title: "a section asks the tree for its end as well",
    violates: ["ODP-12", "ODP-52"],
    origin: "plausible",
    parts: tree(
      (UmemTree) =>
        class extends UmemTree {
          override lastOf(end: bigint): bigint {
            return end;
          }
        },
    ),
  },
  {
    id: "ODP-13-x1",
    title: "a range without a byte is taken for one byte",
    violates: ["ODP-13"],
    origin: "plausible",
    parts: tree(
      (UmemTree) =>
        class extends UmemTree {
          override overlapping(start: bigint, end: bigint): CountedUmem[] {
            return super.overlapping(start, start === end ? end + 1n : end);
          }
        },
    ),
  },
  {
    id: "ODP-13-x2",
    title: "a walk ends at the first umem that had something to lose",
    violates: ["ODP-13"],
    origin: "plausible",
    parts: tree(
      (UmemTree) =>
        class extends UmemTree {
          override *forEach(start: bigint, end: bigint, visit: (umem: CountedUmem) => Coroutine<boolean>) {
            for (const umem of this.overlapping(start, end)) if (yield* visit(umem)) return true;
            return false;
          }
        },
    ),
  },
  {
    id: "ODP-13-x3",
    title: "a walk ends at the first umem that had nothing to lose",
    violates: ["ODP-13"],
    origin: "plausible",
    parts: tree(
      (UmemTree) =>
        class extends UmemTree {
          override *forEach(start: bigint, end: bigint, visit: (umem: CountedUmem) => Coroutine<boolean>) {
            for (const umem of this.overlapping(start, end)) if (!(yield* visit(umem))) return false;
            return true;
          }
        },
    ),
  },
  {
    id: "ODP-48-x1",
    title: "the end of a section that was refused is counted off",
    violates: ["ODP-48"],
    origin: "history",
    parts: context(
      (OdpContext) =>
        class extends OdpContext {
          override *end(range: NotifierRange): Coroutine {
            yield* super.end({ ...range, blockable: true });
          }
        },
    ),
  },
  {
    id: "ODP-48-x2",
    title: "a start counts before it refuses, and its end counts nothing off",
    violates: ["ODP-48"],
    origin: "plausible",
    parts: context(
      (OdpContext) =>
        class extends OdpContext {
          override *start(range: NotifierRange): Coroutine<Status> {
            if (range.blockable) return yield* super.start(range);
            for (const umem of this.tree.overlapping(range.start, range.end)) umem.sections.raise();
            return "EAGAIN";
          }
        },
    ),
  },
  {
    id: "ODP-52-x1",
    title: "the end takes the umems that the start found",
    violates: ["ODP-52"],
    origin: "plausible",
    parts: context(
      (OdpContext) =>
        class extends OdpContext {
          readonly found = new Map<NotifierRange, CountedUmem[]>();
          override *start(range: NotifierRange): Coroutine<Status> {
            this.found.set(range, this.tree.overlapping(range.start, range.end));
            return yield* super.start(range);
          }
          override *end(range: NotifierRange): Coroutine {
            for (const umem of this.found.get(range) ?? []) yield* this.endOne(umem);
            yield* this.newcomers.sectionEnds();
          }
        },
    ),
  },
  {
    id: "ODP-52-x2",
    title: "the end asks the tree for one byte more than the start",
    violates: ["ODP-52"],
    origin: "plausible",
    parts: context(
      (OdpContext) =>
        class extends OdpContext {
          override *end(range: NotifierRange): Coroutine {
            yield* super.end({ ...range, end: range.end + 1n });
          }
        },
    ),
  },
  {
    id: "ODP-56-x1",
    title: "the DMA mapping goes before the device's entries",
    violates: ["ODP-56"],
    origin: "plausible",
    parts: exchanging((odp) => ({
      Unmapping: class extends odp.Unmapping {
        override *invalidate(umem: Umem, start: bigint, end: bigint, pinned: boolean): Coroutine<boolean> {
          const answer = yield* this.unmap(umem, start, end, pinned);
          this.zap(umem, start, end);
          return answer;
        }
      },
    })),
  },
  {
    id: "ODP-56-x2",
    title: "the hook takes whatever the umem has, not what the section covers",
    violates: ["ODP-56"],
    origin: "plausible",
    parts: exchanging((odp) => ({
      Unmapping: class extends odp.Unmapping {
        override *invalidate(umem: Umem, _start: bigint, _end: bigint, pinned: boolean): Coroutine<boolean> {
          return yield* super.invalidate(umem, umem.start, umem.end, pinned);
        }
      },
    })),
  },
  {
    id: "ODP-56-x3",
    title: "the hook leaves the DMA mapping to the end",
    violates: ["ODP-56"],
    origin: "plausible",
    parts: exchanging((odp) => ({
      Unmapping: class extends odp.Unmapping {
        override *invalidate(umem: Umem, start: bigint, end: bigint): Coroutine<boolean> {
          this.zap(umem, start, end);
          return false;
        }
      },
      OdpContext: class extends odp.OdpContext {
        override *end(range: NotifierRange): Coroutine {
          const { start, end } = range;
          yield* this.walk(start, end, (umem) => this.unmapping.unmap(umem, start, end, this.plain));
          yield* super.end(range);
        }
      },
    })),
  },
  {
    id: "ODP-56-x4",
    title: "the hook runs under the umem mutex",
    violates: ["ODP-56"],
    origin: "plausible",
    parts: exchanging((odp) => ({
      Unmapping: class extends odp.Unmapping {
        override *unmap(umem: Umem, start: bigint, end: bigint, pinned: boolean): Coroutine<boolean> {
          yield* umem.mutex.lock();
          this.zap(umem, start, end);
          const gone: Page[] = this.unmapLocked(umem, start, end);
          umem.mutex.unlock();
          if (pinned) for (const page of gone) yield* this.putPage(page);
          return gone.length > 0;
        }
        override *invalidate(umem: Umem, start: bigint, end: bigint, pinned: boolean): Coroutine<boolean> {
          return yield* this.unmap(umem, start, end, pinned);
        }
      },
    })),
  },
];
