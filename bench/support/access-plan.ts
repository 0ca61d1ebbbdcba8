import { toSnakeCase } from "#access/schema/names.ts";
import { nounDefinition } from "#vendors/definitions.ts";

/** Values of a resource, in Terraform's spelling. */
interface Values {
  readonly [name: string]: unknown;
}

/** One resource of a plan before it is written down. */
interface Planned {
  readonly vendor: string;
  readonly noun: string;
  readonly name: string;
  readonly values: Values;
  /** What each argument refers to. */
  readonly refers?: { readonly [argument: string]: string };
}

type Team = (index: number) => readonly Planned[];

const permissionsOf = (actions: readonly string[], resources: readonly string[]): readonly Values[] =>
  resources.flatMap((resource) => actions.map((action) => ({ action, resource, selectors: null })));

function signozTeam(index: number): readonly Planned[] {
  const vendor = "signoz";
  const account = `0198c0de-0000-7000-8000-${hex(index)}`;
  const role = `0198c0de-0001-7000-8000-${hex(index)}`;
  const permissions = [
    ...permissionsOf(["read", "list", "update"], ["dashboard", "rule", "route-policy"]),
    { action: "attach", resource: "serviceaccount", selectors: [account] },
  ];
  return [
    { vendor, noun: "role", name: `team_${index}`, values: { id: role, name: `team-${index}`, permissions } },
    { vendor, noun: "service_account", name: `bot_${index}`, values: { id: account, name: `bot-${index}` } },
    createBinding(vendor, index, { service_account_id: account, role_id: role }),
    createKey(vendor, index, { service_account_id: account }),
  ];
}

function bigeyeTeam(index: number): readonly Planned[] {
  const vendor = "bigeye";
  const account = `${100_000 + index}`;
  const role = `${200_000 + index}`;
  const group = `${300_000 + index}`;
  const scope = { type: "workspace", id: `${index % 20}` };
  const permissions = permissionsOf(["READ", "WRITE"], ["TABLE", "METRIC", "COLLECTION"]);
  return [
    { vendor, noun: "role", name: `team_${index}`, values: { id: role, name: `team-${index}`, permissions } },
    { vendor, noun: "group", name: `team_${index}`, values: { id: group, name: `team-${index}` } },
    {
      vendor,
      noun: "service_account",
      name: `bot_${index}`,
      values: { id: account, name: `bot-${index}`, group_ids: [group] },
      refers: { group_ids: `access_group.bigeye_team_${index}` },
    },
    createBinding(vendor, index, { group_id: group, role_id: role, scope }),
    createKey(vendor, index, { service_account_id: account }),
  ];
}

function arizeTeam(index: number): readonly Planned[] {
  const vendor = "arize";
  const bot = encode(`User:${index}`);
  const role = encode(`Role:${index}`);
  const scope = { type: "space", id: encode(`Space:${index % 20}`) };
  const permissions = permissionsOf(["CREATE", "READ", "UPDATE"], ["PROJECT", "DATASET", "MONITOR"]);
  const spaces = [{ space_id: scope.id, role: { type: "PREDEFINED", name: "MEMBER", id: null } }];
  const access = { account_role: "MEMBER", organizations: [{ org_id: encode("Org:1"), role: "READ_ONLY", spaces }] };
  return [
    { vendor, noun: "role", name: `team_${index}`, values: { id: role, name: `team-${index}`, permissions } },
    createKey(vendor, index, { service_account_id: bot, access }),
    createBinding(vendor, index, { service_account_id: bot, role_id: role, scope }),
  ];
}

function inkitTeam(index: number): readonly Planned[] {
  const vendor = "inkit";
  const account = `sa_${index}`;
  const role = `role_${index}`;
  const permissions = permissionsOf(["create", "read"], ["documents", "renders", "templates"]);
  return [
    { vendor, noun: "role", name: `team_${index}`, values: { id: role, name: `team-${index}`, permissions } },
    {
      vendor,
      noun: "service_account",
      name: `bot_${index}`,
      values: { id: account, name: `bot-${index}`, role_ids: [role] },
      refers: { role_ids: `access_role.inkit_team_${index}` },
    },
    createKey(vendor, index, { service_account_id: account }),
  ];
}

const teams: readonly Team[] = [signozTeam, bigeyeTeam, arizeTeam, inkitTeam];

function hex(index: number): string {
  return index.toString(16).padStart(12, "0");
}

