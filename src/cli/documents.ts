import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { isCapability } from "../port/capability.ts";
import type { Manifest, Report } from "../port/generated/documents.ts";
import type { ValidationError, Validator } from "../port/generated/validators.js";
import { isProfile } from "../port/profile.ts";
import { PROTOCOL_VERSION } from "../port/protocol-version.ts";
import type { Expectation } from "../runner/expectations.ts";
import type { Known } from "../runner/selection.ts";
import { scenarioHasId } from "../runner/selection.ts";
import { suiteVersion } from "../runner/suite.ts";
import { usage } from "../runner/usage-error.ts";

function readText(path: string, what: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw usage(
      code === "ENOENT"
        ? `there is no file ${path} (${what})`
        : `${path} (${what}) cannot be read: ${code ?? String(error)}`,
    );
  }
}

function problem({ instancePath, message = "is wrong", params }: ValidationError): string {
  const where = instancePath === "" ? "it" : instancePath;
  const extra = params.additionalProperty ?? params.missingProperty;
  return typeof extra === "string" && !message.includes(extra)
    ? `${where} ${message} (${extra})`
    : `${where} ${message}`;
}

/** Reads a JSON document of a user and checks its form. */
function readDocument(path: string, what: string, validate: Validator): unknown {
  const text = readText(path, what);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw usage(`${path} (${what}) is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (validate(data)) return data;
  const first = validate.errors?.[0];
  throw usage(`${path} is not a well-formed ${what}: ${first === undefined ? "its form is wrong" : problem(first)}`);
}

function checkNames({ profiles = [], capabilities = [] }: Partial<Manifest>, path: string): void {
  const profile = profiles.find((name) => !isProfile(name));
  if (profile !== undefined) throw usage(`${path} (manifest) names an unknown profile ${profile}`);
  const capability = capabilities.find((name) => !isCapability(name));
  if (capability !== undefined) throw usage(`${path} (manifest) names an unknown capability ${capability}`);
}

/** A manifest, with the paths in it made absolute. */
export interface LocatedManifest extends Manifest {
  /** The folder that its command runs in. */
  readonly folder: string;
}

/** Reads `mmuspec.json` of an adapter. */
export async function readManifest(path: string): Promise<LocatedManifest> {
  const { manifest } = await import("../port/generated/document-validators.js");
  const data = readDocument(path, "manifest", manifest) as Manifest;
  checkNames(data, path);
  const folder = dirname(resolve(path));
  return {
    ...data,
    folder,
    ...(data.expectations === undefined ? {} : { expectations: resolve(folder, data.expectations) }),
  };
}

function checkExpectation(expectation: Expectation, at: number, path: string, known: Known): void {
  const { rule, scenario, profile } = expectation;
  const where = `${path} (expectations), entry ${at + 1},`;
  if (rule !== undefined && !known.rules.some(({ id }) => id === rule))
    throw usage(`${where} names an unknown rule ${rule}`);
  if (scenario !== undefined && !known.scenarios.some((one) => scenarioHasId(one, scenario))) {
    throw usage(`${where} names an unknown scenario ${scenario}`);
  }
  if (profile !== undefined && !isProfile(profile)) throw usage(`${where} names an unknown profile ${profile}`);
}

/** The expectations of a file, and what is to be said about its age. */
export interface LoadedExpectations {
  readonly expectations: readonly Expectation[];
  readonly notes: readonly string[];
}

/** Reads an expectations file. */
export async function readExpectations(path: string, known: Known): Promise<LoadedExpectations> {
  const { expectations: validate } = await import("../port/generated/document-validators.js");
  const data = readDocument(path, "expectations file", validate) as {
    expectations: Expectation[];
    protocol?: number;
    suite?: string;
  };
  if (data.protocol !== undefined && data.protocol !== PROTOCOL_VERSION) {
    throw usage(`${path} (expectations) is for protocol ${data.protocol}, this suite speaks ${PROTOCOL_VERSION}`);
  }
  for (const [at, expectation] of data.expectations.entries()) checkExpectation(expectation, at, path, known);
  const major = (version: string) => version.split(".")[0];
  const old = data.suite !== undefined && major(data.suite) !== major(suiteVersion());
  const note = `${path} was written for suite ${data.suite}, this is ${suiteVersion()}: what a rule requires may have changed`;
  return { expectations: data.expectations, notes: old ? [note] : [] };
}

/** Reads a report that `run --json` wrote. */
export async function readReport(path: string): Promise<Report> {
  const { report } = await import("../port/generated/document-validators.js");
  const data = readDocument(path, "report", report) as Report;
  const { protocol } = data.mmuspec;
  if (protocol !== PROTOCOL_VERSION) {
    throw usage(`${path} (report) is of protocol ${protocol}, this suite speaks ${PROTOCOL_VERSION}`);
  }
  return data;
}
