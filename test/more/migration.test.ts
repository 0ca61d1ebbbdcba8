import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { consumers } from "../support/consumers.ts";
import { countDeployed } from "../support/deployed.ts";
import { snippets } from "../support/snippets.ts";
import { openWorkshop, type Workshop } from "../support/workshop.ts";

let workshop: Workshop;

beforeAll(async () => {
  workshop = await openWorkshop();
});

afterAll(() => workshop.remove());

const commands = snippets
  .filter(({ page, language }) => page === "docs/cdktn.md" && language === "sh")
  .map(({ code }) => code);

const project = consumers.find(({ name }) => name === "vitest-modules");
// cdktn-cli does not start with Node 20.
const nodes = [...(project?.sample ?? []), ...(project?.more ?? [])].filter(({ version }) => /^2[24]/.test(version));

it.each(nodes.slice(0, 1))(
  "a deployed project moves to CDK Terrain by the commands of the page",
  async (node) => {
    if (project === undefined) throw new Error("the project is not there");
    const { folder, run, runCli } = await workshop.install(project);
    await runCli(node, "deploy", "--auto-approve");
    expect(countDeployed(folder, "consumer")).toBe(4);
    const [migrate = "", compare = ""] = commands;
    await run(node, "sh", "-euc", migrate);
    expect(await readFile(join(folder, "stack.ts"), "utf8")).toContain('} from "latchkey/cdktn";');
    // npm takes away what it was told not to save.
    await workshop.addPackage(folder);
    expect(await run(node, "npm", "run", "-s", "check")).toBe("");
    expect(await run(node, "npm", "test")).toMatch(/\b[1-9]\d* passed/);
    expect(await run(node, "sh", "-euc", compare)).toContain(
      "No changes. Your infrastructure matches the configuration.",
    );
    await writeFile(join(folder, "stack.ts"), (await readFile(join(folder, "stack.ts"), "utf8")).replace("30d", "60d"));
    expect(await run(node, "sh", "-euc", compare)).toContain("Plan: 0 to add, 1 to change, 0 to destroy.");
  },
  300_000,
);
