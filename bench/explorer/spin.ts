import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scratch } from "../root.ts";
import type { BenchModel } from "./models.ts";
import { promelaOf } from "./promela.ts";

/** SPIN's own command line is searched for it, as a shell would. */
function has(tool: string): boolean {
  try {
    execFileSync("sh", ["-c", `command -v ${tool}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** What is missing to build SPIN's verifiers; undefined if nothing is. */
export function spinIsMissing(): string | undefined {
  const missing = ["spin", "gcc"].filter((tool) => !has(tool));
  return missing.length === 0 ? undefined : `${missing.join(" and ")} not installed (Debian: spin, gcc)`;
}

/** SPIN's verifier of a model, compiled: safety only, and with the partial-order reduction that is its default. */
export function buildVerifier(name: string, model: BenchModel): string {
  const folder = scratch(`spin-${name.replaceAll(/\W+/g, "-")}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "model.pml"), promelaOf(model));
  execFileSync("spin", ["-a", "model.pml"], { cwd: folder, stdio: "ignore" });
  execFileSync("gcc", ["-O2", "-DSAFETY", "-w", "-o", "pan", "pan.c"], { cwd: folder, stdio: "ignore" });
  return join(folder, "pan");
}

/** A table of 2^18 slots: as little memory to clear as these models leave room for. */
export const VERIFIER_OPTIONS = ["-w18", "-m100000"];

/** The states that a verifier stores, and that it found nothing wrong. */
export function statesOf(verifier: string): number {
  const told = execFileSync(verifier, VERIFIER_OPTIONS, { encoding: "utf8" });
  if (!/errors: 0/.test(told)) throw new Error(`SPIN finds an error:\n${told}`);
  return Number(/(\d+) states, stored/.exec(told)?.[1]);
}
