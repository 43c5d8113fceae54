import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { protocolTables } from "./protocol-tables.ts";

const FOLDER = "scripts/generate/protocol";
const MARKER = /\{\{([a-z ]+)\}\}/g;

/** The prose, in the order of the file names, with markers where tables go. */
function prose(): string {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith(".md"));
  return files
    .sort()
    .map((name) => readFileSync(join(FOLDER, name), "utf8"))
    .join("\n");
}

/**
 * docs/protocol.md: the prose of scripts/generate/protocol, with tables that follow from the
 * tables of src/port and from the schemas. A marker without a table, and a table without a
 * marker, are errors.
 */
export function protocolDocument(): string {
  const tables = protocolTables();
  const used = new Set<string>();
  const text = prose().replace(MARKER, (marker, name: string) => {
    const table = tables[name];
    if (table === undefined) throw new Error(`the protocol's prose has a marker without a table: ${marker}`);
    used.add(name);
    return table;
  });
  const idle = Object.keys(tables).filter((name) => !used.has(name));
  if (idle.length > 0) throw new Error(`the protocol's prose has no marker for: ${idle.join(", ")}`);
  return `${text.trimEnd()}\n`;
}
