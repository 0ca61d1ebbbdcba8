import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { placeProvider } from "#constructs/delivery/provider-mirror.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { Workspace } from "#terraform/plugin/testing/workspace.ts";
import { CertificateAuthority } from "../support/network/certificate-authority.ts";
import { openProxy, type ProxyServer } from "../support/network/proxy-server.ts";
import { openWebServer, passingOn, type WebServer } from "../support/network/web-server.ts";

const host = "signals.kestrel.example";
const gatewayKey = "wren-at-the-gate-61";
const user = "ada";
const password = "rook-of-proxy-17";
const company = new CertificateAuthority("Kestrel internal root");
const provider = findBundledProvider(import.meta.dirname);

let mock: Mock;
let token: string;
let gateway: WebServer;
let proxy: ProxyServer;
const workspaces: Workspace[] = [];
const printed: string[] = [];

async function workspaceWith(environment: Readonly<Record<string, string>> = {}): Promise<Workspace> {
  const workspace = await Workspace.open({
    ACCESS_TOKEN: token,
    TF_VAR_gateway: gatewayKey,
    TF_LOG: "trace",
    TF_LOG_PATH: "trace.log",
    HTTPS_PROXY: `https://${user}:${password}@127.0.0.1:${proxy.port}`,
    NO_PROXY: "",
    no_proxy: "",
    ...environment,
  });
  workspaces.push(workspace);
  placeProvider({ stackFolder: workspace.folder, package: provider });
  await workspace.writeText("ca.pem", company.certificate);
  return workspace;
}

beforeAll(async () => {
  mock = await startMock();
  const vendor = mock.vendors["signoz"];
  if (vendor === undefined) throw new Error("the mock server has no SigNoz");
  token = vendor.token;
  const toVendor = passingOn(vendor.url);
  gateway = await openWebServer(
    (incoming, response) => {
      if (incoming.headers["x-gateway-key"] === gatewayKey) toVendor(incoming, response);
      else response.writeHead(403, { "content-type": "text/html" }).end("<html>Log in to Kestrel</html>");
    },
    company.issue({ names: [host] }),
  );
  const identity = company.issue({ names: ["127.0.0.1"] });
  proxy = await openProxy({ hosts: { [host]: gateway.port }, identity, credentials: `${user}:${password}` });
});

afterAll(async () => {
  await Promise.all(workspaces.map((workspace) => workspace.close()));
  await Promise.all([gateway.close(), proxy.close(), mock.stop()]);
});

const usual = `
  ca_file = "\${path.module}/ca.pem"
  headers = { X-Gateway-Key = var.gateway }`;

/** The variable is ephemeral: Terraform writes the values of others into a saved plan. */
const stack = (network = usual, account = "kestrel-of-record"): string => `
terraform {
  required_providers {
    access = { source = "latchkey/access", version = "= ${provider.version}" }
  }
}

variable "gateway" {
  type      = string
  sensitive = true
  ephemeral = true
}

provider "access" {
  vendor   = "signoz"
  endpoint = "https://${host}:8443/signoz"
  max_retries = 0
  ${network}
}

resource "access_service_account" "kestrel" {
  name = "${account}"
}
`;

