import type { Page } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Pte } from "../kernel/pte.ts";
import type { PageInVma } from "../mm/rmap-walk.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong operations of the kernels that tell of single pages, and have nonlinear mappings. */
export const event2014Mutants: readonly MutantRow[] = [
  {
    id: "EVT-11-x4",
    title: "up to 4.13 a migration tells nobody of the page",
    violates: ["EVT-11"],
    origin: "plausible",
    parts: ({ RmapMigrate }) => ({
      RmapMigrate: class extends RmapMigrate {
        protected override *changeAndTell(
          place: PageInVma,
          page: Page,
          change: (pte: Pte) => Pte | undefined,
        ): Coroutine {
          yield* this.change(place, page, change);
        }
      },
    }),
  },
  {
    id: "EVT-11-x5",
    title: "up to 4.13 writeback tells nobody of the page",
    violates: ["EVT-11"],
    origin: "plausible",
    parts: ({ Mkclean }) => ({
      Mkclean: class extends Mkclean {
        protected override *changeAndTell(
          place: PageInVma,
          page: Page,
          change: (pte: Pte) => Pte | undefined,
        ): Coroutine {
          yield* this.change(place, page, change);
        }
      },
    }),
  },
  {
    id: "EVT-11-x6",
    title: "in a nonlinear mapping a page is told by itself, as if one knew where it is",
    violates: ["EVT-11"],
    origin: "plausible",
    parts: ({ RmapUnmap }) => ({
      RmapUnmap: class extends RmapUnmap {
        override *unmapOne(
          ...[place, page, left, mms]: Parameters<InstanceType<typeof RmapUnmap>["unmapOne"]>
        ): Coroutine {
          if (place.vma.nonlinear !== undefined) yield* this.unmapAndTell(place, page, left);
          else yield* super.unmapOne(place, page, left, mms);
        }
      },
    }),
  },
  {
    id: "EVT-11-x7",
    title: "in January 2014 mprotect leaves out of its section what is not populated",
    violates: ["EVT-11"],
    origin: "plausible",
    parts: ({ mmPolicy }) => ({ mmPolicy: (policy) => ({ ...mmPolicy(policy), mprotectWhole: false }) }),
  },
];
