import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isCapability } from "../port/capability.ts";
import { expandProfiles, profileNames } from "../port/profile.ts";
import { parseFeature } from "./parse-feature.ts";
import type { RuleText, Scenario } from "./scenario.ts";
import { UNOBSERVABLE, type UnobservableRule } from "./unobservable.ts";

/** All that the features and the table of rules without a scenario say. */
export interface Law {
  readonly rules: readonly RuleText[];
  readonly scenarios: readonly Scenario[];
  /** Defects of form: an unknown tag, a missing id … */
  readonly problems: readonly string[];
}

/** The feature files of a suite, relative to its folder and sorted. Those that test the kit itself are not among them. */
export function featureFiles(root: string): string[] {
  const folder = join(root, "features");
  if (!existsSync(folder)) return [];
  return (readdirSync(folder, { recursive: true }) as string[])
    .map((file) => `features/${file.replaceAll("\\", "/")}`)
    .filter((file) => file.endsWith(".feature") && !file.startsWith("features/harness/"))
    .sort();
}

function unobservable(row: UnobservableRule): RuleText {
  return {
    ...row,
    profiles: expandProfiles(row.profiles) ?? profileNames,
    capabilities: row.capabilities.split(" ").filter(isCapability),
  };
}

function duplicates(ids: readonly string[], what: string): string[] {
  const twice = ids.filter((id, at) => id !== "" && ids.indexOf(id) !== at);
  return [...new Set(twice)].map((id) => `${what} ${id} is there twice`);
}

function strangers(rules: readonly RuleText[], scenarios: readonly Scenario[]): string[] {
  const known = new Set(rules.map((rule) => rule.id));
  return scenarios.flatMap((scenario) =>
    scenario.rules
      .filter((rule) => rule !== "" && !known.has(rule))
      .map((rule) => `${scenario.uri}:${scenario.line}: there is no rule ${rule}`),
  );
}

/** Reads the features of a suite. A syntax error throws. */
export function readLaw(root: string, extra: readonly UnobservableRule[] = UNOBSERVABLE): Law {
  const parsed = featureFiles(root).map((uri) => parseFeature(readFileSync(join(root, uri), "utf8"), uri));
  const rules = [...parsed.flatMap((feature) => feature.rules), ...extra.map(unobservable)];
  const scenarios = parsed.flatMap((feature) => feature.scenarios);
  return {
    rules,
    scenarios,
    problems: [
      ...parsed.flatMap((feature) => feature.problems),
      ...duplicates(
        rules.map((rule) => rule.id),
        "rule",
      ),
      ...duplicates(
        scenarios.map((scenario) => scenario.id),
        "scenario id",
      ),
      ...strangers(rules, scenarios),
    ],
  };
}

function modified(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return -1;
  }
}

/** True if no feature was changed since the build. An installed package has no sources, and is never changed. */
function isCurrent(root: string, built: number): boolean {
  if (built < 0) return false;
  return !existsSync(join(root, "src")) || featureFiles(root).every((file) => modified(join(root, file)) <= built);
}

/**
 * The law of a suite: the copy that the build left in `dist/law.json`, unless a feature is newer than it.
 * (Reading one file instead of parsing dozens is most of the start-up of `list` and `rules`.)
 */
export function loadLaw(root: string): Law {
  const copy = join(root, "dist", "law.json");
  return isCurrent(root, modified(copy)) ? (JSON.parse(readFileSync(copy, "utf8")) as Law) : readLaw(root);
}
