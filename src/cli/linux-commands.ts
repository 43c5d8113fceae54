import type { Command } from "commander";
import type { Io } from "./io.ts";
import type { RunFlags } from "./run-options.ts";

/** What the options of `run` can be for a Linux kernel. */
export function linuxOptions(command: Command): Command {
  return command
    .option("--kernel <file>", "Linux own/ARCH: the image of a kernel of your own")
    .option("--headers <folder>", "Linux: what a module for that kernel is built against")
    .option("--raw-sections", "Linux: also call functions that the kernel does not export, to open sections")
    .option("--kvm", "Linux: let QEMU use /dev/kvm");
}

/** The ways of `run` that `linux run` has too, added by whoever knows them. */
export type AddOptions = (command: Command) => Command;

/** `mmuspec linux …`. */
export function addLinux(
  program: Command,
  runOptions: AddOptions,
  command: readonly string[] | undefined,
  io: Io,
  exit: { code: number },
): void {
  const linux = program.command("linux").description("judge Linux kernels, in machines of their own (docs/linux.md)");
  linux
    .command("build <kernels...>")
    .description("fetch the packages of kernels such as 6.12/arm64, and build module and agent for them")
    .option("--update", "look for newer builds of the series")
    .action(async (kernels: string[], flags) => {
      exit.code = await (await import("./linux-verb.ts")).linuxBuildVerb(kernels, flags, io);
    });
  const run = linux.command("run <kernel>").description("short for mmuspec run --linux <kernel>");
  run.option("--deadline <seconds>", "how long one answer may take (default: 60)");
  run.option("--seed <number>", "rename threads and subscribers and move addresses");
  runOptions(run).action(async (kernel: string, flags: RunFlags) => {
    exit.code = await (await import("./run-verb.ts")).runVerb({ ...flags, linux: kernel }, command, io);
  });
  linux
    .command("doctor [architectures...]")
    .description("say what is missing here, and the one command that installs it")
    .action(async (architectures: string[]) => {
      const names = architectures.length === 0 ? ["x86_64", "arm64"] : architectures;
      exit.code = (await import("./linux-verb.ts")).linuxDoctorVerb(names, io);
    });
  for (const verb of linux.commands) verb.copyInheritedSettings(program);
}
