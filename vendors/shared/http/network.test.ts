import type { RequestListener } from "node:http";
import { createSecureServer } from "node:http2";
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
import { findProxy } from "./proxy.ts";

const host = "signals.kestrel.example";
const token = "finch-and-fern-88";
const gatewayKey = "wren-at-the-gate-61";
const password = "rook%2Fof%40proxy-17";
const credentials = "ada:rook/of@proxy-17";

let company: CertificateAuthority;
let serverIdentity: Identity;
let proxyIdentity: Identity;
const open: Listening[] = [];

beforeAll(() => {
  company = new CertificateAuthority("Kestrel internal root");
  serverIdentity = company.issue({ names: [host, "127.0.0.1"] });
  proxyIdentity = company.issue({ names: ["127.0.0.1"] });
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

function closeLater<L extends Listening>(one: L): L {
  open.push(one);
  return one;
}

const ok: RequestListener = (_, response) => {
  response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
};

const startWebServer = async (answer = ok, identity?: Identity) => closeLater(await openWebServer(answer, identity));
const startProxy = async (options: ProxyOptions) => closeLater(await openProxy(options));

async function findClosedPort(): Promise<number> {
  const { port, close } = await listening(createTcpServer());
  await close();
  return port;
}

interface Given extends Partial<ConnectionOptions> {
  readonly endpoint: string;
  readonly environment?: Readonly<Record<string, string>>;
}

function createClient({ endpoint, environment = {}, ...options }: Given) {
  const waits: number[] = [];
  const traces: string[] = [];
  const proxy = findProxy(endpoint, environment);
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

async function catchError(work: Promise<unknown>): Promise<AccessError> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof AccessError)) throw new Error("no AccessError was thrown");
  const text = `${error.message} ${error.advice} ${error.stack} ${String(error.cause)} ${JSON.stringify(error.cause)}`;
  expect(text).not.toMatch(/rook|finch|wren|ada[:%]|YWRhO/);
  return error;
}

describe("a private authority", () => {
  it("is trusted in addition to Node's own", async () => {
    const { port, seen } = await startWebServer(ok, serverIdentity);
    const { send } = createClient({ endpoint: `https://127.0.0.1:${port}`, authorities: [company.certificate] });
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
      says: ["has expired", "Renew the certificate"],
    },
    {
      name: "a certificate that is not valid yet",
      wanted: { names: ["127.0.0.1"], from: hours(8), until: hours(9) },
      isTrusted: true,
      says: ["not valid yet", "clock"],
    },
    {
      name: "a certificate for another host",
      wanted: { names: ["merlin.example"] },
      isTrusted: true,
      says: ["another host", "DNS:merlin.example", "`endpoint`"],
    },
  ])("fails for $name without a retry, and says what to set", async ({ wanted, isTrusted, says }) => {
    const { port, seen } = await startWebServer(ok, company.issue(wanted));
    const authorities = isTrusted ? [company.certificate] : [];
    const { send, waits } = createClient({ endpoint: `https://127.0.0.1:${port}`, authorities });
    const error = await catchError(send("POST"));
    expect(error.code).toBe("certificate_untrusted");
    for (const text of [`127.0.0.1:${port}`, ...says]) expect(`${error.message} ${error.advice}`).toContain(text);
    expect(`${error.message} ${error.advice}`).not.toContain("NO_PROXY");
    expect(waits).toEqual([]);
    expect(seen).toEqual([]);
  });

  it("fails if the server speaks plain http on an https endpoint, and sends nothing", async () => {
    const { port } = await startWebServer();
    const error = await catchError(createClient({ endpoint: `https://127.0.0.1:${port}` }).send("POST"));
    expect(error.code).toBe("endpoint_unreachable");
    expect(`${error.message} ${error.advice}`).toMatch(/does not speak TLS correctly.*Check the scheme and the port/s);
  });
});

describe("a server that speaks another protocol", () => {
  it("is said to offer no HTTP/1.1 if it takes HTTP/2 alone, and is sent nothing", async () => {
    const { port } = closeLater(await listening(createSecureServer({ ...serverIdentity, allowHTTP1: false })));
    const endpoint = `https://127.0.0.1:${port}`;
    const error = await catchError(createClient({ endpoint, authorities: [company.certificate] }).send("POST"));
    expect(error.code).toBe("endpoint_unreachable");
    expect(`${error.message} ${error.advice}`).toMatch(/offers no HTTP\/1\.1.*gateway/s);
  });

  it.each([
    { name: "a greeting of another protocol", answer: "SSH-2.0-OpenSSH_9.6\r\n" },
    {
      name: "a chunk without a length",
      answer: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfinch\r\n",
    },
  ])("is said to answer something other than HTTP: $name", async ({ answer }) => {
    const server = createTcpServer((socket) => socket.once("data", () => socket.write(answer)));
    const { port } = closeLater(await listening(server));
    const { send, traces } = createClient({ endpoint: `http://127.0.0.1:${port}` });
    const read = await catchError(send());
    const written = await catchError(send("POST"));
    expect([read.code, written.code]).toEqual(["endpoint_unreachable", "outcome_unknown"]);
    for (const error of [read, written]) expect(error.message).toMatch(/failed: the answer is no HTTP\/1\.1\.$/);
    expect(traces.join("")).toContain('"error":"HTTPParserError"');
  });
});

