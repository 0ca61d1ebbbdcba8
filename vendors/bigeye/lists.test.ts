import { createServer } from "node:http";
import { afterEach, expect, it } from "vitest";
import { Secret } from "#access/schema/secret.ts";
import { nounDefinitions } from "../definitions.ts";
import { listAccount } from "../shared/live/list-account.ts";
import { BigeyeConnection } from "./connection.ts";
import { vendor } from "./vendor.ts";

let answers: Readonly<Record<string, object>> = {};
const server = createServer((request, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(answers[(request.url ?? "").replace("/api/v1", "")] ?? {}));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

it("takes empty lists for what the token may not see, and not for an empty account", async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const endpoint = `http://127.0.0.1:${address.port}`;
  const now = () => new Date(0);
  const more = { requestTimeout: 5_000, maxRetries: 0, now, sleep: async () => {}, trace: () => {} };
  const client = new BigeyeConnection({ endpoint, token: new Secret("bigeye_pak_own"), ...more }, () => "unused");
  const context = { client, facts: vendor.facts, now, signal: new AbortController().signal, warn: () => {} };
  const account = { vendor: "bigeye", alias: "bigeye", endpoint, organization: null };
  const list = async () => listAccount({ vendor, definitions: nounDefinitions, context, account });
  const { blind, whole = [], instances } = await list();
  expect(instances).toEqual([]);
  expect(blind).toContain(
    "Roles are not listed: the list is empty, and every account has some. The token may not see them.",
  );
  expect(whole.map((one) => one.list)).toEqual(["workspace"]);

  answers = { "/users": { users: [{ id: 51, name: "ferry", isServiceAccount: true }] } };
  client.reads.forget();
  const seen = await list();
  expect(seen.instances.map(({ type }) => type)).toEqual(["service_account"]);
  expect(seen.whole?.map((one) => one.list).toSorted()).toEqual(["key", "member", "service_account", "workspace"]);
});
