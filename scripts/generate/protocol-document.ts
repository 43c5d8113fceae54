/** docs/protocol.md, from the tables and schemas. */
export function protocolDocument(): string {
  return "# The protocol\n";
}
