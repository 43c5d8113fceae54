import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from "@cucumber/gherkin";
import { IdGenerator, type Pickle, type PickleStep, type Rule, type Tag } from "@cucumber/messages";
import { hasBareSections } from "./bare-sections.ts";
import { type FeatureNodes, indexFeature } from "./feature-nodes.ts";
import type { RuleText, Scenario, Step } from "./scenario.ts";
import { RULE_ID, readTags } from "./scenario-tags.ts";
import { stepLines } from "./step-lines.ts";

/** What one feature file holds. */
export interface ParsedFeature {
  readonly rules: readonly RuleText[];
  readonly scenarios: readonly Scenario[];
  /** What is wrong with its form, each with its place. */
  readonly problems: readonly string[];
}

const SOURCE = /^\s*Source:\s*/m;

function names(tags: readonly Tag[]): string[] {
  return tags.map((tag) => tag.name);
}

/** Joins the lines of a paragraph; an empty line stays a break. */
function paragraphs(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim().replace(/\s*\n\s*/g, " "))
    .filter((part) => part !== "")
    .join("\n\n");
}

/** `Rule: PAIR-08 short title`, its text, and after `Source:` where it comes from. */
function ruleText(rule: Rule, featureTags: readonly string[]): RuleText {
  const tags = readTags([...featureTags, ...names(rule.tags)]);
  const id = tags.rules[0] ?? rule.name.split(" ")[0] ?? "";
  const [text = "", ...source] = rule.description.split(SOURCE);
  return {
    id,
    title: rule.name.replace(id, "").trim(),
    text: paragraphs(text),
    source: paragraphs(source.join(" ")),
    party: tags.party ?? "core",
    level: tags.level,
    profiles: tags.profiles,
    capabilities: [...new Set(tags.capabilities)],
  };
}

function stepOf({ astNodeIds, text, argument }: PickleStep, nodes: FeatureNodes): Step {
  const keyword = nodes.steps.get(astNodeIds[0] ?? "")?.keyword ?? "* ";
  const table = argument?.dataTable?.rows.map((row) => row.cells.map(({ value }) => value));
  return { keyword, text, ...(table === undefined ? {} : { table }) };
}

/** The key of an Examples row: `@key:x` of its table, with the first cell where the table has several rows. */
function rowKey(pickle: Pickle, nodes: FeatureNodes, key: string | undefined): string {
  const found = nodes.rows.get(pickle.astNodeIds.at(-1) ?? "");
  if (found === undefined) return "";
  const cell = (found.row.cells[0]?.value ?? "").trim().replace(/\s+/g, "-");
  if (key === undefined) return `/${cell}`;
  return found.examples.tableBody.length === 1 ? `/${key}` : `/${key}/${cell}`;
}

function scenario(pickle: Pickle, nodes: FeatureNodes): Scenario {
  const all = pickle.tags.map((tag) => tag.name);
  const tags = readTags(all);
  const block = nodes.ruleOf.get(pickle.astNodeIds[0] ?? "");
  const own = block?.tags.map((tag) => tag.name.slice(1)).find((tag) => RULE_ID.test(tag));
  const rule = own ?? tags.rules[0] ?? "";
  const steps = pickle.steps.map((step) => stepOf(step, nodes));
  return {
    id: tags.id === undefined ? "" : `${tags.id}${rowKey(pickle, nodes, tags.key)}`,
    rule,
    rules: [...new Set([rule, ...tags.rules])],
    name: pickle.name,
    uri: pickle.uri,
    line: nodes.lines.get(pickle.astNodeIds.at(-1) ?? "") ?? 0,
    tags: [...new Set(all)],
    profiles: tags.profiles,
    capabilities: [...new Set(tags.capabilities)],
    points: [...new Set(tags.points)],
    everyOrder: tags.everyOrder,
    bareSections: hasBareSections(stepLines(steps)),
    level: tags.level,
    steps,
  };
}

/** Nothing of the law is written as a doc string, and steps are kept without one. */
function docStrings(pickles: readonly Pickle[], uri: string): string[] {
  const steps = pickles.flatMap((pickle) => pickle.steps);
  return steps.filter(({ argument }) => argument?.docString).map(({ text }) => `${uri}: "${text}" has a doc string`);
}

function ruleProblems(rule: Rule, uri: string): string[] {
  const place = `${uri}:${rule.location.line}`;
  const tags = readTags(names(rule.tags));
  const problems: string[] = tags.unknown.map((tag) => `${place}: unknown tag ${tag}`);
  if (tags.rules.length !== 1) problems.push(`${place}: a Rule carries one rule id as a tag`);
  else if (!rule.name.startsWith(`${tags.rules[0]} `)) problems.push(`${place}: the Rule's name begins with its id`);
  if (tags.party === undefined) problems.push(`${place}: the Rule names no party (@party:core, caller, subscriber)`);
  if (!SOURCE.test(rule.description)) problems.push(`${place}: the Rule has no Source: line`);
  return problems;
}

function scenarioProblems(found: Scenario): string[] {
  const place = `${found.uri}:${found.line}`;
  const problems = readTags(found.tags).unknown.map((tag) => `${place}: unknown tag ${tag}`);
  if (found.id === "") problems.push(`${place}: the scenario has no @id: tag`);
  else if (found.rule === "") problems.push(`${place}: the scenario stands in no Rule`);
  else if (!found.id.startsWith(`${found.rule}.`)) problems.push(`${place}: the id ${found.id} is not one of its Rule`);
  if (found.profiles.length === 0) problems.push(`${place}: its profile tags leave no profile`);
  return problems;
}

/** Reads one feature file. A syntax error throws, with its place in the message. */
export function parseFeature(text: string, uri: string): ParsedFeature {
  const newId = IdGenerator.incrementing();
  const document = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher()).parse(text);
  document.uri = uri;
  const nodes = indexFeature(document);
  const featureTags = names(nodes.feature?.tags ?? []);
  const pickles = compile(document, uri, newId);
  const scenarios = pickles.map((pickle) => scenario(pickle, nodes));
  return {
    rules: nodes.rules.map((rule) => ruleText(rule, featureTags)),
    scenarios,
    problems: [
      ...nodes.rules.flatMap((rule) => ruleProblems(rule, uri)),
      ...scenarios.flatMap(scenarioProblems),
      ...docStrings(pickles, uri),
    ],
  };
}
