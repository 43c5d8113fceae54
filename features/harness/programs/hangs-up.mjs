// A service on a socket that breaks the connection in the middle of a run. Says where it listens.
import { createServer } from "node:net";
import { midway } from "./base.mjs";

const server = createServer((socket) => {
  socket.on("error", () => undefined);
  void midway(() => void socket.destroy(), socket, socket);
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`127.0.0.1:${server.address().port}\n`));
