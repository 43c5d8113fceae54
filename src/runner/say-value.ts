/** A result as the features write it: 0, true, EAGAIN, "name", nothing. */
export function sayValue(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "string" && !/^(E[A-Z]+|mapped|retry|zero|one|two)$/.test(value)) return `"${value}"`;
  return String(value);
}
