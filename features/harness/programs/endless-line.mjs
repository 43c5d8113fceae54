// 100 MB without a newline.
import { midway } from "./base.mjs";

await midway(() => "x".repeat(100_000_000));
