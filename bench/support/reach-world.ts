import type { Instance } from "#access/model/statements/instance.ts";
import { nounDefinition } from "#vendors/definitions.ts";

const account = { vendor: "signoz", alias: "main", endpoint: "https://signoz.example.com", organization: null };

function create(type: string, state: Instance["state"]): Instance {
  const names = Object.keys(nounDefinition(type).attributes);
  const all = { ...Object.fromEntries(names.map((name) => [name, null])), ...state };
  const address = `access_${type}.${String(state["name"])}`;
  return { account, type, kind: "resource", state: all, address, presence: "managed", happening: "unchanged" };
}

interface Permission {
  readonly action: string;
  readonly resource: string;
  readonly selectors: readonly string[] | null;
}

function may(action: string, resource: string, selectors: readonly string[] | null = null): Permission {
  return { action, resource, selectors };
}

/** Some roles lead further, each another way. */
function listPermissions(index: number): readonly Permission[] {
  const usual = [may("read", "dashboard"), may("update", "rule"), may("list", "dashboard"), may("read", "rule")];
  if (index % 10 === 3) usual.push(may("attach", "serviceaccount", [`a${index}`, `a${index + 1}`]));
  if (index % 10 === 4) usual.push(may("create", "factor-api-key"));
  if (index % 20 === 5) usual.push(may("attach", "role", [`role-${index + 1}`, `role-${index + 2}`]));
  if (index % 50 === 6) usual.push(may("update", "role", [`role-${index}`]));
  return usual;
}

/** Accounts with two roles each, and one account, `me`, that can act as all of them and give all of the custom roles. */
export function createReachWorld(accounts: number, roles: number): readonly Instance[] {
  const names = Array.from({ length: roles }, (_, index) => `role-${index}`);
  const lead = [may("create", "factor-api-key"), may("attach", "serviceaccount"), may("attach", "role", names)];
  return [
    ...names.map((name, index) => create("role", { id: `r${index}`, name, permissions: listPermissions(index) })),
    create("role", { id: "lead", name: "lead", permissions: lead }),
    create("service_account", { id: "me", name: "me", roleIds: ["lead"] }),
    ...Array.from({ length: accounts - 1 }, (_, index) => {
      const held = [index % roles, (index * 7 + 3 * Math.floor(index / roles)) % roles];
      const roleIds = [...new Set(held)].map((role) => `r${role}`);
      return create("service_account", { id: `a${index}`, name: `bot-${index}`, roleIds });
    }),
  ];
}
