import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { placeProvider } from "#constructs/delivery/provider-mirror.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { header } from "./support/access.ts";
import { decrypted } from "./support/keys.ts";
import { Workspace } from "#terraform/plugin/testing/workspace.ts";

let mock: Mock;
let workspace: Workspace;
let token: string;
const printed: string[] = [];
// A build that is no release is a pre-release version, which Terraform takes only where it is asked for by name.
const provider = findBundledProvider(import.meta.dirname);

beforeAll(async () => {
  mock = await startMock();
  const vendor = mock.vendors["signoz"];
  if (vendor === undefined) throw new Error("the mock server has no SigNoz");
  token = vendor.token;
  workspace = await Workspace.open({
    ACCESS_ENDPOINT: vendor.url,
    ACCESS_TOKEN: token,
    TF_LOG: "trace",
    TF_LOG_PATH: "trace.log",
  });
  placeProvider({ stackFolder: workspace.folder, package: provider });
});

afterAll(async () => {
  await workspace.close();
  await mock.stop();
});

async function run(...args: readonly string[]): Promise<void> {
  printed.push(await workspace.must(...args));
}

function filesWith(text: string): readonly string[] {
  const entries = readdirSync(workspace.folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(5);
  return files
    .filter((file) => readFileSync(file).includes(text))
    .map((file) => relative(workspace.folder, file))
    .toSorted();
}

function inZip(file: string, text: string): boolean {
  const parts = Object.values(unzipSync(readFileSync(join(workspace.folder, file))));
  return parts.some((part) => Buffer.from(part).includes(text));
}

const pinned = header.replace('"latchkey/access"', `"latchkey/access", version = "= ${provider.version}"`);

describe("a key's secret, through the bundled provider at TF_LOG=trace", () => {
  it("is in the state, and in a saved plan that embeds it, and nowhere else", async () => {
    const configuration = (name: string): string => `${pinned}
resource "access_service_account" "tern" {
  name = "tern-of-record"
}
resource "access_key" "tern" {
  service_account_id = access_service_account.tern.id
  name               = "${name}"
}
`;
    await workspace.write(configuration("first"));
    await run("init", "-no-color");
    await run("apply", "-no-color", "-auto-approve");
    await workspace.write(configuration("second"));
    await run("plan", "-no-color", "-out=saved.plan");
    await run("show", "-no-color", "saved.plan");
    const secret = String((await workspace.state())["access_key.tern"]?.["secret"]);
    expect(secret).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(filesWith(secret)).toStrictEqual(["terraform.tfstate"]);
    expect(inZip("saved.plan", secret)).toBe(true);
    expect(printed.join("\n")).not.toContain(secret);
    await run("apply", "-no-color", "saved.plan");
    await run("destroy", "-no-color", "-auto-approve");
    expect(filesWith(secret)).toStrictEqual(["terraform.tfstate.backup"]);
    expect(printed.join("\n")).not.toContain(secret);
  });

  it("and the token are in no log, though the log has the provider's own lines", () => {
    const log = readFileSync(join(workspace.folder, "trace.log"), "utf8");
    expect(log).toMatch(
      /\[DEBUG\] +provider\.terraform-provider-access[^\n]*request[^\n]*path=\/api\/v1\/service_accounts/,
    );
    expect(filesWith(token)).toStrictEqual([]);
    expect(printed.join("\n")).not.toContain(token);
  });
});

describe("a sealed secret, through the bundled provider at TF_LOG=trace", () => {
  it("is in clear nowhere: no state, plan, output, log or journal, through a rotation and a destroy", async () => {
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const configuration = (tide: string): string => `${pinned}
resource "access_service_account" "skua" {
  name = "skua-of-record"
}
resource "access_key" "skua" {
  service_account_id = access_service_account.skua.id
  name               = "sealed"
  encrypt_to         = ["${recipient}"]
  keepers            = { tide = "${tide}" }
}
output "sealed" {
  value = access_key.skua.encrypted_secret
}
`;
    const shownBefore = printed.length;
    const secrets: string[] = [];
    for (const tide of ["low", "high"]) {
      await workspace.write(configuration(tide));
      await run("plan", "-no-color", "-out=sealed.plan");
      await run("show", "-json", "sealed.plan");
      await run("apply", "-no-color", "sealed.plan");
      await run("show", "-json");
      const values = (await workspace.state())["access_key.skua"];
      expect(values?.["secret"]).toBeNull();
      secrets.push(await decrypted(values?.["encrypted_secret"], identity));
      await workspace.write(configuration(`${tide}er`));
      await run("plan", "-no-color", "-out=embedding.plan");
    }
    await run("destroy", "-no-color", "-auto-approve");
    const journal = JSON.stringify(await mock.requests());
    expect(new Set(secrets).size).toBe(2);
    for (const secret of secrets) {
      expect(secret).toMatch(/^[A-Za-z0-9+/]{43}=$/);
      expect(filesWith(secret)).toStrictEqual([]);
      for (const file of ["sealed.plan", "embedding.plan"]) expect(inZip(file, secret)).toBe(false);
      expect(printed.slice(shownBefore).join("\n")).not.toContain(secret);
      expect(journal).not.toContain(secret);
    }
    expect(filesWith(recipient).length).toBeGreaterThan(1);
    expect(filesWith(identity)).toStrictEqual([]);
  });
});
