import type { MutantRow } from "./mutant.ts";

/** Devices that map pages wrongly. */
export const odpFaultMutants: readonly MutantRow[] = [
  {
    id: "ODP-24-x1",
    title: "a fault stores its page without asking again",
    violates: ["ODP-24"],
    origin: "plausible",
    parts: ({ odp }) => ({
      odp: {
        ...odp,
        CountedFaults: class extends odp.CountedFaults {
          override mustRetry(): boolean {
            return false;
          }
        },
      },
    }),
  },
];
