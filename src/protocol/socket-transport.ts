import { connect, type Socket } from "node:net";
import { implementationFault } from "./implementation-fault.ts";
import { LIMITS } from "./limits.ts";
import { LineInput } from "./line-input.ts";
import { sanitize } from "./sanitize.ts";
import { parseSocketAddress } from "./socket-address.ts";
import type { Incoming, Transport, TransportFactory } from "./transport.ts";

/** A connection to a program that somebody else started, and ends. */
class SocketTransport implements Transport {
  readonly #input: LineInput;

  constructor(private readonly socket: Socket) {
    this.#input = new LineInput(socket, () => this.#ended());
  }

  send(line: string): void {
    if (this.socket.writable) this.socket.write(`${line}\n`);
  }

  receive(withinMs: number): Promise<Incoming | undefined> {
    return this.#input.receive(withinMs);
  }

  partial(): string {
    return this.#input.partial();
  }

  stderr(): string {
    return "";
  }

  async close(): Promise<void> {
    this.socket.end();
    await this.kill();
  }

  async kill(): Promise<void> {
    this.#input.finish({ kind: "closed-stdout", text: "the suite closed the connection" });
    this.socket.destroySoon();
  }

  #ended(): void {
    const half = this.partial();
    const text = "it closed the connection";
    if (half === "") this.#input.finish({ kind: "closed-stdout", text });
    else this.#input.finish({ kind: "partial-line", text: `${text} in the middle of a line: ${sanitize(half)}` });
  }
}

function connected(socket: Socket, target: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (reason: string) => {
      socket.destroy();
      const advice = "Start the implementation first; it has to listen at this address.";
      reject(implementationFault("did-not-start", `could not connect to ${target}: ${reason}`, { advice }));
    };
    const timer = setTimeout(() => failed("no answer"), LIMITS.deadlineMs);
    socket.once("connect", () => {
      clearTimeout(timer);
      resolve();
    });
    socket.once("error", (error) => {
      clearTimeout(timer);
      failed(error.message);
    });
  });
}

/**
 * Connects to a running program: `host:port` or `unix:/path` (see {@link parseSocketAddress}).
 * After a fault it connects anew.
 */
export function socketTransport(address: string): TransportFactory {
  const target = sanitize(address);
  return {
    target,
    async open() {
      const where = parseSocketAddress(address);
      if (where === undefined) throw implementationFault("did-not-start", `${target} is not an address`);
      const socket = connect(where);
      socket.setNoDelay(true);
      await connected(socket, target);
      return new SocketTransport(socket);
    },
  };
}
