import { beforeAll, expect, it } from "vitest";
import type { ContractCases } from "../cases.ts";
import type { Asking, Client } from "./client.ts";
import { createRole, holderOf, nobody, standardRole } from "./fixtures.ts";

type Caller = "nobody" | "powerless" | "admin";
const callers: readonly Caller[] = ["nobody", "powerless", "admin"];

interface Step {
  readonly name: string;
  readonly operationId: string;
  readonly asking: Asking;
  readonly admin: string;
}

const accountGone = "404 service_account_not_found";

// Which of several errors wins: no token, the operation's permission, the thing in the path, the body, what it asks for.
const steps: readonly Step[] = [
  {
    name: "a body that is none",
    operationId: "CreateRole",
    asking: { body: "{" },
    admin: "400 body_invalid",
  },
  {
    name: "members that do not fit",
    operationId: "CreateServiceAccount",
    asking: { body: { name: "" } },
    admin: "422 validation_failed",
  },
  {
    name: "a role that is not there, before its body",
    operationId: "UpdateRole",
    asking: { id: nobody, body: "{" },
    admin: "404 role_not_found",
  },
  {
    name: "a key that is not there, before its body",
    operationId: "UpdateServiceAccount",
    asking: { id: nobody, body: "{" },
    admin: accountGone,
  },
  {
    name: "a key that is not there",
    operationId: "GenerateServiceAccountKey",
    asking: { id: nobody },
    admin: accountGone,
  },
  { name: "a user that is not there", operationId: "GetUser", asking: { id: nobody }, admin: "404 user_not_found" },
  {
    name: "a list's query that does not fit",
    operationId: "ListUsers",
    asking: { query: { page: "0" } },
    admin: "422 validation_failed",
  },
];

const want: Readonly<Record<Caller, (step: Step) => string>> = {
  nobody: () => "401 token_missing",
  powerless: () => "403 permission_missing",
  admin: ({ admin }) => admin,
};

function orderCases(client: () => Client): void {
  const tokens = new Map<Caller, string>();
  beforeAll(async () => {
    tokens.set("powerless", (await holderOf(client())).secret);
    tokens.set("admin", client().target.token);
  });

  const cells = steps.flatMap((step) => callers.map((caller) => ({ ...step, caller, wanted: want[caller](step) })));
  it.each(cells)("$name: $wanted for $caller", async ({ operationId, asking, caller, wanted }) => {
    const { status, failure } = await client().call(operationId, { ...asking, token: tokens.get(caller) ?? null });
    expect(`${status} ${failure?.code}`).toBe(wanted);
  });

  it("the body comes before the permission that its inline roles need, and that before roles that are not there", async () => {
    const { secret: token } = await holderOf(client(), "service-accounts.create");
    const create = async (body: unknown) => {
      const { status, failure } = await client().call("CreateServiceAccount", { body, token });
      return `${status} ${failure?.code}`;
    };
    const inline = [{ name: "Made", permissions: [] }];
    expect(await create({ name: "", new_roles: inline })).toBe("422 validation_failed");
    expect(await create({ name: "S", new_roles: [{ name: "Made", permissions: ["own"] }] })).toBe(
      "422 validation_failed",
    );
    expect(await create({ name: "S", roles: [nobody], new_roles: inline })).toBe("403 permission_missing");
    expect(await create({ name: "S", roles: [nobody] })).toBe("422 validation_failed");
  });

  it("a standard role's body comes before that it is one", async () => {
    const { id } = await standardRole(client(), "Developer");
    const update = async (body: unknown) => (await client().call("UpdateRole", { id, body })).failure?.code;
    expect(await update("{")).toBe("body_invalid");
    expect(await update({ permissions: ["own"] })).toBe("validation_failed");
    expect(await update({})).toBe("role_is_standard");
    expect((await createRole(client(), [])).is_default).toBe(false);
  });
}

export const cases: ContractCases<Client> = { title: "order", run: orderCases };
