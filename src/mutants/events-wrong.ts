import type { CallSite, RangeKind } from "../mm/call-sites.ts";
import type { MutantRow } from "./mutant.ts";

/** The operations of one call site say another event than theirs. */
export function saysEvent(id: string, site: CallSite, event: RangeKind, rule: string): MutantRow {
  return {
    id,
    title: `${site} says ${event}`,
    violates: [rule],
    origin: "plausible",
    parts: ({ mmPolicy }) => ({
      mmPolicy: (policy) => {
        const base = mmPolicy(policy);
        return { ...base, events: { ...base.events, [site]: event } };
      },
    }),
  };
}

const PAGE = 0x1000n;

/** The sections of one call site leave the last page out; those of one page alone stand beside it. */
export function missesLastPage(id: string, site: CallSite, rules: readonly string[]): MutantRow {
  return {
    id,
    title: `the section of ${site} leaves the last page out`,
    violates: rules,
    origin: "plausible",
    parts: ({ SectionCaller }) => ({
      SectionCaller: class extends SectionCaller {
        override range(...args: Parameters<InstanceType<typeof SectionCaller>["range"]>) {
          const range = super.range(...args);
          if (args[1] !== site) return range;
          const { start, end } = range;
          return end - start > PAGE ? { ...range, end: end - PAGE } : { ...range, start: end, end: end + PAGE };
        }
      },
    }),
  };
}

/** The sections of one call site say that nobody may sleep, or that everybody may. */
export function turnsBlockable(id: string, site: CallSite, rules: readonly string[]): MutantRow {
  return {
    id,
    title: `${site} says the contrary of whether its callbacks may sleep`,
    violates: rules,
    origin: "plausible",
    parts: ({ SectionCaller }) => ({
      SectionCaller: class extends SectionCaller {
        override range(...args: Parameters<InstanceType<typeof SectionCaller>["range"]>) {
          const range = super.range(...args);
          return args[1] === site ? { ...range, blockable: !range.blockable } : range;
        }
      },
    }),
  };
}
