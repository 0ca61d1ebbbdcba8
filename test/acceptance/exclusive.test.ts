import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, header, openBench } from "./support/access.ts";
import { applyOnce } from "./support/apply.ts";
import { createRole, roleNamed } from "./support/limited-token.ts";

let bench: Bench;
let viewer: string;
let editor: string;

beforeAll(async () => {
  bench = await openBench();
  [viewer, editor] = [await roleNamed(bench, "signoz-viewer"), await roleNamed(bench, "signoz-editor")];
});

afterEach(async () => {
  await bench.mock.forgetRequests();
  // Before it destroys, Terraform plans the configuration, which some tests leave as one that cannot be planned.
  await bench.workspace.write(header);
  await bench.workspace.destroy();
  expect((await bench.admin.names()).filter((name) => name.startsWith("knot"))).toStrictEqual([]);
});

afterAll(() => bench.close());

function account(roles: string, more = ""): string {
  return `${header}
resource "access_service_account" "knot" {
  name = "knot"
  ${roles === "" ? "" : `role_ids = ${roles}`}
  ${more}
}
`;
}

const binding = (roleId: string, name = "knot"): string => `
resource "access_role_binding" "${name}" {
  role_id            = "${roleId}"
  service_account_id = access_service_account.knot.id
}
`;

async function held(): Promise<readonly string[]> {
  const row = (await bench.admin.accounts()).find(({ name }) => name === "knot");
  const { serviceAccountRoles } = await bench.admin.account(row?.id ?? "");
  return (serviceAccountRoles ?? []).map(({ role }) => role.name).sort();
}

async function give(roleId: string): Promise<void> {
  const row = (await bench.admin.accounts()).find(({ name }) => name === "knot");
  const body = { serviceAccountId: row?.id, roleId };
  await bench.admin.must({ method: "POST", path: "/service_account_roles", body });
}

async function writes(): Promise<readonly string[]> {
  const requests = await bench.mock.requests();
  return requests.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
}

describe("role_ids", () => {
  it("that are set are exactly what the account holds, and drift is seen and put back", async () => {
    const { state } = await bench.workspace.apply(account(`["${viewer}", "${editor}"]`));
    expect(state["access_service_account.knot"]?.["role_ids"]).toStrictEqual([viewer, editor].sort());
    expect(await held()).toStrictEqual(["signoz-editor", "signoz-viewer"]);
    await bench.workspace.apply(account(`["${viewer}"]`));
    expect(await held()).toStrictEqual(["signoz-viewer"]);
    await give(editor);
    expect(await bench.workspace.plan()).toStrictEqual({ "access_service_account.knot": "update" });
    await bench.workspace.apply(account(`["${viewer}"]`));
    expect(await held()).toStrictEqual(["signoz-viewer"]);
  });

  it("that are empty mean none, also for what was given elsewhere", async () => {
    await bench.workspace.apply(account("[]"));
    await give(viewer);
    await bench.workspace.apply(account("[]"));
    expect(await held()).toStrictEqual([]);
  });

  it("that are left out are not managed: what is given elsewhere stays and is no drift", async () => {
    await bench.workspace.apply(account(""));
    await give(viewer);
    const { state } = await bench.workspace.apply(account(""));
    expect(state["access_service_account.knot"]?.["role_ids"]).toBeNull();
    expect(await held()).toStrictEqual(["signoz-viewer"]);
  });

  it("that are taken out of code remove nothing, and the plan warns which stay", async () => {
    await bench.workspace.apply(account(`["${viewer}"]`));
    await bench.workspace.write(account(""));
    const told = await bench.workspace.must("plan", "-no-color");
    expect(told).toContain("The account keeps its roles");
    expect(told.replace(/\s+/g, " ")).toContain(`It keeps: signoz-viewer (${viewer}).`);
    await bench.mock.forgetRequests();
    await bench.workspace.apply(account(""));
    expect(await writes()).toStrictEqual([]);
    expect(await held()).toStrictEqual(["signoz-viewer"]);
  });

  it("of an import are null, and setting what is held then calls nothing but the assignment that is there", async () => {
    await bench.workspace.apply(account(`["${viewer}"]`));
    const id = String((await bench.workspace.state())["access_service_account.knot"]?.["id"]);
    await bench.workspace.must("state", "rm", "access_service_account.knot");
    await bench.workspace.must("import", "-no-color", "access_service_account.knot", id);
    expect((await bench.workspace.state())["access_service_account.knot"]?.["role_ids"]).toBeNull();
    const { did } = await bench.workspace.apply(account(`["${viewer}"]`));
    expect(did).toStrictEqual({ "access_service_account.knot": "update" });
    expect(await held()).toStrictEqual(["signoz-viewer"]);
  });

  it("fail for a role that does not exist, at plan, and for what is no id, at validate", async () => {
    await bench.workspace.write(account('["0192f0c4-0000-7000-8000-00000000dead"]'));
    expect(await bench.workspace.mustFail("plan", "-no-color")).toContain(
      "SigNoz has no role 0192f0c4-0000-7000-8000-00000000dead",
    );
    await bench.workspace.write(account('["signoz-viewer"]'));
    expect(await bench.workspace.mustFail("validate", "-no-color")).toContain(
      '`role_ids` contains "signoz-viewer"; it must be',
    );
  });

  it("that could not be given leave the account in state, and untaint keeps it", async () => {
    await bench.mock.faults.add({ route: "POST /signoz/api/v1/service_account_roles", status: 403, count: 1 });
    await bench.workspace.write(account(`["${viewer}"]`));
    const { code, diagnostics } = await applyOnce(bench.workspace);
    expect(code).toBe(1);
    expect(diagnostics[0]?.detail).toContain("terraform untaint ADDRESS");
    await bench.workspace.must("untaint", "access_service_account.knot");
    const { did } = await bench.workspace.apply(account(`["${viewer}"]`));
    expect(did).toStrictEqual({ "access_service_account.knot": "update" });
    expect(await held()).toStrictEqual(["signoz-viewer"]);
  });
});

