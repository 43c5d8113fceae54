/** Where a socket is: what `net.connect` and `server.listen` take. */
export type SocketAddress = { readonly path: string } | { readonly host: string; readonly port: number };

/**
 * Reads `unix:/path`, `host:port` or `[v6]:port`.
 *
 * @returns undefined if the text is none of them.
 */
export function parseSocketAddress(text: string): SocketAddress | undefined {
  if (text.startsWith("unix:")) return text.length > 5 ? { path: text.slice(5) } : undefined;
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (match === null || port > 65535) return undefined;
  return { host: match[1] ?? match[2] ?? "", port };
}
