import { isCapability } from "../port/capability.ts";
import type { Manifest } from "../port/generated/documents.ts";
import type { Handshake } from "../port/generated/protocol.ts";
import { isProfile } from "../port/profile.ts";

function differences(what: string, meant: readonly string[] | undefined, said: readonly string[]): string[] {
  if (meant === undefined) return [];
  const missing = meant.filter((name) => !said.includes(name));
  const more = said.filter((name) => !meant.includes(name));
  return [
    ...(missing.length > 0 ? [`the manifest names ${what} ${missing.join(", ")}, the handshake does not`] : []),
    ...(more.length > 0 ? [`the handshake names ${what} ${more.join(", ")}, the manifest does not`] : []),
  ];
}

/** Names in a handshake that this suite does not know: of a later suite, or misspelt. */
export function strangerNotes({ profiles, capabilities }: Handshake): string[] {
  const strangers = [
    ...profiles.filter((name) => !isProfile(name)),
    ...capabilities.filter((name) => !isCapability(name)),
  ];
  return strangers.length === 0 ? [] : [`its handshake names what this suite does not know: ${strangers.join(", ")}`];
}

/** Where a manifest and the handshake disagree. */
export function manifestNotes(manifest: Manifest | undefined, handshake: Handshake): string[] {
  if (manifest === undefined) return [];
  return [
    ...differences("profile", manifest.profiles, handshake.profiles),
    ...differences("capability", manifest.capabilities, handshake.capabilities),
  ];
}
