import type { CallSite, RangeKind } from "../mm/call-sites.ts";
import { missesLastPage, saysEvent, turnsBlockable } from "./events-wrong.ts";
import type { MutantRow } from "./mutant.ts";

/** Call sites that say another event than theirs: a modern one, and one of 2014. */
const WRONG_EVENTS: readonly (readonly [CallSite, RangeKind, string])[] = [
  ["munmap", "CLEAR", "EVT-01"],
  ["oom-reap", "CLEAR", "EVT-01"],
  ["mremap", "CLEAR", "EVT-01"],
  ["munmap-hugetlb", "CLEAR", "EVT-01"],
  ["madvise-dontneed", "UNMAP", "EVT-02"],
  ["madvise-free", "UNMAP", "EVT-02"],
  ["truncate", "UNMAP", "EVT-02"],
  ["truncate-hugetlb", "PROTECTION_VMA", "EVT-02"],
  ["cow", "PROTECTION_PAGE", "EVT-02"],
  ["cow-hugetlb", "PROTECTION_PAGE", "EVT-02"],
  ["cow-thp", "PROTECTION_PAGE", "EVT-02"],
  ["fork-hugetlb", "PROTECTION_PAGE", "EVT-02"],
  ["mremap-hugetlb", "UNMAP", "EVT-02"],
  ["thp-split", "PROTECTION_PAGE", "EVT-02"],
  ["thp-collapse", "UNMAP", "EVT-02"],
  ["thp-retract", "UNMAP", "EVT-02"],
  ["thp-collapse-pte-mapped", "UNMAP", "EVT-02"],
  ["pud-split", "UNMAP", "EVT-02"],
  ["hugetlb-unshare", "UNMAP", "EVT-02"],
  ["rmap-unmap", "UNMAP", "EVT-02"],
  ["rmap-migrate", "MIGRATE", "EVT-02"],
  ["userfaultfd-move", "UNMAP", "EVT-02"],
  ["remap-file-pages", "MMU_MIGRATE", "EVT-02"],
  ["mprotect", "PROTECTION_PAGE", "EVT-03"],
  ["mprotect-hugetlb", "PROTECTION_PAGE", "EVT-03"],
  ["numa-hint", "PROTECTION_PAGE", "EVT-03"],
  ["userfaultfd-wp", "PROTECTION_PAGE", "EVT-03"],
  ["pagemap-scan", "SOFT_DIRTY", "EVT-03"],
  ["fork", "PROTECTION_VMA", "EVT-04"],
  ["page-mkclean", "PROTECTION_VMA", "EVT-04"],
  ["dirty-helpers", "PROTECTION_VMA", "EVT-04"],
  ["soft-dirty", "PROTECTION_PAGE", "EVT-05"],
  ["migrate-vma", "CLEAR", "EVT-07"],
  ["make-exclusive", "CLEAR", "EVT-08"],
  ["revoke-exclusive", "CLEAR", "EVT-08"],
  ["thp-splitting", "MMU_MIGRATE", "EVT-02"],
  ["ksm-replace", "UNMAP", "EVT-02"],
];

/** Call sites whose range ends a page too early, with the rule that shows it. */
const NARROW: readonly (readonly [CallSite, string])[] = [
  ["munmap", "EVT-11"],
  ["oom-reap", "EVT-11"],
  ["madvise-dontneed", "EVT-11"],
  ["madvise-free", "EVT-02"],
  ["truncate", "EVT-11"],
  ["cow", "EVT-11"],
  ["cow-hugetlb", "EVT-02"],
  ["fork", "EVT-11"],
  ["fork-hugetlb", "EVT-11"],
  ["mprotect", "EVT-11"],
  ["mprotect-hugetlb", "EVT-11"],
  ["numa-hint", "EVT-11"],
  ["userfaultfd-wp", "EVT-11"],
  ["userfaultfd-move", "EVT-02"],
  ["pagemap-scan", "EVT-11"],
  ["mremap", "EVT-11"],
  ["mremap-hugetlb", "EVT-02"],
  ["thp-split", "EVT-11"],
  ["thp-collapse", "EVT-11"],
  ["thp-retract", "EVT-02"],
  ["thp-collapse-pte-mapped", "EVT-02"],
  ["pud-split", "EVT-02"],
  ["hugetlb-unshare", "EVT-11"],
  ["rmap-unmap", "EVT-11"],
  ["rmap-migrate", "EVT-11"],
  ["page-mkclean", "EVT-11"],
  ["dirty-helpers", "EVT-11"],
  ["soft-dirty", "EVT-05"],
  ["migrate-vma", "EVT-07"],
  ["make-exclusive", "EVT-08"],
  ["revoke-exclusive", "EVT-08"],
  ["remap-file-pages", "EVT-11"],
];

/** Call sites that say the contrary of whether their callbacks may sleep. */
const WRONG_BLOCKABLE: readonly (readonly [CallSite, string])[] = [
  ["munmap", "EVT-01"],
  ["oom-reap", "EVT-01"],
  ["madvise-dontneed", "EVT-02"],
  ["rmap-unmap", "EVT-02"],
  ["mprotect", "EVT-03"],
  ["numa-hint", "EVT-03"],
  ["userfaultfd-wp", "EVT-18"],
  ["hugetlb-unshare", "EVT-18"],
  ["migrate-vma", "EVT-07"],
  ["make-exclusive", "EVT-08"],
];

/**
 * One mutant for each way in which a call site can say the wrong thing about its range. A row's
 * place is its number, so rows are only added at the end.
 */
export const callSiteMutants: readonly MutantRow[] = [
  ...WRONG_EVENTS.map(([site, event, rule], at) => saysEvent(`${rule}-x${101 + at}`, site, event, rule)),
  ...NARROW.map(([site, rule], at) => missesLastPage(`${rule}-x${201 + at}`, site, [rule])),
  ...WRONG_BLOCKABLE.map(([site, rule], at) => turnsBlockable(`${rule}-x${301 + at}`, site, [rule])),
];
