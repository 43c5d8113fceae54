/** What differs between the architectures that a kernel can be built and booted for. */
export interface Architecture {
  /** The kernel's word for it (uname -m). */
  readonly name: "x86_64" | "arm64";
  /** Debian's word. */
  readonly debian: "amd64" | "arm64";
  /** The kernel build's word. */
  readonly kbuild: "x86" | "arm64";
  /** What the names of its compiler begin with on a machine of another architecture. */
  readonly prefix: string;
  readonly qemu: string;
  readonly machine: string;
  readonly cpu: readonly string[];
  readonly memory: string;
  readonly console: string;
  readonly qemuPackage: string;
  readonly compilerPackages: readonly string[];
}

const X86_64: Architecture = {
  name: "x86_64",
  debian: "amd64",
  kbuild: "x86",
  prefix: "x86_64-linux-gnu-",
  qemu: "qemu-system-x86_64",
  machine: "q35",
  cpu: [],
  memory: "256M",
  console: "ttyS0",
  qemuPackage: "qemu-system-x86",
  compilerPackages: ["gcc-12", "libc6-dev", "binutils"],
};

/** A Cortex-A57: newer ones set the dirty bit themselves and take no fault for it. */
const ARM64: Architecture = {
  name: "arm64",
  debian: "arm64",
  kbuild: "arm64",
  prefix: "aarch64-linux-gnu-",
  qemu: "qemu-system-aarch64",
  machine: "virt",
  cpu: ["-cpu", "cortex-a57"],
  memory: "384M",
  console: "ttyAMA0",
  qemuPackage: "qemu-system-arm",
  compilerPackages: ["gcc-12-aarch64-linux-gnu", "binutils-aarch64-linux-gnu", "libc6-dev-arm64-cross"],
};

export const ARCHITECTURES: readonly Architecture[] = [X86_64, ARM64];

/** Found by any of its names; undefined for another one. */
export function findArchitecture(name: string): Architecture | undefined {
  return ARCHITECTURES.find((one) => one.name === name || one.debian === name);
}

/** That of this machine, as Debian calls it. */
export function hostDebianArchitecture(): string {
  return process.arch === "x64" ? "amd64" : process.arch;
}
