import { readFileSync, writeFileSync } from "node:fs";
import { Stack, type StackOptions } from "./stack.ts";
import { readState, writeState } from "./state-file.ts";

// A process that applies one configuration, and that a test kills: `apply-in-process.ts OPTIONS CONFIGURATION STATE`.
const [, , options = "", configuration = "", state = ""] = process.argv;
const given = JSON.parse(options) as StackOptions;
const save: StackOptions["onState"] = (now) => writeFileSync(state, writeState(now));
await new Stack({ ...given, onState: save }, readState(readFileSync(state, "utf8"))).apply(
  readFileSync(configuration, "utf8"),
);
