import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { AddressSpace } from "../mm/address-space.ts";
import type { Vma } from "../mm/vma.ts";
import type { MutantRow } from "./mutant.ts";

type Move = { readonly start: bigint; readonly end: bigint; readonly to: bigint };

/** Wrong sections of fork and mremap. */
export const eventMoveMutants: readonly MutantRow[] = [
  {
    id: "EVT-14-x1",
    title: "fork opens its sections in the child",
    violates: ["EVT-14"],
    origin: "plausible",
    parts: ({ Fork }) => ({
      Fork: class extends Fork {
        override *copyEntries(vma: Vma, to: AddressSpace): Coroutine {
          const range = yield* this.sections.start(to.mm, "fork", vma.start, vma.end);
          yield* super.copyEntries(vma, to);
          yield* this.sections.end(range);
        }
      },
    }),
  },
  {
    id: "EVT-14-x2",
    title: "fork opens a section for every VMA",
    violates: ["EVT-14"],
    origin: "plausible",
    parts: ({ Fork }) => ({
      Fork: class extends Fork {
        override needsCopy(): boolean {
          return true;
        }
      },
    }),
  },
  {
    id: "MUT-120",
    title: "mremap tells of the new range instead of the old one",
    violates: ["EVT-15"],
    origin: "plausible",
    parts: ({ Mremap }) => ({
      Mremap: class extends Mremap {
        override notified(_vma: Vma, { start, end, to }: Move) {
          return { start: to, end: to + (end - start) };
        }
        override *moveVma(space: AddressSpace, move: Move, keep: boolean): Coroutine<Status> {
          const rc = yield* super.moveVma(space, move, true);
          // The old VMA goes with its entries gone already, and nobody is told.
          const old = keep ? undefined : space.find(move.start);
          if (old !== undefined) space.remove(old);
          return rc;
        }
      },
    }),
  },
  {
    id: "EVT-15-x1",
    title: "mremap does not tell of the unmapping of the old VMA",
    violates: ["EVT-15"],
    origin: "plausible",
    parts: ({ Mremap }) => ({
      Mremap: class extends Mremap {
        override *moveVma(space: AddressSpace, move: Move, keep: boolean): Coroutine<Status> {
          const rc = yield* super.moveVma(space, move, true);
          if (keep || rc !== 0) return rc;
          for (const vma of yield* this.isolate(space, move.start, move.end)) space.remove(vma);
          return rc;
        }
      },
    }),
  },
  {
    id: "EVT-15-x2",
    title: "mremap tells of an unmapping although it keeps the old VMA",
    violates: ["EVT-15"],
    origin: "plausible",
    parts: ({ Mremap }) => ({
      Mremap: class extends Mremap {
        override *moveVma(space: AddressSpace, move: Move, keep: boolean): Coroutine<Status> {
          const rc = yield* super.moveVma(space, move, keep);
          if (!keep) return rc;
          yield* this.sections.end(yield* this.sections.start(space.mm, "munmap", move.start, move.end));
          return rc;
        }
      },
    }),
  },
  {
    id: "EVT-15-x3",
    title: "mremap begins at the start of a table, whatever else is in it",
    violates: ["EVT-15"],
    origin: "plausible",
    parts: ({ Mremap }) => ({
      Mremap: class extends Mremap {
        override notified(vma: Vma, move: Move) {
          const range = super.notified(vma, move);
          return this.policy.mremapRealigns ? { ...range, start: range.start - (range.start % 0x20_0000n) } : range;
        }
      },
    }),
  },
  {
    id: "EVT-15-x4",
    title: "mremap never begins where its table begins",
    violates: ["EVT-15"],
    origin: "history",
    parts: ({ mmPolicy }) => ({ mmPolicy: (policy) => ({ ...mmPolicy(policy), mremapRealigns: false }) }),
  },
];
