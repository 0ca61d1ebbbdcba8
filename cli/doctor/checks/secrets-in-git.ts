import type { Check } from "../check.ts";

/** What holds secrets in clear: states, their backups, and plans. */
const patterns = [
  "*.tfstate",
  "*.tfstate.*",
  "*.tfplan",
  "**/terraform.*.tfstate",
  "**/cdktf.out/stacks/*/plan",
  // What the pages of this package call them.
  ...["plan.json", "state.json"].flatMap((name) => [name, `**/${name}`]),
];

const mostShown = 5;

export const secretsInGit: Check = {
  title: "Files under version control",
  async examine({ folder, run }) {
    const listed = await run("git", ["-C", folder, "ls-files", "--", ...patterns]);
    if (listed === null) return [];
    const files = listed.split("\n").filter((line) => line !== "");
    if (files.length === 0) return [{ state: "well", says: "no state and no plan is in Git" }];
    const more = files.length > mostShown ? ` and ${files.length - mostShown} more` : "";
    const fix = "Take them out of Git and its history, put them into .gitignore, and rotate every key that they hold.";
    const says = `States and plans hold secrets in clear, and are in Git: ${files.slice(0, mostShown).join(", ")}${more}.`;
    return [{ state: "wrong", says, fix }];
  },
};
