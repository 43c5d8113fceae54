import { readFileSync } from "node:fs";
import { code, codes, table } from "./markdown.ts";

/** A JSON Schema, as far as the document shows it. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

/** The schemas of the wire. */
export function readSchema(name: string): Schema {
  return JSON.parse(readFileSync(`schemas/${name}.schema.json`, "utf8")) as Schema;
}

/** A definition of a schema. */
export function definition(schema: Schema, name: string): Schema {
  const found = schema.$defs?.[name];
  if (found === undefined) throw new Error(`no such definition: ${name}`);
  return found;
}

/** What a `$ref` points to is shown by its last word. */
function referenced(ref: string): string {
  return ref.split("/").at(-1)?.replace(".schema.json", "") ?? ref;
}

const WORDS: Readonly<Record<string, string>> = {
  Name: "name",
  Address: "address",
  Value: "value",
  Wait: "wait (below)",
  observation: "observation",
};

/** The type of a member in a few words. */
export function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return WORDS[referenced(schema.$ref)] ?? referenced(schema.$ref);
  if (schema.const !== undefined) return code(String(schema.const));
  if (schema.enum !== undefined) return schema.enum.map(code).join(" or ");
  if (schema.type === "array") return `list of ${schema.items === undefined ? "values" : typeOf(schema.items)}`;
  if (schema.oneOf !== undefined) return "object";
  return schema.type ?? "value";
}

/** Members in rows: name, type, whether it has to be there, meaning. Objects inside are flattened. */
export function memberRows(schema: Schema, prefix = ""): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const needed = schema.required?.includes(name) === true ? "yes" : "";
    const row = [code(prefix + name), typeOf(member), needed, member.description ?? ""];
    return member.properties === undefined ? [row] : [row, ...memberRows(member, `${prefix}${name}.`)];
  });
}

/** A table of members; in words where there are none. */
export function memberTable(schema: Schema): string {
  const rows = memberRows(schema);
  if (rows.length === 0) return "No members.";
  return table(["member", "type", "required", "meaning"], rows);
}

/** A choice between objects: a row each, with its members. */
export function variantTable(schema: Schema, by: string): string {
  const rows = (schema.oneOf ?? []).map((variant) => {
    const { [by]: key, ...others } = variant.properties ?? {};
    const members = Object.entries(others).map(([name, member]) => `${code(name)} (${typeOf(member)})`);
    const texts = Object.values(others).map((member) => member.description);
    const meaning = [variant.description, key?.description, ...texts].filter((text) => text !== undefined);
    return [typeOf(key ?? {}), members.join(", "), meaning.join(" ")];
  });
  return table([code(by), "members", "meaning"], rows);
}

/** The members of an event: those that have to be there, and the others with a `?`. */
export function eventMembers(schema: Schema): string {
  const names = Object.keys(schema.properties ?? {}).filter((name) => name !== "event");
  return codes(names.map((name) => (schema.required?.includes(name) === true ? name : `${name}?`)));
}
