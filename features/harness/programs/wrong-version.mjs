// Speaks a protocol of the future.
import { reference } from "./base.mjs";

await reference((text) => text.replace('"protocol":1', '"protocol":2'));
