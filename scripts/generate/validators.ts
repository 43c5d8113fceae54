import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { OPERATIONS, operationNames } from "../../src/port/operation.ts";
import { operationsSchema } from "./operations-schema.ts";

const FILES = ["observation", "protocol", "manifest", "expectations", "report", "catalogue"];
const SHAPES: Readonly<Record<string, string>> = {
  handshake: "protocol.schema.json#/$defs/Handshake",
  observation: "observation.schema.json",
  mmAnswer: "protocol.schema.json#/$defs/MmAnswer",
  subscriptionsAnswer: "protocol.schema.json#/$defs/SubscriptionsAnswer",
  intervalAnswer: "protocol.schema.json#/$defs/IntervalAnswer",
  tableAnswer: "protocol.schema.json#/$defs/TableAnswer",
  empty: "protocol.schema.json#/$defs/Empty",
  initializeParams: "protocol.schema.json#/$defs/InitializeParams",
  resetParams: "protocol.schema.json#/$defs/ResetParams",
  defineSubscriberParams: "protocol.schema.json#/$defs/DefineSubscriberParams",
  defineTableParams: "protocol.schema.json#/$defs/DefineTableParams",
  scriptParams: "protocol.schema.json#/$defs/ScriptParams",
  callParams: "protocol.schema.json#/$defs/CallParams",
  openParams: "protocol.schema.json#/$defs/OpenParams",
  holdParams: "protocol.schema.json#/$defs/HoldParams",
  queryParams: "protocol.schema.json#/$defs/QueryParams",
  manifest: "manifest.schema.json",
  expectations: "expectations.schema.json",
  report: "report.schema.json",
  catalogue: "catalogue.schema.json",
};
const ROOT = "https://mmuspec.dev/schemas/";

function instance(): Ajv2020 {
  const ajv = new Ajv2020({
    code: { source: true, esm: true, lines: false },
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    // Of the shapes of an event only the one that is meant is tried: faster, and its errors say what is wrong.
    discriminator: true,
    validateSchema: true,
  });
  for (const file of FILES) ajv.addSchema(JSON.parse(readFileSync(`schemas/${file}.schema.json`, "utf8")) as object);
  ajv.addSchema(operationsSchema());
  return ajv;
}

/** The compiled validators as one self-contained module, and its types. */
export async function generateValidators(): Promise<[string, string][]> {
  const ajv = instance();
  const exports: Record<string, string> = {};
  for (const [name, ref] of Object.entries(SHAPES)) {
    ajv.addSchema({ $id: `${ROOT}use/${name}`, $ref: `${ROOT}${ref}` });
    exports[name] = `${ROOT}use/${name}`;
  }
  for (const op of operationNames) {
    ajv.addSchema({ $id: `${ROOT}use/op-${op}`, $ref: `${ROOT}operations.schema.json#/$defs/${op}` });
    exports[`op_${op}`] = `${ROOT}use/op-${op}`;
  }
  const source = (standalone as unknown as typeof standalone.default)(ajv, exports);
  const bundled = await build({
    stdin: { contents: source, resolveDir: process.cwd(), loader: "js" },
    bundle: true,
    preserveSymlinks: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["main"],
    minifyWhitespace: true,
    minifySyntax: true,
  });
  const names = [...Object.keys(SHAPES), ...Object.keys(OPERATIONS).map((op) => `op_${op}`)];
  const types = [
    "/* Generated from schemas/ by `npm run generate`. Do not edit. */",
    "export interface ValidationError { instancePath: string; schemaPath: string; keyword: string; params: Record<string, unknown>; message?: string }",
    "export interface Validator { (data: unknown): boolean; errors?: ValidationError[] | null }",
    ...names.map((name) => `export declare const ${name}: Validator;`),
    "",
  ].join("\n");
  const text = bundled.outputFiles[0]?.text ?? "";
  return [
    [
      "src/port/generated/validators.js",
      `/* Generated from schemas/ by \`npm run generate\`. Do not edit. */\n${text}`,
    ],
    ["src/port/generated/validators.d.ts", types],
  ];
}
