import { beforeAll, describe, expect, it } from "vitest";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import type { ContractCases } from "../cases.ts";
import { type Asking, type Client, routes, strayId } from "./client.ts";
import { createPlace, holder } from "./fixtures.ts";

const ids: Readonly<Record<string, string>> = {
  api_key_id: strayId(idTypes.key),
  role_id: strayId(idTypes.role),
  binding_id: strayId(idTypes.binding),
  resource_id: strayId(idTypes.project),
  org_id: strayId(idTypes.organization),
  space_id: strayId(idTypes.space),
  user_id: strayId(idTypes.user),
  project_id: strayId(idTypes.project),
};

const rest = routes.filter(({ operationId }) => operationId !== "graphql");
const withId = rest.filter(({ path }) => path.includes("{"));

function credentialCases(client: () => Client): void {
  it.each([
    { name: "no credential", headers: {}, says: "Authorization: Bearer <key>" },
    { name: "GraphQL's header", headers: { "x-api-key": "ak-any" }, says: "x-api-key is for GraphQL" },
    { name: "a key without its scheme", headers: { authorization: "ak-any" }, says: "has another form" },
    { name: "another scheme", headers: { authorization: "Basic ak-any" }, says: "has another form" },
    { name: "an unknown key", headers: { authorization: "Bearer ak-any" }, says: "not accepted" },
  ])("fails on $name", async ({ headers, says }) => {
    const answer = await client().call("list_roles", { key: null, headers });
    expect(answer).toMatchObject({ status: 401, code: "authentication-required" });
    expect(answer.detail).toContain(says);
  });

  it("asks for one at every route, before it looks at anything else", async () => {
    expect(routes.length).toBeGreaterThan(40);
    for (const { operationId, body } of routes) {
      const asking = { key: null, params: ids, ...(body === undefined ? {} : { body: "{" }) };
      const answer = await client().call(operationId, asking);
      expect(answer.status, operationId).toBe(401);
    }
  });
}

function orderCases(client: () => Client): void {
  it.each(withId)(
    "$operationId: an id of another form is a 400, of another kind as well",
    async ({ operationId, path, body }) => {
      const own = /\{(\w+)\}/.exec(path)?.[1] ?? "";
      const asking: Asking = body === undefined ? {} : { body: "{" };
      for (const id of ["not-an-id", strayId("Nothing"), "Um9sZTo=", "Um9sZTo_fj4+"]) {
        const answer = await client().call(operationId, { ...asking, params: { ...ids, [own]: id } });
        expect(answer).toMatchObject({ status: 400, code: "invalid-request" });
      }
    },
  );

  it.each(withId.filter(({ body }) => body === undefined))(
    "$operationId: what is not there is a 404",
    async ({ operationId }) => {
      expect(await client().call(operationId, { params: ids })).toMatchObject({
        status: 404,
        code: "resource-not-found",
      });
    },
  );

  it.each(withId.filter(({ method }) => method === "GET"))(
    "$operationId: nor is an id without a checksum, padding or the standard alphabet",
    async ({ operationId }) => {
      for (const tail of ["", ":0Kk+", ":zZ/z", ":?>~"]) {
        for (const encoding of ["base64", "base64url"] as const) {
          const params = Object.fromEntries(
            Object.entries(ids).map(([name, id]) => {
              const [type] = Buffer.from(id, "base64").toString("latin1").split(":");
              return [name, Buffer.from(`${type}:999999999${tail}`).toString(encoding)];
            }),
          );
          expect(await client().call(operationId, { params })).toMatchObject({ status: 404 });
        }
      }
    },
  );

  it("reads the body before it looks whether the thing is there", async () => {
    for (const { operationId, body } of withId) {
      if (body === undefined) continue;
      const answer = await client().call(operationId, { params: ids, body: "{" });
      expect(answer.status, operationId).toBe(400);
    }
  });

  it("says rights before conflicts", async () => {
    const key = await holder(client(), await createPlace(client()));
    const body = { name: "Project Viewer", permissions: ["PROJECT_READ"] };
    expect(await client().call("create_role", { body, key })).toMatchObject({ status: 403 });
    expect(await client().call("create_role", { body })).toMatchObject({ status: 409 });
  });
}

function transportCases(client: () => Client): void {
  beforeAll(() => expect(withId.length).toBeGreaterThan(20));
  describe("credentials", () => credentialCases(client));
  describe("order", () => orderCases(client));

  it("answers a route that there is none of with a problem", async () => {
    const headers = { authorization: `Bearer ${client().target.token}` };
    for (const [method, path] of [
      ["GET", "/v2/service-accounts"],
      ["PUT", "/v2/roles"],
      ["GET", "/v1/roles"],
    ] as const) {
      const answer = await client().send(method, path, { headers });
      expect(answer).toMatchObject({ status: 404, code: "resource-not-found" });
    }
  });
}

export const cases: ContractCases<Client> = { title: "transport", run: transportCases };
