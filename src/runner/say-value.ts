/** A result as the features write it: 0, true, EAGAIN, "name", nothing. */
export function sayValue(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  const words = /^(E[A-Z]+|mapped|retry|done|fault|absent|current|stale|zero|one|two)$/;
  if (typeof value === "string" && !words.test(value)) return `"${value}"`;
  return String(value);
}
