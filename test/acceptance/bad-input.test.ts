import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, header, openBench } from "./support/access.ts";

let bench: Bench;
let now = new Date();

beforeAll(async () => {
  bench = await openBench({ now: () => now });
});

afterEach(async () => {
  now = new Date();
  await bench.mock.reset();
  await bench.workspace.must("state", "list").catch(() => "");
});

afterAll(() => bench.close());

function expectClean(told: string): void {
  expect(told).not.toMatch(/\n\s+at .+:\d+:\d+/);
  expect(told).not.toContain("Plugin did not respond");
  expect(told).not.toContain(bench.token);
}

async function refused(configuration: string, command: readonly string[] = ["plan", "-no-color"]): Promise<string> {
  await bench.workspace.write(configuration);
  const told = await bench.workspace.mustFail(...command);
  expectClean(told);
  return told;
}

const provider = (body: string): string =>
  header.replace(/provider "access" \{[^}]*\}/, `provider "access" {\n${body}\n}`);
const account = 'resource "access_service_account" "x" {\n name = "osprey"\n}\n';

describe("the provider block", () => {
  it.each([
    { name: "an unknown vendor", body: 'vendor = "sygnoz"', want: ["Unknown vendor", '"sygnoz"', "signoz"] },
    {
      name: "an endpoint without a scheme",
      body: 'vendor = "signoz"\n endpoint = "localhost"',
      want: ["Invalid endpoint URL", '"localhost"', "including the scheme"],
    },
    {
      name: "an endpoint with a password",
      body: 'vendor = "signoz"\n endpoint = "https://a:b@c.example"',
      want: ["contains credentials"],
    },
    { name: "a retry count out of range", body: 'vendor = "signoz"\n max_retries = 99', want: ["from 0 to 20"] },
    {
      name: "a token with a line break",
      body: 'vendor = "signoz"\n token = "abc\\n"',
      want: ["`token` of the provider block contains a blank, a line break"],
    },
  ])("fails for $name", async ({ body, want }) => {
    const told = await refused(provider(body) + account);
    for (const part of want) expect(told).toContain(part);
  });

  it("fails for a token that the vendor does not accept", async () => {
    const told = await refused(
      `${provider('vendor = "signoz"\n token = "not-a-key-of-anyone"')}data "access_identity" "me" {}`,
    );
    expect(told).toContain("The vendor rejected the token");
    expect(told).not.toContain("not-a-key-of-anyone");
  });

  it("fails for an endpoint at which nothing listens", async () => {
    const told = await refused(
      `${provider('vendor = "signoz"\n endpoint = "http://127.0.0.1:9"\n max_retries = 0')}data "access_identity" "me" {}`,
    );
    expect(told).toContain("Cannot reach the vendor's API");
    expect(told).toContain("http://127.0.0.1:9/api/v1/service_accounts/me");
  });
});

describe("an endpoint that is something else", () => {
  it.each([
    {
      name: "a web page",
      type: "text/html",
      text: "<!doctype html><title>Log in</title>",
      status: 200,
      want: "a web page (HTML)",
    },
    {
      name: "broken JSON",
      type: "application/json",
      text: '{"status":"succ',
      status: 200,
      want: "that is not valid JSON",
    },
    {
      name: "another JSON",
      type: "application/json",
      text: '{"hello":"world"}',
      status: 200,
      want: "does not have the shape of SigNoz's API",
    },
    {
      name: "a 404 of a proxy",
      type: "application/json",
      text: '{"message":"no route"}',
      status: 404,
      want: "404 without its error envelope",
    },
  ])("fails for $name", async ({ type, text, status, want }) => {
    const server = createServer((_request, response) => response.writeHead(status, { "content-type": type }).end(text));
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const { port } = server.address() as AddressInfo;
    const told = await refused(
      `${provider(`vendor = "signoz"\n endpoint = "http://127.0.0.1:${port}"`)}data "access_identity" "me" {}`,
    );
    server.close();
    expect(told).toContain(want);
  });
});

const role = (body: string): string => `${header}resource "access_role" "x" {\n  name = "osprey"\n${body}\n}\n`;
const permission = (body: string): string => role(`  permissions = [{ ${body} }]`);

