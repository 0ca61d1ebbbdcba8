import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Machine, adviseOnHiddenFolder, adviseOnOtherProviders, runsTofu } from "./cli-configuration.ts";

const version = "0.2.0-dev.beef";
const direct = "provider_installation {\n  direct {}\n}\n";

function createMachine(files: Readonly<Record<string, string>>, environment: Machine["environment"] = {}): Machine {
  const home = mkdtempSync(join(tmpdir(), "home "));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text.replaceAll("HOME", home));
  }
  const full = Object.entries(environment).map(([name, value]) => [name, value?.replaceAll("HOME", home)] as const);
  return { home, environment: Object.fromEntries(full), stackFolder: join(home, "stack") };
}

function mirror(path: string, more = ""): string {
  return `provider_installation { filesystem_mirror { path = "${path}" ${more} } direct {} }`;
}

const laid = {
  [`stack/terraform.d/plugins/registry.terraform.io/latchkey/access/terraform-provider-access_${version}_linux_amd64.zip`]:
    "",
};
const unpacked = {
  [`mirror/registry.terraform.io/latchkey/access/${version}/linux_amd64/terraform-provider-access`]: "",
};

describe("a CLI configuration", () => {
  const hiding = [
    { name: "~/.terraformrc", files: { ".terraformrc": direct } },
    { name: "a .tfrc in ~/.terraform.d", files: { ".terraform.d/team.tfrc": direct } },
    { name: "JSON", files: { ".terraform.d/team.tfrc.json": '{"provider_installation":[{"direct":[{}]}]}' } },
    {
      name: "the file that TF_CLI_CONFIG_FILE names",
      files: { "ci.rc": direct },
      environment: { TF_CLI_CONFIG_FILE: "HOME/ci.rc" },
    },
    {
      name: "the file that TERRAFORM_CONFIG names",
      files: { "ci.rc": direct },
      environment: { TERRAFORM_CONFIG: "HOME/ci.rc" },
    },
    {
      name: "~/.tofurc, where tofu runs",
      files: { ".tofurc": direct },
      environment: { TERRAFORM_BINARY_NAME: "/opt/tofu" },
    },
    { name: "a mirror without the provider", files: { ".terraformrc": mirror("HOME/mirror") } },
    {
      name: "a mirror with another version",
      files: { ...unpacked, ".terraformrc": mirror("HOME/mirror") },
      version: "0.2.0",
    },
    {
      name: "a mirror that excludes it",
      files: { ...laid, ".terraformrc": mirror("terraform.d/plugins", 'exclude = ["latchkey/*"]') },
    },
    {
      name: "a mirror that includes others",
      files: { ...laid, ".terraformrc": mirror("terraform.d/plugins", 'include = ["garden/orchid"]') },
    },
  ];
  it.each(hiding)("hides the stack's folder: $name", ({ files, environment, version: wanted = version }) => {
    const advice = adviseOnHiddenFolder(createMachine(files, environment), wanted);
    expect(advice).toEqual([
      expect.stringMatching(/^\S.*(rc|json) has its own provider_installation.*filesystem_mirror/),
    ]);
    expect(advice[0]).not.toContain("\n");
  });

  it("is not hidden any more once the file says what the advice says", () => {
    const before = createMachine({ ...laid, ".terraformrc": direct });
    const [advice = ""] = adviseOnHiddenFolder(before, version);
    const mirrorBlock = /filesystem_mirror \{.*?\}/.exec(advice)?.[0] ?? "";
    const exclusion = /exclude = \[.*?\]/.exec(advice)?.[0] ?? "";
    const text = `provider_installation {\n  ${mirrorBlock}\n  direct { ${exclusion} }\n}\n`;
    expect(adviseOnHiddenFolder(createMachine({ ...laid, ".terraformrc": text }), version)).toEqual([]);
    expect(advice).toContain(join(before.stackFolder, "terraform.d", "plugins"));
    expect(advice).not.toContain("`latchkey");
  });

  const harmless = [
    { name: "none", files: {} },
    {
      name: "no provider_installation",
      files: { ".terraformrc": '# provider_installation {}\nplugin_cache_dir = "/x"\n' },
    },
    {
      name: "a missing TF_CLI_CONFIG_FILE, which is read alone",
      files: { ".terraformrc": direct },
      environment: { TF_CLI_CONFIG_FILE: "HOME/none" },
    },
    { name: "another ending in ~/.terraform.d", files: { ".terraform.d/team.tf": direct } },
    { name: "~/.tofurc, where Terraform runs", files: { ".tofurc": direct } },
    { name: "a mirror relative to the stack", files: { ...laid, ".terraformrc": mirror("terraform.d/plugins") } },
    {
      name: "a mirror that has it unpacked",
      files: { ...unpacked, ".terraformrc": mirror("HOME/mirror", 'include = ["*/*"]') },
    },
    {
      name: "a mirror with its host",
      files: {
        ...laid,
        ".terraformrc": mirror("terraform.d/plugins", 'include = ["registry.terraform.io/latchkey/access"]'),
      },
    },
    {
      name: "a mirror in JSON",
      files: {
        ...laid,
        ".terraformrc": '{"provider_installation":{"filesystem_mirror":{"path":"terraform.d/plugins"}}}',
      },
    },
    {
      name: "what Terraform itself refuses",
      files: { ".terraformrc": `${direct}}}`, ".terraform.d/x.tfrc.json": '{"provider_installation":' },
    },
  ];
  it.each(harmless)("is no matter: $name", ({ files, environment }) => {
    expect(adviseOnHiddenFolder(createMachine(files, environment), version)).toEqual([]);
  });
});

describe("other providers in the stack", () => {
  const lockFile = ".terraform.lock.hcl";
  const locked = { [`stack/${lockFile}`]: 'provider "registry.terraform.io/hashicorp/aws" {}' };
  const cases = [
    { name: "none but ours", sources: ["latchkey/access"], says: undefined },
    { name: "one that is not locked", sources: ["latchkey/access", "garden/orchid"], says: "garden/orchid" },
    {
      name: "one that is locked",
      files: locked,
      sources: ["latchkey/access", "hashicorp/aws", "aws"],
      says: undefined,
    },
    { name: "one with aliases", sources: ["garden/orchid", "garden/orchid"], says: "does not have garden/orchid yet" },
    {
      name: "the flag in the environment",
      environment: { CDKTF_SKIP_PROVIDER_LOCK: "true" },
      sources: ["garden/orchid"],
      says: undefined,
    },
  ];
  it.each(cases)("$name", ({ files = {}, environment, sources, says }) => {
    const machine = createMachine(files, environment);
    const advice = adviseOnOtherProviders(machine, join(machine.stackFolder, lockFile), {
      sources,
      deployCommand: "cdktf",
    });
    expect(advice).toEqual(
      says === undefined ? [] : [expect.stringMatching(new RegExp(`${says}.*--skip-provider-lock`))],
    );
  });
});

describe("TERRAFORM_BINARY_NAME", () => {
  it.each([
    { name: "tofu", tofu: true },
    { name: "/opt/bin/tofu-1.10", tofu: true },
    { name: "terraform", tofu: false },
    { name: "/home/tofu/terraform", tofu: false },
    { name: undefined, tofu: false },
  ])("$name", ({ name, tofu }) => {
    expect(runsTofu({ TERRAFORM_BINARY_NAME: name })).toBe(tofu);
  });
});
