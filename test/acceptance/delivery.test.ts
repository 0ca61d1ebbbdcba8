import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { createQuietEnvironment } from "#terraform/plugin/testing/terraform-binary.ts";
import {
  type BundledProvider,
  findBundledProvider,
  executableFileName,
} from "#constructs/delivery/bundled-provider.ts";
import { adviseOnHiddenFolder } from "#constructs/delivery/cli-configuration.ts";
import { hashFolder } from "#constructs/delivery/dirhash.ts";
import { placeProvider } from "#constructs/delivery/provider-mirror.ts";
import { lockFileName } from "#constructs/delivery/lock-file.ts";
import { writeProviderPackage } from "#scripts/provider-package.ts";
import { countDeployed } from "../support/deployed.ts";
import { Workspace } from "#terraform/plugin/testing/workspace.ts";

const root = join(import.meta.dirname, "..", "..");
const home = await mkdtemp(join(tmpdir(), "latchkey home "));
const cache = join(home, ".terraform.d", "plugin-cache");
// Whoever asks a registry fails at once.
const offline = { HOME: home, HTTPS_PROXY: "http://127.0.0.1:9", TF_PLUGIN_CACHE_DIR: "" };

let built: BundledProvider;
let rebuilt: BundledProvider;
const opened: Workspace[] = [];

beforeAll(async () => {
  built = findBundledProvider(import.meta.dirname);
  const files = await readPrograms(dirname(built.archive));
  const executable = Buffer.concat([files.get(executableFileName) ?? Buffer.of(), Buffer.from("// built again\n")]);
  files.delete(executableFileName);
  const folder = await mkdtemp(join(tmpdir(), "latchkey-rebuilt-"));
  rebuilt = writeProviderPackage(folder, { executable, beside: files, packageVersion: "0.1.0", isRelease: false });
  await mkdir(cache, { recursive: true });
  return async () => {
    await rm(home, { recursive: true });
    await rm(folder, { recursive: true });
  };
});

async function readPrograms(folder: string): Promise<Map<string, Buffer>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".cjs"));
  const bytes = await Promise.all(names.map((name) => readFile(join(folder, name))));
  return new Map(names.map((name, index) => [name, bytes[index] ?? Buffer.of()]));
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((workspace) => workspace.close()));
  await rm(join(home, ".terraformrc"), { force: true });
});

function configuration({ version }: BundledProvider): string {
  return `
terraform {
  required_providers {
    access = {
      source  = "latchkey/access"
      version = "${version}"
    }
  }
}

provider "access" {
  vendor   = "signoz"
  endpoint = "http://127.0.0.1:9"
  token    = "not-used"
}

resource "terraform_data" "orchid" {
  input = "planted"
}
`;
}

async function stack(
  provider: BundledProvider,
  environment: Readonly<Record<string, string>> = {},
): Promise<Workspace> {
  const workspace = await Workspace.open({ ...offline, ...environment });
  opened.push(workspace);
  await workspace.write(configuration(provider));
  placeProvider({ stackFolder: workspace.folder, package: provider });
  return workspace;
}

function lockOf({ folder }: Workspace): Promise<string> {
  return readFile(join(folder, lockFileName), "utf8");
}

const planted = { "terraform_data.orchid": "create" };

