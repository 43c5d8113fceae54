import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { operationNames } from "../../src/port/operation.ts";
import { bareSchema } from "./bare-schema.ts";
import { operationsSchema } from "./operations-schema.ts";

type Shapes = Readonly<Record<string, string>>;

const FILES = ["observation", "protocol", "manifest", "expectations", "report", "catalogue", "exploration", "trace"];

/** What goes over the port: every run needs these. */
const MESSAGES: Shapes = {
  handshake: "protocol.schema.json#/$defs/Handshake",
  observation: "observation.schema.json",
  mmAnswer: "protocol.schema.json#/$defs/MmAnswer",
  subscriptionsAnswer: "protocol.schema.json#/$defs/SubscriptionsAnswer",
  intervalAnswer: "protocol.schema.json#/$defs/IntervalAnswer",
  tableAnswer: "protocol.schema.json#/$defs/TableAnswer",
  odpContextAnswer: "protocol.schema.json#/$defs/OdpContextAnswer",
  umemAnswer: "protocol.schema.json#/$defs/UmemAnswer",
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
  runParams: "protocol.schema.json#/$defs/RunParams",
  runAnswer: "protocol.schema.json#/$defs/RunAnswer",
};

/** The files of the kit: read or written now and then, so that they are a module of their own. */
const DOCUMENTS: Shapes = {
  manifest: "manifest.schema.json",
  expectations: "expectations.schema.json",
  report: "report.schema.json",
  catalogue: "catalogue.schema.json",
  exploration: "exploration.schema.json",
  traceHead: "trace.schema.json#/$defs/TraceHead",
  traceEvent: "trace.schema.json#/$defs/TraceEvent",
};

const ROOT = "https://mmuspec.dev/schemas/";
const HEAD = "/* Generated from schemas/ by `npm run generate`. Do not edit. */\n";
const TYPES = `export interface ValidationError { instancePath: string; schemaPath: string; keyword: string; params: Record<string, unknown>; message?: string }
export interface Validator { (data: unknown): boolean; errors?: ValidationError[] | null }
`;

function instance(): Ajv2020 {
  const ajv = new Ajv2020({
    code: { source: true, esm: true, lines: false },
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    // Of the shapes of an event only the one that is meant is tried: faster, and its errors say what is wrong.
    discriminator: true,
    validateSchema: true,
    // Names and addresses are checked in place; whatever is larger is a function that all share.
    inlineRefs: 3,
  });
  // Keeping account of what was evaluated doubles the time; no schema here asks for it (a test sees to that).
  ajv.opts.unevaluated = false;
  for (const file of FILES) ajv.addSchema(bare(JSON.parse(readFileSync(`schemas/${file}.schema.json`, "utf8"))));
  ajv.addSchema(bare(operationsSchema()));
  return ajv;
}

function bare(schema: unknown): object {
  return bareSchema(schema) as object;
}

/** Operations with the same arguments share a validator: each operation's name, and whose validator it uses. */
function sharedOperations(): ReadonlyMap<string, string> {
  const { $defs } = bare(operationsSchema()) as { $defs: Record<string, unknown> };
  const first = new Map<string, string>();
  return new Map(
    operationNames.map((op) => {
      const shape = JSON.stringify($defs[op]);
      if (!first.has(shape)) first.set(shape, op);
      return [op, first.get(shape) ?? op];
    }),
  );
}

/**
 * Counts a string's code points only if it is long enough for that to matter: a string has at least as many UTF-16
 * units as code points, and none of either if it is empty. (Counting took half of the time of a validation.)
 */
function countRarely(source: string): string {
  return source
    .replace(/(func\d+)\((\w+)\) > (\d+)/g, "$2.length > $3 && $1($2) > $3")
    .replace(/func\d+\((\w+)\) < 1\b/g, "$1.length < 1");
}

async function bundle(contents: string): Promise<string> {
  const bundled = await build({
    stdin: { contents, resolveDir: process.cwd(), loader: "js" },
    bundle: true,
    preserveSymlinks: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["main"],
    minify: true,
  });
  return HEAD + (bundled.outputFiles[0]?.text ?? "");
}

/** Compiles some shapes to one self-contained module; an alias is exported under a further name. */
function compile(shapes: Shapes, aliases: readonly (readonly [string, string])[]): Promise<string> {
  const references = Object.entries(shapes).map(([name, ref]) => [name, ROOT + ref]);
  const source = (standalone as unknown as typeof standalone.default)(instance(), Object.fromEntries(references));
  const more = aliases.map(([name, other]) => `\nexport const ${name} = ${other};`);
  return bundle(countRarely(source) + more.join(""));
}

function declare(names: readonly string[]): string {
  return names.map((name) => `export declare const ${name}: Validator;\n`).join("");
}

/** The compiled validators as two self-contained modules, and their types. */
export async function generateValidators(): Promise<[string, string][]> {
  const operations = [...sharedOperations()];
  const own = operations.filter(([op, other]) => op === other).map(([op]) => op);
  const aliases = operations.filter(([op, other]) => op !== other);
  const references = own.map((op) => [`op_${op}`, `operations.schema.json#/$defs/${op}`]);
  const shapes: Shapes = { ...MESSAGES, ...Object.fromEntries(references) };
  const messages = await compile(
    shapes,
    aliases.map(([op, other]) => [`op_${op}`, `op_${other}`]),
  );
  const names = [...Object.keys(MESSAGES), ...operationNames.map((op) => `op_${op}`)];
  const documentTypes = `import type { Validator } from "./validators.js";\n${declare(Object.keys(DOCUMENTS))}`;
  const at = "src/port/generated";
  return [
    [`${at}/validators.js`, messages],
    [`${at}/validators.d.ts`, HEAD + TYPES + declare(names)],
    [`${at}/document-validators.js`, await compile(DOCUMENTS, [])],
    [`${at}/document-validators.d.ts`, HEAD + documentTypes],
  ];
}
