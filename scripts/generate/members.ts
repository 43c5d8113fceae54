import { readFileSync } from "node:fs";

/** A part of a JSON Schema, as far as members are concerned. */
interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  oneOf?: Schema[];
  const?: string;
  enum?: string[];
}

interface Shape {
  members?: Record<string, Shape>;
  values?: Shape;
  items?: Shape;
  by?: Record<string, Shape>;
}

const FILES: readonly string[] = ["observation", "protocol"];
const SHAPES: Readonly<Record<string, string>> = {
  handshake: "protocol.schema.json#/$defs/Handshake",
  observation: "observation.schema.json#",
  mmAnswer: "protocol.schema.json#/$defs/MmAnswer",
  subscriptionsAnswer: "protocol.schema.json#/$defs/SubscriptionsAnswer",
  intervalAnswer: "protocol.schema.json#/$defs/IntervalAnswer",
  tableAnswer: "protocol.schema.json#/$defs/TableAnswer",
  odpContextAnswer: "protocol.schema.json#/$defs/OdpContextAnswer",
  umemAnswer: "protocol.schema.json#/$defs/UmemAnswer",
  runAnswer: "protocol.schema.json#/$defs/RunAnswer",
  empty: "protocol.schema.json#/$defs/Empty",
};

type Documents = Readonly<Record<string, Schema & { $defs?: Record<string, Schema> }>>;

class Reader {
  constructor(private readonly documents: Documents) {}

  shape(schema: Schema, file: string): Shape {
    if (schema.$ref !== undefined) return this.resolve(schema.$ref, file);
    if (schema.oneOf !== undefined) return { by: this.variants(schema.oneOf, file) };
    const shape: Shape = {};
    if (schema.items !== undefined) shape.items = this.shape(schema.items, file);
    if (typeof schema.additionalProperties === "object") shape.values = this.shape(schema.additionalProperties, file);
    else if (schema.properties !== undefined) shape.members = this.each(schema.properties, file);
    return shape;
  }

  resolve(ref: string, file: string): Shape {
    const [name = "", pointer = ""] = ref.split("#");
    const from = name === "" ? file : name.replace(".schema.json", "");
    const document = this.documents[from];
    const found = pointer === "" ? document : document?.$defs?.[pointer.replace("/$defs/", "")];
    if (found === undefined) throw new Error(`no such definition: ${ref}`);
    return this.shape(found, from);
  }

  each(properties: Record<string, Schema>, file: string): Record<string, Shape> {
    return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, this.shape(schema, file)]));
  }

  /** The variants of a choice, by the value of their member `event`. */
  variants(choice: Schema[], file: string): Record<string, Shape> {
    const all: Record<string, Shape> = {};
    for (const { $ref = "" } of choice) {
      const definition = this.documents[file]?.$defs?.[$ref.replace("#/$defs/", "")];
      const event = definition?.properties?.event;
      for (const value of event?.enum ?? [event?.const ?? ""]) all[value] = this.resolve($ref, file);
    }
    return all;
  }
}

/** src/port/generated/members.ts: the members of every answer. */
export function generateMembers(): string {
  const read = (name: string) => JSON.parse(readFileSync(`schemas/${name}.schema.json`, "utf8")) as Schema;
  const reader = new Reader(Object.fromEntries(FILES.map((name) => [name, read(name)])));
  const shapes = Object.fromEntries(
    Object.entries(SHAPES).map(([name, ref]) => [name, { members: {}, ...reader.resolve(ref, "") }]),
  );
  return `/* Generated from schemas/ by \`npm run generate\`. Do not edit. */
/** What a shape holds: named members, any members of one shape, items, or variants by their \`event\`. */
export interface Shape {
  readonly members?: Readonly<Record<string, Shape>>;
  readonly values?: Shape;
  readonly items?: Shape;
  readonly by?: Readonly<Record<string, Shape>>;
}
/** The shapes of the answers. */
export const SHAPES: Readonly<Record<${Object.keys(SHAPES)
    .map((name) => `"${name}"`)
    .join(" | ")}, Shape>> = ${JSON.stringify(shapes)};
`;
}
