import { randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { does, hides, holds, isAlwaysNew, leavesOpen, plans, staysTheSame } from "#terraform/plugin/testing/checks.ts";
import { nullAddress, nullProvider } from "#terraform/plugin/testing/null-provider/provider.ts";
import { hostProvider, TestHost } from "#terraform/plugin/testing/test-host.ts";
import { Workspace } from "#terraform/plugin/testing/workspace.ts";

const address = "null_resource.fuse";

function fuse(triggers: string, more = ""): string {
  return `
terraform {
  required_providers {
    null = { source = "hashicorp/null" }
  }
}

resource "null_resource" "fuse" {
  ${triggers === "" ? "" : `triggers = { ${triggers} }`}
}
${more}
`;
}

describe("a provider that knows nothing of access, in this process", () => {
  let host: TestHost;

  beforeAll(async () => {
    host = await TestHost.open([hostProvider(nullAddress, nullProvider())]);
  });

  afterAll(() => host.close());

  it("makes, keeps and replaces, each step ending in two empty plans", async () => {
    const same = staysTheSame(address, "id");
    const fresh = isAlwaysNew(address, "id");
    await host.step(fuse('wire = "copper"'), {
      plan: [
        does({ [address]: "create" }),
        leavesOpen(address, "id"),
        plans(address, { triggers: { wire: "copper" } }),
      ],
      state: [holds(address, { triggers: { wire: "copper" } }), hides(address), same, fresh],
    });
    await host.step(fuse('wire = "copper"'), { plan: [does({})], state: [same] });
    await host.step(fuse('wire = "silver"'), { plan: [does({ [address]: "delete, create" })], state: [fresh] });
    await host.step(fuse(""), {
      plan: [does({ [address]: "delete, create" })],
      state: [holds(address, { triggers: null }), fresh],
    });
  });

  it("is followed by what hangs on its triggers", async () => {
    const follower = `
resource "terraform_data" "lamp" {
  triggers_replace = null_resource.fuse.id
}`;
    await host.step(fuse('wire = "gold"', follower));
    await host.step(fuse('wire = "tin"', follower), {
      plan: [does({ [address]: "delete, create", "terraform_data.lamp": "delete, create" })],
    });
  });

  it("imports what it has", async () => {
    await host.step(fuse(""));
    await host.verifyImport({ address });
    await host.step(fuse('wire = "zinc"'));
    await expect(host.verifyImport({ address })).rejects.toThrow('triggers is null, wanted {"wire":"zinc"}');
    await host.verifyImport({ address, ignore: ["triggers"] });
  });

  it("fails a step by every check that does not hold", async () => {
    const wrong = host.step(fuse('wire = "lead"'), { plan: [does({}), leavesOpen(address, "triggers")] });
    await expect(wrong).rejects.toThrow(
      /^what the plan does is .*delete, create.*, wanted \{\}\nwhat null_resource\.fuse leaves open is \["id"\]/,
    );
  });

  it("is destroyed, and nothing is left", async () => {
    await host.destroy();
  });
});

describe("the same provider from a filesystem mirror", () => {
  // What @cdktf/provider-null 11.0.1 asks for, to the letter.
  const version = "3.2.4";
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await Workspace.open({ TF_CLI_CONFIG_FILE: "mirror.tfrc", HTTPS_PROXY: "http://127.0.0.1:9" });
    const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
    const executable = join(
      workspace.folder,
      "mirror",
      nullAddress,
      version,
      platform,
      `terraform-provider-null_v${version}`,
    );
    await mkdir(dirname(executable), { recursive: true });
    const { outputFiles } = await build({
      entryPoints: [
        join(import.meta.dirname, "..", "..", "terraform", "plugin", "testing", "null-provider", "main.ts"),
      ],
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      write: false,
      banner: { js: "#!/usr/bin/env node" },
    });
    await writeFile(executable, outputFiles[0]?.contents ?? "", { mode: 0o755 });
    await workspace.writeText("mirror.tfrc", 'provider_installation {\n  filesystem_mirror { path = "mirror" }\n}\n');
  });

  afterAll(() => workspace.close());

  it("is installed, started by Terraform over mutual TLS, and served from the same code", async () => {
    await workspace.write(fuse(""));
    expect(await workspace.must("init", "-no-color")).toContain(`Installed hashicorp/null v${version}`);
    const { did, state } = await workspace.apply(fuse('wire = "copper"'));
    expect(did).toStrictEqual({ [address]: "create" });
    expect(state[address]).toMatchObject({ id: expect.any(String), triggers: { wire: "copper" } });
    await workspace.destroy();
  });

  it("opens an ephemeral resource there too, which a provisioner is given", async () => {
    await workspace.apply(`${fuse("")}
ephemeral "null_token" "pass" {
  audience = "provisioner"
}
resource "terraform_data" "user" {
  provisioner "local-exec" {
    command     = "printf %s $TOKEN | wc -c > length"
    environment = { TOKEN = ephemeral.null_token.pass.value }
  }
}
`);
    expect(Number(await readFile(join(workspace.folder, "length"), "utf8"))).toBe(randomUUID().length);
    await workspace.destroy();
  });

  it("takes what @cdktf/provider-null synthesizes, and makes another one when a trigger changes", async () => {
    const stack = (wire: string): string =>
      JSON.stringify({
        provider: { null: [{}] },
        resource: { null_resource: { fuse: { triggers: { wire } } } },
        terraform: { required_providers: { null: { source: "null", version } } },
      });
    await workspace.write("");
    await workspace.writeText("cdk.tf.json", stack("copper"));
    await workspace.must("init", "-no-color");
    await workspace.must("apply", "-no-color", "-auto-approve");
    const before = (await workspace.state())[address];
    expect(before).toMatchObject({ triggers: { wire: "copper" } });
    await workspace.writeText("cdk.tf.json", stack("silver"));
    expect(await workspace.plan()).toStrictEqual({ [address]: "delete, create" });
    await workspace.must("apply", "-no-color", "test.plan");
    expect((await workspace.state())[address]?.["id"]).not.toBe(before?.["id"]);
    expect(await workspace.plan()).toStrictEqual({});
    await workspace.destroy();
  });
});
