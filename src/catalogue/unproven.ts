/** Rules with scenarios that no mutant violates, and why there is none. */
export const UNPROVEN: Readonly<Record<string, string>> = {
  "ARM-21": "Nothing at the port shows it, so no scenario could tell a mutant from the rest.",
  "INTV-35": "Nothing at the port shows it, so no scenario could tell a mutant from the rest.",
  "ODP-05": "Nothing at the port shows it, so no scenario could tell a mutant from the rest.",
  "REG-17": "Nothing at the port shows it, so no scenario could tell a mutant from the rest.",
  "REG-35": "Nothing at the port shows it, so no scenario could tell a mutant from the rest.",
  "REG-39": "It gives a freedom, to wait longer than needed; what takes it or leaves it keeps the rule alike.",
  "STLB-03": "It gives a freedom; whoever calls for whole sections only keeps the rule alike.",
};
