import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Bench, header, openBench } from "./support/access.ts";
import { applyOnce, type Applied } from "./support/apply.ts";
import {
  createAccount,
  createRole,
  limitedToken,
  type LimitedToken,
  managing,
  type Right,
} from "./support/limited-token.ts";

const recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
const told = "Grants permissions that the token does not have";

let bench: Bench;
let token: LimitedToken;

beforeAll(async () => {
  bench = await openBench();
});

beforeEach(async () => {
  token = await limitedToken(bench, "curlew-deployer", [...managing, ["read", "telemetryresource/logs"]]);
  await bench.mock.forgetRequests();
});

afterEach(async () => {
  await bench.mock.reset();
  await bench.workspace.remove("terraform.tfstate");
});

afterAll(() => bench.close());

function block(settings = ""): string {
  return header.replace('vendor = "signoz"', `vendor = "signoz"\n  token = "${token.secret}"\n  ${settings}`);
}

async function applied(configuration: string): Promise<Applied> {
  await bench.workspace.write(configuration);
  return applyOnce(bench.workspace);
}

async function writes(): Promise<readonly string[]> {
  const requests = await bench.mock.requests();
  return requests.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
}

function about({ diagnostics }: Applied, severity: string): readonly string[] {
  const found = diagnostics.filter(({ summary, severity: its }) => its === severity && summary === told);
  return found.map(({ detail }) => detail);
}

const within = '{ action = "read", resource = "logs", selectors = ["builder_query"] }';
const beyond = '{ action = "read", resource = "traces" }, { action = "delete", resource = "dashboard" }';

const role = (permissions: string, name = "curlew-role"): string => `
resource "access_role" "x" {
  name        = "${name}"
  permissions = [${permissions}]
}
`;

const listed = '2 permissions that the token\'s own account "curlew-deployer"';

describe("a role", () => {
  it("of what the token may do passes, and costs two more reads a run", async () => {
    const { code, diagnostics } = await applied(block('escalation_guard = "error"') + role(within));
    expect({ code, diagnostics }).toStrictEqual({ code: 0, diagnostics: [] });
    const own = await bench.mock.requests({ operationId: "GetMyServiceAccount" });
    expect(own).toHaveLength(2);
  });

  it("of more is a warning that names the role, the rights and the ways out, and is made", async () => {
    const done = await applied(block() + role(`${within}, ${beyond}`));
    expect(done.code).toBe(0);
    const [first] = about(done, "warning");
    expect(first).toContain(`Role "curlew-role" would grant ${listed} (${token.account}) does not have`);
    expect(first).toContain("delete on dashboard, read on traces.");
    for (const way of ["`may_delegate`", "`escalation_guard`", "administrator"]) expect(first).toContain(way);
  });

  it('of more is refused at plan with "error", and nothing is written', async () => {
    await bench.workspace.write(block('escalation_guard = "error"') + role(`${within}, ${beyond}`));
    expect(await bench.workspace.mustFail("plan", "-no-color")).toContain(`would grant ${listed}`);
    expect(await writes()).toStrictEqual([]);
  });

  it('of more says nothing with "off", and nothing is read for it', async () => {
    const done = await applied(block('escalation_guard = "off"') + role(beyond));
    expect(done).toMatchObject({ code: 0, diagnostics: [] });
    expect(await bench.mock.requests({ operationId: "GetMyServiceAccount" })).toStrictEqual([]);
  });

  it("that is edited counts for what it gains beyond before", async () => {
    const id = await createRole(bench, "curlew-role", [["read", "telemetryresource/traces"]]);
    const guarded = block('escalation_guard = "error"');
    await bench.workspace.write(guarded + role('{ action = "read", resource = "traces" }'));
    await bench.workspace.must("import", "-no-color", "access_role.x", id);
    const narrower = role(
      '{ action = "read", resource = "traces", selectors = ["promql"] }, { action = "read", resource = "logs" }',
    );
    expect((await applied(guarded + narrower)).code).toBe(0);
    const wider = await applied(guarded + role(beyond));
    expect(wider.code).toBe(1);
    expect(about(wider, "error")[0]).toContain("2 permissions");
  });

  it("with many rights beyond shows ten", async () => {
    const kinds = ["dashboard", "rule", "pipeline", "license", "subscription", "session"];
    const many = kinds.flatMap((kind) =>
      ["create", "read"].map((verb) => `{ action = "${verb}", resource = "${kind}" }`),
    );
    const [first] = about(await applied(block() + role(many.join(", "))), "warning");
    expect(first).toContain("12 permissions");
    expect(first).toContain("and 2 more");
  });

  it("with a selector that is not known yet is covered by all alone", async () => {
    const configuration = (resource: string): string => `${block('escalation_guard = "error"')}
resource "access_service_account" "new" {
  name = "curlew-new"
}
${role(`{ action = "read", resource = "${resource}", selectors = [access_service_account.new.id] }`)}`;
    await bench.workspace.write(configuration("serviceaccount"));
    expect(Object.keys(await bench.workspace.plan())).toHaveLength(2);
    await bench.workspace.write(configuration("user"));
    expect(await bench.workspace.mustFail("plan", "-no-color")).toContain("read on user [known after apply]");
  });
});

