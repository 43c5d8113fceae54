import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Benchmark } from "./benchmark.ts";
import { BENCHMARKS } from "./benchmarks.ts";
import { measure, type Result } from "./measure.ts";
import { ROOT } from "./root.ts";
import { table } from "./table.ts";

const USAGE = `usage: npm run bench -- [--json FILE] [--only NAME …] [--quick]
benchmarks: ${BENCHMARKS.map(({ name }) => name).join(" ")}
`;

/** The fewest pairs that a figure may rest on. */
const QUICK_PAIRS = 5;

interface Skip {
  readonly benchmark: string;
  readonly reason: string;
}

function machine() {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
  const [first] = cpus();
  return { suite: version, node: process.version, cpu: first?.model, cpus: cpus().length, load: loadavg()[0] };
}

function note(text: string): void {
  process.stderr.write(text);
}

async function runOne(benchmark: Benchmark, quick: boolean): Promise<Result[] | Skip> {
  note(`${benchmark.name}: ${benchmark.title} `);
  const pairing = await benchmark.prepare();
  if ("skipped" in pairing) {
    note(`\n  skipped: ${pairing.skipped}\n`);
    return { benchmark: benchmark.name, reason: pairing.skipped };
  }
  const pairs = quick ? QUICK_PAIRS : benchmark.pairs;
  const results = await measure(benchmark, pairing, pairs, () => note(pairs > 50 ? "" : "."));
  note("\n");
  return results;
}

/** Runs them all: one that fails does not take the others with it. */
async function run(chosen: readonly Benchmark[], quick: boolean, json: string | undefined): Promise<void> {
  const results: Result[] = [];
  const skipped: Skip[] = [];
  for (const benchmark of chosen) {
    const outcome = await runOne(benchmark, quick).catch((error: unknown): Skip => {
      const reason = error instanceof Error ? error.message : String(error);
      note(`\n  failed: ${reason}\n`);
      process.exitCode = 1;
      return { benchmark: benchmark.name, reason };
    });
    if (Array.isArray(outcome)) results.push(...outcome);
    else skipped.push(outcome);
  }
  process.stdout.write(table(results));
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ machine: machine(), results, skipped }, null, 2)}\n`);
}

function choose(names: readonly string[]): Benchmark[] | undefined {
  if (names.some((name) => !BENCHMARKS.some((benchmark) => benchmark.name === name))) return undefined;
  return BENCHMARKS.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** Reads the command line: names may follow `--only` one after another. */
function read() {
  const { values, positionals } = parseArgs({
    options: {
      json: { type: "string" },
      only: { type: "string", multiple: true },
      quick: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  if (positionals.length > 0 && values.only === undefined) throw new Error(`unexpected: ${positionals.join(" ")}`);
  return { ...values, names: [...(values.only ?? []), ...positionals] };
}

function fail(reason: string): void {
  note(`${reason}\n${USAGE}`);
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const { json, quick, help, names } = read();
  if (help) {
    process.stdout.write(USAGE);
    return;
  }
  const chosen = choose(names);
  if (chosen === undefined) {
    fail(`no such benchmark among: ${names.join(" ")}`);
    return;
  }
  // Garbage that one side leaves is not collected in the other's time.
  setFlagsFromString("--expose-gc");
  (globalThis as { gc?: unknown }).gc = runInNewContext("gc");
  await run(chosen, quick, json);
}

await main().catch((error: unknown) => {
  fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
});
