import { readFileSync } from "node:fs";
import { compile, type JSONSchema } from "json-schema-to-typescript";

const BANNER = "/* Generated from schemas/ by `npm run generate`. Do not edit. */";

/** Which schemas become which module. */
const MODULES: readonly { schemas: readonly string[]; module: string }[] = [
  { schemas: ["observation", "protocol"], module: "src/port/generated/protocol.ts" },
  {
    schemas: ["manifest", "expectations", "report", "catalogue", "exploration", "trace"],
    module: "src/port/generated/documents.ts",
  },
];

function read(name: string): JSONSchema {
  return JSON.parse(readFileSync(`schemas/${name}.schema.json`, "utf8")) as JSONSchema;
}

/** Every definition of several schema files under one root, with local references. */
function merged(names: readonly string[]): JSONSchema {
  const all: Record<string, JSONSchema> = {};
  for (const name of names) {
    const { $defs = {}, $schema, $id, ...root } = read(name);
    Object.assign(all, $defs);
    if (root.title !== "Protocol" && root.title !== undefined) all[root.title] = root;
  }
  const text = JSON.stringify({ title: "AllShapes", type: "object", $defs: all }).replace(
    /[a-z]+\.schema\.json#/g,
    "#",
  );
  const schema = JSON.parse(text) as JSONSchema & { properties?: object };
  schema.properties = Object.fromEntries(Object.keys(all).map((key) => [key, { $ref: `#/$defs/${key}` }]));
  return schema;
}

/** The generated type modules: path and text. */
export async function generateTypes(): Promise<[string, string][]> {
  const files: [string, string][] = [];
  for (const { schemas, module } of MODULES) {
    const text = await compile(merged(schemas), "AllShapes", {
      bannerComment: BANNER,
      additionalProperties: false,
      unreachableDefinitions: false,
      enableConstEnums: false,
      ignoreMinAndMaxItems: true,
      style: { singleQuote: false, printWidth: 120 },
    });
    files.push([module, text]);
  }
  return files;
}