const account = `
resource "access_service_account" "x" {
  name = "curlew"
}
`;

const binding = (roleId: string): string => `${account}
resource "access_role_binding" "x" {
  role_id            = ${roleId}
  service_account_id = access_service_account.x.id
}
`;

const managedRole = (name: string): string => `
data "access_role" "x" {
  name = "${name}"
}
`;

describe("what gives a role", () => {
  it.each([
    { name: "a binding", given: binding("data.access_role.x.id"), subject: 'of role "signoz-viewer"' },
    {
      name: "an account's own list",
      given: 'resource "access_service_account" "x" {\n name = "curlew"\n role_ids = [data.access_role.x.id]\n}\n',
      subject: 'Service account "curlew" would grant 37 permissions and 1 standing that',
    },
  ])("$name is refused at plan, unless the role may be delegated", async ({ given, subject }) => {
    const configuration = managedRole("signoz-viewer") + given;
    await bench.workspace.write(block('escalation_guard = "error"') + configuration);
    const refused = await bench.workspace.mustFail("plan", "-no-color");
    expect(refused).toContain(subject);
    expect(refused).toContain("37 permissions");
    expect(await writes()).toStrictEqual([]);
    const delegating = await applied(
      block('escalation_guard = "error"\n  may_delegate = ["signoz-viewer"]') + configuration,
    );
    expect(delegating).toMatchObject({ code: 0, diagnostics: [] });
  });

  it("may give a custom role that may be delegated, and one whose rights that covers", async () => {
    await createRole(bench, "curlew-on-call", [["read", "telemetryresource/traces"]]);
    const settings = block('escalation_guard = "error"\n  may_delegate = ["curlew-on-call"]');
    const done = await applied(
      settings +
        managedRole("curlew-on-call") +
        binding("data.access_role.x.id") +
        role('{ action = "read", resource = "traces" }').replace('"x"', '"y"'),
    );
    expect(done).toMatchObject({ code: 0, diagnostics: [] });
  });

  it("is caught before the write where the plan could not know it", async () => {
    const shelf = await createRole(bench, "curlew-shelf", [["read", "telemetryresource/traces"]]);
    const configuration = `${block('escalation_guard = "error"')}
resource "terraform_data" "role" {
  input = "${shelf}"
}
${binding("terraform_data.role.output")}`;
    await bench.mock.forgetRequests();
    await bench.workspace.write(configuration);
    expect(Object.keys(await bench.workspace.plan())).toHaveLength(3);
    const done = await applyOnce(bench.workspace);
    expect(done.code).toBe(1);
    expect(about(done, "error")[0]).toContain(
      `The role binding of role "curlew-shelf" (${shelf}) and service account `,
    );
    expect(about(done, "error")[0]).toContain("would grant 1 permission");
    expect(await writes()).toStrictEqual(["POST /signoz/api/v1/service_accounts"]);
  });
});

describe("rights that change within a run, and rights that cannot be read", () => {
  it("a role that may be delegated counts from the moment that this run made it", async () => {
    const done = await applied(`${block('may_delegate = ["curlew-role"]')}
${role('{ action = "read", resource = "traces" }')}${binding("access_role.x.id")}`);
    expect(done.code).toBe(0);
    const told = about(done, "warning");
    expect(new Set(told).size).toBe(1);
    expect(told[0]).toContain('Role "curlew-role" would grant 1 permission');
  });

  it("a role that the token may not read is refused with error, and told with warn", async () => {
    const shelf = await createRole(bench, "curlew-shelf", [["read", "telemetryresource/logs"]]);
    token = await limitedToken(bench, "curlew-blind", [
      ...["create", "read", "attach"].map((verb): Right => [verb, "serviceaccount"]),
      ["attach", "role"],
    ]);
    await bench.mock.forgetRequests();
    await bench.workspace.write(block('escalation_guard = "error"') + binding(JSON.stringify(shelf)));
    const refused = await bench.workspace.mustFail("plan", "-no-color");
    expect(refused).toContain("could not be compared with the token's own");
    expect(refused).toContain("Allow the token to read roles and who holds them");
    expect(await writes()).toStrictEqual([]);
    expect((await applied(block() + binding(JSON.stringify(shelf)))).code).toBe(0);
  });
});

