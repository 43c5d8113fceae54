/**
 * Profiles: named, self-consistent sets of rules that an implementation claims.
 *
 * The main line follows Linux; a branch inherits everything from its base and names what it
 * overrides (a patch that was discussed and not merged). Version numbers are the release that
 * first carried the behaviour.
 */

/** One row of the profile table. */
export interface ProfileRow {
  readonly name: string;
  /** What the profile stands for, in one line. */
  readonly meaning: string;
  /** The profile that this one branches off; absent on the main line. */
  readonly base?: string;
}

/** Every selectable profile. Main-line rows stand in order of age; a branch follows its base. */
export const PROFILES = [
  { name: "2014-01", meaning: "Linux 3.13: no event, invalidate_page, void callbacks" },
  { name: "2014-01-prop", base: "2014-01", meaning: "set_pte_at_notify with a result (January 2014, not merged)" },
  { name: "2014-09", meaning: "Linux 3.17, the base of on-demand paging" },
  {
    name: "2014-09-prop",
    base: "2014-09",
    meaning: "active-range list with is_valid and wait_valid (September 2014, not merged)",
  },
  { name: "v3.19", meaning: "first merged on-demand paging; invalidate_range appears" },
  { name: "v5.3", meaning: "range object with flags, start may answer EAGAIN, no pairing on failure" },
  { name: "v5.3-rfc", base: "v5.3", meaning: "start/end pairing RFC (July 2019): every end follows a failed walk" },
  { name: "v5.4", meaning: "get/put, warning on a bad start result, ends still skipped on failure" },
  { name: "v5.5", meaning: "interval notifiers, RELEASE event" },
  { name: "v5.5-prop", base: "v5.5", meaning: "interval release, update and insert_safe (December 2019, not merged)" },
  { name: "v5.12", meaning: "pairing merged in its stricter form: a fallible start has no end callback" },
  { name: "v6.1", meaning: "Linux 6.1: change_pte, invalidate_range and only_end still there" },
  {
    name: "v6.4-prop",
    base: "v6.1",
    meaning: "arm64 read-only to read-write notification as posted (May 2023, not merged)",
  },
  { name: "v6.4-alt", base: "v6.1", meaning: "the alternatives to it that the thread discussed (not merged)" },
  { name: "tlbn-prop", base: "v6.1", meaning: "tlb_notifier sketch (June 2023, not merged)" },
  { name: "v6.6", meaning: "arch_invalidate_secondary_tlbs, called from the CPU TLB flush" },
  { name: "v6.12", meaning: "Linux 6.12: change_pte is gone" },
] as const satisfies readonly ProfileRow[];

export type Profile = (typeof PROFILES)[number]["name"];

/**
 * Releases inside a stage: legal as the ends of a range, never selectable. Each stands right
 * before the next newer row of the main line.
 */
const BOUNDARIES: Readonly<Record<string, Profile>> = {
  "v4.15": "v5.3",
  "v5.2": "v5.3",
  "v5.8": "v5.12",
  "v5.9": "v5.12",
  "v5.11": "v5.12",
  "v5.13": "v6.1",
  "v5.14": "v6.1",
  "v5.17": "v6.1",
};

const ROWS: readonly ProfileRow[] = PROFILES;
const MAIN: readonly string[] = ROWS.filter((row) => row.base === undefined).map((row) => row.name);
const ALL: readonly Profile[] = PROFILES.map((row) => row.name);

/** True for a name in the profile table. */
export function isProfile(name: string): name is Profile {
  return ALL.includes(name as Profile);
}

/** The base of a branch, or undefined on the main line. */
export function baseOf(profile: Profile): Profile | undefined {
  return ROWS.find((row) => row.name === profile)?.base as Profile | undefined;
}

/** The profile and its bases, nearest first. */
export function lineage(profile: Profile): Profile[] {
  const base = baseOf(profile);
  return base === undefined ? [profile] : [profile, ...lineage(base)];
}

/** Position on the main line; a boundary lies between two rows, a branch has its base's place. */
function position(name: string): number | undefined {
  const at = MAIN.indexOf(name);
  if (at >= 0) return at;
  const next = BOUNDARIES[name];
  return next === undefined ? undefined : MAIN.indexOf(next) - 0.5;
}

function mainLine(from: number, to: number): Profile[] {
  return MAIN.filter((_, at) => at >= from && at <= to) as Profile[];
}

/** One comma-free part of an expression: `x`, `x+`, `a..b`, `all`, `strict`, `historical`. */
function expandPart(part: string): Profile[] | undefined {
  if (part === "all" || part === "strict") return [...ALL];
  if (part === "historical") return [];
  if (isProfile(part)) return [part];
  if (part.endsWith("+")) {
    const from = position(part.slice(0, -1));
    if (from === undefined) return undefined;
    return ALL.filter((name) => (position(lineage(name).at(-1) ?? name) ?? -1) >= from);
  }
  const range = part.split("..");
  if (range.length !== 2) return undefined;
  const [from, to] = range.map(position);
  return from === undefined || to === undefined || from > to ? undefined : mainLine(from, to);
}

/**
 * Expands a profile expression, a comma-separated list of:
 * `x` one profile; `x+` the main line from x and the branches off it; `a..b` the main line from
 * a to b inclusive, without branches; `all`; `strict` (the kit is strict by default, so this is
 * `all`); `historical` (background, never selected).
 *
 * @returns the profiles in table order, or undefined if the text is no profile expression.
 */
export function expandProfiles(expression: string): readonly Profile[] | undefined {
  if (!expanded.has(expression)) expanded.set(expression, expand(expression));
  return expanded.get(expression);
}

/** Features use few expressions, and every scenario asks for its own. */
const expanded = new Map<string, readonly Profile[] | undefined>();

function expand(expression: string): Profile[] | undefined {
  const found = new Set<Profile>();
  for (const part of expression.split(",")) {
    const names = expandPart(part.trim());
    if (names === undefined) return undefined;
    for (const name of names) found.add(name);
  }
  return ALL.filter((name) => found.has(name));
}

/** The newest of the given profiles: the last in table order. */
export function newest(profiles: readonly Profile[]): Profile | undefined {
  return ALL.findLast((name) => profiles.includes(name));
}

/** Table order, oldest first. */
export const profileNames: readonly Profile[] = ALL;
