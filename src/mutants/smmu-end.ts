import type { Coroutine } from "../kernel/point.ts";
import { retire } from "../notifier/callback.ts";
import type { Bond } from "../smmu/bond.ts";
import type { MutantRow } from "./mutant.ts";

/** The end of the address space, and of the driver. */
export const smmuEndMutants: readonly MutantRow[] = [
  {
    id: "MUT-89",
    title: "release and the last unbind do not know of each other",
    violates: ["SMMU-09", "SMMU-18"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override isDone(): boolean {
          return false;
        }
      },
    }),
  },
  {
    id: "SMMU-10-x1",
    title: "release makes the context of one device quiet",
    violates: ["SMMU-10"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override contextsOf(bond: Bond): string[] {
          return super.contextsOf(bond).slice(0, 1);
        }
      },
    }),
  },
  {
    id: "SMMU-11-x1",
    title: "release flushes, and leaves the context as it is",
    violates: ["SMMU-09", "SMMU-10", "SMMU-11"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override contextsOf(): string[] {
          return [];
        }
      },
    }),
  },
  {
    id: "SMMU-14-x1",
    title: "an unload does not wait for the frees that are outstanding",
    violates: ["SMMU-14"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override *unload(): Coroutine {}
      },
    }),
  },
  {
    id: "MUT-128",
    title: "the last unbind frees the descriptor, and release flushes once more after it",
    violates: ["SMMU-18"],
    origin: "upstream",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override *put(bond: Bond): Coroutine {
          const last = bond.refs === 1;
          const released = bond.cleared;
          yield* super.put(bond);
          if (!last) return;
          bond.cleared = released;
          this.parts.asids.drop(bond.cd);
        }
        override *free(): Coroutine {}
      },
    }),
  },
  {
    id: "SMMU-18-x1",
    title: "the last unbind frees the notifier at once",
    violates: ["SMMU-18"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override *put(bond: Bond): Coroutine {
          const last = bond.refs === 1;
          yield* super.put(bond);
          if (last) retire(this.kernel, bond.notifier);
        }
      },
    }),
  },
];
