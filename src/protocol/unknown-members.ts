import { SHAPES, type Shape } from "../port/generated/members.ts";
import type { ResultShape } from "./shapes.ts";

function own(table: Readonly<Record<string, Shape>> | undefined, name: string): Shape | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The shape of an event is found by its name. */
function variant(shape: Shape, value: object): Shape | undefined {
  const { event } = value as { event?: unknown };
  return shape.by === undefined ? shape : own(shape.by, String(event));
}

class Walk {
  readonly found: string[] = [];

  value(shape: Shape, value: unknown, path: string): void {
    if (typeof value !== "object" || value === null) return;
    if (!Array.isArray(value)) this.members(variant(shape, value), value, path);
    else if (shape.items !== undefined) for (const item of value) this.value(shape.items, item, `${path}[]`);
  }

  members(shape: Shape | undefined, value: object, path: string): void {
    if (shape?.members === undefined && shape?.values === undefined) return;
    const prefix = path === "" ? "" : `${path}/`;
    for (const [name, member] of Object.entries(value)) {
      const inner = own(shape.members, name);
      if (inner !== undefined) this.value(inner, member, `${prefix}${name}`);
      else if (shape.values !== undefined) this.value(shape.values, member, `${prefix}*`);
      else this.found.push(`${prefix}${name}`);
    }
  }
}

/**
 * The members of a valid answer that the protocol does not know, as paths; `[]` stands for any
 * item and `*` for any name.
 */
export function unknownMembers(shape: ResultShape, result: unknown): string[] {
  const walk = new Walk();
  walk.value(SHAPES[shape], result, "");
  return walk.found;
}
