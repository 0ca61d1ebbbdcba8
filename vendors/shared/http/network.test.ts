import type { RequestListener } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import { Secret } from "#access/schema/secret.ts";
import { CertificateAuthority, type Identity } from "#test/support/network/certificate-authority.ts";
import { type Listening, listening } from "#test/support/network/listening.ts";
import { openProxy, type ProxyOptions } from "#test/support/network/proxy-server.ts";
import { openWebServer } from "#test/support/network/web-server.ts";
import { HttpClient, type Method } from "./http-client.ts";
import { proxyFor } from "./proxy.ts";

const host = "signals.kestrel.example";
const token = "finch-and-fern-88";
const gatewayKey = "wren-at-the-gate-61";
const password = "rook%2Fof%40proxy-17";
const credentials = "ada:rook/of@proxy-17";

let company: CertificateAuthority;
let ofServer: Identity;
let ofProxy: Identity;
const open: Listening[] = [];

beforeAll(() => {
  company = new CertificateAuthority("Kestrel internal root");
  ofServer = company.issue({ names: [host, "127.0.0.1"] });
  ofProxy = company.issue({ names: ["127.0.0.1"] });
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

function kept<L extends Listening>(one: L): L {
  open.push(one);
  return one;
}

const ok: RequestListener = (_, response) => {
  response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
};

const webServer = async (answer = ok, identity?: Identity) => kept(await openWebServer(answer, identity));
const proxyServer = async (options: ProxyOptions) => kept(await openProxy(options));

async function closedPort(): Promise<number> {
  const { port, close } = await listening(createTcpServer());
  await close();
  return port;
}

interface Given extends Partial<ConnectionOptions> {
  readonly endpoint: string;
  readonly environment?: Readonly<Record<string, string>>;
}

function clientOf({ endpoint, environment = {}, ...options }: Given) {
  const waits: number[] = [];
  const traces: string[] = [];
  const proxy = proxyFor(endpoint, environment);
  const http = new HttpClient({
    endpoint,
    token: new Secret(token),
    tokenHeader: "X-KEY",
    requestTimeout: 10_000,
    maxRetries: 2,
    now: () => new Date(),
    sleep: (milliseconds) => Promise.resolve(void waits.push(milliseconds)),
    trace: (message, fields) => traces.push(JSON.stringify({ message, ...fields })),
    ...(proxy === undefined ? {} : { proxy }),
    ...options,
  });
  const send = (method: Method = "GET", path = "/a") => http.send({ method, path }, new AbortController().signal);
  return { send, waits, traces };
}

async function failure(work: Promise<unknown>): Promise<AccessError> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof AccessError)) throw new Error("no AccessError was thrown");
  const told = `${error.message} ${error.advice} ${error.stack} ${String(error.cause)} ${JSON.stringify(error.cause)}`;
  expect(told).not.toMatch(/rook|finch|wren|ada[:%]|YWRhO/);
  return error;
}

describe("an authority of one's own", () => {
  it("is trusted besides Node's", async () => {
    const { port, seen } = await webServer(ok, ofServer);
    const { send } = clientOf({ endpoint: `https://127.0.0.1:${port}`, authorities: [company.certificate] });
    expect((await send()).status).toBe(200);
    expect(seen).toHaveLength(1);
  });

  const hours = (count: number): Date => new Date(Date.now() + count * 3_600_000);

  it.each([
    {
      name: "an unknown authority",
      wanted: { names: ["127.0.0.1"] },
      isTrusted: false,
      says: ["not trusted", "ca_file", "NODE_EXTRA_CA_CERTS"],
    },
    {
      name: "an expired certificate",
      wanted: { names: ["127.0.0.1"], from: hours(-9), until: hours(-8) },
      isTrusted: true,
      says: ["has expired", "renewed"],
    },
    {
      name: "one from tomorrow",
      wanted: { names: ["127.0.0.1"], from: hours(8), until: hours(9) },
      isTrusted: true,
      says: ["not valid yet", "clock"],
    },
    {
      name: "one of another host",
      wanted: { names: ["merlin.example"] },
      isTrusted: true,
      says: ["another host", "DNS:merlin.example", "`endpoint`"],
    },
  ])("fails for $name, once, with what to set", async ({ wanted, isTrusted, says }) => {
    const { port, seen } = await webServer(ok, company.issue(wanted));
    const authorities = isTrusted ? [company.certificate] : [];
    const { send, waits } = clientOf({ endpoint: `https://127.0.0.1:${port}`, authorities });
    const error = await failure(send("POST"));
    expect(error.code).toBe("certificate_untrusted");
    for (const text of [`127.0.0.1:${port}`, ...says]) expect(`${error.message} ${error.advice}`).toContain(text);
    expect(`${error.message} ${error.advice}`).not.toContain("NO_PROXY");
    expect(waits).toEqual([]);
    expect(seen).toEqual([]);
  });

  it("fails where https meets a server that speaks plain http: nothing left", async () => {
    const { port } = await webServer();
    const error = await failure(clientOf({ endpoint: `https://127.0.0.1:${port}` }).send("POST"));
    expect(error.code).toBe("endpoint_unreachable");
    expect(`${error.message} ${error.advice}`).toMatch(/does not speak TLS.*Check scheme and port/s);
  });
});

