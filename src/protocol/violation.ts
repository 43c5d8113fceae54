import type { ValidationError, Validator } from "../port/generated/validators.js";
import { sanitize } from "./sanitize.ts";

/** The value at a JSON pointer. */
function valueAt(data: unknown, pointer: string): unknown {
  let value = data;
  for (const key of pointer.split("/").slice(1)) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[key.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return value;
}

/**
 * The error that tells an author most. A choice between shapes reports each shape that does not
 * fit; where a discriminating member (`const`, `enum`) does fit, the other error of that shape is
 * the one, and where none fits the choice itself is.
 */
function best(errors: readonly ValidationError[]): ValidationError | undefined {
  const choice = errors.find((error) => error.keyword === "oneOf" || error.keyword === "anyOf");
  if (choice === undefined) return errors[0];
  const inside = errors.filter((error) => error.instancePath.length > choice.instancePath.length);
  return inside.find((error) => error.keyword !== "const" && error.keyword !== "enum") ?? choice;
}

/** What a validator objects to, in words with the offending value; undefined if it does not. */
export function violation(validate: Validator, data: unknown, where: string): string | undefined {
  if (validate(data)) return undefined;
  const error = best(validate.errors ?? []);
  const path = error?.instancePath ?? "";
  const value = JSON.stringify(valueAt(data, path)) ?? "nothing";
  return `${where}${sanitize(path, { max: 200 })} ${error?.message ?? "is invalid"}: ${sanitize(value, { max: 200 })}`;
}
