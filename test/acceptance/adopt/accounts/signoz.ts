import { createSender, type FilledAccount } from "../filled-account.ts";

interface Made {
  readonly data: { readonly id: string };
}

interface Listed {
  readonly data: readonly { readonly id: string; readonly name: string }[];
}

const group = (relation: string, kind: string, selectors: readonly string[]) => {
  const type = kind === "serviceaccount" || kind === "role" ? kind : "metaresource";
  return { relation, objectGroup: { resource: { type, kind }, selectors } };
};

const config = { kind: "oidc", spec: { issuer: "https://idp.example", clientId: "adopt", clientSecret: "an idp's" } };

/** Names of accounts, keys and roles have a narrow form; descriptions, people and groups of the identity provider have none. */
export const account: FilledAccount = {
  async fill(place) {
    const send = createSender(place, { "SIGNOZ-API-KEY": place.token });
    const make = async (path: string, body: unknown) => (await send<Made>("POST", path, body)).data.id;
    const { data: roles } = await send<Listed>("GET", "/api/v1/roles");
    const viewer = roles.find(({ name }) => name === "signoz-viewer")?.id ?? "";
    const accounts: string[] = [];
    for (const name of ["ops", "class", "constructor", "nightly-pipeline"])
      accounts.push(await make("/api/v1/service_accounts", { name }));
    const [ops = "", keyword = "", , pipeline = ""] = accounts;
    const role = await make("/api/v1/roles", {
      name: "ops",
      description: 'Reads ${dashboards} of "ops" 🦀\nand %{ more } \\ ##[x]',
      transactionGroups: [group("read", "dashboard", ["*"]), group("list", "dashboard", ["*"])],
    });
    const adding = await make("/api/v1/roles", {
      name: "add-keys",
      description: "",
      transactionGroups: [
        group("create", "factor-api-key", ["*"]),
        group("attach", "serviceaccount", [ops, keyword]),
        group("read", "serviceaccount", [ops, "0192f0c4-0000-7000-8000-00000000dead"]),
        group("attach", "role", ["ops", "signoz-viewer"]),
      ],
    });
    await make("/api/v1/roles", {
      name: "circle-a",
      description: "",
      transactionGroups: [group("attach", "role", ["circle-b"])],
    });
    await make("/api/v1/roles", {
      name: "circle-b",
      description: "",
      transactionGroups: [group("attach", "role", ["circle-a", "circle-b"])],
    });
    for (const [serviceAccountId, roleId] of [
      [ops, role],
      [ops, viewer],
      [keyword, adding],
      [pipeline, viewer],
    ])
      await make("/api/v1/service_account_roles", { serviceAccountId, roleId });
    const later = 1_900_000_000;
    for (const [owner, name, expiresAt] of [
      [ops, "main", 0],
      [keyword, "main", later],
      [keyword, "class", 0],
      [pipeline, "nightly-pipeline", later],
    ])
      await send("POST", `/api/v1/service_accounts/${String(owner)}/keys`, { name, expiresAt });
    const invited = await make("/api/v2/users", { email: "ann@tern.example", name: 'Ann ${x} "🦀"' });
    await make("/api/v2/user_roles", { userId: invited, roleId: role });
    const roleMapping = {
      defaultRole: "signoz-viewer",
      groupMappings: { eng: "ops", 'quo"te ${x} 🦀': "signoz-editor", constructor: "ops", legacy: "VIEWER" },
      useRoleAttribute: false,
    };
    await send("POST", "/api/v2/auth_domains", { name: "tern.example", enabled: true, config, roleMapping });
    const odd = { ...roleMapping, groupMappings: { ["__proto__"]: "ops" } };
    await send("POST", "/api/v2/auth_domains", { name: "odd.example", enabled: true, config, roleMapping: odd });
    await send("POST", "/api/v2/auth_domains", { name: "bare.example", enabled: true, config });
  },
  leftOut: [/^role mapping .* SigNoz has none, and gives what it gives without one/, /^role mapping .* CDKTF drops/],
  byHand: {
    async write(place) {
      const send = createSender(place, { "SIGNOZ-API-KEY": place.token });
      const { data } = await send<Listed>("GET", "/api/v2/auth_domains");
      const bare = data.find(({ name }) => name === "bare.example");
      return `
resource "access_role_mapping" "bare" {
  auth_domain_id = "${bare?.id}"
  default_role   = "signoz-viewer"
}
`;
    },
    code: "LK504",
    plans: "create",
  },
  says: ["new AutomationAccount(", "signoz.attach(", 'signoz.read("dashboard")', ".addRole(ops"],
};
