import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Bench, header, openBench } from "./support/access.ts";
import { applyOnce } from "./support/apply.ts";
import { createAccount, limitedToken, type Right, roleNamed } from "./support/limited-token.ts";

let bench: Bench;
let viewer: string;
let account: string;

const nobody = "0192f0c4-0000-7000-8000-00000000dead";

beforeAll(async () => {
  bench = await openBench();
});

beforeEach(async () => {
  viewer = await roleNamed(bench, "signoz-viewer");
});

afterEach(async () => {
  await bench.workspace.run("destroy", "-auto-approve");
  for (const { id, name } of await bench.admin.accounts()) {
    if (name.startsWith("ruff")) await bench.admin.must({ method: "DELETE", path: `/service_accounts/${id}` });
  }
});

afterAll(() => bench.close());

const binding = (label: string, accountId: string, more = ""): string => `
resource "access_role_binding" "${label}" {
  role_id            = "${viewer}"
  service_account_id = ${accountId}
  ${more}
}
`;

async function heldBy(id: string): Promise<readonly string[]> {
  return ((await bench.admin.account(id)).serviceAccountRoles ?? []).map((row) => row.id);
}

const quoted = (id: string): string => JSON.stringify(id);

describe("a binding that exists", () => {
  it("is adopted with a warning", async () => {
    account = await createAccount(bench, "ruff", viewer);
    const [row] = await heldBy(account);
    await bench.workspace.write(header + binding("a", quoted(account)));
    const { code, diagnostics } = await applyOnce(bench.workspace);
    expect(code).toBe(0);
    expect(diagnostics).toMatchObject([
      { severity: "warning", summary: "The binding existed already and is managed from now on" },
    ]);
    expect((await bench.workspace.state())["access_role_binding.a"]?.["id"]).toBe(row);
  });

  it("is refused at plan to a second resource of the same configuration", async () => {
    account = await createAccount(bench, "ruff");
    await bench.workspace.write(header + binding("a", quoted(account)) + binding("b", quoted(account)));
    const told = await bench.workspace.mustFail("plan", "-no-color");
    expect(told).toContain(`Two resources of this configuration give role ${viewer} to account ${account}`);
  });

  it("is refused at apply to the second where the plan could not know it, and says which row", async () => {
    const both = `${header}
resource "access_service_account" "x" {
  name = "ruff-new"
}
${binding("a", "access_service_account.x.id")}${binding("b", "access_service_account.x.id")}`;
    await bench.workspace.write(both);
    await bench.workspace.must("plan", "-no-color");
    const { code, diagnostics } = await applyOnce(bench.workspace);
    expect(code).toBe(1);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toHaveLength(1);
    expect(diagnostics.map(({ detail }) => detail).join()).toMatch(/[Tt]wo resources of this configuration/);
    const state = await bench.workspace.state();
    const made = Object.keys(state).filter((address) => address.startsWith("access_role_binding"));
    expect(made).toHaveLength(1);
  });

  it("that another resource manages is refused at plan, and so are two in state", async () => {
    account = await createAccount(bench, "ruff");
    await bench.workspace.apply(header + binding("a", quoted(account)));
    const [row] = await heldBy(account);
    await bench.workspace.write(
      header + binding("a", quoted(account)) + binding("b", quoted(account), "depends_on = [access_role_binding.a]"),
    );
    const told = await bench.workspace.mustFail("plan", "-no-color");
    expect(told).toContain(`Two resources of this configuration give role ${viewer} to account ${account}`);
    expect(told).toContain(`terraform state list -id=${row}`);
    await bench.workspace.must("import", "-no-color", "access_role_binding.b", `account/${row}`);
    expect(await bench.workspace.mustFail("plan", "-no-color")).toContain("keeps only one assignment");
    await bench.workspace.must("state", "rm", "access_role_binding.b");
  });

  it("that another resource manages is refused where the new one is planned first", async () => {
    account = await createAccount(bench, "ruff");
    await bench.workspace.apply(header + binding("b", quoted(account)));
    const [row] = await heldBy(account);
    await bench.workspace.write(
      header + binding("a", quoted(account)) + binding("b", quoted(account), "depends_on = [access_role_binding.a]"),
    );
    expect(await bench.workspace.mustFail("plan", "-no-color")).toContain(`only one assignment (${row}) for both`);
    await bench.workspace.write(header);
  });
});

describe("a delete skips what this run's create returned", () => {
  it("where a resource gets another address without a moved block", async () => {
    account = await createAccount(bench, "ruff");
    await bench.workspace.apply(header + binding("a", quoted(account)));
    for (const label of ["b", "c", "d"]) {
      await bench.workspace.apply(header + binding(label, quoted(account)));
      expect(await heldBy(account)).toHaveLength(1);
    }
  });

  it("where it is replaced with create_before_destroy", async () => {
    account = await createAccount(bench, "ruff");
    const kept = header + binding("a", quoted(account), "lifecycle {\n create_before_destroy = true\n }");
    await bench.workspace.apply(kept);
    const [row] = await heldBy(account);
    await bench.workspace.must("apply", "-auto-approve", "-no-color", "-replace=access_role_binding.a");
    expect(await heldBy(account)).toStrictEqual([row]);
    expect(await bench.workspace.plan()).toStrictEqual({});
  });
});

