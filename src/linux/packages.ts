import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { usage } from "../runner/usage-error.ts";
import { AptView } from "./apt-view.ts";
import { hostDebianArchitecture } from "./architecture.ts";
import { cacheFolder } from "./cache.ts";
import { type KernelId, kernelWords } from "./kernel-id.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { runTool } from "./tool.ts";

/** What a kernel is built on and booted from. */
export interface KernelFiles {
  /** The image. */
  readonly kernel: string;
  /** The headers that a module is built against. */
  readonly headers: string;
  /** The drivers that its virtio port needs, in the order in which they are loaded. */
  readonly drivers: readonly string[];
  /** Names this very kernel. */
  readonly release: string;
}

const DRIVERS = [
  "virtio/virtio_ring.ko",
  "virtio/virtio.ko",
  "virtio/virtio_pci_legacy_dev.ko",
  "virtio/virtio_pci_modern_dev.ko",
  "virtio/virtio_pci.ko",
  "char/virtio_console.ko",
];

/** The name of the newest build of a series: names drift with point releases, metapackages do not. */
async function resolveRelease(id: KernelId, view: AptView): Promise<string> {
  const suffix = `cloud-${id.architecture.debian}`;
  for (const meta of [`linux-image-${id.series}-${suffix}`, `linux-image-${suffix}`]) {
    const found = (await view.depends(meta)).find((name) => name.startsWith(`linux-image-${id.series}.`));
    if (found !== undefined) return found.slice("linux-image-".length, -`-${suffix}`.length);
  }
  throw usage(`the package sources of this machine have no kernel ${kernelWords(id)}`);
}

function kbuildVersion(abi: string): string {
  // Debian 12's own kernel has one kbuild for all its builds.
  return abi.startsWith("6.1.0-") ? "6.1" : abi;
}

async function fetchAndUnpack(abi: string, id: KernelId, view: AptView, folder: string): Promise<void> {
  const { debian } = id.architecture;
  const debs = join(folder, "debs");
  mkdirSync(debs, { recursive: true });
  await view.download(
    [`linux-image-${abi}-cloud-${debian}`, `linux-headers-${abi}-cloud-${debian}`, `linux-headers-${abi}-common`],
    debs,
  );
  // The tools of the build run on this machine.
  await new AptView(hostDebianArchitecture()).download([`linux-kbuild-${kbuildVersion(abi)}`], debs);
  for (const deb of readdirSync(debs)) await runTool("dpkg-deb", ["-x", join(debs, deb), join(folder, "root")]);
  rmSync(debs, { recursive: true, force: true });
}

/** The Makefile of the headers names a folder of an installed package. */
function relocate(headers: string, root: string): void {
  const makefile = join(headers, "Makefile");
  writeFileSync(makefile, readFileSync(makefile, "utf8").replace(/^include \/usr\/src\//m, `include ${root}/usr/src/`));
}

function filesIn(abi: string, id: KernelId, folder: string): KernelFiles {
  const root = join(folder, "root");
  const name = `${abi}-cloud-${id.architecture.debian}`;
  const drivers = join(root, "lib/modules", name, "kernel/drivers");
  return {
    kernel: join(root, "boot", `vmlinuz-${name}`),
    headers: join(root, "usr/src", `linux-headers-${name}`),
    drivers: DRIVERS.map((path) => join(drivers, path)).filter((path) => existsSync(path)),
    release: name,
  };
}

/** Into a folder that is whole, or not there: it has its name only when it is finished. */
async function fetchPackages(abi: string, id: KernelId, view: AptView, folder: string): Promise<void> {
  const unfinished = `${folder}.${process.pid}`;
  const remove = temporaryFolder(unfinished);
  try {
    await fetchAndUnpack(abi, id, view, unfinished);
    relocate(filesIn(abi, id, unfinished).headers, join(folder, "root"));
    writeFileSync(join(unfinished, "done"), "");
    if (existsSync(join(folder, "done"))) return;
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  } finally {
    remove();
  }
}

/** The release that was resolved last, so that a cached kernel needs no network. */
async function releaseOf(id: KernelId, view: AptView, say: (what: string) => void, update: boolean): Promise<string> {
  const note = join(cacheFolder("releases"), kernelWords(id).replace("/", "-"));
  const known = !update && existsSync(note) ? readFileSync(note, "utf8") : "";
  if (known !== "") return known;
  say(`asking which release of Linux ${kernelWords(id)} Debian has`);
  const abi = await resolveRelease(id, view);
  writeFileSync(note, abi);
  return abi;
}

/** The files of a kernel: the user's own, or those of Debian's packages, from the cache if they are there. */
export async function kernelFiles(id: KernelId, say: (what: string) => void, update = false): Promise<KernelFiles> {
  if (id.own !== undefined) return { ...id.own, drivers: [], release: `own-${id.architecture.name}` };
  const view = new AptView(id.architecture.debian);
  const abi = await releaseOf(id, view, say, update);
  const folder = cacheFolder("packages", `${abi}-${id.architecture.debian}`);
  if (!existsSync(join(folder, "done"))) {
    say(`fetching the packages of Linux ${abi} (${id.architecture.name})`);
    await fetchPackages(abi, id, view, folder);
  }
  return filesIn(abi, id, folder);
}
