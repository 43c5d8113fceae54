import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { loadSuite } from "../src/runner/load-suite.ts";
import { ROOT, scratch } from "./root.ts";

/** What is read of the step definitions that cucumber has loaded. */
interface Loaded {
  readonly stepDefinitions: readonly {
    readonly pattern: string | RegExp;
    readonly code: { readonly length: number };
  }[];
  readonly parameterTypeRegistry: { readonly parameterTypes: Iterable<LoadedType> };
}

interface LoadedType {
  readonly name: string | undefined;
  readonly regexpStrings: readonly string[];
  readonly builtin?: boolean;
}

/** The step definitions of the package, as cucumber has them. */
async function loadSteps(): Promise<Loaded> {
  const { support } = await loadSuite(ROOT, "dist/steps/index.js");
  return support as unknown as Loaded;
}

function literal(pattern: string | RegExp): string {
  return typeof pattern === "string" ? JSON.stringify(pattern) : String(pattern);
}

function parameters(count: number): string {
  return Array.from({ length: count }, (_, at) => `_${at}`).join(", ");
}

/**
 * Writes step definitions with the same patterns, parameter types and hooks as the package's, that do nothing.
 * They load nothing of the kit.
 */
export async function writeNoOpSteps(): Promise<string> {
  const { stepDefinitions, parameterTypeRegistry } = await loadSteps();
  const types = [...parameterTypeRegistry.parameterTypes].filter(({ name, builtin }) => name && !builtin);
  const lines = [
    'import { After, Before, Given, defineParameterType } from "@cucumber/cucumber";',
    ...types.map(({ name, regexpStrings }) => {
      const regexp = `[${regexpStrings.map((text) => `new RegExp(${JSON.stringify(text)})`).join(", ")}]`;
      return `defineParameterType({ name: ${JSON.stringify(name)}, regexp: ${regexp}, transformer: (...text) => text[0] });`;
    }),
    "Before(() => {});",
    "After(() => {});",
    ...stepDefinitions.map(
      ({ pattern, code }) => `Given(${literal(pattern)}, async function (${parameters(code.length)}) {});`,
    ),
  ];
  const path = scratch("no-op-steps.mjs");
  writeFileSync(path, `${lines.join("\n")}\n`);
  return relative(ROOT, path);
}
