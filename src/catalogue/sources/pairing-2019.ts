import type { SourcePage } from "./source-page.ts";

/** The proposal of July 2019 that every start has its end. */
export const pairing2019: SourcePage = {
  file: "004_2e4371b40a893f76.txt",
  title: "mm/mmu_notifiers: ensure invalidate_start and invalidate_end occur in pairs",
  by: "Jason Gunthorpe, 24 July 2019",
  profiles: ["v5.3-rfc"],
  fate: "Merged in Linux 5.12 in a stricter form: a start that may fail must have no end callback.",
  statements: [
    {
      where: "commit message, first paragraph",
      says: "subscribers keep locks and counters from start to end, and have always relied on pairs",
      rules: ["PAIR-01"],
    },
    {
      where: "commit message, second and third paragraph",
      says: "non-blocking starts broke that: a refusal by anybody skips the end of everybody, and whoever succeeded cannot know",
      rules: ["PAIR-03", "PAIR-06"],
    },
    {
      where: "commit message, fourth paragraph",
      says: "the part of the list that was called cannot be found again, because it may change; so everybody's start is called, and after a failure everybody's end",
      rules: ["PAIR-07", "PAIR-08", "PAIR-22", "PAIR-28"],
    },
    {
      where: "commit message, fifth paragraph",
      says: "who refuses has to expect its end all the same",
      rules: ["PAIR-09"],
    },
    {
      where: "commit message, sixth paragraph",
      says: "a wrong return code is a functional problem now, so it warns",
      rules: ["PAIR-11"],
    },
    {
      where: "commit message, last paragraph",
      says: "HMM orders its refusals rightly, ODP does not",
      rules: ["PAIR-09", "ODP-48"],
    },
    {
      where: "__mmu_notifier_invalidate_range_start, first hunk",
      says: "warns if the range is blockable or the code is not EAGAIN, with a variable that the function does not have; a message names callback, code and context; the last code is kept",
      rules: ["PAIR-11", "PAIR-12", "PAIR-13"],
    },
    {
      where: "__mmu_notifier_invalidate_range_start, second hunk",
      says: "after a failure the list is walked again for the ends, whatever the range is; the caller of a blockable range, which does not see the code, calls them once more",
      rules: ["PAIR-08", "PAIR-28"],
    },
  ],
};
