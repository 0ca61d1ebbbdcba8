import { describe, expect, it } from "vitest";
import * as z from "zod";
import { listNamedVersions, renewVersions } from "#scripts/release/page-versions.ts";
import { filesOf, textOf } from "./repository.ts";

const manifest = z.object({ version: z.string(), devDependencies: z.record(z.string(), z.string()) });
const { version, devDependencies } = manifest.parse(JSON.parse(textOf("package.json")));

/** What users read or copy: `npm run version-packages` renews the same files. */
const read = filesOf().filter(
  (path) => /\.(?:md|yml)$/.test(path) && !/^(?:CHANGELOG\.md$|\.changeset\/|docs\/decisions\/|test\/)/.test(path),
);

describe("the version of this package", () => {
  it("is the same wherever a page, an example or the action names it", () => {
    const named = read.flatMap((path) => listNamedVersions(textOf(path)).map((one) => ({ path, version: one })));
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((one) => one.version !== version)).toEqual([]);
  });

  it("is that of the lock file", () => {
    const lock = z.object({ version: z.string(), packages: z.record(z.string(), z.looseObject({})) });
    const { packages, version: locked } = lock.parse(JSON.parse(textOf("package-lock.json")));
    expect([locked, packages[""]?.["version"]]).toEqual([version, version]);
  });

  it.each([
    { name: "a package file", given: "npm install ./latchkey-0.1.0.tgz", want: "npm install ./latchkey-2.3.4.tgz" },
    { name: "a package of a registry", given: "npx latchkey@0.1.0 doctor", want: "npx latchkey@2.3.4 doctor" },
    {
      name: "a zip",
      given: "terraform-provider-access_0.1.0_linux_amd64.zip",
      want: "terraform-provider-access_2.3.4_linux_amd64.zip",
    },
    { name: "a program", given: "terraform-provider-access_v0.1.0.cjs", want: "terraform-provider-access_v2.3.4.cjs" },
    {
      name: "an action",
      given: "uses: latchkey/terraform-provider-access@v0.1.0",
      want: "uses: latchkey/terraform-provider-access@v2.3.4",
    },
    {
      name: "a configuration",
      given: 'source  = "latchkey/access"\n      version = "= 0.1.0"',
      want: 'source  = "latchkey/access"\n      version = "= 2.3.4"',
    },
    {
      name: "nothing else",
      given: "cdktf-cli@0.21.0, Terraform 1.11.4, latchkey-dev",
      want: "cdktf-cli@0.21.0, Terraform 1.11.4, latchkey-dev",
    },
  ])("is renewed in $name", ({ given, want }) => {
    expect(renewVersions(given, "2.3.4")).toBe(want);
  });
});

describe("the versions of others that a page has people install", () => {
  it("are those that the tests run with", () => {
    const named = read.flatMap((path) =>
      [...textOf(path).matchAll(/(?<=npm install [^\n]*)\b((?:@[\w-]+\/)?[\w-]+)@(\d+\.\d+\.\d+)/g)].map(
        ([, name = "", one]) => ({ path, name, version: one }),
      ),
    );
    const tested = named.filter(({ name }) => name in devDependencies);
    expect(tested.length).toBeGreaterThan(2);
    expect(tested.filter((one) => devDependencies[one.name] !== one.version)).toEqual([]);
  });

  it("name one Terraform in all jobs", () => {
    const named = read.flatMap((path) =>
      [...textOf(path).matchAll(/terraform_version: "?([\d.]+)/g)].map(([, one]) => one),
    );
    expect(named.length).toBeGreaterThan(1);
    expect(new Set(named).size).toBe(1);
  });
});
