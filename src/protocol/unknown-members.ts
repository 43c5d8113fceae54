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

function below(path: string, name: string): string {
  return path === "" ? name : `${path}/${name}`;
}

class Walk {
  readonly found: string[] = [];

  value(shape: Shape, value: unknown, path: string): void {
    if (typeof value !== "object" || value === null) return;
    if (!Array.isArray(value)) this.members(variant(shape, value), value as Record<string, unknown>, path);
    else if (shape.items !== undefined) for (const item of value) this.value(shape.items, item, `${path}[]`);
  }

  members(shape: Shape | undefined, value: Record<string, unknown>, path: string): void {
    if (shape?.members === undefined && shape?.values === undefined) return;
    for (const name in value) {
      const member = value[name];
      const inner = own(shape.members, name) ?? shape.values;
      if (inner === undefined) this.drop(value, name, below(path, name));
      else if (typeof member === "object" && member !== null) {
        this.value(inner, member, below(path, inner === shape.values ? "*" : name));
      }
    }
  }

  drop(value: Record<string, unknown>, name: string, path: string): void {
    this.found.push(path);
    delete value[name];
  }
}

/**
 * Takes the members that the protocol does not know out of a valid answer: whatever they hold,
 * nobody further in has to cope with it.
 *
 * @returns their paths; `[]` stands for any item and `*` for any name.
 */
export function dropUnknownMembers(shape: ResultShape, result: unknown): string[] {
  const walk = new Walk();
  walk.value(SHAPES[shape], result, "");
  return walk.found;
}
