// Sends a request of its own.
import { line, midway } from "./base.mjs";

await midway((text) => line({ id: 1, method: "what_now", params: {} }) + text);
