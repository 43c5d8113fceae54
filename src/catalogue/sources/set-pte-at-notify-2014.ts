import type { SourcePage } from "./source-page.ts";

/** The review of January 2014 of a repair of set_pte_at_notify. */
export const setPteAtNotify2014: SourcePage = {
  file: "002_f45d45952489e74f.txt",
  title: "mm/mmu_notifier: restore set_pte_at_notify semantics",
  by: "Andrew Morton on a patch of Mike Rapoport, 22 January 2014",
  profiles: ["2014-01", "2014-01-prop"],
  fate: "Not merged. The sections stayed; change_pte was removed in Linux 6.10.",
  statements: [
    {
      where: "the quoted changelog, first paragraph",
      says: "since the sites are wrapped in sections, KVM removes its entry in the start, and set_pte_at_notify has nothing left to update; before, it alone was the notice",
      rules: ["CPTE-04", "CPTE-05"],
    },
    {
      where: "the quoted changelog, second paragraph",
      says: "invalidate_page is called after the page-table lock, for those without change_pte only",
      rules: ["CPTE-07", "CPTE-09", "MM-10"],
    },
    {
      where: "review, on the changelog",
      says: "it does not say what users see of the defect, nor what the change means for other subscribers",
      rules: ["CPTE-13"],
    },
    {
      where: "review, on one start and end being one invalidate_page",
      says: "the patch takes both for the same, without a word",
      rules: ["CPTE-11"],
    },
    {
      where: "review, on the SGI GRU",
      says: "its waiters are woken in the end that goes",
      rules: ["CPTE-12"],
    },
    {
      where: "hunk of mmu_notifier.h, set_pte_at_notify",
      says: "change_pte first, then the entry; the macro yields whether a subscriber lacks change_pte. The form for kernels without notifiers is not touched",
      rules: ["CPTE-01", "CPTE-06", "CPTE-14"],
    },
    {
      where: "review, on the result",
      says: "it has to be documented, and a boolean",
      rules: ["CPTE-06", "CPTE-13"],
    },
    {
      where: "hunk of kernel/events/uprobes.c, __replace_page",
      says: "no section; the notice comes after the unlock and before the page is put",
      rules: ["CPTE-08", "CPTE-09", "TRK-19"],
    },
    {
      where: "review, on the sites",
      says: "comments have to say why the notice is not given under the lock",
      rules: ["CPTE-09", "CPTE-13"],
    },
    {
      where: "hunk of mm/ksm.c, write_protect_page",
      says: "no section; the flag is false unless an entry was set. replace_page is not touched: it keeps its section and ignores the result",
      rules: ["CPTE-08", "CPTE-10", "TRK-19"],
    },
    {
      where: "review, on the initialisation of the flag",
      says: "needed in KSM and in do_wp_page, not in uprobes",
      rules: ["CPTE-10", "CPTE-13"],
    },
    {
      where: "hunk of mm/memory.c, do_wp_page",
      says: "no section; the notice gets the address of the fault, where the section began at the page",
      rules: ["CPTE-08", "CPTE-09", "CPTE-19"],
    },
    {
      where: "hunk of mm/mmu_notifier.c, __mmu_notifier_change_pte",
      says: "everybody who has change_pte is told the address and the entry; whoever lacks it makes the result true",
      rules: ["CPTE-03", "CPTE-06"],
    },
    {
      where: "hunk of mm/mmu_notifier.c, __mmu_notifier_invalidate_page_if_missing_change_pte",
      says: "invalidate_page of those that have it and lack change_pte",
      rules: ["CPTE-07", "CPTE-11"],
    },
  ],
};
