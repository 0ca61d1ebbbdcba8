import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { does, hides, holds, leavesOpen, staysTheSame } from "#terraform/plugin/testing/checks.ts";
import {
  type ArizeBench,
  header,
  keyAddress,
  keyConfiguration,
  openArizeBench,
  places,
  valuesOf,
} from "./support/arize.ts";

let bench: ArizeBench;

beforeEach(async () => {
  bench = await openArizeBench("2031-03-01T06:00:00Z");
});

afterEach(() => bench.close());

describe("a service key", () => {
  it("is made with its bot, kept, imported by space and id, made anew for another access, and revoked", async () => {
    await bench.host.step(keyConfiguration(['description = "landings, nightly"', 'reason = "seed 004"']), {
      plan: [does({ [keyAddress]: "create" })],
      state: [hides(keyAddress, "secret"), holds(keyAddress, { status: "active", expires_at: null, retiring: [] })],
    });
    const { id, secret, space_id: space, service_account_id: bot } = await valuesOf(bench);
    expect(await bench.admin.as(secret).status()).toBe(200);
    expect((await bench.admin.keys(String(space))).map((row) => row.id)).toEqual([id]);
    expect(bot).toEqual(expect.any(String));

    await bench.host.verifyImport({
      address: keyAddress,
      id: `${String(space)}/${String(id)}`,
      ignore: ["secret", "access", "service_account_id", "reason"],
    });

    await bench.host.step(keyConfiguration(['description = "landings, nightly"', 'reason = "the same"']), {
      plan: [does({ [keyAddress]: "update" })],
      state: [holds(keyAddress, { id, secret })],
    });
    await bench.host.step(keyConfiguration([], "READ_ONLY"), { plan: [does({ [keyAddress]: "delete, create" })] });
    const next = await valuesOf(bench);
    expect(next["service_account_id"]).not.toBe(bot);
    expect([await bench.admin.as(secret).status(), await bench.admin.as(next["secret"]).status()]).toEqual([401, 200]);

    await bench.admin.must("PUT", `/api-keys/${encodeURIComponent(String(next["id"]))}/revoke`);
    await bench.host.step(keyConfiguration([], "READ_ONLY"), { plan: [does({ [keyAddress]: "create" })] });
    const last = await valuesOf(bench);
    await bench.host.destroy();
    expect(await bench.admin.as(last["secret"]).status()).toBe(401);
    expect(await bench.admin.keys(String(space))).toEqual([]);
  });

  it("stays in state where Arize does not show it any more and it was not revoked", async () => {
    await bench.host.step(keyConfiguration());
    const { id, secret, space_id: space, service_account_id: bot } = await valuesOf(bench);
    await bench.admin.must(
      "DELETE",
      `/spaces/${encodeURIComponent(String(space))}/users/${encodeURIComponent(String(bot))}`,
    );
    const output = await bench.workspace.must("plan", "-no-color", "-input=false");
    expect(output).toContain("Arize does not list the key");
    expect(output).toContain("No changes");
    await bench.host.destroy();
    expect(await bench.admin.as(secret).status(), String(id)).toBe(401);
  });
});

