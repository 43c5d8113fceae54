/**
 * Builds what the package ships: JavaScript in `dist/`, and the law and the catalogue as JSON, so
 * that nothing has to be compiled or parsed at start-up.
 */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { makeCatalogue } from "../src/catalogue/catalogue.ts";
import { readLaw } from "../src/catalogue/law.ts";
import { MUTANTS } from "../src/mutants/mutants.ts";

/** Modules that are loaded by their address: by node, or by cucumber. */
const ENTRIES = {
  "cli/mmuspec": "src/cli/mmuspec.ts",
  "steps/index": "steps/index.ts",
  "steps/harness": "steps/harness/index.ts",
  "runner/cucumber-plugin": "src/runner/cucumber-plugin.ts",
  "runner/quiet-formatter": "src/runner/quiet-formatter.ts",
};

rmSync("dist", { recursive: true, force: true });
await build({
  entryPoints: ENTRIES,
  outdir: "dist",
  bundle: true,
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  format: "esm",
  platform: "node",
  target: "node20.19",
  packages: "external",
  logLevel: "warning",
});
chmodSync("dist/cli/mmuspec.js", 0o755);

// What runs in the page of reports: one file, which the page holds.
await build({
  entryPoints: ["src/report/browser/report-page.ts"],
  outfile: "dist/report-page.js",
  bundle: true,
  minify: true,
  charset: "ascii",
  format: "iife",
  platform: "browser",
  target: "es2022",
  logLevel: "warning",
});

const law = readLaw(process.cwd());
mkdirSync("dist", { recursive: true });
writeFileSync("dist/law.json", JSON.stringify(law));
writeFileSync("dist/catalogue.json", `${JSON.stringify(makeCatalogue(law, MUTANTS), null, 2)}\n`);
