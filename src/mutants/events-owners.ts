import type { Coroutine } from "../kernel/point.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Operations that say the wrong thing about whose event it is, or tell those it is not for. */
export const eventOwnerMutants: readonly MutantRow[] = [
  {
    id: "EVT-06-x1",
    title: "exit says RELEASE to the starts of list subscribers too",
    violates: ["EVT-06"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *release(mm: Mm): Coroutine {
          const { subscriptions: subs } = mm;
          const range = { mm, start: 0n, end: 0xffff_ffff_ffff_ffffn, blockable: true, kind: "RELEASE" };
          if (subs?.head !== undefined) yield* this.chain.start(subs, range);
          yield* super.release(mm);
        }
      },
    }),
  },
  {
    id: "EVT-06-x2",
    title: "munmap says RELEASE",
    violates: ["EVT-06"],
    origin: "plausible",
    parts: ({ SectionCaller }) => ({
      SectionCaller: class extends SectionCaller {
        override range(...args: Parameters<InstanceType<typeof SectionCaller>["range"]>) {
          const range = super.range(...args);
          return args[1] === "munmap" ? { ...range, kind: "RELEASE" } : range;
        }
      },
    }),
  },
  {
    id: "EVT-07-x1",
    title: "the section of pages that are put where none were covers all that was asked for",
    violates: ["EVT-07"],
    origin: "plausible",
    parts: ({ MigrateVma }) => ({
      MigrateVma: class extends MigrateVma {
        override *insert(...[args, moving]: Parameters<InstanceType<typeof MigrateVma>["insert"]>): Coroutine {
          const at = moving.findIndex(({ from }) => from === undefined);
          const first = moving[at];
          if (first === undefined) return;
          const { vma, start, end, owner } = args;
          const range = yield* this.sections.start(vma.space.mm, "migrate-vma", start, end, owner);
          for (const { address, from, to } of moving) {
            if (from === undefined) yield* this.insertOne(vma, address, to, owner);
          }
          yield* this.sections.end(range);
        }
      },
    }),
  },
  {
    id: "EVT-08-x4",
    title: "a page is taken back in the name of the device that had it",
    violates: ["EVT-08"],
    origin: "plausible",
    parts: ({ SectionCaller }) => ({
      SectionCaller: class extends SectionCaller {
        override range(
          ...[mm, site, start, end, blockable, owner]: Parameters<InstanceType<typeof SectionCaller>["range"]>
        ) {
          if (site === "make-exclusive") this.last = owner;
          const named = site === "revoke-exclusive" ? this.last : owner;
          return super.range(mm, site, start, end, blockable, named);
        }
        private last: string | undefined;
      },
    }),
  },
  {
    id: "EVT-10-x1",
    title: "a range keeps the owner of the one before, because nobody clears it",
    violates: ["EVT-10"],
    origin: "plausible",
    parts: ({ SectionCaller }) => ({
      SectionCaller: class extends SectionCaller {
        override range(...args: Parameters<InstanceType<typeof SectionCaller>["range"]>): NotifierRange {
          const range = super.range(...args);
          this.last = range.owner ?? this.last;
          return this.last === undefined ? range : { ...range, owner: this.last };
        }
        private last: string | undefined;
      },
    }),
  },
];