describe.each([
  { kind: "a plain proxy", scheme: "http" },
  { kind: "a TLS proxy with a certificate from the private authority", scheme: "https" },
])("$kind", ({ scheme }) => {
  const identity = () => (scheme === "https" ? { identity: proxyIdentity } : {});
  const authorities = () => [company.certificate];

  it("carries an https endpoint through a tunnel, and resolves its name", async () => {
    const server = await startWebServer(ok, serverIdentity);
    const proxy = await startProxy({ hosts: { [host]: server.port }, ...identity(), credentials });
    const environment = { HTTPS_PROXY: `${scheme}://ada:${password}@127.0.0.1:${proxy.port}` };
    const { send, traces } = createClient({
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

  it("receives plain http with the whole URL, without a tunnel", async () => {
    const server = await startWebServer();
    const proxy = await startProxy({ hosts: { [host]: server.port }, ...identity(), credentials });
    const environment = { HTTP_PROXY: `${scheme}://ada:${password}@127.0.0.1:${proxy.port}` };
    const { send } = createClient({ endpoint: `http://${host}/base`, environment, authorities: authorities() });
    expect((await send("PUT")).status).toBe(200);
    expect(proxy.carried).toEqual([{ kind: "forward", aim: `http://${host}/base/a` }]);
    expect(server.seen[0]?.headers).toMatchObject({ host, "x-key": token });
  });

  it.each(["http", "https"])("fails for a wrong password before anything is sent over %s", async (protocol) => {
    const server = await startWebServer(ok, protocol === "https" ? serverIdentity : undefined);
    const proxy = await startProxy({ hosts: { [host]: server.port }, ...identity(), credentials: "ada:other" });
    const url = `${scheme}://ada:${password}@127.0.0.1:${proxy.port}`;
    const environment = { HTTPS_PROXY: url, HTTP_PROXY: url };
    const { send, waits } = createClient({
      endpoint: `${protocol}://${host}`,
      environment,
      authorities: authorities(),
    });
    const error = await catchError(send("POST"));
    const variable = protocol === "https" ? "HTTPS_PROXY" : "HTTP_PROXY";
    expect(error.code).toBe("proxy_refused");
    expect(error.message).toContain(`the proxy 127.0.0.1:${proxy.port} (${variable}) answered 407`);
    expect(error.advice).toContain(`rejected the user and the password in ${variable}`);
    expect(proxy.refused).toEqual([407]);
    expect([...server.seen, ...waits]).toEqual([]);
  });
});

describe("a proxy that does not carry the request", () => {
  it("fails if it requires credentials and there are none", async () => {
    const proxy = await startProxy({ hosts: {}, credentials });
    const environment = { HTTPS_PROXY: `127.0.0.1:${proxy.port}` };
    const error = await catchError(createClient({ endpoint: `https://${host}`, environment }).send());
    expect(error).toMatchObject({ code: "proxy_refused" });
    expect(error.advice).toMatch(/requires a user and a password.*HTTPS_PROXY.*NO_PROXY/s);
  });

  it("fails if it forbids the host, without a retry", async () => {
    const proxy = await startProxy({ hosts: {}, refusal: 403 });
    const environment = { https_proxy: `http://127.0.0.1:${proxy.port}` };
    const { send, waits } = createClient({ endpoint: `https://${host}`, environment });
    const error = await catchError(send("POST"));
    expect(error.code).toBe("proxy_refused");
    expect(error.message).toContain(`the proxy 127.0.0.1:${proxy.port} (https_proxy) answered 403 for ${host}:443`);
    expect(error.advice).toMatch(/allow the host.*without https_proxy, list its host in NO_PROXY/s);
    expect([proxy.refused, waits]).toEqual([[403], []]);
  });

  it("is asked again, also for a write, if it cannot reach the host for now", async () => {
    const proxy = await startProxy({ hosts: {} });
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    const { send, waits } = createClient({ endpoint: `https://${host}`, environment });
    expect(await catchError(send("POST"))).toMatchObject({ code: "endpoint_unreachable" });
    expect([proxy.refused, waits.length]).toEqual([[502, 502, 502], 2]);
  });

  it("fails if nothing listens, and names the proxy without its password", async () => {
    const port = await findClosedPort();
    const environment = { HTTPS_PROXY: `http://ada:${password}@127.0.0.1:${port}` };
    const error = await catchError(createClient({ endpoint: `https://${host}`, environment }).send("POST"));
    expect(error.code).toBe("endpoint_unreachable");
    expect(error.message).toContain(`the proxy 127.0.0.1:${port} (HTTPS_PROXY) cannot be reached (ECONNREFUSED)`);
    expect(error.advice).toContain("NO_PROXY");
  });

  it.each([
    { name: "hangs up", listener: "end" },
    { name: "speaks something else", listener: "noise" },
    { name: "says nothing", listener: "silence" },
  ])("fails if it $name, and sends nothing", async ({ listener }) => {
    const server = createTcpServer((socket) => {
      if (listener === "end") socket.once("data", () => socket.destroy());
      if (listener === "noise") socket.end("220 mail ready\r\n");
    });
    const { port } = closeLater(await listening(server));
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${port}` };
    const client = createClient({ endpoint: `https://${host}`, environment, requestTimeout: 200, maxRetries: 0 });
    const error = await catchError(client.send("POST"));
    expect(error.code).toBe("endpoint_unreachable");
    expect(error.message).toContain(`the proxy 127.0.0.1:${port} (HTTPS_PROXY) cannot be reached`);
  });

  it("fails if its certificate is from an unknown authority, and names the proxy", async () => {
    const proxy = await startProxy({ hosts: {}, identity: proxyIdentity });
    const environment = { HTTPS_PROXY: `https://127.0.0.1:${proxy.port}` };
    const error = await catchError(createClient({ endpoint: `https://${host}`, environment }).send());
    expect(error.code).toBe("certificate_untrusted");
    expect(error.message).toContain(`the certificate of the proxy 127.0.0.1:${proxy.port} (HTTPS_PROXY)`);
    expect(error.advice).toMatch(/ca_file.*NODE_EXTRA_CA_CERTS.*NO_PROXY/s);
  });

  it("fails if its certificate is for another host", async () => {
    const proxy = await startProxy({ hosts: {}, identity: company.issue({ names: ["merlin.example"] }) });
    const environment = { HTTPS_PROXY: `https://127.0.0.1:${proxy.port}` };
    const client = createClient({ endpoint: `https://${host}`, environment, authorities: [company.certificate] });
    const error = await catchError(client.send());
    expect(error.code).toBe("certificate_untrusted");
    expect(error.advice).toContain("Use one of its names in HTTPS_PROXY");
  });

  it("fails if the endpoint's certificate is not trusted, and names the proxy too", async () => {
    const server = await startWebServer(ok, serverIdentity);
    const proxy = await startProxy({ hosts: { [host]: server.port } });
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    const error = await catchError(createClient({ endpoint: `https://${host}`, environment }).send());
    expect(error.code).toBe("certificate_untrusted");
    expect(error.message).toContain(`the certificate of ${host} (through the proxy 127.0.0.1:${proxy.port})`);
    expect(error.advice).toContain("a proxy that inspects TLS signs with its own authority");
  });

  it("is not used if the endpoint is this machine", async () => {
    const server = await startWebServer();
    const environment = { HTTP_PROXY: `http://127.0.0.1:${await findClosedPort()}` };
    expect((await createClient({ endpoint: `http://127.0.0.1:${server.port}`, environment }).send()).status).toBe(200);
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
    "$status of $method is not followed, so it receives neither token nor headers",
    async ({ method, status, code }) => {
      const other = await startWebServer();
      const location = `http://127.0.0.1:${other.port}/log-in?ticket=siskin`;
      const { port, seen } = await startWebServer((_, response) => response.writeHead(status, { location }).end());
      const { send } = createClient({
        endpoint: `http://127.0.0.1:${port}`,
        headers: { "X-Gateway": new Secret(gatewayKey) },
      });
      const error = await catchError(send(method));
      expect(error.code).toBe(code);
      expect(error.message).toContain(`was redirected to http://127.0.0.1:${other.port} (${status})`);
      expect(error.message).not.toContain("siskin");
      expect([seen.length, other.seen.length]).toEqual([1, 0]);
    },
  );
});

describe("headers for a gateway", () => {
  it("fail if one of them would replace the token", () => {
    const headers = { "x-Key": new Secret(gatewayKey) };
    const make = () => createClient({ endpoint: "http://127.0.0.1:1", headers });
    expect(make).toThrow("`headers` sets x-Key, which carries the token.");
  });
});
