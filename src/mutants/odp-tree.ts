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

type Tree = OdpParts["UmemTree"];
const tree = (change: (UmemTree: Tree) => Tree) => exchanging((odp) => ({ UmemTree: change(odp.UmemTree) }));

/** Trees that find the wrong umems, and callbacks that stop too early in them. */
export const odpTreeMutants: readonly MutantRow[] = [
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
];
