/** Steps for the kit on itself: `npx cucumber-js --profile harness`, after `npm run build`. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { After, setDefaultTimeout, Then, When } from "@cucumber/cucumber";
import type { Fault, Report } from "../../src/port/generated/documents.ts";
import { packageRoot } from "../../src/runner/suite.ts";
import { type KitOptions, type KitRun, runKit } from "./kit-run.ts";

/** What a scenario of the harness knows. */
interface HarnessWorld {
  run: KitRun;
  service?: ChildProcess;
}

setDefaultTimeout(180_000);

/** One scenario uses the operation at which the programs misbehave, the other does not. */
const SCENARIOS = ["--scenario", "INTV-09.1", "--scenario", "PAIR-06.1"];
const SECOND = 1000;
const MEGABYTE = 1 << 20;

function program(name: string): string {
  const file = join("features", "harness", "programs", `${name}.mjs`);
  assert.ok(existsSync(join(packageRoot(), file)), `there is no program ${name}`);
  return file;
}

async function judge(world: HarnessWorld, name: string, args: readonly string[] = [], options: KitOptions = {}) {
  world.run = await runKit([...SCENARIOS, ...args, "--", process.execPath, program(name)], options);
}

function reportOf({ run }: HarnessWorld): Report {
  assert.ok(run.report, `no report was written\n${run.stderr}`);
  return run.report;
}

function faultsOf(world: HarnessWorld): Fault[] {
  return reportOf(world).faults ?? [];
}

function isFault(fault: Fault | undefined, kind: string, text: string): void {
  assert.ok(fault, "there is no fault");
  assert.equal(fault.kind, kind, fault.text);
  assert.ok(fault.text.includes(text), `"${fault.text}" does not hold "${text}"`);
  assert.ok(fault.advice, "a fault comes with advice");
}

/** The verdicts of one scenario, in every profile in which it was run. */
function verdicts(world: HarnessWorld, id: string): string[] {
  const found = reportOf(world).results.filter((result) => result.id === id);
  assert.notEqual(found.length, 0, `${id} was not judged`);
  return [...new Set(found.map((result) => result.verdict))];
}

/** Control characters besides the newline and tab, and halves of characters. */
function unprintable(text: string): string[] {
  return [...text].filter((character) => /[\p{Cc}\p{Cs}\u202e]/u.test(character) && !/[\n\t]/.test(character));
}

After(function (this: HarnessWorld) {
  this.service?.kill("SIGKILL");
});

When("mmuspec judges {string}", async function (this: HarnessWorld, name: string) {
  await judge(this, name);
});

When(
  "mmuspec judges {string} with a deadline of {int} s",
  async function (this: HarnessWorld, name: string, deadline: number) {
    await judge(this, name, ["--deadline", String(deadline)]);
  },
);

When("mmuspec judges {string} with the seed {int}", async function (this: HarnessWorld, name: string, seed: number) {
  await judge(this, name, ["--seed", String(seed)]);
});

When("mmuspec judges {string} in every profile", async function (this: HarnessWorld, name: string) {
  await judge(this, name, ["--profile", "all"]);
});

When(
  "mmuspec judges {string} and is interrupted after {int} s",
  async function (this: HarnessWorld, name: string, seconds: number) {
    await judge(this, name, ["--deadline", "100"], { interruptAfter: seconds * SECOND });
  },
);

When("mmuspec judges the command {string}", async function (this: HarnessWorld, command: string) {
  this.run = await runKit([...SCENARIOS, "--", command]);
});

When("mmuspec connects to the service {string}", async function (this: HarnessWorld, name: string) {
  const service = spawn(process.execPath, [program(name)], {
    cwd: packageRoot(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  this.service = service;
  const [address] = (await once(service.stdout, "data")) as [Buffer];
  this.run = await runKit([...SCENARIOS, "--connect", String(address).trim()]);
});

Then("it exits with {int}", function (this: HarnessWorld, code: number) {
  assert.equal(this.run.exitCode, code, `${this.run.stdout}\n${this.run.stderr}`);
});

Then("the only fault is {string}: {string}", function (this: HarnessWorld, kind: string, text: string) {
  const faults = faultsOf(this);
  assert.equal(faults.length, 1, faults.map((fault) => fault.text).join("\n"));
  isFault(faults[0], kind, text);
});

Then("the last fault is {string}: {string}", function (this: HarnessWorld, kind: string, text: string) {
  isFault(faultsOf(this).at(-1), kind, text);
});

Then("there are no faults", function (this: HarnessWorld) {
  assert.deepEqual(faultsOf(this), []);
});

Then("there are no faults and no notes", function (this: HarnessWorld) {
  assert.deepEqual([faultsOf(this), reportOf(this).notes ?? []], [[], []]);
});

Then("a note says {string}", function (this: HarnessWorld, text: string) {
  const notes = reportOf(this).notes ?? [];
  assert.ok(
    notes.some((note) => note.includes(text)),
    `none of ${JSON.stringify(notes)} holds "${text}"`,
  );
});

Then("nothing was judged", function (this: HarnessWorld) {
  assert.equal(reportOf(this).summary.total, 0);
});

Then("{int} scenarios conform", function (this: HarnessWorld, count: number) {
  const { total, conforms } = reportOf(this).summary;
  assert.deepEqual({ total, conforms }, { total: count, conforms: count });
});

Then(/^(\S+) conforms$/, function (this: HarnessWorld, id: string) {
  assert.deepEqual(verdicts(this, id), ["conforms"]);
});

Then(/^(\S+) is violated$/, function (this: HarnessWorld, id: string) {
  assert.deepEqual(verdicts(this, id), ["violates"]);
});

Then(/^([A-Z]+-\S+) ends with an implementation fault$/, function (this: HarnessWorld, id: string) {
  assert.deepEqual(verdicts(this, id), ["implementation fault"]);
});

Then("every scenario ends with an implementation fault", function (this: HarnessWorld) {
  const { total, implementationFaults, notClaimed } = reportOf(this).summary;
  assert.ok(implementationFaults > 10, "there are more scenarios than restarts");
  assert.equal(total, implementationFaults + notClaimed);
});

Then("the terminal shows {string}", function (this: HarnessWorld, text: string) {
  assert.ok(this.run.stdout.includes(text), this.run.stdout);
});

Then("the output is printable", function (this: HarnessWorld) {
  assert.deepEqual(unprintable(this.run.stdout + this.run.stderr), []);
});

Then(
  /^the (HTML|JUnit) report holds no "([^"]*)" and no control characters$/,
  function (this: HarnessWorld, kind: string, text: string) {
    const report = kind === "HTML" ? this.run.html : this.run.junit;
    assert.ok(report.length > 0, "the report was not written");
    assert.ok(!report.includes(text), `it holds ${text}`);
    assert.deepEqual(unprintable(report), []);
  },
);

Then("it took less than {int} s and {int} MB", function (this: HarnessWorld, seconds: number, megabytes: number) {
  assert.ok(this.run.milliseconds < seconds * SECOND, `it took ${this.run.milliseconds} ms`);
  assert.ok(this.run.peakBytes < megabytes * MEGABYTE, `it used ${this.run.peakBytes / MEGABYTE} MB`);
});

Then("nothing is left running", function (this: HarnessWorld) {
  assert.equal(this.run.left, 0, `${this.run.left} processes were left`);
});