function filesWith(workspace: Workspace, text: string): readonly string[] {
  const entries = readdirSync(workspace.folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(5);
  const holds = (file: string): boolean => {
    const content = readFileSync(file);
    if (!file.endsWith(".plan")) return content.includes(text);
    return Object.values(unzipSync(content)).some((part) => Buffer.from(part).includes(text));
  };
  return files.filter(holds).map((file) => relative(workspace.folder, file));
}

describe("a vendor behind a gateway with a private authority, through a TLS proxy with a password", () => {
  let workspace: Workspace;

  it("is planned, applied, planned empty and destroyed", async () => {
    workspace = await workspaceWith();
    await workspace.write(stack());
    await workspace.must("init", "-no-color");
    expect((await workspace.apply(stack())).did).toStrictEqual({ "access_service_account.kestrel": "create" });
    expect((await workspace.apply(stack(usual, "kestrel-renamed"))).did).toStrictEqual({
      "access_service_account.kestrel": "update",
    });
    for (const show of [["plan"], ["show", "test.plan"], ["show", "-json", "test.plan"], ["show", "-json"]]) {
      printed.push(await workspace.must(...show));
    }
    printed.push(await workspace.must("destroy", "-auto-approve"));
    expect(await workspace.state()).toStrictEqual({});
  });

  it("was reached through the proxy alone, with the header on each request", async () => {
    expect(new Set(proxy.carried.map(({ kind, aim }) => `${kind} ${aim}`))).toStrictEqual(
      new Set([`tunnel ${host}:8443`]),
    );
    expect(proxy.refused).toStrictEqual([]);
    const asked = await mock.requests({ vendor: "signoz" });
    expect(asked.map(({ method }) => method)).toEqual(expect.arrayContaining(["GET", "POST", "PUT", "DELETE"]));
    expect(gateway.seen).toHaveLength(asked.length);
    for (const { headers } of gateway.seen) {
      expect(headers).toMatchObject({ "x-gateway-key": gatewayKey, "signoz-api-key": token });
      expect(headers).not.toHaveProperty("proxy-authorization");
    }
  });

  it("leaves header, password and token nowhere: no output, no state, no plan, no log at trace", () => {
    const everywhere = ["main.tf", "test.plan", "terraform.tfstate.backup"];
    expect(filesWith(workspace, "kestrel-renamed")).toEqual(expect.arrayContaining(everywhere));
    expect(printed.join("\n")).toContain("kestrel-renamed");
    const log = readFileSync(join(workspace.folder, "trace.log"), "utf8");
    expect(log).toMatch(/\[DEBUG\] +provider\.terraform-provider-access[^\n]*path=\/api\/v1\/service_accounts/);
    const basic = Buffer.from(`${user}:${password}`).toString("base64");
    for (const canary of [gatewayKey, password, basic, token]) {
      expect(filesWith(workspace, canary), "a canary").toStrictEqual([]);
      expect(printed.join("\n")).not.toContain(canary);
    }
  });
});

describe("what is wrong with the network", () => {
  const lines = [
    {
      name: "no ca_file: the proxy's certificate comes first",
      network: "headers = { X-Gateway-Key = var.gateway }",
      says: [/Untrusted server certificate/, /certificate of the proxy 127\.0\.0\.1:\d+ \(HTTPS_PROXY\)/, /`ca_file`/],
    },
    {
      name: "a ca_file that is not there",
      network: 'ca_file = "nowhere.pem"',
      says: [/ca_file = "nowhere\.pem"/, /`ca_file` is "nowhere\.pem", which does not exist/],
    },
    {
      name: "no header: the gateway's own page",
      network: 'ca_file = "ca.pem"',
      says: [/Unexpected response/, /SigNoz answered 403.*a web page \(HTML\)/],
    },
    {
      name: "a header that the client owns",
      network: 'ca_file = "ca.pem"\n  headers = { Authorization = var.gateway }',
      says: [/`headers` sets Authorization: vendors would read it instead of the token/],
    },
    {
      name: "a value that no header can carry, which stands in the configuration itself",
      network: 'ca_file = "ca.pem"\n  headers = { X-Gateway-Key = " wren-in-clear" }',
      says: [/The value of X-Gateway-Key in `headers` contains/],
    },
    {
      name: "the header of the token",
      network: 'ca_file = "ca.pem"\n  headers = { Signoz-Api-Key = var.gateway }',
      says: [/`headers` sets Signoz-Api-Key, which carries the token/],
    },
  ];

  it.each(lines)("fails for $name", async ({ network, says }) => {
    const workspace = await workspaceWith();
    await workspace.write(stack(network));
    await workspace.must("init", "-no-color");
    const output = await workspace.mustFail("apply", "-no-color", "-auto-approve");
    for (const line of says) expect(output).toMatch(line);
    expect(output.match(/Error: /g)).toHaveLength(1);
    expect(output).not.toMatch(/wren|rook/);
  });

  it("fails for a proxy that does not accept the password, and does not repeat it", async () => {
    const workspace = await workspaceWith({ HTTPS_PROXY: `https://${user}:old-${password}@127.0.0.1:${proxy.port}` });
    await workspace.write(stack());
    await workspace.must("init", "-no-color");
    const output = await workspace.mustFail("apply", "-no-color", "-auto-approve");
    expect(output).toMatch(/The proxy refused the connection.*answered 407 for signals\.kestrel\.example:8443/s);
    expect(output).not.toMatch(/wren|rook/);
    expect(filesWith(workspace, password)).toStrictEqual([]);
  });
});
