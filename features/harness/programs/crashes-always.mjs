// Does not survive a reset.
import { reference } from "./base.mjs";

await reference((text, { method }) => (method === "reset" ? process.exit(1) : text));