describe("a custom role, its bindings and a member", () => {
  const configuration = (role: string, bound = "landings"): string => `${keyConfiguration()}
resource "access_role" "reader" {
  name        = "${role}"
  description = "reads quotas"
  permissions = [{ action = "READ", resource = "PROJECT" }, { action = "READ", resource = "PROJECT_SPAN" }]
}
data "access_role" "viewer" {
  name = "Project Viewer"
}
resource "access_member" "ibis" {
  email        = "ibis@tern.example"
  name         = "Ibis"
  account_role = "MEMBER"
  invite_mode  = "TEMPORARY_PASSWORD"
}
resource "access_role_binding" "bot" {
  role_id            = ${bound === "landings" ? "access_role.reader.id" : "data.access_role.viewer.id"}
  service_account_id = access_key.tern.service_account_id
  scope              = { type = "project", id = data.access_scope.quotas.id }
}
resource "access_role_binding" "person" {
  role_id   = access_role.reader.id
  member_id = access_member.ibis.id
  scope     = { type = "space", id = data.access_scope.weather.id }
  reason    = "helps out"
}
`;

  it("come and go; a role changes in place, and so does the role of a binding", async () => {
    await bench.host.step(configuration("quota reader"), {
      state: [
        holds("access_member.ibis", { status: "INVITED", account_role: "MEMBER" }),
        hides("access_member.ibis", "activation_token"),
      ],
    });
    const binding = await valuesOf(bench, "access_role_binding.bot");
    const member = await valuesOf(bench, "access_member.ibis");
    expect(member["activation_token"]).toEqual(expect.any(String));
    const same = staysTheSame("access_role_binding.bot", "id");
    await bench.host.step(configuration("quota watcher", "other"), {
      plan: [does({ "access_role.reader": "update", "access_role_binding.bot": "update" })],
      state: [same, holds("access_role_binding.bot", { id: binding["id"] })],
    });
    await bench.host.verifyImport({
      address: "access_role.reader",
      id: String((await valuesOf(bench, "access_role.reader"))["id"]),
      ignore: ["permissions"],
    });
    await bench.host.verifyImport({
      address: "access_role_binding.person",
      id: String((await valuesOf(bench, "access_role_binding.person"))["id"]),
      ignore: ["reason"],
    });
    await bench.host.verifyImport({
      address: "access_member.ibis",
      id: String(member["id"]),
      ignore: ["invite_mode", "activation_token"],
    });

    const { id: role } = await valuesOf(bench, "access_role.reader");
    const more = { permissions: ["PROJECT_READ", "PROJECT_SPAN_READ", "PROJECT_DELETE"] };
    await bench.admin.must("PATCH", `/roles/${encodeURIComponent(String(role))}`, more);
    await bench.admin.must("DELETE", `/role-bindings/${encodeURIComponent(String(binding["id"]))}`);
    await bench.host.step(configuration("quota watcher", "other"), {
      plan: [does({ "access_role.reader": "update", "access_role_binding.bot": "create" })],
    });
    await bench.host.destroy();
    expect((await bench.admin.send("GET", `/roles/${encodeURIComponent(String(role))}`)).status).toBe(404);
    expect((await bench.admin.send("GET", `/users/${encodeURIComponent(String(member["id"]))}`)).status).toBe(404);
  });

  it("a role that others hold stays, or is taken from them with `force_detach`", async () => {
    const role = (force: boolean): string => `${header}
resource "access_role" "reader" {
  name         = "quota reader"
  permissions  = [{ action = "READ", resource = "PROJECT" }]
  force_detach = ${force}
}
`;
    await bench.host.step(role(false) + places);
    const { id } = await valuesOf(bench, "access_role.reader");
    const users = await bench.admin.must<{ users: { id: string }[] }>("GET", "/users?email=wren@tern.example");
    const spaces = await bench.admin.must<{ spaces: { id: string }[] }>("GET", "/spaces?name=landings");
    const user = users.users[0]?.id;
    const space = spaces.spaces[0]?.id;
    const body = { role_id: id, user_id: user, resource_type: "SPACE", resource_id: space };
    await bench.admin.must("POST", "/role-bindings", body);
    const refused = await bench.workspace.run("destroy", "-auto-approve", "-no-color");
    expect(refused.code).toBe(1);
    expect(refused.output.replaceAll(/[\s│]+/g, " ")).toContain(`is held by user ${String(user)} on space`);
    await bench.host.step(role(true) + places);
    await bench.host.destroy();
    expect(
      await bench.admin.must<{ role_bindings: unknown[] }>("GET", "/role-bindings?resource_type=SPACE"),
    ).toMatchObject({ role_bindings: [] });
  });
});

describe("what Arize cannot do", () => {
  it.each([
    {
      name: "an account without a key",
      given: `resource "access_service_account" "x" {\n  name = "x"\n}`,
      want: "A service key comes with its own account",
    },
    {
      name: "a group",
      given: `resource "access_group" "x" {\n  name = "x"\n}`,
      want: "Arize has no groups",
    },
    {
      name: "a level that a key cannot have",
      given: keyConfiguration([], "ANNOTATOR").replace(header, "").replace(places, ""),
      want: "it must be one of ADMIN, MEMBER, READ_ONLY",
    },
    {
      name: "an overlap that a refresh cannot give",
      given: keyConfiguration(['overlap = "25h"']).replace(header, "").replace(places, ""),
      want: "which keeps the old key working for at most 24h",
    },
    {
      name: "an account for a key",
      given: keyConfiguration(['service_account_id = "QQ=="']).replace(header, "").replace(places, ""),
      want: "An Arize key comes with its own account, a bot",
    },
    {
      name: "a binding to nowhere",
      given: `resource "access_role_binding" "x" {\n  role_id = "${Buffer.from("Role:7:a").toString("base64")}"\n  member_id = "${Buffer.from("User:7:a").toString("base64")}"\n}`,
      want: "`scope` is required",
    },
    {
      name: "an expiry that is finer than Arize keeps",
      given: keyConfiguration(['expires_at = "2031-09-01T00:00:00.123456Z"']).replace(header, "").replace(places, ""),
      want: "it must be an instant with at most 3 digits after the second",
    },
    {
      name: "a name with blanks around it",
      given: `resource "access_member" "x" {\n  email = "x@tern.example"\n  name = " Ibis "\n  invite_mode = "NONE"\n  account_role = "MEMBER"\n}`,
      want: '`name` is " Ibis "; it must be a text without blanks around it',
    },
    {
      name: "a level above all",
      given: `resource "access_member" "x" {\n  email = "x@tern.example"\n  name = "x"\n  invite_mode = "NONE"\n  account_role = "OWNER"\n}`,
      want: "it must be one of ADMIN, MEMBER, ANNOTATOR",
    },
  ])("is refused at plan: $name", async ({ given, want }) => {
    await bench.workspace.write(`${header}${places}\n${given}\n`);
    const { code, output } = await bench.workspace.run("plan", "-no-color", "-input=false");
    expect(code).toBe(1);
    expect(output.replaceAll(/[\s│╷╵]+/g, " ")).toContain(want);
  });
});

