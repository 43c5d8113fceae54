import { readLaw } from "../../src/catalogue/law.ts";
import type { RuleText, Scenario } from "../../src/catalogue/scenario.ts";
import { SOURCES } from "../../src/catalogue/sources.ts";
import { UNPROVEN } from "../../src/catalogue/unproven.ts";
import { MUTANTS } from "../../src/mutants/mutants.ts";
import { profileNames } from "../../src/port/profile.ts";
import { groupOf, groupTitle, ruleGroups } from "../../src/port/rule-group.ts";
import { code, codes, table } from "./markdown.ts";

const NOTE = "<!-- Generated from the features, the mutants and src/catalogue: npm run generate -->";

/** Text of a rule, in which nothing is meant as markup. */
function plain(text: string): string {
  return text.replace(/[\\`*_<>[\]]/g, "\\$&").replace(/(?<=\w)\\_(?=\w)/g, "_");
}

/** `004_….txt` leads to the page of that document. */
function linked(source: string): string {
  const files = new Set(SOURCES.map(({ file }) => file));
  return plain(source).replace(/\b(\d{3}_[0-9a-f]{16})\.txt\b/g, (whole, name) =>
    files.has(whole) ? `[${whole}](../sources/${name}.md)` : whole,
  );
}

/** Profiles of the table: all of them, or each by its name. */
function profilesIn(profiles: readonly string[]): string {
  if (profiles.length === 0) return "none that can be claimed";
  return profiles.length === profileNames.length ? "all" : codes(profiles);
}

/** A scenario with its examples: one line. */
function scenarioLines(scenarios: readonly Scenario[], rule: string): string[] {
  const byId = new Map<string, Scenario[]>();
  for (const scenario of scenarios) {
    const id = scenario.id.replace(/\/.*/, "");
    byId.set(id, [...(byId.get(id) ?? []), scenario]);
  }
  return [...byId].map(([id, [first, ...others]]) => {
    const { name = "", uri = "", everyOrder = false, rule: home = "" } = first ?? {};
    const examples = others.length === 0 ? "" : `, and ${others.length} more with other examples`;
    const orders = everyOrder ? " In every order." : "";
    const link = `[${id}](../../${uri})`;
    return `- ${link}${home === rule ? "" : ` (of ${home})`} ${plain(name)}${examples}.${orders}`.replace(
      /([.?!])\.$/,
      "$1",
    );
  });
}

function mutantLines(rule: string): string[] {
  return MUTANTS.filter(({ violates }) => violates.includes(rule)).map(
    ({ id, title }) => `- ${code(id)} ${plain(title)}`,
  );
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, "", ...lines, ""];
}

const PARTIES = { core: "the core", caller: "the caller", subscriber: "the subscriber" } as const;

function ruleSection(rule: RuleText, scenarios: readonly Scenario[]): string[] {
  const { id, title, text, source, party, level, profiles, capabilities, reason } = rule;
  const unproven = UNPROVEN[id];
  return [
    `## ${id}`,
    "",
    `**${plain(title)}**`,
    "",
    plain(text),
    "",
    `Source: ${linked(source)}`,
    "",
    table(
      ["kept by", "level", "in the profiles", "needs"],
      [[PARTIES[party], level, profilesIn(profiles), capabilities.length === 0 ? "nothing" : codes(capabilities)]],
    ),
    "",
    ...titled(
      "Scenarios:",
      scenarioLines(
        scenarios.filter(({ rules }) => rules.includes(id)),
        id,
      ),
    ),
    ...titled("Wrong implementations that they notice:", mutantLines(id)),
    ...(reason === undefined ? [] : [`Nothing at the port shows it: ${plain(reason)}`, ""]),
    ...(unproven === undefined || reason !== undefined ? [] : [`There is no mutant of it: ${plain(unproven)}`, ""]),
  ];
}

function groupPage(group: string, rules: readonly RuleText[], scenarios: readonly Scenario[]): string {
  const index = table(
    ["rule", ""],
    rules.map(({ id, title }) => [`[${id}](#${id.toLowerCase()})`, plain(title)]),
  );
  const head = [NOTE, `# ${group}: ${groupTitle(group)}`, "", "[All groups](README.md)", "", index, ""];
  const sections = rules.flatMap((rule) => ruleSection(rule, scenarios));
  return `${[...head, ...sections].join("\n").trimEnd()}\n`;
}

function indexPage(groups: ReadonlyMap<string, readonly RuleText[]>): string {
  const rows = [...groups].map(([group, { length }]) => [`[${group}](${group}.md)`, groupTitle(group), `${length}`]);
  const silent = [...groups.values()].flat().filter(({ reason }) => reason !== undefined);
  return `${NOTE}
# The rules

Every rule: what it says, where it comes from, who has to keep it, in which profiles, the scenarios that ask for it, and the
wrong implementations that these notice. \`npx mmuspec explain <rule>\` shows one of them with its scenarios in full;
\`npx mmuspec list --profiles\` and \`--capabilities\` say what the names mean.

${table(["group", "", "rules"], rows)}

A rule *must* be kept, or *may* be: then a difference is counted and named, and is no violation. It is kept by the core (the
notifiers and the operations of the address space), by whoever calls them, or by the subscriber.

Nothing at the port shows ${silent.map(({ id }) => `[${id}](${groupOf(id)}.md#${id.toLowerCase()})`).join(", ")}; each says why.
`;
}

/** docs/rules: a page a group, and the list of groups. */
export function rulePages(): [path: string, text: string][] {
  const { rules, scenarios } = readLaw(process.cwd());
  const sorted = [...rules].sort((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
  const groups = new Map(ruleGroups.map((group) => [group, sorted.filter(({ id }) => groupOf(id) === group)]));
  const homeless = rules.filter(({ id }) => !groups.has(groupOf(id)));
  if (homeless.length > 0)
    throw new Error(`src/port/rule-group.ts lacks the group of ${homeless.map(({ id }) => id).join(", ")}`);
  return [
    ["docs/rules/README.md", indexPage(groups)],
    ...[...groups].map(([group, mine]): [string, string] => [
      `docs/rules/${group}.md`,
      groupPage(group, mine, scenarios),
    ]),
  ];
}
