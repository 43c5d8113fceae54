import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from "@cucumber/gherkin";
import { IdGenerator, type Pickle } from "@cucumber/messages";
import { featureFiles, loadLaw } from "../catalogue/law.ts";
import { casePickle } from "./case-pickle.ts";
import { packageRoot } from "./suite.ts";

const root = packageRoot();

/** What hooks and steps are given of a pickle. */
function read({ uri, name, tags, steps }: Pickle): object {
  const written = steps.map(({ text, argument }) => ({ text, ...(argument === undefined ? {} : { argument }) }));
  return { uri, name, tags: [...new Set(tags.map((tag) => tag.name))], steps: written };
}

/** The pickles that gherkin makes of the features. */
function compiled(): Pickle[] {
  const newId = IdGenerator.incrementing();
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  return featureFiles(root).flatMap((uri) => [
    ...compile(parser.parse(readFileSync(join(root, uri), "utf8")), uri, newId),
  ]);
}

test("cucumber is given what it would have read of the features", () => {
  const given = loadLaw(root).scenarios.map((scenario) => casePickle(scenario, "0", []).pickle);
  assert.deepEqual(given.map(read), compiled().map(read));
});

test("tags of a run come after those of the scenario", () => {
  const [scenario] = loadLaw(root).scenarios;
  assert.ok(scenario);
  const { pickle } = casePickle(scenario, "7", ["@profile=v5.12"]);
  assert.deepEqual(pickle.id, "7");
  assert.deepEqual(pickle.tags.at(-1), { name: "@profile=v5.12", astNodeId: "" });
});
