import { PassThrough } from "node:stream";
import type { ISupportCodeLibrary } from "@cucumber/cucumber/api";
import { rememberMatches } from "./remember-matches.ts";

/** A folder with features, and the step definitions that go with them, loaded. */
export interface Suite {
  readonly root: string;
  readonly support: ISupportCodeLibrary;
}

/** True where this code runs from its sources (tsx), false from the built package. */
const FROM_SOURCE = import.meta.url.endsWith(".ts");

/** The step definitions of the package: its sources in development, one built file otherwise. */
export const STEPS = FROM_SOURCE ? "steps/index.ts" : "dist/steps/index.js";

/** An environment for cucumber in which nothing reaches our own output. */
export function quietEnvironment(root: string): { cwd: string; stdout: PassThrough; stderr: PassThrough } {
  const sink = () => new PassThrough().resume() as PassThrough;
  return { cwd: root, stdout: sink(), stderr: sink() };
}

async function load(root: string, steps: string): Promise<Suite> {
  const { loadSupport } = await import("@cucumber/cucumber/api");
  const support = await loadSupport(
    {
      sources: { defaultDialect: "en", paths: [], names: [], tagExpression: "", order: "defined" },
      support: { importPaths: [steps] },
    },
    quietEnvironment(root),
  );
  rememberMatches(support);
  // The implementation's own deadline decides how long a step may take, not cucumber's five seconds.
  return { root, support: Object.assign(Object.create(support) as ISupportCodeLibrary, { defaultTimeout: -1 }) };
}

const loaded = new Map<string, Promise<Suite>>();

/**
 * Loads step definitions, once a process: modules are cached, and define nothing when imported again.
 *
 * @param root the folder of the suite, which cucumber works in
 * @param steps a pattern in that folder
 */
export function loadSuite(root: string, steps: string = STEPS): Promise<Suite> {
  const known = loaded.get(root) ?? load(root, steps);
  loaded.set(root, known);
  return known;
}
