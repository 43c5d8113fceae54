/**
 * Keeps `features/ids.json`, the register of every scenario id ever used. New ids are added; an id
 * that vanished or came back is an error. With --check nothing is written, and a new id is an error too.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { checkIds, type IdRegister } from "../src/catalogue/ids.ts";
import { readLaw } from "../src/catalogue/law.ts";

const PATH = "features/ids.json";

function readRegister(): IdRegister {
  try {
    return JSON.parse(readFileSync(PATH, "utf8")) as IdRegister;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { ids: [], retired: {} };
    throw error;
  }
}

const used = readLaw(process.cwd()).scenarios.map(({ id }) => id);
const { register, added, problems } = checkIds(readRegister(), used);
const check = process.argv.includes("--check");
if (check) problems.push(...added.map((id) => `scenario id ${id} is not in ${PATH}; run: npm run ids`));
else writeFileSync(PATH, `${JSON.stringify(register, null, 2)}\n`);
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (!check) process.stdout.write(`${register.ids.length} ids, ${added.length} new\n`);
if (problems.length > 0) process.exitCode = 1;
