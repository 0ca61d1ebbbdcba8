import { describe, expect, it } from "vitest";
import { permissionNames } from "#vendors/arize/facts/data/catalog.ts";
import { type MemberLevel, spaceLevelPermissions } from "#vendors/arize/facts/data/levels.ts";
import { predefinedRoles } from "#vendors/arize/facts/data/managed-roles.ts";
import { managedRoles as bigeyeRoles } from "#vendors/bigeye/facts/data/managed-roles.ts";
import { standardRoles } from "#vendors/inkit/facts/data/managed-roles.ts";
import { managedRoles as signozRoles } from "#vendors/signoz/facts/data/managed-roles.ts";

// The mock servers and the access graph read the same tables of what the vendors' own roles and levels grant. A mistake in
// one would be in both, and their agreement would not show it: so each is written here a second time, from the words of the
// vendor's page or of NOTES.md.

describe("managed roles of SigNoz", () => {
  const rows = ["signoz-admin", "signoz-editor", "signoz-viewer", "signoz-anonymous"];

  /** What routes check: verbs of each role, in the order of `rows`. */
  it.each([
    ["role", "attach create delete detach list read update", "", "", ""],
    ["serviceaccount", "attach create delete detach list read update", "", "", ""],
    ["factor-api-key", "create delete list read update", "", "", ""],
    ["auth-domain", "attach create delete detach list read update", "", "", ""],
    ["public-dashboard", "create delete list read update", "", "", "read"],
    ["dashboard", "create delete list read update", "create delete list read update", "list read", ""],
    ["saved-view", "create delete list read update", "create delete list read update", "list read", ""],
    ["logs", "read", "read", "read", ""],
    ["traces", "read", "read", "read", ""],
    ["metrics", "read", "read", "read", ""],
    ["meter-metrics", "read", "read", "read", ""],
    ["audit-logs", "read", "", "", ""],
  ])("may do on %s what the vendor says", (kind, ...verbs) => {
    const held = rows.map((name) => {
      const transactions = signozRoles.find((role) => role.name === name)?.transactions ?? [];
      const own = transactions.filter((one) => one.kind === kind).map(({ verb }) => verb);
      return own.toSorted().join(" ");
    });
    expect(held).toEqual(verbs);
  });
});

describe("managed roles of Bigeye", () => {
  it("read, write and run as the page says", () => {
    const held = bigeyeRoles.map(({ name, permissions }) => {
      return [name, permissions.map(({ domain, action }) => `${domain} ${action}`).toSorted()];
    });
    expect(held).toEqual([
      ["Admin", ["ALL ALL"]],
      ["Manage", ["ALL ALL"]],
      ["Edit", ["ALL EXECUTE", "ALL READ", "ALL WRITE"]],
      ["View", ["ALL READ"]],
    ]);
  });
});

describe("standard roles of Inkit", () => {
  const folders = ["folders.create", "folders.delete", "folders.update"];
  const keys = ["create", "delete", "retrieve", "update"].map((action) => `service-accounts.${action}`);

  it("have what the console shows, as far as it can be spelled", () => {
    const held = standardRoles.map(({ name, permissions }) => [name, permissions.toSorted()]);
    expect(held.slice(1)).toEqual([
      ["Document Viewer", []],
      ["Document Generation Manager", folders],
      ["Developer", ["api-keys.refresh", ...folders, ...keys].toSorted()],
    ]);
  });

  it("leave nothing out of Admin", () => {
    const admin: ReadonlySet<string> = new Set(standardRoles[0]?.permissions);
    const named = ["roles", "service-accounts", "folders", "accounts", "users", "api-keys"];
    const held = named.filter((resource) => [...admin].some((permission) => permission.startsWith(`${resource}.`)));
    expect(held).toEqual(named);
    expect(admin.size).toBe(17);
  });
});

describe("levels of Arize in a space", () => {
  const beyond = ["ORGANIZATION_CREATE", "ORGANIZATION_DELETE", "ORGANIZATION_UPDATE", "SPACE_CREATE"].concat(
    ["CREATE", "DELETE", "UPDATE"].map((action) => `USER_${action}`),
  );
  const administering = [
    "PROJECT_RESTRICT",
    "ROLE_BINDING_CREATE",
    "ROLE_BINDING_DELETE",
    "SPACE_DELETE",
    "SPACE_UPDATE",
    "USER_PERMISSION_UPDATE",
  ];
  const lacking = (level: MemberLevel): readonly string[] => {
    const held: ReadonlySet<string> = new Set(spaceLevelPermissions[level]);
    return permissionNames.filter((name) => !held.has(name)).toSorted();
  };

  it("leave to the account and the organization what reaches beyond the space", () => {
    expect(lacking("ADMIN")).toEqual(beyond.toSorted());
  });

  it("leave administration to administrators", () => {
    expect(lacking("MEMBER")).toEqual([...beyond, ...administering].toSorted());
  });

  it("let readers read all but service keys", () => {
    const read = permissionNames.filter((name) => name.endsWith("_READ") && name !== "SERVICE_KEY_READ");
    expect(spaceLevelPermissions.READ_ONLY.toSorted()).toEqual(read.toSorted());
  });

  it("let annotators annotate, and change nothing else", () => {
    const held = spaceLevelPermissions.ANNOTATOR;
    const other = held.filter((name) => !name.endsWith("_READ") && !name.endsWith("_ANNOTATE"));
    expect(other).toEqual([]);
    expect(held.filter((name) => name.endsWith("_ANNOTATE"))).toEqual(
      permissionNames.filter((name) => name.endsWith("_ANNOTATE")),
    );
  });

  it("are what the predefined roles of a space grant", () => {
    const held = predefinedRoles.slice(3).map(({ name, permissions }) => [name, permissions.length]);
    const level = (name: MemberLevel): number => spaceLevelPermissions[name].length;
    expect(held).toEqual([
      ["Read-only", level("READ_ONLY")],
      ["Member", level("MEMBER")],
      ["Admin", level("ADMIN")],
    ]);
  });
});
