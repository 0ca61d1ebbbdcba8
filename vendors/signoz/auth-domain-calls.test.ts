import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { Secret } from "#access/schema/secret.ts";
import { SignozConnection } from "./connection.ts";

const secret = "petrel-secret";
const config = {
  kind: "oidc",
  spec: { clientSecret: secret, issuer: "https://idp.example.org/petrel", somethingLater: { deep: [1, "two", null] } },
  besideSpec: { "10": "a", flag: true },
};
const mapping = { defaultRole: "signoz-viewer", groupMappings: null, useRoleAttribute: false };

interface Domain {
  readonly roleMapping: unknown;
}

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Starts a server with one auth domain that records what it receives; it answers every write with `refuse` if set. */
async function startServer(refuse?: string) {
  let stored: Domain = { roleMapping: null };
  const asked: string[] = [];
  const sent: unknown[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      asked.push(request.method ?? "");
      response.setHeader("content-type", "application/json");
      const whole = { id: "d-1", name: "petrels.example.org", enabled: true, config, ...stored };
      if (request.method === "GET") return response.end(JSON.stringify({ status: "success", data: whole }));
      if (refuse !== undefined) {
        response.statusCode = 400;
        return response.end(JSON.stringify({ status: "error", error: { type: "x", code: "x", message: refuse } }));
      }
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Domain;
      sent.push(body);
      stored = { roleMapping: body.roleMapping };
      response.statusCode = 204;
      return response.end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const traced: unknown[] = [];
  const connection = new SignozConnection({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: new Secret("no-key"),
    requestTimeout: 5000,
    maxRetries: 0,
    now: () => new Date(),
    sleep: () => Promise.resolve(),
    trace: (...line) => void traced.push(line),
  });
  return { domains: () => connection.during(new AbortController().signal).domains, asked, sent, traced };
}

test("an update sends the configuration unchanged, including unknown members", async () => {
  const { domains, sent, traced } = await startServer();
  expect(await domains().remap("d-1", () => mapping)).toBe(true);
  expect(sent).toStrictEqual([{ enabled: true, config, roleMapping: mapping }]);
  expect(JSON.stringify(traced)).not.toContain(secret);
});

test("a domain is returned without its configuration", async () => {
  const { domains } = await startServer();
  const shown = await domains().find("d-1");
  expect(shown).toStrictEqual({
    id: "d-1",
    name: "petrels.example.org",
    enabled: true,
    roleMapping: null,
    kind: "oidc",
  });
});

test("two concurrent changes run one after the other, each based on the result of the other", async () => {
  const { domains, asked } = await startServer();
  const seen: unknown[] = [];
  const change = (defaultRole: string) =>
    domains().remap("d-1", (present) => {
      seen.push(present?.defaultRole ?? null);
      return { ...mapping, defaultRole };
    });
  await Promise.all([change("signoz-editor"), change("signoz-viewer")]);
  expect(seen).toStrictEqual([null, "signoz-editor"]);
  expect(asked).toStrictEqual(["GET", "PUT", "GET", "PUT"]);
});

test("an unchanged mapping is not written", async () => {
  const { domains, asked } = await startServer();
  await domains().remap("d-1", () => undefined);
  expect(asked).toStrictEqual(["GET"]);
});

test("fails without showing parts of the configuration that the answer repeats", async () => {
  const { domains } = await startServer(`the issuer ${config.spec.issuer} and "${secret}" do not go together`);
  const error: unknown = await domains()
    .remap("d-1", () => mapping)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AccessError);
  expect(String(error)).toContain("the issuer [hidden] and");
  expect(JSON.stringify(error) + String(error)).not.toContain(secret);
});
