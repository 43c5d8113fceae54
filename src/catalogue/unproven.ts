/** Rules with scenarios that no mutant violates, and why there is none. */
export const UNPROVEN: Readonly<Record<string, string>> = {};
