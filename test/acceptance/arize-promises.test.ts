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

// What the vendor's page on service keys promises (seed 004), through the real Terraform.

const secrets = { ADMIN: "ak-admin-of-landings", MEMBER: "ak-member-of-landings", READ_ONLY: "ak-viewer-of-landings" };

function person(level: keyof typeof secrets) {
  const email = `${level.toLowerCase()}@tern.example`;
  return { email, user: { name: level, email, keys: [{ name: "own", secret: secrets[level] }] }, role: level };
}

const people = [person("ADMIN"), person("MEMBER"), person("READ_ONLY")];
const members = people.map(({ email, role }) => ({ email, role }));

const seed = {
  users: people.map(({ user }) => user),
  organizations: [
    {
      name: "fisheries",
      spaces: [
        { name: "landings", isPrivate: true, members, projects: [{ name: "quotas" }] },
        { name: "weather", isPrivate: true, members: members.filter(({ role }) => role === "ADMIN") },
      ],
    },
  ],
};

let bench: ArizeBench;

beforeEach(async () => {
  bench = await openArizeBench("2031-03-01T06:00:00Z", seed);
});

afterEach(() => bench.close());

const unseen = /data "access_scope" "weather" \{[\s\S]*?\n\}\n/;

/** The configuration, deployed with another token, which does not see every space. */
function by(secret: string, configuration: string): string {
  return configuration.replace(unseen, "").replace('vendor = "arize"', `vendor = "arize"\n  token  = "${secret}"`);
}

async function spacesSeen(secret: unknown): Promise<readonly string[]> {
  const { spaces } = await bench.admin.as(secret).must<{ spaces: { name: string }[] }>("GET", "/spaces");
  return spaces.map(({ name }) => name);
}

describe("a service key", () => {
  it("is restricted to one space, although the administrator who makes it sees several", async () => {
    expect((await spacesSeen(secrets.ADMIN)).toSorted()).toEqual(["landings", "weather"]);
    await bench.host.step(by(secrets.ADMIN, keyConfiguration([], "ADMIN")));
    expect(await spacesSeen((await valuesOf(bench))["secret"])).toEqual(["landings"]);
  });

  it("also reads the public spaces of its organization, which the plan tells", async () => {
    const { organizations } = await bench.admin.must<{ organizations: { id: string }[] }>("GET", "/organizations");
    const organization_id = organizations[0]?.id ?? "";
    await bench.admin.must("POST", "/spaces", { name: "tides", organization_id });
    await bench.workspace.write(keyConfiguration());
    const { output } = await bench.workspace.run("plan", "-no-color", "-input=false");
    const told = output.replaceAll(/[\s│╷╵]+/g, " ");
    expect(told).toContain("The key reaches more spaces than it lists");
    expect(told).toContain("has its level in the organization, here READ_ONLY. So it also reaches: tides.");
    expect(told).toContain("make these spaces private in Arize (`is_private`)");
    await applyOnce(bench.workspace);
    expect((await spacesSeen((await valuesOf(bench))["secret"])).toSorted()).toEqual(["landings", "tides"]);
    // What was told once is not told again while nothing changes.
    expect(await bench.workspace.must("plan", "-no-color", "-input=false")).not.toContain("more spaces than it lists");
  });

  it("is warned of no space that is private", async () => {
    await bench.workspace.write(keyConfiguration());
    expect(await bench.workspace.must("plan", "-no-color", "-input=false")).not.toContain("more spaces than it lists");
  });

  it("outlives its maker, and belongs to a bot", async () => {
    await bench.host.step(by(secrets.MEMBER, keyConfiguration()));
    const { secret, service_account_id: bot } = await valuesOf(bench);
    const { users } = await bench.admin.must<{ users: { id: string }[] }>("GET", "/users?email=member@tern.example");
    expect(bot).not.toBe(users[0]?.id);
    await bench.admin.must("DELETE", `/users/${encodeURIComponent(users[0]?.id ?? "")}`);
    expect(await bench.admin.as(secrets.MEMBER).status()).toBe(401);
    expect(await bench.admin.as(secret).status()).toBe(200);
    await bench.host.step(keyConfiguration(), { state: [] });
    expect((await valuesOf(bench))["secret"]).toBe(secret);
  });

  it("shows its secret once: no plan, log or later answer has it", async () => {
    await bench.workspace.write(keyConfiguration(['keepers = { tide = "low" }']));
    const outputs = [(await applyOnce(bench.workspace)).output];
    const first = await valuesOf(bench);
    await bench.workspace.write(keyConfiguration(['keepers = { tide = "high" }']));
    outputs.push(await bench.workspace.must("plan", "-no-color"), (await applyOnce(bench.workspace)).output);
    const second = await valuesOf(bench);
    outputs.push(JSON.stringify(await bench.admin.keys(String(second["space_id"]))));
    outputs.push(JSON.stringify(await bench.mock.requests()));
    expect(second["secret"]).not.toBe(first["secret"]);
    expect(second["service_account_id"]).toBe(first["service_account_id"]);
    for (const { secret } of [first, second]) {
      expect(secret).toMatch(/^ak-/);
      expect(outputs.filter((output) => output.includes(String(secret)))).toEqual([]);
    }
    expect(await bench.admin.as(first["secret"]).status()).toBe(401);
  });

  it("works on REST and on GraphQL", async () => {
    await bench.host.step(keyConfiguration());
    const key = bench.admin.as((await valuesOf(bench))["secret"]);
    expect([await key.status(), await key.graphqlStatus()]).toEqual([200, 200]);
  });
});

describe("nobody grants above their own level", () => {
  it.each([
    { own: "ADMIN", wanted: "ADMIN", isMade: true },
    { own: "ADMIN", wanted: "READ_ONLY", isMade: true },
    { own: "MEMBER", wanted: "ADMIN", isMade: false },
    { own: "MEMBER", wanted: "MEMBER", isMade: true },
    { own: "READ_ONLY", wanted: "READ_ONLY", isMade: false },
  ] as const)("$own makes a key that is $wanted: $isMade", async ({ own, wanted, isMade }) => {
    await bench.workspace.write(by(secrets[own], keyConfiguration([], wanted)));
    const { code, diagnostics } = await applyOnce(bench.workspace);
    const told = diagnostics.map(({ summary, detail }) => `${summary} ${detail}`).join("\n");
    expect([code, keyAddress in (await bench.workspace.state())], told).toEqual(isMade ? [0, true] : [1, false]);
    // Arize does not tell what a token may do, and that is said once.
    expect(told).toContain("The permissions that this run grants were not compared with the token's own");
    if (own === "MEMBER" && wanted === "ADMIN")
      expect(told).toContain("does not give a service key more than its creator has");
  });

  it("holds for custom roles as well", async () => {
    const configuration = `${header}${places}
resource "access_role" "keeper" {
  name        = "keeper"
  permissions = [{ action = "DELETE", resource = "SPACE" }]
}
`;
    await bench.host.step(configuration);
    const custom = keyConfiguration().replace(
      /role = \{.*?\}/,
      `role = { type = "CUSTOM", id = "${String((await valuesOf(bench, "access_role.keeper"))["id"])}" }`,
    );
    await bench.workspace.write(by(secrets.MEMBER, custom));
    const { code, diagnostics } = await applyOnce(bench.workspace, `-target=${keyAddress}`);
    expect(code).toBe(1);
    expect(diagnostics.map(({ detail }) => detail).join("\n")).toContain(
      "does not give a service key more than its creator has",
    );
  });
});
