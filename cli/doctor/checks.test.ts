import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Check, Diagnosis, Machine } from "./check.ts";
import { checks } from "./checks.gen.ts";
import { configuration } from "./checks/configuration.ts";
import { node } from "./checks/node.ts";
import { packages } from "./checks/packages.ts";
import { project } from "./checks/project.ts";
import { secretsInGit } from "./checks/secrets-in-git.ts";
import { terraform } from "./checks/terraform.ts";
import { tokens } from "./checks/tokens.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "latchkey-doctor-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

interface Given {
  readonly environment?: Machine["environment"];
  readonly nodeVersion?: string;
  /** By program: what it prints. */
  readonly prints?: { readonly [program: string]: string };
  /** By path in the project. */
  readonly files?: { readonly [path: string]: unknown };
}

function look(check: Check, { environment = {}, nodeVersion = "22.14.0", prints = {}, files = {} }: Given) {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  const run = (program: string): Promise<string | null> => Promise.resolve(prints[program] ?? null);
  return check.examine({ environment, home: folder, folder, nodeVersion, run });
}

const installed = (versions: { readonly [name: string]: string }): Given["files"] =>
  Object.fromEntries(
    Object.entries(versions).map(([name, version]) => [`node_modules/${name}/package.json`, { name, version }]),
  );

interface Case extends Given {
  readonly name: string;
  readonly check: Check;
  readonly state: Diagnosis["state"];
  readonly says: string;
}

const override = { "@cdktf/node-pty-prebuilt-multiarch": "npm:@lydell/node-pty@1.1.0" };
const provider = (block: object): NonNullable<Given["files"]> => ({
  "cdktf.out/stacks/team/cdk.tf.json": { provider: { access: [block] } },
});

