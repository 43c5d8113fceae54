import parseTags from "@cucumber/tag-expressions";
import type { RuleText, Scenario } from "../catalogue/scenario.ts";
import { RULE_ID } from "../catalogue/scenario-tags.ts";
import { isCapability } from "../port/capability.ts";
import type { Shard } from "../port/generated/documents.ts";
import { expandProfiles, isProfile, type Profile } from "../port/profile.ts";
import { readShard, shardOf } from "./shard.ts";
import { usage } from "./usage-error.ts";

/** What the user asked for. */
export interface SelectionRequest {
  readonly profile?: string;
  readonly tags?: string;
  readonly rules?: readonly string[];
  readonly scenarios?: readonly string[];
  /** `i/n`. */
  readonly shard?: string;
}

/** The same, understood. */
export interface Selection {
  /** `newest`: the newest claimed profile of each scenario. */
  readonly profile: "newest" | "all" | Profile;
  matches(scenario: Scenario): boolean;
  /** In words, for reports; without the shard. */
  readonly words: string;
  /** Only this part of it. */
  readonly shard?: Shard;
}

/** What a selection can speak of. */
export interface Known {
  readonly rules: readonly RuleText[];
  readonly scenarios: readonly Scenario[];
}

function readProfile(text: string | undefined): Selection["profile"] {
  if (text === undefined) return "newest";
  if (text === "all" || isProfile(text)) return text;
  throw usage(`unknown profile ${text}; \`mmuspec list --profiles\` names them`);
}

function checkTag(tag: string, known: Known): void {
  const name = tag.slice(1);
  if (name.startsWith("cap:") && !isCapability(name.slice(4))) {
    throw usage(`unknown capability ${name.slice(4)} in --tags; \`mmuspec list --capabilities\` names them`);
  }
  if (RULE_ID.test(name)) checkRule(name, known);
  const said = RULE_ID.test(name) || name.startsWith("cap:") || expandProfiles(name) !== undefined;
  if (!said && !known.scenarios.some((scenario) => scenario.tags.includes(tag))) {
    throw usage(`no scenario carries the tag ${tag} named in --tags`);
  }
}

function tagFilter(expression: string, known: Known): (scenario: Scenario) => boolean {
  for (const tag of expression.match(/@[^\s()]+/g) ?? []) checkTag(tag, known);
  try {
    const node = parseTags(expression);
    return (scenario) => node.evaluate([...scenario.tags]);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n").at(-1) : String(error);
    throw usage(`--tags ${expression} is not a tag expression: ${reason}`);
  }
}

function checkRule(id: string, known: Known): void {
  const rule = known.rules.find((row) => row.id === id);
  if (rule === undefined) throw usage(`unknown rule ${id}; \`mmuspec rules\` lists them`);
}

/** True for the id itself and, given the id of an outline, for each of its rows. */
export function scenarioHasId(scenario: Scenario, id: string): boolean {
  return scenario.id === id || scenario.id.startsWith(`${id}/`);
}

function checkScenario(id: string, known: Known): void {
  if (!known.scenarios.some((scenario) => scenarioHasId(scenario, id))) {
    throw usage(`unknown scenario ${id}; \`mmuspec list\` lists them`);
  }
}

function words(request: SelectionRequest): string {
  const parts = [`profile ${request.profile ?? "newest claimed"}`];
  if (request.tags !== undefined) parts.push(`tags ${request.tags}`);
  if (request.rules?.length) parts.push(`rules ${request.rules.join(" ")}`);
  if (request.scenarios?.length) parts.push(`scenarios ${request.scenarios.join(" ")}`);
  return parts.join(", ");
}

/**
 * Understands what the user asked for. Rules and scenarios add up, tags restrict.
 *
 * @throws a usage error for a profile, tag, rule or scenario that does not exist.
 */
export function readSelection(request: SelectionRequest, known: Known): Selection {
  const { rules = [], scenarios = [] } = request;
  const profile = readProfile(request.profile);
  for (const id of rules) checkRule(id, known);
  for (const id of scenarios) checkScenario(id, known);
  const tagged = request.tags === undefined ? () => true : tagFilter(request.tags, known);
  const named = (scenario: Scenario) =>
    (rules.length === 0 && scenarios.length === 0) ||
    scenario.rules.some((rule) => rules.includes(rule)) ||
    scenarios.some((id) => scenarioHasId(scenario, id));
  const shard = request.shard === undefined ? undefined : readShard(request.shard);
  const mine = ({ id }: Scenario) => shard === undefined || shardOf(id, shard.count) === shard.index;
  return {
    profile,
    words: words(request),
    matches: (scenario) => named(scenario) && tagged(scenario) && mine(scenario),
    ...(shard === undefined ? {} : { shard }),
  };
}
