import { TestAccount } from "#review/adopt/testing/account.ts";

const id = (number: number): string => `0192f0c4-0000-7000-8000-${String(number).padStart(12, "0")}`;

const read = (resource: string, selectors: readonly string[] | null = null) => ({
  action: "read",
  resource,
  selectors,
});

/** An account of each vendor, as a team has it that began by hand. */
export const adoptedAccounts: { readonly [vendor: string]: () => TestAccount } = {
  signoz: () =>
    new TestAccount("signoz")
      .add("role", { id: id(1), name: "signoz-viewer", permissions: [], managed: true }, { isBuiltIn: true })
      .add("role", { id: id(2), name: "dashboards", permissions: [read("dashboard"), read("saved-view")] })
      .add("role", {
        id: id(3),
        name: "add-keys",
        description: "Adds keys to the account of the pipeline",
        permissions: [
          { action: "create", resource: "factor-api-key", selectors: null },
          { action: "attach", resource: "serviceaccount", selectors: [id(10)] },
          read("serviceaccount", [id(10)]),
        ],
      })
      .add("service_account", { id: id(10), name: "nightly-pipeline", email: "n@signoz.example", status: "active" })
      .add("service_account", { id: id(11), name: "grafana", status: "active" })
      .add("role_binding", { id: id(20), roleId: id(1), serviceAccountId: id(10) })
      .add("role_binding", { id: id(21), roleId: id(2), serviceAccountId: id(11) })
      .add("role_binding", { id: id(22), roleId: id(1), serviceAccountId: id(11) })
      .add("role_binding", { id: id(23), roleId: id(3), memberId: id(40) })
      .add("key", {
        id: id(30),
        serviceAccountId: id(10),
        name: "nightly-pipeline",
        expiresAt: "2030-01-31T00:00:00Z",
        status: "active",
      })
      .add("key", { id: id(31), serviceAccountId: id(11), name: "production", status: "active" })
      .add("key", { id: id(32), serviceAccountId: id(11), name: "staging", status: "active" })
      .add("member", { id: id(40), email: "ann@tern.example", name: "Ann", status: "active" })
      .tell("auth_domain", { id: id(50), name: "tern.example", ssoType: "oidc", ssoEnabled: true })
      .add("role_mapping", {
        id: id(50),
        authDomainId: id(50),
        defaultRole: "signoz-viewer",
        groupMappings: { platform: "dashboards" },
      }),
  bigeye: () =>
    new TestAccount("bigeye")
      .add("role", { id: "1", name: "View", permissions: [], managed: true }, { isBuiltIn: true })
      .add("role", {
        id: "2",
        name: "Check runner",
        description: "Runs checks",
        permissions: [{ action: "EXECUTE", resource: "SCAN_JOB", selectors: null }],
      })
      .add("group", { id: "10", name: "Admin" }, { isBuiltIn: true })
      .add("group", { id: "11", name: "Loaders" })
      .add("service_account", { id: "20", name: "loader" })
      .add("member", { id: "30", email: "ann@tern.example", name: "Ann" })
      .add("group_membership", { id: "20", groupId: "11", serviceAccountId: "20" })
      .add("group_membership", { id: "30", groupId: "10", memberId: "30" })
      .add("role_binding", { id: "40", roleId: "2", groupId: "11", scope: { type: "workspace", id: "50" } })
      .add("role_binding", { id: "41", roleId: "1", groupId: "11", scope: { type: "workspace", id: "51" } })
      .add("key", { id: "60", serviceAccountId: "20", name: "prod", description: "Airflow" })
      .tell("scope", { id: "50", name: "Warehouse", type: "workspace", parentId: null }),
  inkit: () =>
    new TestAccount("inkit")
      .add("role", { id: "role_1", name: "Document Viewer", permissions: [], managed: true }, { isBuiltIn: true })
      .add("role", {
        id: "role_2",
        name: "Contract archive",
        description: "Files signed contracts",
        permissions: [{ action: "create", resource: "folders", selectors: null }],
      })
      .add("role", {
        id: "role_3",
        name: "Folders",
        permissions: [{ action: "update", resource: "folders", selectors: null }],
      })
      .add("service_account", {
        id: "sa_1",
        name: "Contract archive",
        description: "Files signed contracts",
        roleIds: ["role_2", "role_1"],
      })
      .add("service_account", { id: "sa_2", name: "billing", roleIds: ["role_3"] })
      .add("service_account", { id: "sa_3", name: "payroll", roleIds: ["role_3", "role_1"] })
      .add("key", { id: "sa_1/2030-01-01T00:00:00Z", serviceAccountId: "sa_1" })
      .add("key", { id: "sa_2/2030-01-01T00:00:00Z", serviceAccountId: "sa_2" }),
  arize: () =>
    new TestAccount("arize")
      .add(
        "role",
        { id: encode("Role:1:a"), name: "Project Viewer", permissions: [], managed: true },
        { isBuiltIn: true },
      )
      .add("role", {
        id: encode("Role:2:b"),
        name: "Labeler",
        permissions: [{ action: "ANNOTATE", resource: "PROJECT_SPAN", selectors: null }],
      })
      .add("member", {
        id: encode("User:3:c"),
        email: "ann@tern.example",
        name: "Ann",
        accountRole: "ANNOTATOR",
        isDeveloper: false,
      })
      .add("role_binding", {
        id: encode("RoleBinding:4:d"),
        roleId: encode("Role:2:b"),
        memberId: encode("User:3:c"),
        scope: { type: "space", id: encode("Space:5:e") },
      })
      .add("role_binding", {
        id: encode("RoleBinding:6:f"),
        roleId: encode("Role:1:a"),
        serviceAccountId: encode("User:7:g"),
        scope: { type: "project", id: encode("Model:8:h") },
      })
      .add("key", { id: encode("ApiKey:9:i"), spaceId: encode("Space:5:e"), name: "ingest" })
      .tell("scope", { id: encode("AccountOrganization:10:j"), name: "tern", type: "organization", parentId: null })
      .tell("scope", {
        id: encode("Space:5:e"),
        name: "labels",
        type: "space",
        parentId: encode("AccountOrganization:10:j"),
      }),
};

function encode(text: string): string {
  return Buffer.from(text).toString("base64");
}
