import { columns, wrap } from "./text-table.ts";

/** A source document as it is shown: its head, and each statement with the rules that it became. */
export interface SourceShown {
  readonly file: string;
  readonly title: string;
  readonly by: string;
  readonly profiles: readonly string[];
  readonly fate: string;
  readonly statements: readonly {
    readonly where: string;
    readonly says: string;
    readonly rules: readonly { readonly id: string; readonly title: string; readonly proof: string }[];
  }[];
}

function head({ file, title, by, profiles, fate }: SourceShown, width: number): string[] {
  const many = profiles.length === 1 ? "profile" : "profiles";
  return [file, ...wrap(`${title}. ${by}; ${many} ${profiles.join(", ")}. ${fate}`, width)];
}

/** For the terminal. */
export function sourceText(source: SourceShown, width: number, bold: (text: string) => string): string {
  const statements = source.statements.flatMap(({ where, says, rules }) => {
    const rows = columns(
      rules.map(({ id, proof, title }) => [id, proof, title]),
      width - 2,
    );
    return ["", bold(where), ...wrap(says, width - 2).map((line) => `  ${line}`), ...rows.map((line) => `  ${line}`)];
  });
  return `${[...head(source, width), ...statements].join("\n")}\n`;
}

const cell = (text: string) => text.replaceAll("|", "\\|");

/** As a document. */
export function sourceMarkdown({ file, title, by, profiles, fate, statements }: SourceShown): string {
  const rows = statements.map(
    ({ where, says, rules }) => `| ${cell(where)} | ${cell(says)} | ${rules.map(({ id }) => id).join(", ")} |`,
  );
  const rules = [...new Map(statements.flatMap((one) => one.rules.map((rule) => [rule.id, rule.title])))];
  return `<!-- Generated from src/catalogue/sources and the features: npm run generate -->
# ${cell(title)}

\`${file}\`: ${by}. Profiles: ${profiles.join(", ")}. ${fate}

What the document says, in its own order and in our words, and the rules that were drawn from it. \`npx mmuspec rules --source
${file.replace(/_.*/, "")}\` also tells how each is proven; \`npx mmuspec explain <rule>\` shows one with its scenarios.

| where | what it says | rules |
|---|---|---|
${rows.join("\n")}

## The rules

| rule | |
|---|---|
${rules.map(([id, text]) => `| ${id} | ${cell(text)} |`).join("\n")}
`;
}
