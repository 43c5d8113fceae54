import type { Attempt, Outcome } from "../device/device.ts";
import type { SecondaryEntry } from "../device/secondary-table.ts";
import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { MutantRow } from "./mutant.ts";

/** Devices that do not do what they owe the pages that they map. */
export const mmDeviceMutants: readonly MutantRow[] = [
  {
    id: "MM-12-x1",
    title: "a device drops its page references in the start and keeps the entries until the end",
    violates: ["MM-12"],
    origin: "plausible",
    parts: ({ Shadow }) => ({
      Shadow: class extends Shadow {
        override *start(range: NotifierRange): Coroutine<Status> {
          yield* super.start(range);
          if (!this.references) return 0;
          for (const { entry } of this.table.within(range.start, range.end)) yield* this.putPage(entry.page);
          return 0;
        }
        override *letGo(entries: readonly SecondaryEntry[]): Coroutine {
          for (const entry of entries) this.reportDirty(entry);
        }
      },
    }),
  },
  {
    id: "MM-12-x2",
    title: "a device drops its page references before its own entries are gone",
    violates: ["MM-12"],
    origin: "plausible",
    parts: ({ Shadow }) => ({
      Shadow: class extends Shadow {
        override *end(range: NotifierRange): Coroutine {
          const entries = this.references ? this.table.within(range.start, range.end) : [];
          for (const { entry } of entries) this.reportDirty(entry);
          for (const { entry } of entries) yield* this.putPage(entry.page);
          yield* super.end(range);
        }
        override *letGo(): Coroutine {}
      },
    }),
  },
  {
    id: "MM-12-x3",
    title: "a device with page references keeps entries and references until it is released",
    violates: ["MM-12"],
    origin: "plausible",
    parts: ({ Shadow }) => ({
      Shadow: class extends Shadow {
        override *end(range: NotifierRange): Coroutine {
          yield this.lock.acquire;
          this.seq += 1n;
          this.active.splice(this.active.indexOf(range), 1);
          this.lock.release();
        }
      },
    }),
  },
  {
    id: "MM-13-x1",
    title: "a mirror leaves the last page of the range",
    violates: ["MM-13"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override zap(start: bigint, end: bigint): void {
          super.zap(start, end - 0x1000n);
        }
      },
    }),
  },
  {
    id: "MM-13-x2",
    title: "a mirror takes a change of permissions for none of its business",
    violates: ["MM-13"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override *invalidate(range: NotifierRange, seq: bigint): Coroutine<boolean> {
          if (range.kind?.startsWith("PROTECTION") === true) return true;
          return yield* super.invalidate(range, seq);
        }
      },
    }),
  },
  {
    id: "MM-13-x3",
    title: "a device without page references removes its entries in the end",
    violates: ["MM-13"],
    origin: "plausible",
    parts: ({ Shadow }) => ({
      Shadow: class extends Shadow {
        private starting = false;
        override *start(range: NotifierRange): Coroutine<Status> {
          this.starting = true;
          yield* super.start(range);
          this.starting = false;
          return 0;
        }
        override zap(start: bigint, end: bigint): void {
          if (!this.starting) super.zap(start, end);
        }
        override *end(range: NotifierRange): Coroutine {
          yield* super.end(range);
          this.zap(range.start, range.end);
        }
      },
    }),
  },
  {
    id: "MM-13-x4",
    title: "a shadow device removes what it maps where entries of the page table begin: pages inside a huge one stay",
    violates: ["MM-13"],
    origin: "plausible",
    parts: ({ Shadow }) => ({
      Shadow: class extends Shadow {
        override zap(start: bigint, end: bigint): void {
          const { table } = this.driver.memory.space(this.mm);
          for (const { address } of table.within(start, end)) super.zap(address, address + 0x1000n);
        }
      },
    }),
  },
  {
    id: "MM-13-x5",
    title: "a mirror removes what it maps where entries of the page table begin: pages inside a huge one stay",
    violates: ["MM-13"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override zap(start: bigint, end: bigint): void {
          const { table } = this.driver.memory.space(this.mm);
          for (const { address } of table.within(start, end)) super.zap(address, address + 0x1000n);
        }
      },
    }),
  },
  {
    id: "MM-14-x1",
    title: "a mirror forgets what was written through it",
    violates: ["MM-14"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override reportDirty(): void {}
      },
    }),
  },
  {
    id: "MM-14-x2",
    title: "a shadow device forgets what was written through it",
    violates: ["MM-14"],
    origin: "plausible",
    parts: ({ Shadow }) => ({
      Shadow: class extends Shadow {
        override reportDirty(): void {}
      },
    }),
  },
  {
    id: "MM-14-x3",
    title: "a device with page references reports dirty pages after it has let them go",
    violates: ["MM-14"],
    origin: "plausible",
    parts: ({ Shadow }) => ({
      Shadow: class extends Shadow {
        override *letGo(entries: readonly SecondaryEntry[]): Coroutine {
          for (const { page } of entries) if (this.references) yield* this.putPage(page);
          for (const entry of entries) this.reportDirty(entry);
        }
      },
    }),
  },
  {
    id: "MM-23-x2",
    title: "a mirror allocates memory under its lock",
    violates: ["MM-23"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override *install(attempt: Attempt): Coroutine<Outcome> {
          yield* this.lock.lock();
          this.driver.allocate();
          this.lock.unlock();
          return yield* super.install(attempt);
        }
      },
    }),
  },
  {
    id: "MM-23-x3",
    title: "a shadow device allocates memory in its start",
    violates: ["MM-23"],
    origin: "plausible",
    parts: ({ Shadow }) => ({
      Shadow: class extends Shadow {
        override *start(range: NotifierRange): Coroutine<Status> {
          this.driver.allocate();
          return yield* super.start(range);
        }
      },
    }),
  },
];
