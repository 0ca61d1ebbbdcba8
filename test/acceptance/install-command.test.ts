import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runCommand } from "#cli/testing/run-command.ts";
import { TestAccount } from "#review/adopt/testing/account.ts";
import { writeSnapshot } from "#review/snapshot/create-snapshot.ts";
import { createQuietEnvironment, findTerraform } from "#terraform/plugin/testing/terraform-binary.ts";

const exec = promisify(execFile);

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "latchkey-install-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

const install = (...words: readonly string[]) => runCommand(["install", ...words]);

const below = (host: string): string => join("terraform.d", "plugins", host, "latchkey", "access");

it("lays the provider beside a configuration, locks it, and prints what the configuration says", async () => {
  const { code, out, err } = await install("--dir", folder);
  expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining("Laid latchkey/access") });
  const [, version = ""] = /version = "= (\S+)"/.exec(out) ?? [];
  expect(readFileSync(join(folder, ".terraform.lock.hcl"), "utf8")).toContain(`version     = "${version}"`);
  for (const host of ["registry.terraform.io", "registry.opentofu.org"]) {
    expect(existsSync(join(folder, below(host), `terraform-provider-access_${version}_linux_amd64.zip`))).toBe(true);
  }
  expect(await install("--dir", folder)).toMatchObject({ code: 0, out });
});

it("fills a mirror, and says how Terraform comes to look there", async () => {
  const mirror = join(folder, "mirror");
  const { code, out, err } = await install("--mirror", mirror);
  expect(code).toBe(0);
  expect(out).toMatch(/^terraform \{\n {2}required_providers \{/);
  expect(err).toContain(`path    = ${JSON.stringify(mirror)}`);
  expect(existsSync(join(mirror, "registry.terraform.io", "latchkey", "access", "index.json"))).toBe(true);
  expect(existsSync(join(folder, ".terraform.lock.hcl"))).toBe(false);
});

it("prints a configuration with which Terraform finds the provider in the mirror, and asks no registry", async () => {
  const mirror = join(folder, "mirror");
  const { out, err } = await install("--mirror", mirror);
  const [configuration = ""] = /^ {2}provider_installation [\s\S]*?^ {2}\}$/m.exec(err) ?? [];
  writeFileSync(join(folder, "terraform.rc"), configuration);
  writeFileSync(join(folder, "versions.tf"), out);
  const binary = findTerraform(process.env);
  if (typeof binary === "string") throw new Error(binary);
  const own = { TF_CLI_CONFIG_FILE: join(folder, "terraform.rc"), HTTPS_PROXY: "http://127.0.0.1:9", HOME: folder };
  const env = { ...createQuietEnvironment(process.env), ...own };
  const { stdout, stderr } = await exec(binary.path, ["init", "-no-color"], { cwd: folder, env });
  expect(stdout).toMatch(/Installed latchkey\/access v\S+ \(unauthenticated\)/);
  expect(stdout + stderr).not.toContain("problems");
});

it("does not make a folder that nobody reads", async () => {
  const missing = join(folder, "infrastrcture");
  expect(await install("--dir", missing)).toMatchObject({ code: 2, out: "", err: expect.stringContaining("--dir") });
  expect(existsSync(missing)).toBe(false);
});

it("is the one step that adopted HCL needs, without a registry", async () => {
  const { instances } = new TestAccount("inkit").add("role", {
    id: "role_1",
    name: "ops",
    permissions: [{ action: "create", resource: "folders", selectors: null }],
  });
  const account = { vendor: "inkit", alias: "inkit", endpoint: "https://quay.example", organization: null };
  const askedBy = { kind: "untold", reason: "Nobody asked." } as const;
  const collected = { instances, blind: [], assumptions: [], whole: [] };
  const live = { account, takenAt: "2030-01-01T00:00:00.000Z", askedBy, collected };
  const snapshot = join(folder, "snapshot.json");
  writeFileSync(snapshot, writeSnapshot(live, { version: "1.2.3", previous: null }));
  const words = ["adopt", "--from", snapshot, "--format", "hcl", "--output", join(folder, "access.tf")];
  expect(await runCommand(words)).toMatchObject({ code: 0 });
  const { out } = await install("--dir", folder);
  writeFileSync(join(folder, "versions.tf"), out);
  const binary = findTerraform(process.env);
  if (typeof binary === "string") throw new Error(binary);
  const options = { cwd: folder, env: createQuietEnvironment(process.env) };
  const terraform = (...args: readonly string[]) => exec(binary.path, args, options);
  await terraform("init", "-input=false", "-no-color");
  expect((await terraform("validate", "-no-color")).stdout).toContain("The configuration is valid");
});
