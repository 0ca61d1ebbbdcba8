import { afterEach, describe, expect, it } from "vitest";
import { type Bench, header, openBench } from "./support/access.ts";

let bench: Bench | undefined;

afterEach(async () => {
  await bench?.close();
  bench = undefined;
});

function fleet(count: number): string {
  return `${header}
data "access_role" "viewer" {
  name = "signoz-viewer"
}

resource "access_service_account" "bot" {
  count = ${count}
  name  = "plover-\${count.index}"
}

resource "access_key" "bot" {
  count              = ${count}
  service_account_id = access_service_account.bot[count.index].id
  name               = "main"
}

resource "access_role_binding" "bot" {
  count              = ${count}
  service_account_id = access_service_account.bot[count.index].id
  role_id            = data.access_role.viewer.id
}
`;
}

async function readsOfPlan({ mock, workspace }: Bench): Promise<readonly string[]> {
  await mock.forgetRequests();
  expect(await workspace.plan()).toEqual({});
  return (await mock.requests()).map(({ method, path }) => `${method} ${path}`);
}

describe("a refresh", () => {
  it("asks once for the keys and once for the roles of each account, and no more", async () => {
    bench = await openBench();
    const count = 60;
    await bench.workspace.apply(fleet(count));
    const asked = await readsOfPlan(bench);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeLessThanOrEqual(2 * count + 20);
    expect(asked.filter((call) => call.endsWith("/keys")).length).toBe(count);
  });

  it("reads two among hundreds singly", async () => {
    const others = Array.from({ length: 500 }, (_, index) => ({ name: `heron-${index}` }));
    bench = await openBench({ seed: { signoz: { serviceAccounts: others } } });
    await bench.workspace.apply(`${header}
resource "access_service_account" "bot" {
  count = 2
  name  = "plover-\${count.index}"
}
`);
    const asked = await readsOfPlan(bench);
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.length).toBeLessThan(10);
    expect(asked.filter((call) => call.endsWith("/service_accounts"))).toEqual([]);
  });

  it("goes on by id where the token may not list", async () => {
    bench = await openBench();
    await bench.workspace.apply(fleet(8));
    await bench.mock.faults.add({ route: "GET /signoz/api/v1/service_accounts", status: 403 });
    const asked = await readsOfPlan(bench);
    expect(asked.filter((call) => call.endsWith("/service_accounts")).length).toBeLessThanOrEqual(1);
  });

  it("sees what was changed behind its back in each of them", async () => {
    bench = await openBench();
    const { workspace, admin } = bench;
    await workspace.apply(fleet(8));
    const state = await workspace.state();
    const id = (address: string) => String(state[address]?.["id"]);
    const at = (index: number) => `/service_accounts/${id(`access_service_account.bot[${index}]`)}`;
    await admin.must({ method: "DELETE", path: at(7) });
    await admin.must({ method: "DELETE", path: `${at(5)}/keys/${id("access_key.bot[5]")}` });
    expect(await workspace.plan()).toMatchObject({
      "access_service_account.bot[7]": "create",
      "access_key.bot[5]": "create",
      "access_key.bot[7]": "create",
      "access_role_binding.bot[7]": "create",
    });
  });
});