describe("an exclusive list beside a binding for the same account", () => {
  it.each([
    { name: "both new: before the binding is written", prepare: undefined, at: "apply" },
    { name: "the account there with its list: at plan", prepare: () => account(`["${viewer}"]`), at: "plan" },
    { name: "the account there with a binding: at plan", prepare: () => account("") + binding(editor), at: "plan" },
  ])("is refused: $name", async ({ prepare, at }) => {
    if (prepare !== undefined) await bench.workspace.apply(prepare());
    await bench.workspace.write(account(`["${viewer}"]`) + binding(editor));
    if (at === "plan") {
      expect(await bench.workspace.mustFail("plan", "-no-color")).toContain("each would undo the other");
      return;
    }
    await bench.workspace.must("plan", "-no-color");
    const { code, diagnostics } = await applyOnce(bench.workspace);
    expect(code).toBe(1);
    expect(diagnostics.find(({ severity }) => severity === "error")?.detail).toContain("each would undo the other");
    expect(await held()).toStrictEqual(["signoz-viewer"]);
  });

  it("is no obstacle to a destroy that does not look at the vendor first", async () => {
    await bench.workspace.apply(account(`["${viewer}"]`));
    await bench.workspace.write(account(`["${viewer}"]`) + binding(editor));
    await bench.workspace.must("destroy", "-auto-approve", "-refresh=false");
    expect(await bench.workspace.state()).toStrictEqual({});
  });

  it("can be changed one for the other in one apply, in both directions", async () => {
    await bench.workspace.apply(account("") + binding(viewer));
    await bench.workspace.apply(account(`["${viewer}"]`));
    expect(await held()).toStrictEqual(["signoz-viewer"]);
    await bench.workspace.apply(account("") + binding(viewer));
    expect(await held()).toStrictEqual(["signoz-viewer"]);
  });
});

describe("keys_by_holders", () => {
  it("is kept in state and sends nothing", async () => {
    await bench.workspace.apply(account(""));
    await bench.mock.forgetRequests();
    const { did, state } = await bench.workspace.apply(account("", "keys_by_holders = true"));
    expect(did).toStrictEqual({ "access_service_account.knot": "update" });
    expect(state["access_service_account.knot"]?.["keys_by_holders"]).toBe(true);
    expect(await writes()).toStrictEqual([]);
  });
});

it("a custom role is deleted after it was taken out of the list that has it", async () => {
  const role = (roles: string): string => `${account(roles)}
resource "access_role" "knot" {
  name        = "knot-role"
  permissions = [{ action = "list", resource = "role" }]
}
`;
  await bench.workspace.apply(role("[access_role.knot.id]"));
  expect(await held()).toStrictEqual(["knot-role"]);
  await bench.workspace.destroy();
  expect((await bench.admin.customRoles()).map(({ name }) => name)).toStrictEqual([]);
  await createRole(bench, "knot-role", []);
  await bench.mock.reset();
});
