import { usage } from "../runner/usage-error.ts";
import { type Architecture, hostDebianArchitecture } from "./architecture.ts";
import { whereIs } from "./tool.ts";

/** Something that has to be there, and the package that brings it. */
export interface Need {
  readonly program: string;
  readonly packages: readonly string[];
  readonly found: string | undefined;
}

function need(programs: readonly string[], packages: readonly string[]): Need {
  const found = programs.map(whereIs).find((path) => path !== undefined);
  return { program: programs[0] as string, packages, found };
}

/** What judging a kernel of an architecture needs, and whether it is there. */
export function needs(architecture: Architecture): Need[] {
  const prefix = architecture.debian === hostDebianArchitecture() ? "" : architecture.prefix;
  return [
    need([architecture.qemu], [architecture.qemuPackage]),
    need([`${prefix}gcc-12`, `${prefix}gcc`], architecture.compilerPackages),
    need([`${prefix}strip`], architecture.compilerPackages),
    need(["make"], ["make"]),
    need(["bc"], ["bc"]),
    need(["xz"], ["xz-utils"]),
    need(["apt-get"], ["apt"]),
    need(["dpkg-deb"], ["dpkg"]),
  ];
}

/** The one command that brings what is missing. */
export function installCommand(missing: readonly Need[]): string {
  const packages = [...new Set(missing.flatMap((one) => one.packages))];
  return `apt-get install --no-install-recommends ${packages.join(" ")}`;
}

/** Throws a usage error that names what is missing and how to get it. */
export function requireTools(architecture: Architecture): void {
  const missing = needs(architecture).filter(({ found }) => found === undefined);
  if (missing.length === 0) return;
  const names = missing.map(({ program }) => program).join(", ");
  throw usage(`this machine lacks ${names}; as root: ${installCommand(missing)}`);
}
