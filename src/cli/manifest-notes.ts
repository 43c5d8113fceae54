import type { Manifest } from "../port/generated/documents.ts";
import type { Handshake } from "../port/generated/protocol.ts";

function differences(what: string, meant: readonly string[] | undefined, said: readonly string[]): string[] {
  if (meant === undefined) return [];
  const missing = meant.filter((name) => !said.includes(name));
  const more = said.filter((name) => !meant.includes(name));
  return [
    ...(missing.length > 0 ? [`the manifest names ${what} ${missing.join(", ")}, the handshake does not`] : []),
    ...(more.length > 0 ? [`the handshake names ${what} ${more.join(", ")}, the manifest does not`] : []),
  ];
}

/** Where a manifest and the handshake disagree. */
export function manifestNotes(manifest: Manifest | undefined, handshake: Handshake): string[] {
  if (manifest === undefined) return [];
  return [
    ...differences("profile", manifest.profiles, handshake.profiles),
    ...differences("capability", manifest.capabilities, handshake.capabilities),
  ];
}
