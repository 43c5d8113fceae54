import { loadLaw } from "../catalogue/law.ts";
import type { Mutant } from "../mutants/mutant.ts";
import type { Style } from "../report/style.ts";
import { columns } from "../report/text-table.ts";
import { visibleLine } from "../report/visible.ts";
import { type Hunted, hunt } from "../runner/hunt.ts";
import { loadSuite } from "../runner/load-suite.ts";
import { packageRoot } from "../runner/suite.ts";
import { usage } from "../runner/usage-error.ts";
import type { Io } from "./io.ts";
import { TerminalLine } from "./progress.ts";

/** The options of `mutants`. */
export interface MutantsFlags {
  readonly json?: true;
  readonly all?: true;
  readonly mutant?: readonly string[];
}

function choose(mutants: readonly Mutant[], wanted: readonly string[] | undefined): readonly Mutant[] {
  for (const id of wanted ?? []) {
    if (!mutants.some((mutant) => mutant.id === id))
      throw usage(`unknown mutant ${id}; \`mmuspec mutants\` lists them`);
  }
  return wanted === undefined ? mutants : mutants.filter(({ id }) => wanted.includes(id));
}

function asJson(mutant: Mutant, { verdict, kills }: Hunted): object {
  const { id, title, violates, origin } = mutant;
  const killedBy = [...new Set(kills.map(({ scenario }) => scenario))];
  return { id, title, origin, violates: [...violates], verdict, killedBy };
}

const MARKS: Readonly<Record<Hunted["verdict"], keyof Style>> = {
  killed: "good",
  survived: "bad",
  "needs every order": "odd",
};

/** What was expected, unless it is long. */
function wanted(expected: string | undefined): string {
  return expected === undefined || expected.includes("\n") ? "" : `expected ${visibleLine(expected, 100)}, `;
}

function killWords({ kills }: Hunted): string[] {
  return kills.map(({ scenario, rule, profile, expected, observed }) => {
    const seen =
      observed === undefined
        ? ""
        : `: ${wanted(expected)}observed ${visibleLine(observed.replaceAll("\n", "; "), 100)}`;
    return `by ${scenario} of ${rule} in ${profile}${seen}`;
  });
}

function details(mutant: Mutant, result: Hunted): string[] {
  if (result.verdict === "killed") return killWords(result);
  if (result.verdict === "needs every order") return [];
  const rules = `violates ${mutant.violates.join(", ")}; ${result.tried} scenarios did not notice`;
  return [rules, ...result.broken.map((text) => `could not run ${visibleLine(text)}`)];
}

function lines(mutant: Mutant, result: Hunted, io: Io): string {
  const head = `${io.style.bold(mutant.id)} ${io.style[MARKS[result.verdict]](result.verdict)}`;
  return [
    ...columns([[head, mutant.title]], io.width),
    ...columns(
      details(mutant, result).map((text) => ["  ", text]),
      io.width,
    ),
  ].join("\n");
}

/** Shows on a terminal which mutant is being hunted. */
function progress(io: Io): { tried(mutant: string, scenario: string): void; clear(): void } {
  const line = new TerminalLine(io);
  let count = 0;
  return {
    tried(mutant, scenario) {
      count++;
      line.show(() => `${count} scenarios run  ${visibleLine(`${mutant}: ${scenario}`, line.room)}`);
    },
    clear: () => line.clear(),
  };
}

function summary(results: readonly Hunted[]): string {
  const count = (verdict: Hunted["verdict"]) => results.filter((result) => result.verdict === verdict).length;
  const waiting = results.filter(({ verdict }) => verdict === "needs every order").map(({ id }) => id);
  const names = waiting.length === 0 ? "" : ` (${waiting.join(", ")})`;
  return `${results.length} ${results.length === 1 ? "mutant" : "mutants"}: ${count("killed")} killed, ${count("survived")} survived, ${waiting.length} need every order${names}`;
}

/**
 * `mmuspec mutants`: shows that the suite can fail.
 *
 * @returns the exit code: 1 if a mutant survives, 4 if none was run
 */
export async function mutantsVerb(flags: MutantsFlags, io: Io): Promise<number> {
  const { MUTANTS } = await import("../mutants/mutants.ts");
  const mutants = choose(MUTANTS, flags.mutant);
  const { scenarios } = loadLaw(packageRoot());
  const suite = await loadSuite(packageRoot());
  const { tried, clear } = progress(io);
  const results = await hunt(mutants, { suite, scenarios, tried, ...(flags.all === undefined ? {} : { all: true }) });
  clear();
  const byId = new Map(mutants.map((mutant) => [mutant.id, mutant]));
  const rows = results.flatMap((result) => {
    const mutant = byId.get(result.id);
    return mutant === undefined ? [] : [{ mutant, result }];
  });
  if (flags.json)
    io.out(`${JSON.stringify({ mutants: rows.map(({ mutant, result }) => asJson(mutant, result)) }, null, 2)}\n`);
  else for (const { mutant, result } of rows) io.out(`${lines(mutant, result, io)}\n`);
  const words = results.length === 0 ? "there are no mutants, so nothing was shown" : summary(results);
  (flags.json ? io.err : io.out)(`${words}\n`);
  if (results.some(({ verdict }) => verdict === "survived")) return 1;
  return results.some(({ verdict }) => verdict === "killed") ? 0 : 4;
}
