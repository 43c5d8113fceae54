// Crashes, while a helper in a session of its own holds its pipes.
import { spawn } from "node:child_process";
import { midway } from "./base.mjs";

spawn("sleep", ["600"], { stdio: ["ignore", 1, 2], detached: true }).unref();
await midway(() => process.exit(3));