describe("a key", () => {
  const key = (accountId: string, name = "curlew-key"): string => `
resource "access_key" "x" {
  service_account_id = "${accountId}"
  name               = "${name}"
}
`;

  it("is all that its account may do", async () => {
    const traces = await createRole(bench, "curlew-traces", [["read", "telemetryresource/traces"]]);
    const strong = await createAccount(bench, "curlew-strong", traces);
    await bench.mock.forgetRequests();
    await bench.workspace.write(block('escalation_guard = "error"') + key(strong));
    const refused = await bench.workspace.mustFail("plan", "-no-color");
    expect(refused).toContain(
      `Key "curlew-key" of service account "curlew-strong" (${strong}) would grant 1 permission`,
    );
    expect(await writes()).toStrictEqual([]);
  });

  it("that is there gains nothing by another name, nor does its account", async () => {
    const traces = await createRole(bench, "curlew-traces", [["read", "telemetryresource/traces"]]);
    const strong = await createAccount(bench, "curlew-strong", traces);
    await bench.workspace.write(block('escalation_guard = "off"') + key(strong));
    await bench.workspace.must("apply", "-auto-approve", "-no-color");
    const done = await applied(block('escalation_guard = "error"') + key(strong, "curlew-key-two"));
    expect(done).toMatchObject({ code: 0, diagnostics: [] });
  });
});

describe("a new secret of a key that exists", () => {
  const key = (accountId: string, ...lines: readonly string[]): string => `
resource "access_key" "x" {
  service_account_id = "${accountId}"
  name               = "curlew-key"
  ${lines.join("\n  ")}
}
`;
  const off = () => block('escalation_guard = "off"');
  const error = () => block('escalation_guard = "error"');
  const excess = /Key "curlew-key" of service account "curlew-strong" \([-\w]+\) would grant 1 permission/;

  async function createStrongAccount(): Promise<string> {
    const traces = await createRole(bench, "curlew-traces", [["read", "telemetryresource/traces"]]);
    return createAccount(bench, "curlew-strong", traces);
  }

  it.each([
    { name: "other keepers", before: 'keepers = { turn = "1" }', after: 'keepers = { turn = "2" }' },
    { name: "other recipients", before: "", after: `encrypt_to = ["${recipient}"]` },
  ])("is refused at plan where the token may do less than the account: $name", async ({ before, after }) => {
    const strong = await createStrongAccount();
    await bench.workspace.write(off() + key(strong, before));
    await bench.workspace.must("apply", "-auto-approve", "-no-color");
    await bench.mock.forgetRequests();
    await bench.workspace.write(error() + key(strong, after));
    expect(await bench.workspace.mustFail("plan", "-no-color")).toMatch(excess);
    expect(await writes()).toStrictEqual([]);
  });

  it("is refused for an imported key", async () => {
    const strong = await createStrongAccount();
    await bench.workspace.write(off() + key(strong));
    await bench.workspace.must("apply", "-auto-approve", "-no-color");
    const [id] = Object.values(await bench.workspace.state()).map((values) => String(values["id"]));
    await bench.workspace.must("state", "rm", "access_key.x");
    await bench.workspace.write(error() + key(strong, 'keepers = { turn = "1" }'));
    await bench.workspace.must("import", "-no-color", "access_key.x", `${strong}/${id ?? ""}`);
    await bench.workspace.run("apply", "-auto-approve", "-no-color");
    await bench.workspace.write(error() + key(strong, 'keepers = { turn = "2" }'));
    expect(await bench.workspace.mustFail("plan", "-no-color")).toMatch(excess);
  });
});

describe("what it costs", () => {
  const fleet = (settings: string, count: number): string => `${settings}
resource "access_role" "x" {
  count       = ${count}
  name        = "curlew-\${join("", [for digit in split("", tostring(count.index)) : substr("abcdefghij", tonumber(digit), 1)])}"
  permissions = [{ action = "read", resource = "logs" }]
}
resource "access_service_account" "x" {
  count = ${count}
  name  = "curlew-\${count.index}"
}
resource "access_role_binding" "x" {
  count              = ${count}
  role_id            = access_role.x[0].id
  service_account_id = access_service_account.x[count.index].id
}
`;

  async function reads(settings: string): Promise<number> {
    const { code } = await applied(fleet(settings, 12));
    expect(code).toBe(0);
    const count = (await bench.mock.requests({ method: "GET" })).length;
    await bench.mock.reset();
    await bench.workspace.remove("terraform.tfstate");
    return count;
  }

  it("with an administrator's token is one read for the plan and one for the apply", async () => {
    const off = await reads(header.replace('"signoz"', '"signoz"\n  escalation_guard = "off"'));
    expect((await reads(header)) - off).toBe(2);
  });

  it("is nothing where nothing changes", async () => {
    await applied(block() + role(`${within}, ${beyond}`) + binding("access_role.x.id"));
    await bench.mock.forgetRequests();
    expect(await bench.workspace.plan()).toStrictEqual({});
    expect(await bench.mock.requests({ operationId: "GetMyServiceAccount" })).toStrictEqual([]);
  });

  it("with any other token is the roles that are given besides, each once", async () => {
    const off = await reads(block('escalation_guard = "off"'));
    token = await limitedToken(bench, "curlew-deployer", [...managing, ["read", "telemetryresource/logs"]]);
    expect((await reads(block())) - off).toBe(3);
  });
});

it("fails for a mode that there is not", async () => {
  await bench.workspace.write(`${block('escalation_guard = "strict"')}${account}`);
  expect(await bench.workspace.mustFail("validate", "-no-color")).toContain(
    '`escalation_guard` is "strict"; it must be one of warn, error, off.',
  );
});
