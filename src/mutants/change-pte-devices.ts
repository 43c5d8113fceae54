import { PAGE_SIZE, pageOf } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { NewPte } from "../notifier/page-notices.ts";
import type { MutantRow } from "./mutant.ts";
import { UNCOVERED } from "./until.ts";

/** Devices that make the wrong thing of change_pte and invalidate_page. */
export const changePteDeviceMutants: readonly MutantRow[] = [
  {
    id: "CPTE-05-x1",
    title: "change_pte maps the new page where the device had no entry",
    violates: ["CPTE-05"],
    origin: "plausible",
    parts: ({ KvmShadow }) => ({
      KvmShadow: class extends KvmShadow {
        override follow(address: bigint, pte: NewPte): void {
          super.follow(address, pte);
          this.table.map(pageOf(address), { page: pte.page, write: false });
        }
      },
    }),
  },
  {
    id: "CPTE-05-x2",
    title: "a device whose address space tells new entries keeps the old ones in the start",
    violates: ["CPTE-05"],
    origin: "plausible",
    parts: ({ KvmShadow }) => ({
      KvmShadow: class extends KvmShadow {
        override zap(start: bigint, end: bigint): void {
          if (end - start !== PAGE_SIZE) super.zap(start, end);
        }
      },
    }),
  },
  {
    id: "CPTE-12-x1",
    title: "invalidate_page counts as the start of a section, whose end its waiters wait for",
    violates: ["CPTE-12"],
    origin: "plausible",
    parts: ({ GruShadow }) => ({
      GruShadow: class extends GruShadow {
        override *invalidatePage(address: bigint): Coroutine {
          const start = pageOf(address);
          yield this.lock.acquire;
          this.active.push({ mm: this.mm, start, end: start + PAGE_SIZE, blockable: true });
          this.lock.release();
          yield* super.invalidatePage(address);
        }
      },
    }),
  },
  {
    id: "CPTE-12-x2",
    title: "a waiter looks at the count first and joins the queue then: its wake-up can be lost",
    violates: ["CPTE-12"],
    origin: "plausible",
    parts: ({ GruShadow }) => ({
      GruShadow: class extends GruShadow {
        protected override *begin(): Coroutine<bigint> {
          if (!(yield* this.isIdle())) yield* this.sleepOnce();
          return yield* super.begin();
        }
        *sleepOnce(): Coroutine {
          yield UNCOVERED;
          let woken = false;
          yield* this.queue.waitEvent(function* () {
            const was = woken;
            woken = true;
            return was;
          });
        }
      },
    }),
  },
  {
    id: "CPTE-15-x1",
    title: "a device that relies on the section updates its entry without one",
    violates: ["CPTE-15"],
    origin: "plausible",
    parts: ({ KvmShadow }) => ({
      KvmShadow: class extends KvmShadow {
        override isExpected(): boolean {
          return true;
        }
      },
    }),
  },
  {
    id: "CPTE-15-x2",
    title: "outside a section change_pte is diagnosed, and carried out all the same",
    violates: ["CPTE-15"],
    origin: "plausible",
    parts: ({ KvmShadow }) => ({
      KvmShadow: class extends KvmShadow {
        override isExpected(): boolean {
          super.isExpected();
          return true;
        }
      },
    }),
  },
  {
    id: "CPTE-15-x3",
    title: "change_pte with an entry that may be written removes the next page too",
    violates: ["CPTE-15"],
    origin: "plausible",
    parts: ({ KvmShadow }) => ({
      KvmShadow: class extends KvmShadow {
        override follow(address: bigint, pte: NewPte): void {
          super.follow(address, pte);
          if (pte.write) this.zap(address, address + PAGE_SIZE + 1n);
        }
      },
    }),
  },
  {
    id: "MUT-143",
    title: "change_pte does not raise the sequence where it is all that a device is told",
    violates: ["CPTE-18"],
    origin: "plausible",
    parts: ({ KvmShadow }) => ({
      KvmShadow: class extends KvmShadow {
        private telling = false;
        override *changePte(address: bigint, pte: NewPte): Coroutine {
          this.telling = true;
          yield* super.changePte(address, pte);
          this.telling = false;
        }
        override raiseSequence(): void {
          if (!this.telling) super.raiseSequence();
        }
      },
    }),
  },
  {
    id: "CPTE-18-x1",
    title: "invalidate_page does not raise the sequence",
    violates: ["CPTE-18"],
    origin: "plausible",
    parts: ({ Shadow, GruShadow }) => ({
      Shadow: class extends Shadow {
        override *invalidatePage(address: bigint): Coroutine {
          const page = pageOf(address);
          yield this.lock.acquire;
          const gone = this.table.clear(page, page + PAGE_SIZE);
          this.lock.release();
          yield* this.letGo(gone);
        }
      },
      GruShadow: class extends GruShadow {
        override *invalidatePage(address: bigint): Coroutine {
          const page = pageOf(address);
          yield this.lock.acquire;
          const gone = this.table.clear(page, page + PAGE_SIZE);
          this.lock.release();
          yield* this.letGo(gone);
        }
      },
    }),
  },
];
