/** A fatal check of the kernel: the world ends here. */
export class KernelPanic extends Error {
  override readonly name = "KernelPanic";
}