describe("the bundled provider beside a stack", () => {
  it("is installed from there and planned with, and its lock is what Terraform itself writes", async () => {
    const workspace = await stack(built);
    const laid = await lockOf(workspace);
    await workspace.must("init", "-lockfile=readonly");
    expect(await workspace.plan()).toEqual(planted);
    expect(await lockOf(workspace)).toBe(laid);
    await rm(join(workspace.folder, lockFileName));
    await rm(join(workspace.folder, ".terraform"), { recursive: true });
    await workspace.must("init");
    expect(await lockOf(workspace)).toBe(laid);
  });

  it("has the h1 of the files that Terraform unpacks", async () => {
    const workspace = await stack(built);
    await workspace.must("init");
    const installed = join(".terraform", "providers", "registry.terraform.io", "latchkey", "access", built.version);
    const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
    expect(hashFolder(join(workspace.folder, installed, platform))).toBe(built.h1);
  });

  it("is replaced by another build in the same stack after init", async () => {
    const workspace = await stack(built);
    await workspace.must("init");
    await workspace.write(configuration(rebuilt));
    placeProvider({ stackFolder: workspace.folder, package: rebuilt });
    expect(await workspace.mustFail("plan", "-no-color")).toContain("Required plugins are not installed");
    await workspace.must("init", "-lockfile=readonly");
    expect(await workspace.plan()).toEqual(planted);
  });

  it("is merged into a lock file that init then leaves alone", async () => {
    const workspace = await Workspace.open(offline);
    opened.push(workspace);
    await workspace.write(configuration(built));
    const stale = `provider "registry.terraform.io/latchkey/access" {\r\n  version = "0.0.9"\r\n  hashes = ["h1:x="]\r\n}`;
    await workspace.writeText(lockFileName, `# ours, since 2025\r\n\r\n${stale} # tail\r\n`);
    placeProvider({ stackFolder: workspace.folder, package: built });
    const merged = await lockOf(workspace);
    expect(merged).toMatch(/^# ours, since 2025\r\n\r\nprovider .*\} # tail\r\n$/s);
    expect(merged).toContain(`"${built.h1}",\r\n`);
    await workspace.must("init", "-lockfile=readonly");
    expect(await workspace.plan()).toEqual(planted);
    expect(await lockOf(workspace)).toBe(merged);
  });

  it("is hidden by a CLI configuration until it says what synth advises", async () => {
    const workspace = await stack(built);
    await writeFile(join(home, ".terraformrc"), "provider_installation {\n  direct {}\n}\n");
    expect(await workspace.mustFail("init", "-no-color")).toContain("Failed to query available provider packages");
    const machine = { environment: {}, home, stackFolder: workspace.folder };
    const [advice = ""] = adviseOnHiddenFolder(machine, built.version);
    const mirror = /filesystem_mirror \{.*?\}/.exec(advice)?.[0] ?? "";
    const exclude = /exclude = \[.*?\]/.exec(advice)?.[0] ?? "";
    await writeFile(join(home, ".terraformrc"), `provider_installation {\n  ${mirror}\n  direct { ${exclude} }\n}\n`);
    await workspace.must("init");
    expect(await workspace.plan()).toEqual(planted);
  });
});

describe("checkouts that share a plugin cache", () => {
  it("do not disturb each other: other builds, the same build, and one that is deleted", async () => {
    const shared = { TF_PLUGIN_CACHE_DIR: cache };
    const first = await stack(built, shared);
    const second = await stack(built, shared);
    const other = await stack(rebuilt, shared);
    for (const workspace of [first, second, other]) await workspace.must("init");
    await first.close();
    expect(await second.plan()).toEqual(planted);
    expect(await other.plan()).toEqual(planted);
    const fourth = await stack(built, shared);
    await fourth.must("init");
    expect(await fourth.plan()).toEqual(planted);
  });
});

describe("cdktf deploy", () => {
  const app = `
import { App, TerraformProvider, TerraformStack } from "${root}/constructs/shared/cdktf.ts";
import { attachDelivery } from "${root}/constructs/delivery/deliver-at-synth.ts";

class Access extends TerraformProvider {
  synthesizeAttributes() {
    return { vendor: "signoz", endpoint: "http://127.0.0.1:9", token: "not-used" };
  }
}

const app = new App();
const stack = new TerraformStack(app, "greenhouse");
new Access(stack, "access", {
  terraformResourceType: "access",
  terraformProviderSource: "latchkey/access",
  terraformGeneratorMetadata: { providerName: "access", providerVersion: "0.1.0" },
});
stack.addOverride("resource.terraform_data.orchid", { input: "planted" });
attachDelivery(stack);
app.synth();
`;

  it("needs no registry, no flag and no init", async () => {
    const folder = await mkdtemp(join(tmpdir(), "latchkey cdktf "));
    const resolve = createRequire(import.meta.url).resolve;
    const tsx = [process.execPath, "--import", `file://${resolve("tsx")}`, "main.ts"];
    const settings = {
      language: "typescript",
      app: tsx.map((word) => `"${word}"`).join(" "),
      sendCrashReports: "false",
    };
    await writeFile(join(folder, "cdktf.json"), JSON.stringify(settings));
    await writeFile(join(folder, "package.json"), '{"type":"module"}');
    await writeFile(join(folder, "main.ts"), app);
    const env = { ...createQuietEnvironment(process.env), ...offline, CI: "1", DISABLE_VERSION_CHECK: "1" };
    const cli = resolve("cdktf-cli/bundle/bin/cdktf.js");
    const ran = await new Promise<{ code: unknown; output: string }>((done) => {
      execFile(
        process.execPath,
        [cli, "deploy", "greenhouse", "--auto-approve"],
        { cwd: folder, env },
        (error, out, err) => {
          done({ code: error?.code ?? 0, output: out + err });
        },
      );
    });
    expect(ran.code, ran.output).toBe(0);
    expect(countDeployed(folder, "greenhouse")).toBe(1);
    await rm(folder, { recursive: true });
  });
});
