import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { createQuietEnvironment } from "#terraform/plugin/testing/terraform-binary.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { countDeployed } from "../support/deployed.ts";
import { installPackage } from "./support/installed-package.ts";

const installed = installPackage("latchkey-init-");
const { folder, archive, bins } = installed;

afterAll(() => installed.remove());

interface Ran {
  readonly code: number;
  readonly output: string;
}

function run(cwd: string, program: string, ...args: readonly string[]): Promise<Ran> {
  const path = [bins, process.env["PATH"]].join(delimiter);
  const env = { ...createQuietEnvironment(process.env), CI: "1", PATH: path, HOME: folder };
  return new Promise((settle) => {
    const options = { cwd, env, maxBuffer: 1 << 26, timeout: 170_000, killSignal: "SIGKILL" } as const;
    execFile(program, args, options, (error, stdout, stderr) => {
      settle({ code: error === null ? 0 : Number(error.code ?? 1), output: stripVTControlCharacters(stdout + stderr) });
    });
  });
}

const make = (name: string, ...flags: readonly string[]): Promise<Ran> =>
  run(folder, "latchkey", "init", name, ...flags);

/** The commands of the project's own README; what npm would install is there already. */
function readCommands(project: string): readonly string[] {
  const text = readFileSync(join(project, "README.md"), "utf8");
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block.replace(/^npm install$/m, ""));
}

describe.each(Object.keys(vendorFacts))("a project that init makes for %s", (vendor) => {
  const project = join(folder, `team-${vendor}`);

  it("compiles, passes its unit tests, and is deployed to the mock and destroyed by its own README", async () => {
    const made = await make(`team-${vendor}`, "--vendor", vendor, "--package", archive);
    expect(made).toMatchObject({ code: 0, output: expect.stringContaining("Next: cd") });
    expect(await run(project, "tsc")).toEqual({ code: 0, output: "" });
    const [test = "", trial = ""] = readCommands(project);
    const tested = await run(project, "sh", "-euc", test);
    expect(tested.output).toMatch(/Tests +\d+ passed/);
    const deployed = await run(project, "sh", "-euc", `trap 'kill $mock' EXIT\n${trial.replace(/^kill .*$/m, "")}`);
    expect(countDeployed(project, "access", "before")).toBeGreaterThan(0);
    expect(countDeployed(project, "access")).toBe(0);
    expect(deployed.output).toContain("Broadens access");
    // The mock's administrator is in no code, and not every vendor tells that it is who asks.
    expect(deployed.output).toMatch(/^(In sync|No difference, as far as could be seen|Drift: 1 unmanaged) · /m);
    expect(deployed.output).not.toContain("LK501");
    expect(deployed.code).toBe(0);
  });

  it("has CI jobs for its own vendor, and the files that they read", () => {
    const folderOfJobs = join(project, ".github", "workflows");
    const texts = readdirSync(folderOfJobs).map((name) => readFileSync(join(folderOfJobs, name), "utf8"));
    expect(texts.length).toBeGreaterThan(2);
    const all = texts.join("\n");
    const own = Object.values(vendorFacts).filter(({ connection }) => all.includes(connection.tokenVariable));
    expect(own.map(({ name }) => name)).toEqual([vendor]);
    expect(all.includes("require-complete: true")).toBe(vendorFacts[vendor]?.neverWhole === undefined);
    const read = [...all.matchAll(/access\.(?:waivers|assert|ignore)\.json/g)].map(([name]) => name);
    expect(new Set(read).size).toBe(3);
    for (const name of read) expect(JSON.parse(readFileSync(join(project, name), "utf8"))).not.toEqual({});
  });

  it("is well, as doctor says", async () => {
    const { code, output } = await run(project, "latchkey", "doctor");
    expect(output).toContain("ok stack access has the provider");
    expect(code).toBe(0);
  });
});

describe("init", () => {
  it("writes nothing into a folder that is not empty, nor for a vendor that is none", async () => {
    mkdirSync(join(folder, "mine"));
    writeFileSync(join(folder, "mine", "main.ts"), "// mine\n");
    const full = await make("mine", "--vendor", "signoz", "--package", archive);
    expect(full).toMatchObject({ code: 2, output: expect.stringContaining("is not empty") });
    expect(readdirSync(join(folder, "mine"))).toEqual(["main.ts"]);
    const unknown = await make("theirs", "--vendor", "acme");
    expect(unknown).toMatchObject({ code: 2, output: expect.stringContaining('--vendor is "acme"') });
    const misspelled = await make("theirs", "--vendor", "signoz", "--package", "latchkey-9.tgz");
    expect(misspelled).toMatchObject({ code: 2, output: expect.stringContaining("is not there") });
    expect(readdirSync(folder)).not.toContain("theirs");
    const inFile = await make(join("mine", "main.ts", "below"), "--vendor", "signoz", "--package", archive);
    expect(inFile).toMatchObject({ code: 2, output: expect.stringContaining("is no folder, or is in none") });
  });

  it("names a folder so that a shell takes it", async () => {
    const { code, output } = await make("it's $(here)", "--vendor", "signoz", "--package", archive);
    expect(code).toBe(0);
    expect(output).toContain(String.raw`cd 'it'\''s $(here)' && npm install`);
  });
});
