import type { Page } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { OdpParts } from "../odp/odp-parts.ts";
import type { Umem } from "../odp/umem.ts";
import type { MutantRow } from "./mutant.ts";
import { exchanging } from "./odp-part.ts";

const unmapping = (change: (Unmapping: OdpParts["Unmapping"]) => OdpParts["Unmapping"]) =>
  exchanging((odp) => ({ Unmapping: change(odp.Unmapping) }));

/** Devices that give pages back wrongly. */
export const odpPageMutants: readonly MutantRow[] = [
  {
    id: "ODP-31-x1",
    title: "no page is told that it is dirty",
    violates: ["ODP-31"],
    origin: "plausible",
    parts: unmapping(
      (Unmapping) =>
        class extends Unmapping {
          override isDirty(): boolean {
            return false;
          }
        },
    ),
  },
  {
    id: "ODP-31-x2",
    title: "every page is told that it is dirty",
    violates: ["ODP-31"],
    origin: "plausible",
    parts: unmapping(
      (Unmapping) =>
        class extends Unmapping {
          override isDirty(): boolean {
            return true;
          }
        },
    ),
  },
  {
    id: "ODP-31-x3",
    title: "each version tells pages what the other one does",
    violates: ["ODP-31"],
    origin: "plausible",
    parts: () => ({
      odpPolicy: (policy) => ({
        ...policy,
        dirtyIf: policy.dirtyIf === "umem-writable" ? "entry-writable" : "umem-writable",
      }),
    }),
  },
  {
    id: "ODP-31-x4",
    title: "the lists keep what was unmapped",
    violates: ["ODP-31"],
    origin: "plausible",
    parts: unmapping(
      (Unmapping) =>
        class extends Unmapping {
          override unmapLocked(umem: Umem, start: bigint, end: bigint): Page[] {
            const before = umem.pages.within(start, end).map((at) => ({ at, entry: umem.pages.get(at) }));
            const gone = super.unmapLocked(umem, start, end);
            for (const { at, entry } of before) if (entry !== undefined) umem.pages.store(at, entry);
            return gone;
          }
        },
    ),
  },
  {
    id: "ODP-32-x1",
    title: "a page is locked to tell it that it is dirty",
    violates: ["ODP-32"],
    origin: "posted",
    parts: unmapping(
      (Unmapping) =>
        class extends Unmapping {
          override setDirty(page: Page): void {
            const told = { thread: this.kernel.current.name, lock: "page_lock" };
            if (this.kernel.showsLocks) this.kernel.emit({ event: "lock", ...told });
            super.setDirty(page);
            if (this.kernel.showsLocks) this.kernel.emit({ event: "unlock", ...told });
          }
        },
    ),
  },
  {
    id: "ODP-32-x2",
    title: "a page is told that it is dirty after the umem mutex is free",
    violates: ["ODP-32"],
    origin: "plausible",
    parts: unmapping(
      (Unmapping) =>
        class extends Unmapping {
          override *unmap(umem: Umem, start: bigint, end: bigint, pinned: boolean): Coroutine<boolean> {
            this.late = [];
            const answer = yield* super.unmap(umem, start, end, pinned);
            for (const page of this.late) super.setDirty(page);
            return answer;
          }
          late: Page[] = [];
          override setDirty(page: Page): void {
            this.late.push(page);
          }
        },
    ),
  },
];
