import { DEFECTS, type Defect } from "../../src/catalogue/defects.ts";

const cell = (text: string) => text.replaceAll("|", "\\|");

function row({ where, what, rules, mutants, note }: Defect): string {
  const said = note === undefined ? what : `${what}. ${note}`;
  return `| ${cell(where)} | ${cell(said)} | ${rules.join(", ")} | ${mutants.join(", ")} |`;
}

/** docs/defects.md: every known defect of the sources and of Linux, with what shows it. */
export function defectsDocument(): string {
  return `<!-- Generated from src/catalogue/defects.ts: npm run generate -->
# Defects of the sources and of Linux

What is known to be wrong in the patches that the rules were drawn from (called by the number of their file, see
[sources](sources)) and in released kernels. Each is a wrong implementation that scenarios of the rule notice:

\`\`\`sh
npx mmuspec mutants --mutant MUT-94
\`\`\`

[findings.md](findings.md) tells the story of those that took some finding.

| where | what is wrong | rules | shown by |
|---|---|---|---|
${DEFECTS.map(row).join("\n")}
`;
}
