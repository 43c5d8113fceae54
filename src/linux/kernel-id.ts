import { usage } from "../runner/usage-error.ts";
import { type Architecture, findArchitecture } from "./architecture.ts";

/** Which kernel is meant: a series that Debian has packages of, or somebody's own. */
export interface KernelId {
  /** `6.12`, or `own`. */
  readonly series: string;
  readonly architecture: Architecture;
  /** A kernel of the user's own: the image, and the headers to build a module against. */
  readonly own?: { readonly kernel: string; readonly headers: string };
}

/** As `6.12/arm64`. */
export function kernelWords({ series, architecture }: KernelId): string {
  return `${series}/${architecture.name}`;
}

/** Reads `6.12/arm64`; without an architecture it is x86_64. */
export function parseKernelId(text: string, own?: { kernel: string; headers: string }): KernelId {
  const [series = "", name = "x86_64", more] = text.split("/");
  const architecture = findArchitecture(name);
  if (architecture === undefined || more !== undefined || !/^(\d+\.\d+|own)$/.test(series)) {
    throw usage(`a kernel is named as 6.12/x86_64, 6.12/arm64, 6.1/x86_64 or 6.1/arm64; ${text} is not that`);
  }
  return { series, architecture, ...(own === undefined ? {} : { own }) };
}
