import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Envelope } from "@cucumber/messages";
import type { Scenario } from "../catalogue/scenario.ts";
import { CaseCollector, type CaseOutcome } from "./case-outcome.ts";
import { casePickle } from "./case-pickle.ts";
import type { ExpandPickles } from "./cucumber-plugin.ts";
import { quietEnvironment, type Suite } from "./load-suite.ts";
import { packageRoot } from "./suite.ts";

/** One execution of a scenario. */
export interface Case {
  readonly scenario: Scenario;
  /** Tags that the steps' hooks read, such as `@profile=v5.12`. */
  readonly tags: readonly string[];
}

/** Who is told how the cases go. Called synchronously, right before the first hook and right after the last. */
export interface CasesListener<C extends Case> {
  started?(item: C): void;
  finished(item: C, outcome: CaseOutcome): void;
}

/** A module of this folder that cucumber loads by its address; the build keeps them in `dist/runner`. */
function moduleUrl(name: string): string {
  if (import.meta.url.endsWith(".ts")) return new URL(`./${name}.ts`, import.meta.url).href;
  return pathToFileURL(join(packageRoot(), "dist", "runner", `${name}.js`)).href;
}

function options(suite: Suite, paths: string[], expandPickles: ExpandPickles): object {
  return {
    sources: { defaultDialect: "en", paths, names: [], tagExpression: "", order: "defined" },
    support: suite.support,
    runtime: {
      dryRun: false,
      failFast: false,
      filterStacktraces: true,
      parallel: 0,
      retry: 0,
      retryTagFilter: "",
      strict: true,
      worldParameters: {},
    },
    formats: { stdout: moduleUrl("quiet-formatter"), files: {}, publish: false, options: {} },
    plugins: { specifiers: [moduleUrl("cucumber-plugin")], options: { expandPickles } },
  };
}

/** Runs cases one after another, in one cucumber run. */
export async function runCases<C extends Case>(
  suite: Suite,
  cases: readonly C[],
  listener: CasesListener<C>,
): Promise<void> {
  if (cases.length === 0) return;
  const { runCucumber } = await import("@cucumber/cucumber/api");
  // A case's place in the list is the id of its pickle.
  const pickles = cases.map(({ scenario, tags }, at) => casePickle(scenario, String(at), tags));
  const told = (id: string, tell: (item: C) => void) => {
    const item = cases[Number(id)];
    if (item !== undefined) tell(item);
  };
  const collector = new CaseCollector(
    {
      started: (id) => told(id, (item) => listener.started?.(item)),
      finished: (id, outcome) => told(id, (item) => listener.finished(item, outcome)),
    },
    (id, stepId) => pickles[Number(id)]?.pickle.steps.find((step) => step.id === stepId)?.text,
  );
  // Cucumber asks its plugins what to run once it has been given a file to read.
  const paths = cases.slice(0, 1).map(({ scenario }) => scenario.uri);
  await runCucumber(
    options(suite, paths, () => pickles) as Parameters<typeof runCucumber>[0],
    quietEnvironment(suite.root),
    collector.onMessage as (envelope: Envelope) => void,
  );
}