const cases: readonly Case[] = [
  { name: "a Node that is new enough", check: node, prints: { node: "v22.14.0\n" }, state: "well", says: "22.14.0" },
  { name: "an older Node on the PATH", check: node, prints: { node: "v18.19.0\n" }, state: "wrong", says: "18.19.0" },
  { name: "no Node on the PATH", check: node, state: "wrong", says: "no node on the PATH" },
  { name: "a Node that nobody tried", check: node, prints: { node: "v26.0.0" }, state: "doubtful", says: "26.0.0" },
  { name: "an old Node here", check: node, nodeVersion: "20.9.0", state: "wrong", says: "20.9.0" },
  { name: "Terraform", check: terraform, prints: { terraform: "Terraform v1.11.4\n" }, state: "well", says: "1.11.4" },
  { name: "an old one", check: terraform, prints: { terraform: "Terraform v1.4.6" }, state: "wrong", says: "1.4.6" },
  { name: "OpenTofu", check: terraform, prints: { tofu: "OpenTofu v1.10.0" }, state: "well", says: "OpenTofu 1.10" },
  { name: "neither", check: terraform, state: "wrong", says: "terraform and tofu" },
  {
    name: "the binary that CDKTF runs",
    check: terraform,
    environment: { TERRAFORM_BINARY_NAME: "/opt/tofu" },
    prints: { terraform: "Terraform v1.11.4" },
    state: "wrong",
    says: "/opt/tofu",
  },
  {
    name: "a binary of our own variable that is not there",
    check: terraform,
    environment: { LATCHKEY_TERRAFORM: "/nope" },
    prints: { terraform: "Terraform v1.11.4" },
    state: "wrong",
    says: "LATCHKEY_TERRAFORM names /nope",
  },
  {
    name: "the provider without a version",
    check: configuration,
    files: { "main.tf": `terraform {\n required_providers {\n access = { source = "latchkey/access" }\n }\n}\n` },
    state: "wrong",
    says: "main.tf requires latchkey/access without a version",
  },
  {
    name: "two requirements",
    check: configuration,
    files: { "a.tf": `access = { source = "latchkey/access" }`, "b.tf": `access = { source = "latchkey/access" }` },
    state: "wrong",
    says: "a.tf and b.tf both require",
  },
  {
    name: "resources whose provider nothing requires",
    check: configuration,
    files: { "access.tf": `# latchkey/access\nresource "access_role" "ops" {}\n` },
    state: "wrong",
    says: "access.tf uses access, and no file here says which provider that is",
  },
  {
    name: "a provider of another version",
    check: configuration,
    files: { "versions.tf": `access = {\n source = "latchkey/access"\n version = "= 0.0.1"\n}\n` },
    state: "doubtful",
    says: "another version",
  },
  { name: "a folder without a project", check: project, state: "doubtful", says: "There is no project here" },
  {
    name: "packages that fit",
    check: packages,
    files: { "package.json": {}, ...installed({ latchkey: "0.1.0", cdktf: "0.21.0", constructs: "10.7.2" }) },
    state: "well",
    says: "latchkey 0.1.0, cdktf 0.21.0",
  },
  {
    name: "constructs that want a later Node",
    check: packages,
    nodeVersion: "20.19.0",
    files: { "package.json": {}, ...installed({ latchkey: "0.1.0", cdktf: "0.21.0", constructs: "10.8.0" }) },
    state: "wrong",
    says: "constructs 10.8.0",
  },
  {
    name: "the CDKTF CLI on Node 24",
    check: packages,
    nodeVersion: "24.1.0",
    files: { "package.json": {}, ...installed({ latchkey: "0.1.0", "cdktf-cli": "0.21.0" }) },
    state: "wrong",
    says: "cdktf-cli 0.21.0",
  },
  {
    name: "the CDKTF CLI on Node 24, with the entries that docs/install.md has",
    check: packages,
    nodeVersion: "24.1.0",
    files: { "package.json": { overrides: override }, ...installed({ latchkey: "0.1.0", "cdktf-cli": "0.21.0" }) },
    state: "well",
    says: "latchkey",
  },
  {
    name: "a project without the package",
    check: packages,
    files: { "package.json": {}, ...installed({ cdktf: "0.21.0" }) },
    state: "doubtful",
    says: "latchkey is not installed",
  },
  {
    name: "a token in the vendor's own variable",
    check: tokens,
    environment: { SIGNOZ_ACCESS_TOKEN: "canary" },
    files: provider({ vendor: "signoz" }),
    state: "well",
    says: "SIGNOZ_ACCESS_TOKEN",
  },
  {
    name: "no token",
    check: tokens,
    files: provider({ vendor: "signoz" }),
    state: "doubtful",
    says: "no token in the environment",
  },
  {
    name: "a state in Git",
    check: secretsInGit,
    prints: { git: "terraform.team.tfstate\n" },
    state: "wrong",
    says: "terraform.team.tfstate",
  },
  {
    name: "a plan in Git",
    check: secretsInGit,
    prints: { git: "infra/plan.json\n" },
    state: "wrong",
    says: "infra/plan.json",
  },
  { name: "no state in Git", check: secretsInGit, prints: { git: "" }, state: "well", says: "no state" },
];

describe("a check of doctor", () => {
  it.each(cases)("tells of $name", async ({ check, state, says, ...given }) => {
    const found = await look(check, given);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ state, says: expect.stringContaining(says) });
    expect(found[0]?.fix === undefined).toBe(state === "well");
    expect(JSON.stringify(found)).not.toContain("canary");
  });

  it("says nothing where there is nothing of the kind", async () => {
    expect(await look(packages, {})).toEqual([]);
    expect(await look(configuration, { files: { "main.tf": 'resource "aws_x" "y" {}' } })).toEqual([]);
    expect(await look(project, { files: { "main.tf": "" } })).toEqual([]);
    expect(await look(tokens, {})).toEqual([]);
    expect(await look(tokens, { files: { "cdktf.out/stacks/team/cdk.tf.json": "{" } })).toEqual([]);
    expect(await look(secretsInGit, {})).toEqual([]);
  });

  it("is listed once it has a file", () => {
    for (const { check } of cases) expect(checks).toContain(check);
  });
});
