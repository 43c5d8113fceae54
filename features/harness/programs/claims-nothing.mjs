// Its handshake lacks the capabilities.
import { reference } from "./base.mjs";

await reference((text) => text.replace('"capabilities"', '"abilities"'));
