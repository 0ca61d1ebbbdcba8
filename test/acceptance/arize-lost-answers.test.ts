import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyOnce } from "./support/apply.ts";
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

async function spaceId(): Promise<string> {
  const { spaces } = await bench.admin.must<{ spaces: { id: string }[] }>("GET", "/spaces?name=landings");
  return spaces[0]?.id ?? "";
}

const makesKeys = "POST /arize/v2/api-keys";
const refreshesKeys = "POST /arize/v2/api-keys/{api_key_id}/refresh";

describe.each(["before", "after"] as const)("an answer that is lost %s the vendor acted", (drop) => {
  it("of a key's creation leaves one key, in state with its secret", async () => {
    await bench.mock.faults.add({ route: makesKeys, drop, count: 1 });
    await bench.workspace.write(keyConfiguration());
    const first = await applyOnce(bench.workspace);
    if (drop === "before") expect(first.code).toBe(1);
    if (first.code !== 0) expect((await applyOnce(bench.workspace)).code).toBe(0);
    const { id, secret } = await valuesOf(bench);
    expect((await bench.admin.keys(await spaceId())).map((row) => row.id)).toEqual([id]);
    expect(await bench.admin.as(secret).status()).toBe(200);
    expect(await bench.workspace.plan()).toEqual({});
  });

  it("of a refresh leaves one key that works, and its secret in state", async () => {
    const configuration = (tide: string): string => keyConfiguration([`keepers = { tide = "${tide}" }`]);
    await bench.host.step(configuration("low"));
    const before = await valuesOf(bench);
    await bench.mock.faults.add({ route: refreshesKeys, drop, count: 1 });
    await bench.workspace.write(configuration("high"));
    const first = await applyOnce(bench.workspace);
    expect(first.code).toBe(drop === "before" ? 1 : 0);
    if (first.code !== 0) expect((await applyOnce(bench.workspace)).code).toBe(0);
    const after = await valuesOf(bench);
    expect(after["service_account_id"]).toBe(before["service_account_id"]);
    expect((await bench.admin.keys(await spaceId())).map((row) => row.id)).toEqual([after["id"]]);
    expect([await bench.admin.as(before["secret"]).status(), await bench.admin.as(after["secret"]).status()]).toEqual([
      401, 200,
    ]);
    expect(await bench.workspace.plan()).toEqual({});
  });

  it.each([
    {
      name: "role",
      route: "POST /arize/v2/roles",
      given: `resource "access_role" "x" {\n  name = "x"\n  permissions = [{ action = "READ", resource = "PROJECT" }]\n}`,
    },
    {
      name: "member",
      route: "POST /arize/v2/users",
      given: `resource "access_member" "x" {\n  email = "x@tern.example"\n  name = "x"\n  account_role = "MEMBER"\n  invite_mode = "EMAIL_LINK"\n}`,
    },
    {
      name: "binding",
      route: "POST /arize/v2/role-bindings",
      given: `data "access_role" "x" {\n  name = "Project Viewer"\n}\ndata "access_member" "x" {\n  email = "wren@tern.example"\n}
resource "access_role_binding" "x" {\n  role_id = data.access_role.x.id\n  member_id = data.access_member.x.id\n  scope = { type = "project", id = data.access_scope.quotas.id }\n}`,
    },
  ])("of the creation of a $name ends in one, managed", async ({ route, given }) => {
    await bench.mock.faults.add({ route, drop, count: 1 });
    await bench.workspace.write(`${header}${places}${given}\n`);
    const first = await applyOnce(bench.workspace);
    // Names and addresses are unique, and so is a binding's place only after a look: that one stops.
    expect(first.code).toBe(drop === "before" && route.endsWith("role-bindings") ? 1 : 0);
    if (first.code !== 0) expect((await applyOnce(bench.workspace)).code).toBe(0);
    expect(await bench.workspace.plan()).toEqual({});
    await bench.host.destroy();
  });
});

describe("a key of the same name that no state has", () => {
  it("is told at plan, and never revoked or taken over", async () => {
    await bench.host.step(keyConfiguration(['expires_in = "30d"']));
    const { secret, id, space_id: space } = await valuesOf(bench);
    await bench.workspace.must("state", "rm", keyAddress);
    await bench.workspace.write(keyConfiguration(['expires_in = "30d"']));
    const stopped = await applyOnce(bench.workspace);
    expect(stopped.code).toBe(1);
    const told = stopped.diagnostics.map(({ summary, detail }) => `${summary} ${detail}`).join("\n");
    expect(told).toContain('Keys called "tern-ingest" exist already');
    expect(told).toContain("because one exists already");
    expect(told).toContain("An unused key that Latchkey created may be left from an interrupted run");
    expect(told).toContain(String(id));
    expect(await bench.admin.as(secret).status()).toBe(200);
    await bench.workspace.must("import", "-no-color", keyAddress, `${String(space)}/${String(id)}`);
    await bench.host.destroy();
  });
});

describe("a refresh of many", () => {
  it("asks once a page, and a few times more", async () => {
    const count = 60;
    const roles = `${header}
resource "access_role" "many" {
  count       = ${count}
  name        = "many \${count.index}"
  permissions = [{ action = "READ", resource = "PROJECT" }]
}
`;
    const keys = keyConfiguration(["count = 60"]).replace(header, "");
    await bench.workspace.write(roles + keys);
    await bench.workspace.must("apply", "-auto-approve", "-no-color", "-parallelism=20");
    await bench.mock.forgetRequests();
    expect(await bench.workspace.plan()).toEqual({});
    const asked = await bench.mock.requests();
    const of = (part: string) => asked.filter(({ path }) => path.includes(part)).length;
    expect(of("/roles")).toBeGreaterThan(0);
    expect(of("/roles")).toBeLessThanOrEqual(Math.ceil(count / 100) + 10);
    expect(of("/api-keys")).toBeGreaterThan(0);
    expect(of("/api-keys")).toBeLessThanOrEqual(Math.ceil(count / 100) + 10);
  });
});
