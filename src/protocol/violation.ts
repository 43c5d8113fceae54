import type { Validator } from "../port/generated/validators.js";
import { sanitize, showValue } from "./sanitize.ts";

/** The value at a JSON pointer. */
function valueAt(data: unknown, pointer: string): unknown {
  let value = data;
  for (const key of pointer.split("/").slice(1)) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[key.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return value;
}

/** What a validator objects to, in words with the offending value; undefined if it does not. */
export function violation(validate: Validator, data: unknown, where: string): string | undefined {
  if (validate(data)) return undefined;
  const error = validate.errors?.at(-1); // a choice reports its variants first
  const path = error?.instancePath ?? "";
  const value = showValue(valueAt(data, path), 200);
  return `${where}${sanitize(path, { max: 200 })} ${error?.message ?? "is invalid"}: ${value}`;
}
