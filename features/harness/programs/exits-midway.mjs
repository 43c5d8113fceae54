// Takes a failed assertion for a reason to leave.
import { midway } from "./base.mjs";

await midway(() => {
  process.stderr.write("assertion failed: seq is odd\n");
  process.exit(3);
});
