import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../runner/suite.ts";
import { type Architecture, hostDebianArchitecture } from "./architecture.ts";
import { cacheFolder } from "./cache.ts";
import { cpio } from "./cpio.ts";
import { type KernelId, kernelWords } from "./kernel-id.ts";
import { type KernelFiles, kernelFiles } from "./packages.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { runTool, whereIs } from "./tool.ts";

/** What a machine is started with. */
export interface Image {
  readonly kernel: string;
  readonly initrd: string;
  readonly release: string;
}

function sourceFolder(...parts: readonly string[]): string {
  return join(packageRoot(), "adapters", ...parts);
}

function sourceFiles(ending: string, ...folder: readonly string[]): string[] {
  const path = sourceFolder(...folder);
  const names = readdirSync(path).filter((name) => name.endsWith(ending));
  return names.sort().map((name) => join(path, name));
}

/** What the agent is made of: its own files, and JSON, JSON-RPC and the counts of outcomes of the adapter in C. */
function agentSources(): string[] {
  return [
    ...sourceFiles(".c", "linux", "agent"),
    ...sourceFiles(".c", "c", "src", "base"),
    sourceFolder("c", "src", "harness", "histogram.c"),
    sourceFolder("c", "src", "harness", "rpc.c"),
  ];
}

/** Whatever these files become by compiling: with every header that they may include. */
function sourcesHash(files: KernelFiles): string {
  const hash = createHash("sha256").update(files.kernel);
  const headers = ["linux/agent", "c/src/base", "c/src/harness"].flatMap((folder) => sourceFiles(".h", folder));
  const all = [...agentSources(), ...headers, ...sourceFiles("", "linux", "module")];
  for (const path of all) hash.update(readFileSync(path));
  return hash.digest("hex").slice(0, 12);
}

/** A tool of the compiler for an architecture: with a prefix on a machine of another one. */
function compilerTool(architecture: Architecture, name: string): string {
  const prefix = architecture.debian === hostDebianArchitecture() ? "" : architecture.prefix;
  return `${prefix}${name}`;
}

/** The version that Debian 12 builds its kernels with, if it is there. */
export function compiler(architecture: Architecture): string {
  const old = compilerTool(architecture, "gcc-12");
  return whereIs(old) === undefined ? compilerTool(architecture, "gcc") : old;
}

async function buildModule(files: KernelFiles, architecture: Architecture, folder: string): Promise<void> {
  cpSync(sourceFolder("linux", "module"), join(folder, "module"), { recursive: true });
  await runTool(
    "make",
    [
      "-s",
      "-C",
      files.headers,
      `M=${join(folder, "module")}`,
      `ARCH=${architecture.kbuild}`,
      ...(architecture.debian === hostDebianArchitecture() ? [] : [`CROSS_COMPILE=${architecture.prefix}`]),
      `CC=${compiler(architecture)}`,
      "CONFIG_DEBUG_INFO_BTF_MODULES=", // else it wants pahole
      `-j${availableParallelism()}`,
      "modules",
    ],
    { temporary: folder },
  );
  await runTool(compilerTool(architecture, "strip"), ["--strip-debug", join(folder, "module", "mmuspec.ko")]);
}

/** Position-independent, so that it stays out of the way of the low addresses that scenarios use. */
async function buildAgent(architecture: Architecture, folder: string): Promise<void> {
  const flags = ["-O2", "-static-pie", "-pthread", "-s", `-I${sourceFolder("c", "src")}`];
  await runTool(compiler(architecture), [...flags, "-o", join(folder, "init"), ...agentSources()], {
    temporary: folder,
  });
}

function packInitrd(files: KernelFiles, folder: string): void {
  const read = (path: string) => readFileSync(path);
  const drivers = files.drivers.map((path) => ({ name: path.slice(path.lastIndexOf("/") + 1), data: read(path) }));
  const init = { name: "init", data: read(join(folder, "init")), executable: true };
  const module = { name: "mmuspec.ko", data: read(join(folder, "module", "mmuspec.ko")) };
  writeFileSync(join(folder, "initrd.cpio"), cpio([init, module, ...drivers]));
}

/** Builds what a kernel is judged with, or takes it from the cache. */
export async function buildImage(id: KernelId, say: (what: string) => void, update = false): Promise<Image> {
  const files = await kernelFiles(id, say, update);
  const name = `${files.release}-${sourcesHash(files)}`;
  const done = join(cacheFolder("images"), name);
  const image = { kernel: files.kernel, initrd: join(done, "initrd.cpio"), release: files.release };
  if (existsSync(image.initrd)) return image;
  say(`building module and agent for Linux ${kernelWords(id)}`);
  const folder = `${done}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const remove = temporaryFolder(folder);
  try {
    await buildModule(files, id.architecture, folder);
    await buildAgent(id.architecture, folder);
    packInitrd(files, folder);
    rmSync(join(folder, "module"), { recursive: true });
    if (!existsSync(done)) renameSync(folder, done);
  } finally {
    remove();
  }
  return image;
}
