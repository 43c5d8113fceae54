// Starts a helper in its own process group and forgets it.
import { spawn } from "node:child_process";
import { reference } from "./base.mjs";

spawn("sleep", ["600"], { stdio: "ignore" }).unref();
await reference();
process.exit(0);
