import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { placeProvider } from "#constructs/delivery/provider-mirror.ts";
import { createQuietEnvironment } from "#terraform/plugin/testing/terraform-binary.ts";
import { startMock } from "#testing/mock.ts";
import { textOf } from "../laws/repository.ts";
import { headerOf } from "./support/access.ts";

it("the commands of docs/rotation.md rotate a key on the mock", async () => {
  const [, commands = ""] = /rehearsal\.test\.ts -->\n\n```sh\n([\s\S]*?)^```$/m.exec(textOf("docs/rotation.md")) ?? [];
  const folder = await mkdtemp(join(tmpdir(), "latchkey-rehearsal-"));
  const mock = await startMock();
  try {
    const built = findBundledProvider(join(import.meta.dirname, "..", "..", "constructs", "delivery"));
    placeProvider({ stackFolder: folder, package: built, tofu: false });
    const header = headerOf("signoz").replace('"latchkey/access"', `"latchkey/access", version = "${built.version}"`);
    const key = `resource "access_service_account" "nightly" {
  name = "nightly"
}

resource "access_key" "nightly" {
  service_account_id = access_service_account.nightly.id
  name               = "nightly"
  rotate_after       = "90d"
}`;
    await writeFile(join(folder, "main.tf"), `${header}\n${key}\n`);
    await writeFile(join(folder, "terraform.rc"), "");
    const env = {
      ...createQuietEnvironment(process.env),
      LATCHKEY_MOCK: mock.control,
      SIGNOZ_ENDPOINT: mock.vendors["signoz"]?.url,
      SIGNOZ_ACCESS_TOKEN: mock.vendors["signoz"]?.token,
      TF_CLI_CONFIG_FILE: join(folder, "terraform.rc"),
    };
    const shell = (text: string) => promisify(execFile)("sh", ["-euc", text], { cwd: folder, env });
    const { stdout } = await shell(`terraform init\n${commands}`);
    expect(stdout.match(/^Apply complete! .*$/gm)).toEqual([
      "Apply complete! Resources: 2 added, 0 changed, 0 destroyed.",
      "Apply complete! Resources: 0 added, 1 changed, 0 destroyed.",
    ]);
    expect(stdout).toContain("The provider's clock is moved");
  } finally {
    await mock.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
