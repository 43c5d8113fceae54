/** What the groups of rules are about; a rule's id begins with its group. */
const RULE_GROUPS: Readonly<Record<string, string>> = {
  PAIR: "pairing of starts and ends",
  REG: "list subscribers",
  INTV: "interval notifiers",
  IREL: "intervals with a release callback",
  MM: "the address space",
  EVT: "what each operation announces",
  CPTE: "set_pte_at_notify and change_pte",
  STLB: "secondary TLBs",
  ARM: "entries that permit more, arm64",
  SMMU: "shared virtual addressing",
  TLBN: "tlb_notifier, a sketch of 2023",
  KVM: "a shadow MMU like KVM's",
  ODP: "on-demand paging",
  TRK: "the list of active ranges, 2014",
};

/** Every group, in the order in which readers meet them. */
export const ruleGroups: readonly string[] = Object.keys(RULE_GROUPS);

/** The group of a rule: `PAIR`. */
export function groupOf(rule: string): string {
  return rule.replace(/-.*$/, "");
}

/** What a group is about; empty for one that is not known here. */
export function groupTitle(group: string): string {
  return Object.hasOwn(RULE_GROUPS, group) ? (RULE_GROUPS[group] ?? "") : "";
}
