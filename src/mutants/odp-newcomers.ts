import { idOf, READ, WRITE } from "../kernel/access.ts";
import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { CountedUmem } from "../odp/counted-umem.ts";
import type { OdpParts } from "../odp/odp-parts.ts";
import type { MutantRow } from "./mutant.ts";
import { exchanging } from "./odp-part.ts";
import { UNCOVERED, until } from "./until.ts";

type Context = OdpParts["OdpContext"];
type Newcomers = OdpParts["Newcomers"];

const context = (change: (OdpContext: Context) => Context) =>
  exchanging((odp) => ({ OdpContext: change(odp.OdpContext) }));
const newcomers = (change: (Newcomers: Newcomers) => Newcomers) =>
  exchanging((odp) => ({ Newcomers: change(odp.Newcomers) }));

/** As posted: nobody looks for sections that are open when a umem comes. */
function everybodyCounts(Newcomers: Newcomers): Newcomers {
  return class extends Newcomers {
    override *admit(): Coroutine {}
  };
}

/** Wrong ways to deal with umems that come amid sections. */
export const odpNewcomerMutants: readonly MutantRow[] = [
  {
    id: "MUT-53",
    title: "an end without its start drives the count of a umem below zero",
    violates: ["ODP-34", "ODP-36", "ODP-41", "ODP-50"],
    origin: "history",
    parts: newcomers(everybodyCounts),
  },
  {
    id: "MUT-54",
    title: "an end without its start leaves the count of a umem at zero, with a message",
    violates: ["ODP-03", "ODP-34", "ODP-35", "ODP-41", "ODP-50"],
    origin: "posted",
    parts: exchanging((odp) => ({
      Newcomers: everybodyCounts(odp.Newcomers),
      SectionCount: class extends odp.SectionCount {
        override lower(): void {
          const unmatched = this.open === 0;
          if (unmatched) this.kernel.info("an end without a start");
          super.lower();
          if (unmatched) this.open = 0;
        }
      },
    })),
  },
  {
    id: "ODP-09-x2",
    title: "a umem is entered in the tree under the semaphore held for read",
    violates: ["ODP-09"],
    origin: "plausible",
    parts: exchanging((odp) => ({
      CountedRegistration: class extends odp.CountedRegistration {
        override *insert(umem: CountedUmem): Coroutine {
          const { context } = umem;
          yield* context.lock.down("read");
          context.umems += 1;
          if (context.umems > 1) yield* context.newcomers.admit(umem);
          yield UNCOVERED;
          context.tree.insert(umem);
          context.lock.up();
        }
      },
    })),
  },
  {
    id: "ODP-36-x1",
    title: "the first umem finds the count as the context left it",
    violates: ["ODP-36"],
    origin: "plausible",
    parts: newcomers(
      (Newcomers) =>
        class extends Newcomers {
          override reset(): void {}
        },
    ),
  },
  {
    id: "ODP-36-x2",
    title: "a newcomer counts as soon as any section ends",
    violates: ["ODP-36", "ODP-38"],
    origin: "plausible",
    parts: newcomers(
      (Newcomers) =>
        class extends Newcomers {
          override *sectionEnds(): Coroutine {
            yield* super.sectionEnds();
            for (const umem of [...this.waiting]) yield* this.resume(umem);
          }
        },
    ),
  },
  {
    id: "MUT-142",
    title: "the end of the last section looks at the list of newcomers without the semaphore",
    violates: ["ODP-37"],
    origin: "history",
    parts: newcomers(
      (Newcomers) =>
        class extends Newcomers {
          readonly list = idOf("list of newcomers");
          override *admit(umem: CountedUmem): Coroutine {
            if (this.open === 0) return;
            yield UNCOVERED;
            this.kernel.touch(this.list, WRITE);
            yield* super.admit(umem);
            umem.sections.suspend();
            this.waiting.add(umem);
          }
          override *switchOver(): Coroutine {
            this.kernel.touch(this.list, READ);
            if (this.waiting.size > 0) yield* super.switchOver();
          }
        },
    ),
  },
  {
    id: "ODP-37-x1",
    title: "the end of the last section lets one newcomer count",
    violates: ["ODP-37"],
    origin: "plausible",
    parts: newcomers(
      (Newcomers) =>
        class extends Newcomers {
          override *switchOver(): Coroutine {
            const [first] = this.waiting;
            if (first !== undefined) yield* this.resume(first);
          }
        },
    ),
  },
  {
    id: "ODP-38-x1",
    title: "a newcomer that waits counts sections all the same",
    violates: ["ODP-38"],
    origin: "plausible",
    parts: context(
      (OdpContext) =>
        class extends OdpContext {
          override *startAccount(umem: CountedUmem): Coroutine {
            yield* umem.mutex.lock();
            umem.sections.raise();
            umem.mutex.unlock();
          }
          override *endAccount(umem: CountedUmem): Coroutine {
            yield* umem.mutex.lock();
            umem.sections.lower();
            umem.mutex.unlock();
            yield* umem.sections.wake();
          }
        },
    ),
  },
  {
    id: "ODP-39-x1",
    title: "the context counts a section after its start walk",
    violates: ["ODP-39"],
    origin: "plausible",
    parts: context(
      (OdpContext) =>
        class extends OdpContext {
          override *start(range: NotifierRange): Coroutine<Status> {
            yield* this.walk(range.start, range.end, (umem) => this.startOne(umem, range.start, range.end));
            yield* this.newcomers.sectionStarts();
            return 0;
          }
        },
    ),
  },
  {
    id: "ODP-39-x2",
    title: "the context counts a section off before its end walk",
    violates: ["ODP-39"],
    origin: "plausible",
    parts: context(
      (OdpContext) =>
        class extends OdpContext {
          override *end(range: NotifierRange): Coroutine {
            yield* this.newcomers.sectionEnds();
            yield* this.walk(range.start, range.end, (umem) => this.endOne(umem));
          }
        },
    ),
  },
  {
    id: "MUT-66",
    title: "a newcomer begins to count and leaves its sequence as it is",
    violates: ["ODP-40", "ODP-50"],
    origin: "upstream",
    parts: exchanging((odp) => ({
      SectionCount: class extends odp.SectionCount {
        override resume(): void {
          this.counts = true;
          this.setDone(true);
        }
      },
    })),
  },
  {
    id: "ODP-41-x1",
    title: "a get holds mmap_lock for write while the umem comes, and that is all",
    violates: ["ODP-41", "ODP-50"],
    origin: "history",
    parts: exchanging((odp) => ({
      Newcomers: everybodyCounts(odp.Newcomers),
      CountedRegistration: class extends odp.CountedRegistration {
        override *insert(umem: CountedUmem): Coroutine {
          const { mmapLock } = umem.context.mm;
          const taken = mmapLock.modeOf(this.kernel.current) === undefined;
          if (taken) yield* mmapLock.down("write");
          yield* super.insert(umem);
          if (taken) mmapLock.up();
        }
      },
    })),
  },
  {
    id: "ODP-41-x2",
    title: "the notifier is registered under mmap_lock alone",
    violates: ["ODP-41"],
    origin: "history",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *takeAllLocks(): Coroutine<boolean> {
          return true;
        }
        override dropAllLocks(): void {}
      },
    }),
  },
  {
    id: "ODP-41-x3",
    title: "the notifier is registered under mmap_lock held for read",
    violates: ["ODP-41"],
    origin: "history",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *register(subscriber: Parameters<typeof this.registerLocked>[0], mm: Mm): Coroutine<Status> {
          yield* mm.mmapLock.down("read");
          const rc = yield* this.registerLocked(subscriber, mm);
          mm.mmapLock.up();
          return rc;
        }
        override checkLocked(): void {}
        override *takeAllLocks(): Coroutine<boolean> {
          return true;
        }
        override dropAllLocks(): void {}
      },
    }),
  },
  {
    id: "MUT-123",
    title: "a start waits until the one piece of memory for open sections is free",
    violates: ["ODP-42"],
    origin: "history",
    parts: context(
      (OdpContext) =>
        class extends OdpContext {
          taken = false;
          override *start(range: NotifierRange): Coroutine<Status> {
            yield until({ kind: "other", name: "a free slot" }, () => !this.taken);
            this.taken = true;
            return yield* super.start(range);
          }
          override *end(range: NotifierRange): Coroutine {
            yield* super.end(range);
            yield until({ kind: "other", name: "a free slot" }, () => true);
            this.taken = false;
          }
        },
    ),
  },
  {
    id: "ODP-43-x1",
    title: "the semaphore is held for read from start to end, and lets nobody pass a writer who waits",
    violates: ["ODP-43"],
    origin: "history",
    parts: exchanging((odp) => ({
      Newcomers: everybodyCounts(odp.Newcomers),
      OdpContext: class extends odp.OdpContext {
        override *start(range: NotifierRange): Coroutine<Status> {
          yield* this.lock.down("read");
          yield* this.tree.forEach(range.start, range.end, (umem) => this.startOne(umem, range.start, range.end));
          return 0;
        }
        override *end(range: NotifierRange): Coroutine {
          yield* this.tree.forEach(range.start, range.end, (umem) => this.endOne(umem));
          this.lock.up();
        }
      },
    })),
  },
  {
    id: "ODP-55-x1",
    title: "whoever waits for a newcomer that is released is forgotten",
    violates: ["ODP-55"],
    origin: "plausible",
    parts: newcomers(
      (Newcomers) =>
        class extends Newcomers {
          override *leave(umem: CountedUmem): Coroutine {
            this.waiting.delete(umem);
          }
        },
    ),
  },
  {
    id: "ODP-55-x2",
    title: "a newcomer that is released stays on the list",
    violates: ["ODP-55"],
    origin: "plausible",
    parts: newcomers(
      (Newcomers) =>
        class extends Newcomers {
          override *leave(umem: CountedUmem): Coroutine {
            umem.sections.giveUp();
            yield* umem.sections.wake();
          }
        },
    ),
  },
];
