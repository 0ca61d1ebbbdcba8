import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runCommand } from "#cli/testing/run-command.ts";

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
  expect(existsSync(join(mirror, "registry.terraform.io", "latchkey", "access"))).toBe(true);
  expect(existsSync(join(folder, ".terraform.lock.hcl"))).toBe(false);
});

it("does not make a folder that nobody reads", async () => {
  const missing = join(folder, "infrastrcture");
  expect(await install("--dir", missing)).toMatchObject({ code: 2, out: "", err: expect.stringContaining("--dir") });
  expect(existsSync(missing)).toBe(false);
});
