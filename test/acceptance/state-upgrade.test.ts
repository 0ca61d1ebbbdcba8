import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { resourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { does } from "#terraform/plugin/testing/checks.ts";
import { type Bench, header, openBench } from "./support/access.ts";

const then = new Date("2026-03-01T09:30:00Z");
const fixture = join(import.meta.dirname, "..", "fixtures", "state-v0.json");
const ids = {
  account: "0196b0a1-0000-7000-8000-0000000000a1",
  role: "0196b0a1-0000-7000-8000-0000000000b2",
  key: "0196b0a1-0000-7000-8000-0000000000c3",
  // The mock chooses an assignment's id: the test puts it in place of this one.
  binding: "0196b0a1-0000-7000-8000-0000000000d4",
};

/** The world in which the state was written. */
const world = {
  signoz: {
    roles: [
      {
        id: ids.role,
        name: "dunlin-keeper",
        description: "Keeps keys.",
        transactionGroups: [
          {
            relation: "create",
            objectGroup: { resource: { type: "metaresource", kind: "factor-api-key" }, selectors: ["*"] },
          },
          {
            relation: "attach",
            objectGroup: { resource: { type: "serviceaccount", kind: "serviceaccount" }, selectors: [ids.account] },
          },
          {
            relation: "read",
            objectGroup: { resource: { type: "telemetryresource", kind: "logs" }, selectors: ["builder_query/*"] },
          },
        ],
      },
    ],
    serviceAccounts: [
      {
        id: ids.account,
        name: "dunlin",
        roles: ["dunlin-keeper"],
        keys: [
          {
            id: ids.key,
            name: "dunlin-key",
            expiresAt: 2_082_758_400,
            secret: "ZHVubGluLWtleS1vZi10aGUtZmlyc3QtcmVsZWFzZS0=",
          },
        ],
      },
    ],
  },
};

const configuration = `${header}
resource "access_service_account" "dunlin" {
  name = "dunlin"
}

data "access_service_account" "dunlin" {
  name = access_service_account.dunlin.name
}

resource "access_role" "keeper" {
  name        = "dunlin-keeper"
  description = "Keeps keys."
  permissions = [
    { action = "create", resource = "factor-api-key" },
    { action = "attach", resource = "serviceaccount", selectors = [access_service_account.dunlin.id] },
    { action = "read", resource = "logs", selectors = ["builder_query"] },
  ]
}

resource "access_role_binding" "keeper" {
  role_id            = access_role.keeper.id
  service_account_id = access_service_account.dunlin.id
  reason             = "rotates keys"
  until              = "2031-01-01T00:00:00+01:00"
}

resource "access_key" "dunlin" {
  service_account_id = access_service_account.dunlin.id
  name               = "dunlin-key"
  expires_at         = "2036-01-01T00:00:00Z"
  reason             = "the first release"
}
`;

const stored = z.object({
  resources: z.array(
    z.object({
      mode: z.string(),
      type: z.string(),
      instances: z.array(z.object({ schema_version: z.number() })),
    }),
  ),
});

let bench: Bench;

beforeAll(async () => {
  bench = await openBench({ now: () => then });
  await bench.mock.clock.set(then);
  await bench.mock.seed(world);
});

afterAll(() => bench.close());

/** Never made again: what a user of the first release has is what this file has. */
describe("a state that the first release wrote", () => {
  it("holds every noun of that release at its first schema version", async () => {
    const { resources } = stored.parse(JSON.parse(await readFile(fixture, "utf8")));
    const managed = resources.filter(({ mode }) => mode === "managed");
    expect(managed.map(({ type }) => type).toSorted()).toStrictEqual([
      "access_key",
      "access_role",
      "access_role_binding",
      "access_service_account",
    ]);
    expect(managed.flatMap(({ instances }) => instances.map((one) => one.schema_version))).toStrictEqual([0, 0, 0, 0]);
    const served = resourceDefinitions.map(({ type }) => `access_${type}`);
    expect(served).toEqual(expect.arrayContaining(managed.map(({ type }) => type)));
  });

  it("is read by this one and leaves nothing to do, before a refresh and after it", async () => {
    const [row] = (await bench.admin.account(ids.account)).serviceAccountRoles ?? [];
    const text = await readFile(fixture, "utf8");
    await bench.workspace.writeText("terraform.tfstate", text.replaceAll(ids.binding, row?.id ?? "no assignment"));
    await bench.workspace.write(configuration);
    expect(await bench.workspace.plan("-refresh=false")).toStrictEqual({});
    await bench.mock.forgetRequests();
    await bench.host.step(configuration, { plan: [does({})] });
    expect((await bench.mock.requests()).filter(({ method }) => method !== "GET")).toStrictEqual([]);
  });

  it("keeps what no vendor returns", async () => {
    const state = await bench.workspace.state();
    expect(state["access_key.dunlin"]).toMatchObject({
      id: ids.key,
      secret: world.signoz.serviceAccounts[0]?.keys[0]?.secret,
      reason: "the first release",
    });
    expect(state["access_role_binding.keeper"]).toMatchObject({ until: "2031-01-01T00:00:00+01:00" });
  });

  it("can be destroyed", () => bench.host.destroy());
});
