import { type Architecture, findArchitecture } from "../linux/architecture.ts";
import { buildImage } from "../linux/build.ts";
import { installCommand, type Need, needs, requireTools } from "../linux/doctor.ts";
import { kernelWords, parseKernelId } from "../linux/kernel-id.ts";
import { usage } from "../runner/usage-error.ts";
import { endOnSignal } from "./interrupt.ts";
import type { Io } from "./io.ts";

/** Builds the module and the agent for kernels, and says where they are. */
export async function linuxBuildVerb(names: readonly string[], flags: { update?: boolean }, io: Io): Promise<number> {
  const signals = endOnSignal();
  for (const name of names) {
    const kernel = parseKernelId(name);
    requireTools(kernel.architecture);
    const image = await buildImage(kernel, (what) => io.err(`mmuspec: ${what}\n`), flags.update === true);
    io.out(`${kernelWords(kernel)}: Linux ${image.release}\n  kernel ${image.kernel}\n  initrd ${image.initrd}\n`);
  }
  signals.done();
  return 0;
}

function needLine({ program, packages, found }: Need): string {
  return found === undefined
    ? `  missing  ${program} (package ${packages.join(", ")})\n`
    : `  there    ${program}: ${found}\n`;
}

function report(architecture: Architecture, io: Io): Need[] {
  const all = needs(architecture);
  io.out(`For kernels of ${architecture.name}:\n${all.map(needLine).join("")}`);
  return all.filter(({ found }) => found === undefined);
}

/** Says what is missing on this machine, and the one command that installs it. */
export function linuxDoctorVerb(names: readonly string[], io: Io): number {
  const architectures = names.map((name) => {
    const found = findArchitecture(name);
    if (found === undefined) throw usage(`an architecture is x86_64 or arm64; ${name} is neither`);
    return found;
  });
  const missing = architectures.flatMap((architecture) => report(architecture, io));
  if (missing.length === 0) {
    io.out("Nothing is missing. Packages of kernels are fetched with apt when they are first needed.\n");
    return 0;
  }
  io.out(`As root:\n  ${installCommand(missing)}\n`);
  return 2;
}