describe("a value that no run can change is refused at validate", () => {
  it.each([
    {
      name: "an account name with a capital",
      given: `${header}resource "access_service_account" "x" {\n name = "Osprey"\n}\n`,
      want: ['`name` is "Osprey"', "lower-case letters, digits and hyphens", "on main.tf line"],
    },
    {
      name: "a role named signoz-…",
      given: permission('action = "list", resource = "role"').replace("osprey", "signoz-osprey"),
      want: ["is reserved", '"signoz-osprey"'],
    },
    {
      name: "a verb that the kind does not have",
      given: permission('action = "attach", resource = "dashboard"'),
      want: ['dashboard does not have the action "attach"', "create, read, update, delete, list"],
    },
    {
      name: "a resource that does not exist",
      given: permission('action = "read", resource = "dashbord"'),
      want: ['unknown resource "dashbord"'],
    },
    {
      name: "a selector that is no UUID",
      given: permission('action = "read", resource = "dashboard", selectors = ["my board"]'),
      want: ['the selector "my board" on dashboard must be a UUID'],
    },
    {
      name: "an empty selector list",
      given: permission('action = "read", resource = "dashboard", selectors = []'),
      want: ["Name what it holds on, or leave selectors out for all"],
    },
    {
      name: "a description on an account",
      given: `${header}resource "access_service_account" "x" {\n name = "osprey"\n description = "d"\n}\n`,
      want: ["SigNoz does not support `description`"],
    },
    {
      name: "an expiry that is no instant",
      given: `${header}resource "access_key" "x" {\n service_account_id = "y"\n name = "z"\n expires_at = "tomorrow"\n}\n`,
      want: ['`expires_at` is "tomorrow"; it must be an RFC 3339 instant'],
    },
    {
      name: "an expiry with fractions",
      given: `${header}resource "access_key" "x" {\n service_account_id = "y"\n name = "z"\n expires_at = "2036-01-01T00:00:00.5Z"\n}\n`,
      want: ["whole seconds"],
    },
    {
      name: "a key without an account",
      given: `${header}resource "access_key" "x" {\n name = "z"\n}\n`,
      want: ["`service_account_id` is required"],
    },
  ])("fails for $name", async ({ given, want }) => {
    const told = await refused(given, ["validate", "-no-color"]);
    for (const part of want) expect(told).toContain(part);
  });
});

describe("an expiry", () => {
  const key = (until: string): string => `${header}
resource "access_service_account" "x" {
  name = "osprey"
}
resource "access_key" "x" {
  service_account_id = access_service_account.x.id
  name               = "osprey-key"
  expires_at         = "${until}"
}
`;

  it("fails at plan where it is set to a past instant", async () => {
    const told = await refused(key("2021-01-01T00:00:00Z"));
    expect(told).toContain("The expiry is in the past");
    expect(told).toContain("`expires_at` is in the past: 2021-01-01T00:00:00Z");
  });

  it("that has passed since is read as expired, plans empty and destroys", async () => {
    await bench.workspace.apply(key("2036-01-01T00:00:00Z"));
    now = new Date("2036-06-01T00:00:00Z");
    await bench.mock.clock.set(now);
    await bench.workspace.must("apply", "-no-color", "-auto-approve");
    expect((await bench.workspace.state())["access_key.x"]).toMatchObject({ status: "expired" });
    expect(await bench.workspace.plan()).toStrictEqual({});
    await bench.workspace.destroy();
    expect(await bench.workspace.state()).toStrictEqual({});
  });
});

describe("what only the apply can know", () => {
  it("a taken name fails with the holder's id and the import command, and keeps what was made", async () => {
    const data = await bench.admin.must({ method: "POST", path: "/service_accounts", body: { name: "osprey" } });
    const holder = (data as { id: string }).id;
    const told = await refused(
      `${header}${account}resource "access_service_account" "y" {\n name = "osprey-two"\n}\n`,
      ["apply", "-no-color", "-auto-approve"],
    );
    expect(told).toContain("The name is already in use");
    expect(told).toContain(`terraform import ADDRESS ${holder}`);
    expect(Object.keys(await bench.workspace.state())).toStrictEqual(["access_service_account.y"]);
    await bench.workspace.destroy();
  });

  it("a state of a newer schema version is left alone", async () => {
    await bench.workspace.apply(header + account);
    const written = await bench.workspace.must("state", "pull");
    const newer = written
      .replace(/"schema_version": 0/g, '"schema_version": 7')
      .replace(/"serial": \d+/, '"serial": 70');
    await bench.workspace.writeText("newer.tfstate", newer);
    await bench.workspace.must("state", "push", "newer.tfstate");
    const told = await bench.workspace.mustFail("plan", "-no-color");
    expect(told).toContain("newer provider version");
    expect(await bench.workspace.must("state", "pull")).toContain('"schema_version": 7');
    await bench.workspace.writeText("older.tfstate", written.replace(/"serial": \d+/, '"serial": 90'));
    await bench.workspace.must("state", "push", "older.tfstate");
    await bench.workspace.destroy();
  });
});
