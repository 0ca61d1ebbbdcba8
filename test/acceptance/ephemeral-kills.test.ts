import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { placeProvider } from "#constructs/delivery/provider-mirror.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { Workspace } from "#terraform/plugin/testing/workspace.ts";
import { header } from "./support/access.ts";
import { type Running, startApply } from "./support/running.ts";
import { SignozAdmin } from "./support/signoz-admin.ts";
import { isPrintedIn, tracesOf } from "./support/traces.ts";

// A build that is no release is a pre-release version, which Terraform takes only where it is asked for by name.
const built = findBundledProvider(import.meta.dirname);
const pinned = header.replace('"latchkey/access"', `"latchkey/access", version = "= ${built.version}"`);

let mock: Mock;
let admin: SignozAdmin;
let workspace: Workspace;
let environment: Readonly<Record<string, string>>;
let account: string;
/** Outside of the workspace, where what uses the key puts it. */
let outside: string;

beforeAll(async () => {
  mock = await startMock();
  const vendor = mock.vendors["signoz"];
  if (vendor === undefined) throw new Error("the mock server has no SigNoz");
  admin = new SignozAdmin(vendor.url, vendor.token);
  environment = {
    ACCESS_ENDPOINT: vendor.url,
    ACCESS_TOKEN: vendor.token,
    TF_LOG: "trace",
    TF_LOG_PATH: "trace.log",
  };
  workspace = await Workspace.open(environment);
  placeProvider({ stackFolder: workspace.folder, package: built });
});

beforeEach(async () => {
  outside = mkdtempSync(join(tmpdir(), "latchkey-ephemeral-"));
  const made = await admin.must({ method: "POST", path: "/service_accounts", body: { name: "bittern" } });
  account = (made as { readonly id: string }).id;
});

afterEach(async () => {
  rmSync(outside, { recursive: true, force: true });
  await mock.reset();
  await workspace.remove("terraform.tfstate");
});

afterAll(async () => {
  await workspace.close();
  await mock.stop();
});

const secretFile = (): string => join(outside, "secret");
const readSecret = (): string => readFileSync(secretFile(), "utf8");

/** What uses the key for some seconds, or fails. */
function configure(then: string): string {
  return `${pinned}
ephemeral "access_key" "bittern" {
  service_account_id = "${account}"
}
resource "terraform_data" "use" {
  provisioner "local-exec" {
    command     = "printf %s \\"$KEY\\" > ${secretFile()}.part && mv ${secretFile()}.part ${secretFile()} && ${then}"
    environment = { KEY = ephemeral.access_key.bittern.secret }
  }
}
`;
}

/** An apply that has opened the key and uses it. */
async function inTheMiddle(): Promise<Running> {
  await workspace.write(configure("exec sleep 60"));
  await workspace.must("init", "-no-color");
  const running = startApply(workspace, environment);
  await expect.poll(() => existsSync(secretFile()), { timeout: 60_000 }).toBe(true);
  expect(await statusOf(readSecret())).toBe(200);
  return running;
}

async function statusOf(secret: string): Promise<number> {
  const headers = { "SIGNOZ-API-KEY": secret };
  return (await fetch(`${environment["ACCESS_ENDPOINT"] ?? ""}/api/v1/service_accounts/me`, { headers })).status;
}

function expectNoTrace(output: string): void {
  const secret = readSecret();
  expect(secret).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  expect(tracesOf(workspace.folder, account)).toEqual(expect.arrayContaining(["main.tf", "trace.log"]));
  expect(tracesOf(workspace.folder, secret)).toEqual([]);
  expect(isPrintedIn(output, secret)).toBe(false);
}

describe("an ephemeral key through the bundled provider at TF_LOG=trace", () => {
  it("is revoked by a run that ends well, and is in no file, log or output", async () => {
    await workspace.write(configure("true"));
    const output = [
      await workspace.must("init", "-no-color"),
      await workspace.must("plan", "-no-color", "-out=test.plan"),
    ];
    output.push(await workspace.must("apply", "-no-color", "test.plan"), await workspace.must("show", "-json"));
    expect(await statusOf(readSecret())).toBe(401);
    expect(await admin.keys(account)).toEqual([]);
    expectNoTrace(output.join("\n"));
  });

  it("is revoked by the provider, if what used it failed and Terraform does not close it", async () => {
    await workspace.write(configure("false"));
    await workspace.must("init", "-no-color");
    const output = await workspace.mustFail("apply", "-no-color", "-auto-approve");
    expect(await admin.keys(account)).toEqual([]);
    expect(await statusOf(readSecret())).toBe(401);
    expectNoTrace(output);
  });

  it("is revoked if the run is interrupted", async () => {
    const running = await inTheMiddle();
    process.kill(running.pid, "SIGINT");
    const { output } = await running.ended;
    expect(await admin.keys(account)).toEqual([]);
    expect(await statusOf(readSecret())).toBe(401);
    expectNoTrace(output);
  });

  it("is revoked by the provider if Terraform is killed", async () => {
    const running = await inTheMiddle();
    process.kill(running.pid, "SIGKILL");
    const { output } = await running.ended;
    await expect.poll(() => admin.keys(account), { timeout: 10_000 }).toEqual([]);
    expect(await statusOf(readSecret())).toBe(401);
    expectNoTrace(output);
  });

  it("ends by itself within ten minutes if the provider is killed", async () => {
    const running = await inTheMiddle();
    process.kill(running.provider(), "SIGKILL");
    process.kill(running.pid, "SIGINT");
    const { output } = await running.ended;
    const [left] = await admin.keys(account);
    expect(left?.expiresAt).toBeLessThanOrEqual(Date.now() / 1000 + 601);
    expect(await statusOf(readSecret())).toBe(200);
    await mock.clock.advance("11m");
    expect(await statusOf(readSecret())).toBe(401);
    expectNoTrace(output);
  });
});