describe.each([
  { kind: "a plain proxy", scheme: "http" },
  { kind: "a TLS proxy with a certificate of the private authority", scheme: "https" },
])("$kind", ({ scheme }) => {
  const identity = () => (scheme === "https" ? { identity: ofProxy } : {});
  const authorities = () => [company.certificate];

  it("passes an https endpoint through a tunnel, and resolves its name", async () => {
    const server = await webServer(ok, ofServer);
    const proxy = await proxyServer({ hosts: { [host]: server.port }, ...identity(), credentials });
    const environment = { HTTPS_PROXY: `${scheme}://ada:${password}@127.0.0.1:${proxy.port}` };
    const { send, traces } = clientOf({
      endpoint: `https://${host}:8443/base`,
      environment,
      authorities: authorities(),
      headers: { "X-Gateway": new Secret(gatewayKey) },
    });
    expect((await send("POST")).body).toEqual({ ok: true });
    for (let more = 0; more < 4; more += 1) expect((await send()).body).toEqual({ ok: true });
    expect(new Set(proxy.carried.map(({ kind, aim }) => `${kind} ${aim}`))).toEqual(new Set([`tunnel ${host}:8443`]));
    expect(proxy.carried.length, "tunnels are kept open").toBeLessThan(3);
    const get = "GET /base/a";
    expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(["POST /base/a", get, get, get, get]);
    const [first] = server.seen;
    expect(first?.headers).toMatchObject({ host: `${host}:8443`, "x-key": token, "x-gateway": gatewayKey });
    expect(first?.headers).not.toHaveProperty("proxy-authorization");
    expect(traces).toHaveLength(5);
    expect(traces.join()).not.toMatch(/rook|finch|wren|gateway|proxy/i);
  });

  it("is given plain http with the whole URL, and no tunnel", async () => {
    const server = await webServer();
    const proxy = await proxyServer({ hosts: { [host]: server.port }, ...identity(), credentials });
    const environment = { HTTP_PROXY: `${scheme}://ada:${password}@127.0.0.1:${proxy.port}` };
    const { send } = clientOf({ endpoint: `http://${host}/base`, environment, authorities: authorities() });
    expect((await send("PUT")).status).toBe(200);
    expect(proxy.carried).toEqual([{ kind: "forward", aim: `http://${host}/base/a` }]);
    expect(server.seen[0]?.headers).toMatchObject({ host, "x-key": token });
  });

  it.each(["http", "https"])("fails for a wrong password before anything is sent to %s", async (protocol) => {
    const server = await webServer(ok, protocol === "https" ? ofServer : undefined);
    const proxy = await proxyServer({ hosts: { [host]: server.port }, ...identity(), credentials: "ada:other" });
    const url = `${scheme}://ada:${password}@127.0.0.1:${proxy.port}`;
    const environment = { HTTPS_PROXY: url, HTTP_PROXY: url };
    const { send, waits } = clientOf({ endpoint: `${protocol}://${host}`, environment, authorities: authorities() });
    const error = await failure(send("POST"));
    const variable = protocol === "https" ? "HTTPS_PROXY" : "HTTP_PROXY";
    expect(error.code).toBe("proxy_refused");
    expect(error.message).toContain(`the proxy 127.0.0.1:${proxy.port} (${variable}) answered 407`);
    expect(error.advice).toContain(`does not accept the user and the password in ${variable}`);
    expect(proxy.refused).toEqual([407]);
    expect([...server.seen, ...waits]).toEqual([]);
  });
});

