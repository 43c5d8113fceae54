// Starts a helper in a session of its own (setsid) and forgets it.
import { spawn } from "node:child_process";
import { reference } from "./base.mjs";

spawn("sleep", ["600"], { stdio: "ignore", detached: true }).unref();
await reference();
process.exit(0);