describe("what does not exist", () => {
  it.each([
    { name: "a role", role: () => nobody, subject: () => account, want: `SigNoz has no role ${nobody}` },
    { name: "an account", role: () => viewer, subject: () => nobody, want: `SigNoz has no service account ${nobody}` },
  ])("fails at plan: $name of a binding", async ({ role, subject, want }) => {
    account = await createAccount(bench, "ruff");
    await bench.workspace.write(`${header}
resource "access_role_binding" "x" {
  role_id            = "${role()}"
  service_account_id = "${subject()}"
}
`);
    expect(await bench.workspace.mustFail("plan", "-no-color")).toContain(want);
  });

  it("fails at plan: a deleted account, of a binding and of a key", async () => {
    account = await createAccount(bench, "ruff");
    await bench.admin.must({ method: "DELETE", path: `/service_accounts/${account}` });
    const key = `resource "access_key" "x" {\n service_account_id = "${account}"\n name = "ruff-key"\n}\n`;
    await bench.workspace.write(header + binding("a", quoted(account)) + key);
    const told = await bench.workspace.mustFail("plan", "-no-color");
    expect(told.split("SigNoz has no service account").length - 1).toBe(2);
  });

  it("fails at validate: an id of another form, a UUID in capitals too", async () => {
    for (const id of ["signoz-viewer", nobody.toUpperCase()]) {
      await bench.workspace.write(
        `${header}resource "access_role_binding" "x" {\n role_id = "${id}"\n service_account_id = "${nobody}"\n}\n`,
      );
      const told = await bench.workspace.mustFail("validate", "-no-color");
      expect(told).toContain(`\`role_id\` is "${id}"; it must be a UUID in lower-case`);
    }
  });

  it.each([
    { name: "a license", seed: { licensed: false }, want: "SigNoz has no active license" },
    {
      name: "custom roles in a community build",
      seed: { edition: "community" },
      want: "This SigNoz server is a community build",
    },
  ])("fails at plan: $name", async ({ seed, want }) => {
    await bench.mock.seed({ signoz: seed });
    await bench.workspace.write(
      `${header}resource "access_role" "x" {\n name = "ruff"\n permissions = [{ action = "list", resource = "role" }]\n}\n`,
    );
    await bench.mock.forgetRequests();
    expect(await bench.workspace.mustFail("plan", "-no-color")).toContain(want);
    expect((await bench.mock.requests()).filter(({ method }) => method !== "GET")).toStrictEqual([]);
    await bench.mock.reset();
  });
});

describe("a token that may write and not look", () => {
  const withToken = (secret: string): string =>
    header.replace('"signoz"', `"signoz"\n  token = "${secret}"\n  escalation_guard = "off"`);

  it.each<{ name: string; rights: readonly Right[]; given: () => string; warns: boolean }>([
    {
      name: "an account",
      rights: [["create", "serviceaccount"]],
      given: () => 'resource "access_service_account" "x" {\n name = "ruff-x"\n}\n',
      warns: true,
    },
    {
      name: "a key",
      rights: [
        ["attach", "serviceaccount"],
        ["create", "metaresource/factor-api-key"],
        ["update", "metaresource/factor-api-key"],
      ],
      given: () => `resource "access_key" "x" {\n service_account_id = "${account}"\n name = "ruff-key"\n}\n`,
      warns: true,
    },
    {
      name: "a role",
      rights: [["create", "role"]],
      given: () => 'resource "access_role" "x" {\n name = "ruff"\n permissions = []\n}\n',
      warns: false,
    },
    {
      name: "a binding",
      rights: [
        ["attach", "serviceaccount"],
        ["attach", "role"],
      ],
      given: () => binding("x", quoted(account)),
      warns: false,
    },
  ])("makes $name, and no read that fails taints it", async ({ rights, given, warns }) => {
    account = await createAccount(bench, "ruff");
    const { secret } = await limitedToken(bench, "ruff-writer", rights);
    await bench.workspace.write(withToken(secret) + given());
    const { code, diagnostics } = await applyOnce(bench.workspace);
    expect(code).toBe(0);
    expect(diagnostics.map(({ severity }) => severity)).toStrictEqual(warns ? ["warning"] : []);
    expect(Object.keys(await bench.workspace.state())).toHaveLength(1);
    await bench.workspace.write(header + given());
    expect(await bench.workspace.plan()).toStrictEqual({});
    await bench.workspace.destroy();
    await bench.mock.reset();
  });
});
