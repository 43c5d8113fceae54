/** Keywords whose value is no schema, but names or data. */
const DATA = new Set(["const", "enum", "default", "required", "examples"]);
/** Keywords whose value holds schemas by name. */
const NAMED = new Set(["properties", "patternProperties", "$defs"]);
const WORDS = new Set(["title", "description", "$comment", "examples"]);

/**
 * A schema without the words that are there for people. A compiled validator carries the schemas that it checks, and
 * would carry their prose as well.
 */
export function bareSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(bareSchema);
  if (typeof schema !== "object" || schema === null) return schema;
  const bare = Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
    if (WORDS.has(key)) return [];
    if (DATA.has(key)) return [[key, value]];
    return [[key, NAMED.has(key) ? eachOf(value as object) : bareSchema(value)]];
  });
  return Object.fromEntries(bare);
}

function eachOf(schemas: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, bareSchema(schema)]));
}
