// Answers a request that was never made.
import { midway } from "./base.mjs";

await midway((text) => text.replace(/"id":\d+/, '"id":4711'));