describe("a proxy that does not let through", () => {
  it("fails where it wants credentials and none are given", async () => {
    const proxy = await proxyServer({ hosts: {}, credentials });
    const environment = { HTTPS_PROXY: `127.0.0.1:${proxy.port}` };
    const error = await failure(clientOf({ endpoint: `https://${host}`, environment }).send());
    expect(error).toMatchObject({ code: "proxy_refused" });
    expect(error.advice).toMatch(/wants a user and a password.*HTTPS_PROXY.*NO_PROXY/s);
  });

  it("fails for one that forbids the host, and is not asked again", async () => {
    const proxy = await proxyServer({ hosts: {}, refusal: 403 });
    const environment = { https_proxy: `http://127.0.0.1:${proxy.port}` };
    const { send, waits } = clientOf({ endpoint: `https://${host}`, environment });
    const error = await failure(send("POST"));
    expect(error.code).toBe("proxy_refused");
    expect(error.message).toContain(`the proxy 127.0.0.1:${proxy.port} (https_proxy) answered 403 for ${host}:443`);
    expect(error.advice).toMatch(/let it through.*without https_proxy, list its host in NO_PROXY/s);
    expect([proxy.refused, waits]).toEqual([[403], []]);
  });

  it("asks again, for a write too, where it does not find the host for now", async () => {
    const proxy = await proxyServer({ hosts: {} });
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    const { send, waits } = clientOf({ endpoint: `https://${host}`, environment });
    expect(await failure(send("POST"))).toMatchObject({ code: "endpoint_unreachable" });
    expect([proxy.refused, waits.length]).toEqual([[502, 502, 502], 2]);
  });

  it("fails where nobody listens, and names the proxy without its password", async () => {
    const port = await closedPort();
    const environment = { HTTPS_PROXY: `http://ada:${password}@127.0.0.1:${port}` };
    const error = await failure(clientOf({ endpoint: `https://${host}`, environment }).send("POST"));
    expect(error.code).toBe("endpoint_unreachable");
    expect(error.message).toContain(`the proxy 127.0.0.1:${port} (HTTPS_PROXY) cannot be reached (ECONNREFUSED)`);
    expect(error.advice).toContain("NO_PROXY");
  });

  it.each([
    { name: "hangs up", listener: "end" },
    { name: "speaks something else", listener: "noise" },
    { name: "says nothing", listener: "silence" },
  ])("fails for one that $name: nothing left", async ({ listener }) => {
    const server = createTcpServer((socket) => {
      if (listener === "end") socket.once("data", () => socket.destroy());
      if (listener === "noise") socket.end("220 mail ready\r\n");
    });
    const { port } = kept(await listening(server));
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${port}` };
    const client = clientOf({ endpoint: `https://${host}`, environment, requestTimeout: 200, maxRetries: 0 });
    const error = await failure(client.send("POST"));
    expect(error.code).toBe("endpoint_unreachable");
    expect(error.message).toContain(`the proxy 127.0.0.1:${port} (HTTPS_PROXY) cannot be reached`);
  });

  it("fails for its certificate of an unknown authority, and says whose it is", async () => {
    const proxy = await proxyServer({ hosts: {}, identity: ofProxy });
    const environment = { HTTPS_PROXY: `https://127.0.0.1:${proxy.port}` };
    const error = await failure(clientOf({ endpoint: `https://${host}`, environment }).send());
    expect(error.code).toBe("certificate_untrusted");
    expect(error.message).toContain(`the certificate of the proxy 127.0.0.1:${proxy.port} (HTTPS_PROXY)`);
    expect(error.advice).toMatch(/ca_file.*NODE_EXTRA_CA_CERTS.*NO_PROXY/s);
  });

  it("fails for its certificate of another host", async () => {
    const proxy = await proxyServer({ hosts: {}, identity: company.issue({ names: ["merlin.example"] }) });
    const environment = { HTTPS_PROXY: `https://127.0.0.1:${proxy.port}` };
    const client = clientOf({ endpoint: `https://${host}`, environment, authorities: [company.certificate] });
    const error = await failure(client.send());
    expect(error.code).toBe("certificate_untrusted");
    expect(error.advice).toContain("Write a name that it has in HTTPS_PROXY");
  });

  it("fails for the endpoint's certificate behind it, and names both", async () => {
    const server = await webServer(ok, ofServer);
    const proxy = await proxyServer({ hosts: { [host]: server.port } });
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    const error = await failure(clientOf({ endpoint: `https://${host}`, environment }).send());
    expect(error.code).toBe("certificate_untrusted");
    expect(error.message).toContain(`the certificate of ${host} (through the proxy 127.0.0.1:${proxy.port})`);
    expect(error.advice).toContain("a proxy that opens TLS signs with one of its own");
  });

  it("is passed by where the endpoint is this machine", async () => {
    const server = await webServer();
    const environment = { HTTP_PROXY: `http://127.0.0.1:${await closedPort()}` };
    expect((await clientOf({ endpoint: `http://127.0.0.1:${server.port}`, environment }).send()).status).toBe(200);
  });
});

describe("a redirect", () => {
  it.each([
    { method: "GET", status: 302, code: "unexpected_answer" },
    { method: "GET", status: 304, code: "unexpected_answer" },
    { method: "POST", status: 307, code: "unexpected_answer" },
    { method: "DELETE", status: 308, code: "unexpected_answer" },
    { method: "POST", status: 302, code: "outcome_unknown" },
    { method: "POST", status: 303, code: "outcome_unknown" },
  ] as const)(
    "$status of $method is not followed: neither token nor headers go there",
    async ({ method, status, code }) => {
      const other = await webServer();
      const location = `http://127.0.0.1:${other.port}/log-in?ticket=siskin`;
      const { port, seen } = await webServer((_, response) => response.writeHead(status, { location }).end());
      const { send } = clientOf({
        endpoint: `http://127.0.0.1:${port}`,
        headers: { "X-Gateway": new Secret(gatewayKey) },
      });
      const error = await failure(send(method));
      expect(error.code).toBe(code);
      expect(error.message).toContain(`was redirected to http://127.0.0.1:${other.port} (${status})`);
      expect(error.message).not.toContain("siskin");
      expect([seen.length, other.seen.length]).toEqual([1, 0]);
    },
  );
});

describe("headers for a gateway", () => {
  it("fail where they would replace the token", () => {
    const headers = { "x-Key": new Secret(gatewayKey) };
    const make = () => clientOf({ endpoint: "http://127.0.0.1:1", headers });
    expect(make).toThrow("`headers` sets x-Key, which carries the token.");
  });
});
