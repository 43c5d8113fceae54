import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import { Gather } from "../mm/gather.ts";
import type { Vma } from "../mm/vma.ts";
import { ULONG_MAX } from "../notifier/range.ts";
import type { Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong ends of an address space. */
export const mmExitMutants: readonly MutantRow[] = [
  {
    id: "MM-03-x1",
    title: "exit unmaps before it releases the subscribers",
    violates: ["MM-03"],
    origin: "plausible",
    parts: ({ ExitPath }) => ({
      ExitPath: class extends ExitPath {
        override *exit(mm: Mm): Coroutine {
          yield* this.unmapAll(mm);
          yield* this.sections.release(mm);
          mm.drop();
        }
      },
    }),
  },
  {
    id: "MM-03-x2",
    title: "exit gives up the structure before it unmaps",
    violates: ["MM-03"],
    origin: "plausible",
    parts: ({ ExitPath }) => ({
      ExitPath: class extends ExitPath {
        override *exit(mm: Mm): Coroutine {
          yield* this.sections.release(mm);
          mm.drop();
          yield* this.unmapAll(mm);
        }
      },
    }),
  },
  {
    id: "MM-03-x3",
    title: "exit opens a section for each VMA",
    violates: ["MM-03"],
    origin: "plausible",
    parts: ({ Munmap }) => ({
      Munmap: class extends Munmap {
        override *unmapVmas(
          ...[space, vmas, , , gather]: Parameters<InstanceType<typeof Munmap>["unmapVmas"]>
        ): Coroutine {
          for (const vma of vmas) yield* super.unmapVmas(space, [vma], vma.start, vma.end, gather);
        }
      },
    }),
  },
  {
    id: "MM-03-x4",
    title: "exit opens its section even if there is no VMA",
    violates: ["MM-03"],
    origin: "plausible",
    parts: ({ ExitPath }) => ({
      ExitPath: class extends ExitPath {
        override *unmapAll(mm: Mm): Coroutine {
          const space = this.memory.space(mm);
          const gather = new Gather(this.memory, space);
          yield* this.munmap.unmapVmas(space, space.vmas, 0n, ULONG_MAX, gather);
          yield* this.freeAll(space, gather);
        }
      },
    }),
  },
  {
    id: "MUT-106",
    title: "exit goes on to free pages while a release of unregister still runs",
    violates: ["MM-04", "REG-10", "REG-14", "REG-15"],
    origin: "history",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *releaseAll(subs: Subscriptions, mm: Mm): Coroutine {
          for (let at = subs.head; at !== undefined; at = at.next) yield* this.callRelease(at, mm);
          yield subs.lock.acquire;
          while (subs.head !== undefined) this.parts.chain.unlink(subs, subs.head);
          subs.lock.release();
        }
      },
    }),
  },
  {
    id: "MM-04-x1",
    title: "exit unlinks the subscribers without releasing them",
    violates: ["MM-04"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *release(mm: Mm): Coroutine {
          const subs = mm.subscriptions;
          if (subs === undefined) return;
          if (subs.hasItree) yield* this.intervals.release(subs, mm);
          yield subs.lock.acquire;
          while (subs.head !== undefined) this.chain.unlink(subs, subs.head);
          subs.lock.release();
        }
      },
    }),
  },
  {
    id: "MM-21-x1",
    title: "truncation passes over an address space without users",
    violates: ["MM-21"],
    origin: "plausible",
    parts: ({ Truncate }) => ({
      Truncate: class extends Truncate {
        override *run(mm: Mm, start: bigint, end: bigint): Coroutine<Status> {
          return mm.users === 0 ? 0 : yield* super.run(mm, start, end);
        }
      },
    }),
  },
  {
    id: "MM-21-x2",
    title: "exit holds the reverse-map lock while it releases",
    violates: ["MM-21"],
    origin: "plausible",
    parts: ({ ExitPath }) => ({
      ExitPath: class extends ExitPath {
        override *exit(mm: Mm): Coroutine {
          yield* mm.rmapLock.down("write");
          yield* this.sections.release(mm);
          mm.rmapLock.up();
          yield* this.unmapAll(mm);
          mm.drop();
        }
      },
    }),
  },
  {
    id: "MM-25-x1",
    title: "the reaper waits for mmap_lock",
    violates: ["MM-25"],
    origin: "plausible",
    parts: ({ OomReap }) => ({
      OomReap: class extends OomReap {
        override *run(mm: Mm): Coroutine<boolean> {
          return (yield* this.release(mm)) === 0;
        }
      },
    }),
  },
  {
    id: "MM-25-x2",
    title: "process_mrelease does not look at the mark of exit",
    violates: ["MM-25"],
    origin: "plausible",
    parts: ({ OomReap }) => ({
      OomReap: class extends OomReap {
        override isSkipped(): boolean {
          return false;
        }
      },
    }),
  },
  {
    id: "MM-25-x3",
    title: "the reaper opens blockable sections",
    violates: ["MM-25", "PAIR-23"],
    origin: "plausible",
    parts: ({ SectionCaller }) => ({
      SectionCaller: class extends SectionCaller {
        override startNonblock(...args: Parameters<InstanceType<typeof SectionCaller>["startNonblock"]>) {
          return this.start(...args);
        }
      },
    }),
  },
  {
    id: "MM-25-x4",
    title: "the reaper keeps out as soon as there are no users",
    violates: ["MM-25"],
    origin: "plausible",
    parts: ({ OomReap }) => ({
      OomReap: class extends OomReap {
        override *run(mm: Mm): Coroutine<boolean> {
          return mm.users === 0 ? false : yield* super.run(mm);
        }
      },
    }),
  },
  {
    id: "MM-25-x5",
    title: "exit never sets its mark for the reaper",
    violates: ["MM-25"],
    origin: "plausible",
    parts: ({ ExitPath }) => ({
      ExitPath: class extends ExitPath {
        override setSkipMark(): void {}
      },
    }),
  },
  {
    id: "MM-25-x6",
    title: "the reaper tells nobody",
    violates: ["MM-25"],
    origin: "plausible",
    parts: ({ OomReap }) => ({
      OomReap: class extends OomReap {
        override *reapVma(vma: Vma): Coroutine<boolean> {
          const gather = new Gather(this.memory, vma.space);
          yield* this.clear(vma.space, vma.start, vma.end, gather);
          yield* gather.finish();
          return true;
        }
      },
    }),
  },
];
