/**
 * Generates what follows from the tables and schemas:
 *   schemas/operations.schema.json   from src/port/operation.ts
 *   src/port/generated/*.ts          types, from schemas/
 *   docs/defects.md                  from src/catalogue/defects.ts
 *   docs/phrases.md                  from the step definitions, and the features
 *   docs/sources/*.md                from src/catalogue/sources and the features
 *   docs/rules/*.md                  from the features, the mutants and src/catalogue
 *   src/port/generated/members.ts    the members of every answer, from schemas/
 *   src/port/generated/validators.js ahead-of-time validators, from schemas/
 * With --check it writes nothing and fails if a committed file is not current.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { defectsDocument } from "./generate/defects.ts";
import { generateMembers } from "./generate/members.ts";
import { operationsSchema } from "./generate/operations-schema.ts";
import { phrasesDocument } from "./generate/phrases.ts";
import { protocolDocument } from "./generate/protocol-document.ts";
import { rulePages } from "./generate/rule-pages.ts";
import { sourcePages } from "./generate/source-pages.ts";
import { generateTypes } from "./generate/types.ts";
import { generateValidators } from "./generate/validators.ts";

const check = process.argv.includes("--check");
const stale: string[] = [];

function put(path: string, text: string): void {
  let old = "";
  try {
    old = readFileSync(path, "utf8");
  } catch {
    // not there yet
  }
  if (old === text) return;
  if (check) stale.push(path);
  else writeFileSync(path, text);
}

mkdirSync("src/port/generated", { recursive: true });
put("schemas/operations.schema.json", `${JSON.stringify(operationsSchema(), null, 2)}\n`);
for (const [path, text] of await generateTypes()) put(path, text);
for (const [path, text] of await generateValidators()) put(path, text);
put("src/port/generated/members.ts", generateMembers());
put("docs/protocol.md", protocolDocument());
put("docs/defects.md", defectsDocument());
put("docs/phrases.md", await phrasesDocument(process.cwd()));
mkdirSync("docs/sources", { recursive: true });
for (const [path, text] of sourcePages()) put(path, text);
mkdirSync("docs/rules", { recursive: true });
for (const [path, text] of rulePages()) put(path, text);

if (stale.length > 0) {
  process.stderr.write(`not current: ${stale.join(", ")}\nrun: npm run generate\n`);
  process.exitCode = 1;
}
