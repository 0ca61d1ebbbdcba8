import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { Secret } from "#access/schema/secret.ts";
import { SignozConnection } from "./connection.ts";
import { facts } from "./facts/index.ts";
import { removeRole } from "./role-removal.ts";

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** The server's answers by method and path below /api; several answers are given in order. */
type Script = Readonly<Record<string, Answer | readonly Answer[]>>;

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

function createRefusal(status: number, code: string): Answer {
  return { status, body: { status: "error", error: { type: "x", code, message: `it said ${code}` } } };
}

function createSuccess(value: unknown): Answer {
  return { status: 200, body: { status: "success", data: value } };
}

async function startScriptedServer(script: Script): Promise<{ readonly endpoint: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const route = `${request.method} ${(request.url ?? "").replace("/api", "")}`;
    const planned = [script[route] ?? createRefusal(404, "not_found")].flat();
    const answer = planned[Math.min(asked.filter((one) => one === route).length, planned.length - 1)];
    asked.push(route);
    response.writeHead(answer?.status ?? 500, { "content-type": "application/json" });
    response.end(answer?.body === undefined ? undefined : JSON.stringify(answer.body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const role = { id: "r-7", name: "bittern", description: null };
const byUsers = createRefusal(400, "role_has_user_assignees");
const user = { id: "u-3", displayName: "", email: "ann@example.com", orgId: "o-1", isRoot: false, status: "active" };

function createUserRole(id: string, roleId: string) {
  const role = {
    id: roleId,
    name: `role-${roleId}`,
    description: "",
    type: "custom",
    orgId: "o-1",
    transactionGroups: [],
  };
  return { id, userId: user.id, roleId, role };
}

const done: Answer = { status: 204 };

async function tryRemoving(script: Script, forceDetach: boolean | null) {
  const { endpoint, asked } = await startScriptedServer(script);
  const options = {
    endpoint,
    token: new Secret("not-a-real-token"),
    requestTimeout: 5000,
    maxRetries: 0,
    now: () => new Date(),
    sleep: () => Promise.resolve(),
    trace: () => undefined,
  };
  const warnings: string[] = [];
  const context = {
    client: new SignozConnection(options),
    facts,
    now: options.now,
    signal: new AbortController().signal,
    warn: (summary: string) => void warnings.push(summary),
  };
  const error: unknown = await removeRole(context, { ...role, forceDetach }).catch((thrown: unknown) => thrown);
  return { error, asked, warnings };
}

const heldByUser: Script = {
  "DELETE /v1/roles/r-7": [byUsers, done],
  "GET /v1/service_accounts": createSuccess([]),
  "GET /v2/roles/r-7/users": createSuccess([user]),
  "GET /v2/users/u-3": createSuccess({
    ...user,
    userRoles: [createUserRole("ur-1", "r-1"), createUserRole("ur-9", "r-7")],
  }),
  "DELETE /v2/user_roles/ur-9": done,
};

describe("a role that users hold", () => {
  it("fails with their email addresses and ids, and does not take it from them", async () => {
    const { error, asked } = await tryRemoving(heldByUser, null);
    expect(error).toBeInstanceOf(AccessError);
    expect(error).toMatchObject({
      code: "role_in_use",
      message: expect.stringContaining("user ann@example.com (u-3)"),
    });
    expect(asked.filter((route) => route.startsWith("DELETE"))).toStrictEqual(["DELETE /v1/roles/r-7"]);
  });

  it("is first taken from them with force_detach, by deleting their assignments", async () => {
    const { error, asked } = await tryRemoving(heldByUser, true);
    expect(error).toBeUndefined();
    expect(asked.filter((route) => route.startsWith("DELETE"))).toStrictEqual([
      "DELETE /v1/roles/r-7",
      "DELETE /v2/user_roles/ur-9",
      "DELETE /v1/roles/r-7",
    ]);
  });

  it("fails and says so if the token may not list them, and does not take it from them", async () => {
    const hidden = { ...heldByUser, "GET /v2/roles/r-7/users": createRefusal(403, "authz_forbidden") };
    const { error, asked } = await tryRemoving(hidden, true);
    expect(asked.filter((route) => route.startsWith("DELETE"))).toStrictEqual(["DELETE /v1/roles/r-7"]);
    expect(error).toMatchObject({ message: expect.stringContaining("this token may not list them") });
  });
});

describe("a role that users do not hold", () => {
  it("fails with the vendor's message if a role mapping uses it, without further requests", async () => {
    const byDomain = createRefusal(400, "role_has_auth_domain_mappings");
    const { error, asked } = await tryRemoving({ "DELETE /v1/roles/r-7": byDomain }, true);
    expect(error).toMatchObject({ code: "role_in_use", message: expect.stringContaining("role_has_auth_domain") });
    expect(asked).toStrictEqual(["DELETE /v1/roles/r-7"]);
  });

  it("succeeds if it is already gone", async () => {
    expect(await tryRemoving({}, null)).toMatchObject({ error: undefined, warnings: [] });
  });
});
