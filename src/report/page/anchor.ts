/** An id that can stand in an address and in an attribute, whatever a report calls its rules. */
export function anchor(id: string): string {
  return id.replace(/[^A-Za-z0-9._-]/g, "_");
}
