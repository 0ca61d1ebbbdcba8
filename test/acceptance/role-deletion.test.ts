import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, header, openBench } from "./support/access.ts";
import { applyOnce } from "./support/apply.ts";
import { createAccount } from "./support/limited-token.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});

afterEach(async () => {
  await bench.mock.reset();
  await bench.workspace.remove("terraform.tfstate");
});

afterAll(() => bench.close());

const role = (settings = ""): string => `${header}
resource "access_role" "dunlin" {
  name        = "dunlin"
  permissions = [{ action = "list", resource = "role" }]
  ${settings}
}
`;

async function madeRole(settings = ""): Promise<string> {
  const { state } = await bench.workspace.apply(role(settings));
  return String(state["access_role.dunlin"]?.["id"]);
}

async function rolesOf(account: string): Promise<readonly string[]> {
  return ((await bench.admin.account(account)).serviceAccountRoles ?? []).map(({ roleId }) => roleId);
}

describe("a role that is held", () => {
  it("is not destroyed: the error lists its holders by name and id, and the ways out", async () => {
    const id = await madeRole();
    const holders = [await createAccount(bench, "dunlin-a", id), await createAccount(bench, "dunlin-b", id)];
    const former = await createAccount(bench, "dunlin-former", id);
    await bench.admin.must({ method: "DELETE", path: `/service_accounts/${former}` });
    const { code, diagnostics } = await applyOnce(bench.workspace, "-destroy");
    expect(code).toBe(1);
    const [{ summary, detail } = { summary: "", detail: "" }] = diagnostics;
    expect(summary).toBe("The role is still in use");
    expect(detail).toContain(`Role "dunlin" (${id})`);
    expect(detail).toContain(`It is held by account "dunlin-a" (${holders[0]}), account "dunlin-b" (${holders[1]}).`);
    expect(detail).toContain(`were deleted: account "dunlin-former" (${former})`);
    expect(detail).toContain("force_detach = true");
    expect(Object.keys(await bench.workspace.state())).toStrictEqual(["access_role.dunlin"]);
    expect(await rolesOf(holders[0] ?? "")).toStrictEqual([id]);
  });

  it("is taken from its holders first with force_detach, and from nobody else", async () => {
    const id = await madeRole("force_detach = true");
    const held = await createAccount(bench, "dunlin-a", id);
    const other = await createAccount(bench, "dunlin-b");
    await bench.workspace.destroy();
    expect(await bench.workspace.state()).toStrictEqual({});
    expect(await bench.admin.customRoles()).toStrictEqual([]);
    expect([await rolesOf(held), await rolesOf(other)]).toStrictEqual([[], []]);
  });

  it("can be let go by putting force_detach in first, which sends nothing", async () => {
    const id = await madeRole();
    await createAccount(bench, "dunlin-a", id);
    await bench.mock.forgetRequests();
    const { did } = await bench.workspace.apply(role("force_detach = true"));
    expect(did).toStrictEqual({ "access_role.dunlin": "update" });
    expect((await bench.mock.requests()).filter(({ method }) => method !== "GET")).toStrictEqual([]);
    await bench.workspace.destroy();
    expect(await bench.admin.customRoles()).toStrictEqual([]);
  });
});

describe("a role that only deleted accounts hold", () => {
  it.each([{ settings: "" }, { settings: "force_detach = true" }])(
    "is emptied, leaves the state, and a warning names it ($settings)",
    async ({ settings }) => {
      const id = await madeRole(settings);
      const former = await createAccount(bench, "dunlin-former", id);
      if (settings !== "") await createAccount(bench, "dunlin-live", id);
      await bench.admin.must({ method: "DELETE", path: `/service_accounts/${former}` });
      const { code, diagnostics } = await applyOnce(bench.workspace, "-destroy");
      expect(code).toBe(0);
      expect(diagnostics).toMatchObject([
        { severity: "warning", summary: "The role cannot be deleted and was emptied instead" },
      ]);
      expect(diagnostics[0]?.detail).toContain(`Role "dunlin" (${id})`);
      expect(diagnostics[0]?.detail).toContain(`account "dunlin-former" (${former})`);
      expect((await bench.admin.role(id)).transactionGroups).toStrictEqual([]);
      expect(await bench.workspace.state()).toStrictEqual({});
    },
  );
});
