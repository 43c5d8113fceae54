/** A file of an archive. */
export interface CpioFile {
  readonly name: string;
  readonly data: Buffer;
  readonly executable?: boolean;
}

const MAGIC = "070701";

function padded(...parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([...parts, Buffer.alloc((4 - (length % 4)) % 4)]);
}

function entry(name: string, mode: number, data: Buffer, inode: number, device: readonly [number, number]): Buffer {
  const nameLength = Buffer.byteLength(name) + 1;
  const fields = [inode, mode, 0, 0, 1, 0, data.length, 0, 0, device[0], device[1], nameLength, 0];
  const header = MAGIC + fields.map((field) => field.toString(16).padStart(8, "0")).join("");
  return Buffer.concat([padded(Buffer.from(`${header}${name}\0`)), padded(data)]);
}

/** An initial file system in the format that the kernel reads (cpio "newc"). */
export function cpio(files: readonly CpioFile[]): Buffer {
  const none = Buffer.alloc(0);
  return Buffer.concat([
    entry("dev", 0o040755, none, 1, [0, 0]),
    // The first program's stdin, stdout and stderr.
    entry("dev/console", 0o020600, none, 2, [5, 1]),
    ...files.map(({ name, data, executable }, n) => entry(name, executable ? 0o100755 : 0o100644, data, n + 3, [0, 0])),
    entry("TRAILER!!!", 0, none, 0, [0, 0]),
  ]);
}