function encode(text: string): string {
  return Buffer.from(text).toString("base64");
}

function createBinding(vendor: string, index: number, values: Values): Planned {
  const all = { id: `b-${index}`, reason: `team ${index} runs its nightly exports`, ...values };
  return { vendor, noun: "role_binding", name: `bot_${index}`, values: all };
}

function createKey(vendor: string, index: number, values: Values): Planned {
  const own = {
    id: `k-${index}`,
    name: `deploy-${index}`,
    expires_at: "2027-06-01T00:00:00Z",
    created_at: "2026-06-01T00:00:00Z",
    status: "active",
    secret: hex(index).repeat(4),
    reason: `deploys of team ${index}`,
  };
  return { vendor, noun: "key", name: `bot_${index}`, values: { ...own, ...values } };
}

/** Every attribute of the noun, null where nothing is said of it. */
function fill({ noun, values }: Planned): Values {
  const names = Object.keys(nounDefinition(noun).attributes).map(toSnakeCase);
  return { ...Object.fromEntries(names.map((name) => [name, null])), ...values };
}

/** Of a hundred resources two are created and one is deleted, and of a hundred roles nine gain a permission. */
function chooseAction(one: Planned, index: number): "create" | "delete" | "update" | "no-op" {
  if (index % 53 === 7) return "create";
  if (index % 97 === 31) return "delete";
  return one.noun === "role" && index % 11 === 0 ? "update" : "no-op";
}

const providerName = "registry.terraform.io/latchkey/access";

function locate(one: Planned): object {
  const type = `access_${one.noun}`;
  const name = `${one.vendor}_${one.name}`;
  const address = `${type}.${name}`;
  return { address, mode: "managed", type, name, provider_name: providerName };
}

function describe(one: Planned): object {
  const sensitive_values = one.noun === "key" ? { secret: true } : {};
  return { ...locate(one), values: fill(one), schema_version: 0, sensitive_values };
}

function widen({ permissions, ...values }: Values): Values {
  const all: readonly unknown[] = Array.isArray(permissions) ? permissions : [];
  return { ...values, permissions: all.slice(1) };
}

function change(one: Planned, index: number): object {
  const all = fill(one);
  const action = chooseAction(one, index);
  const marks = one.noun === "key" ? { secret: true } : {};
  const before = action === "create" ? null : action === "update" ? widen(all) : all;
  const after = action === "delete" ? null : action === "create" ? { ...all, id: null } : all;
  const after_unknown = action === "create" ? { id: true } : {};
  const sensitive = { before_sensitive: marks, after_sensitive: marks };
  return { ...locate(one), change: { actions: [action], before, after, after_unknown, ...sensitive } };
}

function configure(one: Planned): object {
  const type = `access_${one.noun}`;
  const name = `${one.vendor}_${one.name}`;
  const constants = Object.entries(one.values).map(([argument, value]) => [argument, { constant_value: value }]);
  const references = Object.entries(one.refers ?? {}).map(([argument, to]) => [
    argument,
    { references: [`${to}.id`, to] },
  ]);
  const expressions = Object.fromEntries([...constants, ...references]) as Values;
  const provider = { provider_config_key: `access.${one.vendor}`, schema_version: 0 };
  return { address: `${type}.${name}`, mode: "managed", type, name, ...provider, expressions };
}

/** A plan of some teams' access at all vendors, as `terraform show -json` prints it. */
export function createAccessPlan(count: number): string {
  const all: Planned[] = [];
  for (let index = 0; all.length < count; index += 1) for (const team of teams) all.push(...team(index));
  const planned = all.slice(0, count);
  const shown = planned.map(describe);
  const providers = ["signoz", "bigeye", "arize", "inkit"].map((vendor) => {
    const endpoint = { constant_value: `https://${vendor}.example.com` };
    const expressions = { vendor: { constant_value: vendor }, endpoint };
    return [`access.${vendor}`, { name: "access", full_name: providerName, alias: vendor, expressions }];
  });
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: { resources: shown } },
    resource_changes: planned.map(change),
    prior_state: { format_version: "1.0", terraform_version: "1.11.4", values: { root_module: { resources: shown } } },
    configuration: {
      provider_config: Object.fromEntries(providers) as Values,
      root_module: { resources: planned.map(configure) },
    },
    timestamp: "2027-01-01T00:00:00Z",
    complete: true,
    errored: false,
  });
}
