// Leaves neither at the end of its input nor on SIGTERM.
import { reference } from "./base.mjs";

process.on("SIGTERM", () => undefined);
setInterval(() => undefined, 1000);
await reference();
