import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import type { Implementation } from "../port/implementation.ts";
import { serveStream } from "./serve-stream.ts";
import type { SocketAddress } from "./socket-address.ts";

/** A listening service. */
export interface SocketService {
  /** Where it listens, as `--connect` takes it; with the port that was given for port 0. */
  readonly address: string;
  /** Stops listening, and ends every connection. */
  close(): Promise<void>;
}

function words(bound: ReturnType<ReturnType<typeof createServer>["address"]>): string {
  if (bound === null || typeof bound === "string") return `unix:${bound ?? ""}`;
  return bound.family === "IPv6" ? `[${bound.address}]:${bound.port}` : `${bound.address}:${bound.port}`;
}

/**
 * Listens at an address; every connection gets an implementation of its own.
 *
 * @throws the error of the operating system if the address cannot be listened at.
 */
export async function serveSocket(create: () => Implementation, address: SocketAddress): Promise<SocketService> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.setNoDelay(true);
    socket.once("close", () => open.delete(socket));
    void serveStream(create(), socket, socket).finally(() => socket.destroySoon());
  });
  server.listen(address);
  await once(server, "listening");
  return {
    address: words(server.address()),
    async close() {
      for (const socket of open) socket.destroy();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}
