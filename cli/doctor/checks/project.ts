import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Check } from "../check.ts";
import { listStacks } from "../project-files.ts";

function hasProject(folder: string): boolean {
  if (existsSync(join(folder, "package.json")) || listStacks(folder).length > 0) return true;
  return existsSync(folder) && readdirSync(folder).some((name) => /\.tf(?:\.json)?$/.test(name));
}

export const project: Check = {
  title: "Project",
  examine({ folder }) {
    if (hasProject(folder)) return Promise.resolve([]);
    const says = "There is no project here: no package.json, no *.tf and no cdktf.out. Only the machine was looked at.";
    return Promise.resolve([
      { state: "doubtful", says, fix: "Run it in the project's folder, or name that with --dir." },
    ]);
  },
};
