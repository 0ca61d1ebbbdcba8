import { beforeAll, describe, expect, it } from "vitest";
import type { ContractCases } from "../cases.ts";
import type { Asking, Client } from "./client.ts";
import { holderOf, nobody } from "./fixtures.ts";

type Caller = "nobody" | "powerless" | "admin";

interface Step {
  readonly name: string;
  readonly operationId: string;
  readonly asking: Asking;
  readonly want: Readonly<Record<Caller, number>>;
}

const callers: readonly Caller[] = ["nobody", "powerless", "admin"];

// Which of several errors wins is not documented. As a gateway does: no identity, then a path or body that cannot be
// read, then rights, then what the ids lead to, then what is said of them.
const steps: readonly Step[] = [
  {
    name: "an id that is none comes before rights",
    operationId: "UserService_GetUser",
    asking: { params: { userId: "x" } },
    want: { nobody: 401, powerless: 400, admin: 400 },
  },
  {
    name: "so does one that no 32 bits hold",
    operationId: "GroupService_DeleteGroup",
    asking: { params: { groupId: "4294967296" } },
    want: { nobody: 401, powerless: 400, admin: 400 },
  },
  {
    name: "a body that cannot be read comes before rights",
    operationId: "GroupService_UpdateGroup",
    asking: { params: { groupId: nobody }, body: "{" },
    want: { nobody: 401, powerless: 400, admin: 400 },
  },
  {
    name: "rights come before what is not there",
    operationId: "RoleService_GetRole",
    asking: { params: { roleId: nobody } },
    want: { nobody: 401, powerless: 403, admin: 404 },
  },
  {
    name: "what is not there comes before a name that is missing",
    operationId: "GroupService_UpdateGroup",
    asking: { params: { groupId: nobody }, body: {} },
    want: { nobody: 401, powerless: 403, admin: 404 },
  },
  {
    name: "a key that is not there is a key of others",
    operationId: "ServiceAccountApiKeyService_DeleteServiceAccountApiKey",
    asking: { params: { serviceAccountApiKeyId: nobody } },
    want: { nobody: 401, powerless: 403, admin: 404 },
  },
];

function orderCases(client: () => Client): void {
  const keys = new Map<Caller, string | null>([["nobody", null]]);
  beforeAll(async () => {
    keys.set("powerless", (await holderOf(client())).secret);
    keys.set("admin", client().target.token);
  });

  const cells = steps.flatMap((step) => callers.map((caller) => ({ ...step, caller, wanted: step.want[caller] })));
  describe("of errors", () => {
    it.each(cells)("$name: $wanted for $caller", async ({ operationId, asking, caller, wanted }) => {
      const { status } = await client().call(operationId, { ...asking, key: keys.get(caller) ?? null });
      expect(status).toBe(wanted);
    });
  });
}

export const cases: ContractCases<Client> = { title: "order", run: orderCases };