describe("rotation", () => {
  it("refreshes a key without an expiry: the bot stays, the old one works for its grace and the vendor ends it", async () => {
    const configuration = keyConfiguration(['rotate_after = "30d"', 'overlap = "6h"']);
    await bench.host.step(configuration);
    const first = await valuesOf(bench);
    await bench.at("2031-03-31T06:01:00Z");
    await bench.host.step(configuration, {
      plan: [does({ [keyAddress]: "update" }), leavesOpen(keyAddress, "created_at", "id", "retiring", "secret")],
      state: [holds(keyAddress, { service_account_id: first["service_account_id"], expires_at: null })],
    });
    const second = await valuesOf(bench);
    expect(second["id"]).not.toBe(first["id"]);
    expect(second["retiring"]).toEqual([{ id: first["id"], until: "2031-03-31T12:01:00Z", status: "retiring" }]);
    for (const { secret } of [first, second]) expect(await bench.admin.as(secret).status()).toBe(200);
    await bench.at("2031-03-31T12:02:00Z");
    expect(await bench.admin.as(first["secret"]).status()).toBe(401);
    await bench.host.step(configuration, { state: [holds(keyAddress, { id: second["id"], retiring: [] })] });
    expect((await bench.admin.keys(String(second["space_id"]))).map(({ id }) => id)).toEqual([second["id"]]);
    await bench.host.destroy();
    expect(await bench.admin.as(second["secret"]).status()).toBe(401);
  });

  it("makes a second key where the first has an expiry, and shows that the bot moves", async () => {
    const configuration = (tide: string): string =>
      keyConfiguration(['expires_in = "60d"', 'overlap = "2d"', `keepers = { tide = "${tide}" }`]);
    await bench.host.step(configuration("low"));
    const first = await valuesOf(bench);
    await bench.at("2031-03-10T06:00:00Z");
    await bench.workspace.write(configuration("high"));
    const shown = await bench.workspace.must("plan", "-no-color", "-input=false");
    expect(shown).toContain("The key's successor acts as another bot");
    await bench.host.step(configuration("high"), {
      plan: [leavesOpen(keyAddress, "created_at", "expires_at", "id", "retiring", "secret", "service_account_id")],
    });
    const second = await valuesOf(bench);
    expect(second["service_account_id"]).not.toBe(first["service_account_id"]);
    expect(second["expires_at"]).toBe("2031-05-09T06:00:00Z");
    for (const { secret } of [first, second]) expect(await bench.admin.as(secret).status()).toBe(200);
    await bench.at("2031-03-12T06:01:00Z");
    await bench.host.step(configuration("high"), { plan: [does({ [keyAddress]: "update" })] });
    expect(await bench.admin.as(first["secret"]).status()).toBe(401);
    await bench.host.destroy();
    expect(await bench.admin.as(second["secret"]).status()).toBe(401);
  });

  it("gives another name or expiry by rotating, since Arize changes neither", async () => {
    await bench.host.step(keyConfiguration());
    const { id, service_account_id: bot } = await valuesOf(bench);
    await bench.host.step(keyConfiguration(['expires_at = "2031-09-01T00:00:00Z"']), {
      plan: [does({ [keyAddress]: "update" })],
      state: [holds(keyAddress, { service_account_id: bot, expires_at: "2031-09-01T00:00:00Z" })],
    });
    expect((await valuesOf(bench))["id"]).not.toBe(id);
    await bench.host.step(
      keyConfiguration(['expires_at = "2031-09-01T00:00:00Z"']).replace("tern-ingest", "tern-two"),
      {
        plan: [does({ [keyAddress]: "update" })],
        state: [holds(keyAddress, { name: "tern-two" })],
      },
    );
    expect((await valuesOf(bench))["service_account_id"]).not.toBe(bot);
    await bench.host.destroy();
  });
});
