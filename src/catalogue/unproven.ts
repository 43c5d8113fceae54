/** Rules with scenarios that no mutant violates, and why there is none. */
export const UNPROVEN: Readonly<Record<string, string>> = {
  "REG-39": "It gives a freedom, to wait longer than needed; what takes it or leaves it keeps the rule alike.",
};
