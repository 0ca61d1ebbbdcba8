import { TerraformStack, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import {
  AccessProvider,
  arize,
  bigeye,
  CustomRole,
  ForbidAdmin,
  Group,
  inkit,
  Member,
  Scope,
  ServiceAccount,
  signoz,
} from "#constructs/index.ts";
import type { VendorName } from "#constructs/vendor-name.gen.ts";
import { Aspects } from "#constructs/shared/cdktf.ts";
import { listPrincipals } from "./list-access.ts";
import { matchers } from "./matchers.ts";

expect.extend(matchers);

const id = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

function createStack(vendor: VendorName, app = Testing.app(), name = "harbor"): TerraformStack {
  const stack = new TerraformStack(app, name);
  new AccessProvider(stack, "access", { vendor, endpoint: "http://127.0.0.1:1" });
  return stack;
}

const viewer = signoz.role("signoz-viewer");
const asViewer = "standing signoz-viewer";

/** Two constructs that are one object: the first is asked about, the second is given something. */
const twins: readonly { noun: string; name: string; build: (stack: TerraformStack) => void }[] = [
  {
    noun: "service_account",
    name: "made here and found by its name",
    build: (stack) => {
      const made = new ServiceAccount(stack, "ferry");
      ServiceAccount.fromName(stack, "found", "ferry").addRole(viewer);
      expect(stack).toGrant(made, asViewer);
    },
  },
  {
    noun: "service_account",
    name: "found twice by its name",
    build: (stack) => {
      const one = ServiceAccount.fromName(stack, "one", "ferry");
      ServiceAccount.fromName(stack, "other", "ferry").addRole(viewer);
      expect(stack).toGrant(one, asViewer);
    },
  },
  {
    noun: "service_account",
    name: "known twice by its id",
    build: (stack) => {
      const one = ServiceAccount.fromId(stack, "one", id);
      ServiceAccount.fromId(stack, "other", id).addRole(viewer);
      expect(stack).toGrant(one, asViewer);
      expect(stack).toReach(one, viewer);
      expect(listPrincipals(stack, asViewer).map(({ name }) => name)).toEqual([id]);
    },
  },
  {
    noun: "service_account",
    name: "imported, and known by its id",
    build: (stack) => {
      const made = new ServiceAccount(stack, "ferry").importFrom(id);
      ServiceAccount.fromId(stack, "other", id).addRole(viewer);
      expect(stack).toGrant(made, asViewer);
    },
  },
  {
    noun: "member",
    name: "invited here and found by an email address in another case",
    build: (stack) => {
      const made = new Member(stack, "ada", { email: "ada@example.com" });
      Member.fromName(stack, "found", "Ada@Example.com").addRole(viewer);
      expect(stack).toGrant(made, asViewer);
    },
  },
  {
    noun: "role",
    name: "made here and found by its name, by a vendor whose roles may share names",
    build: () => {
      const stack = createStack("inkit");
      new CustomRole(stack, "filer", { permissions: [inkit.permission("folders.create")] });
      const ferry = new ServiceAccount(stack, "ferry");
      ferry.addRole(CustomRole.fromName(stack, "found", "filer"));
      expect(stack).toGrantOnly(ferry, [inkit.permission("folders.create")]);
    },
  },
  {
    noun: "role",
    name: "imported, and known by its id",
    build: (stack) => {
      new CustomRole(stack, "reader", { permissions: [signoz.read("dashboard")] }).importFrom(id);
      const ferry = new ServiceAccount(stack, "ferry");
      ferry.addRole(CustomRole.fromId(stack, "found", id));
      expect(stack).toGrantOnly(ferry, [signoz.read("dashboard")]);
    },
  },
  {
    noun: "group",
    name: "made here and found by its name",
    build: () => {
      const stack = createStack("bigeye");
      const role = new CustomRole(stack, "reader", {
        own: bigeye.baseRole("VIEW"),
        permissions: [bigeye.read("TABLE")],
      });
      const tides = Scope.fromName(stack, "tides", { type: "workspace", name: "Tides" });
      const group = new Group(stack, "pilots");
      Group.fromName(stack, "found", "pilots").addRole(role, { on: tides });
      const ferry = new ServiceAccount(stack, "ferry");
      group.add(ferry);
      expect(stack).toGrant(ferry, bigeye.read("TABLE"), { on: tides });
    },
  },
  {
    noun: "scope",
    name: "found twice by its name",
    build: () => {
      const stack = createStack("arize");
      const one = Scope.fromName(stack, "one", { type: "space", name: "Tides" });
      const other = Scope.fromName(stack, "other", { type: "space", name: "Tides" });
      const elsewhere = Scope.fromName(stack, "elsewhere", { type: "space", name: "Winds" });
      const ada = Member.fromName(stack, "ada", "ada@example.com");
      ada.addRole(new CustomRole(stack, "reader", { permissions: [arize.permission("PROJECT_READ")] }), { on: one });
      expect(stack).toGrant(ada, arize.permission("PROJECT_READ"), { on: other });
      expect(stack).not.toGrant(ada, arize.permission("PROJECT_READ"), { on: elsewhere });
    },
  },
];

describe("two constructs of one object are one", () => {
  it.each(twins)("$noun: $name", ({ build }) => build(createStack("signoz")));

  it("each noun that is looked up has a line here", () => {
    const found = dataSourceDefinitions
      .filter(({ attributes }) => Object.hasOwn(attributes, "id"))
      .map(({ type }) => type)
      // Nobody holds anything on a domain, and what a token may do is no object of the code.
      .filter((type) => !["auth_domain", "identity"].includes(type));
    expect([...new Set(twins.map(({ noun }) => noun))].toSorted()).toEqual(found.toSorted());
  });

  it("also in two stacks of one account", () => {
    const app = Testing.app();
    const made = new ServiceAccount(createStack("signoz", app, "one"), "ferry");
    ServiceAccount.fromName(createStack("signoz", app, "two"), "found", "ferry").addRole(viewer);
    expect(app).toGrant(made, asViewer);
    expect(listPrincipals(app, asViewer)).toHaveLength(1);
  });

  it("a permission on the one is a permission on the other", () => {
    const stack = createStack("signoz");
    const made = new ServiceAccount(stack, "ferry");
    const found = ServiceAccount.fromName(stack, "found", "ferry");
    const lead = new ServiceAccount(stack, "lead");
    lead.addRole(new CustomRole(stack, "leader", { permissions: [signoz.attach(found)] }));
    expect(stack).toGrantOnly(lead, [signoz.attach(made)]);
  });

  it("others stay others", () => {
    const stack = createStack("signoz");
    const made = new ServiceAccount(stack, "ferry");
    ServiceAccount.fromName(stack, "found", "tug").addRole(viewer);
    expect(stack).not.toGrant(made, asViewer);
    expect(stack).toGrant("tug", asViewer);
  });
});

it("policies see who is known by an id alone", () => {
  const stack = createStack("signoz");
  ServiceAccount.fromId(stack, "known", id).addRole(signoz.role("signoz-admin"));
  Aspects.of(stack).add(new ForbidAdmin());
  expect(() => Testing.synth(stack, true)).toThrow(`LK102 admin-granted: ${id} comes to administer`);
});
