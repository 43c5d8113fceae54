import { createReference } from "../reference/create-reference.ts";
import { usage } from "../runner/usage-error.ts";
import type { Io } from "./io.ts";

/** The options of `serve`. */
export interface ServeFlags {
  readonly listen?: string;
}

async function listen(address: string, io: Io): Promise<void> {
  const [{ parseSocketAddress }, { serveSocket }] = await Promise.all([
    import("../protocol/socket-address.ts"),
    import("../protocol/serve-socket.ts"),
  ]);
  const where = parseSocketAddress(address);
  if (where === undefined) throw usage(`--listen takes host:port or unix:/path; ${address} is neither`);
  const service = await serveSocket(createReference, where).catch((error: NodeJS.ErrnoException) => {
    throw usage(`cannot listen at ${address}: ${error.code ?? error.message}`);
  });
  io.err(`the reference listens at ${service.address}\n`);
  await new Promise<void>((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => resolve());
  });
  await service.close();
}

/**
 * `mmuspec serve`: the reference over the wire.
 *
 * @returns the exit code
 */
export async function serveVerb(flags: ServeFlags, io: Io): Promise<number> {
  if (flags.listen !== undefined) await listen(flags.listen, io);
  else {
    const { serveStream } = await import("../protocol/serve-stream.ts");
    await serveStream(createReference(), process.stdin, process.stdout);
  }
  return 0;
}
