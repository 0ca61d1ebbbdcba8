import { describe, expect, it } from "vitest";
import { Construct } from "constructs";
import { AccessProvider, bigeye, CustomRole, Key, Review, Scope, ServiceAccount, signoz } from "#constructs/index.ts";
import * as l1 from "#constructs/l1.ts";
import { type App, TerraformStack, Testing } from "#constructs/shared/cdktf.ts";
import { listPermissions, listPrincipals, matchers } from "../index.ts";
import { createVendorStack, vendorNames } from "#test/support/vendor-stacks.ts";

expect.extend(matchers);

function readMessage(run: () => void): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("the matcher did not fail");
}

const dashboard = "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80";

/** An administrator, somebody who can come to act as it, and a reader. */
function createHarbor(app: App = Testing.app(), name = "harbor") {
  const stack = new TerraformStack(app, name);
  new AccessProvider(stack, "signoz", { vendor: "signoz", endpoint: `https://${name}.example.com` });
  const team = new Construct(stack, "team");
  const ferry = new ServiceAccount(team, "ferry");
  ferry.addRole(signoz.role("signoz-viewer"), { reason: "It draws the tides." });
  const tug = new ServiceAccount(team, "tug");
  tug.addRole(signoz.role("signoz-admin"));
  const one = signoz.read("dashboard", { only: [dashboard] });
  const permissions = [signoz.create("factor-api-key"), signoz.attach("serviceaccount"), one, signoz.read(ferry)];
  const lead = new CustomRole(team, "lead", { permissions });
  const mate = new ServiceAccount(team, "mate");
  mate.addRole(lead);
  return { app, stack, team, ferry, tug, lead, mate, permissions };
}

describe.each(vendorNames)("at %s", (vendor) => {
  it("tells what a principal may do, by construct, by name and by address", () => {
    const { stack, holder, name, held, other } = createVendorStack(vendor);
    const address = listPrincipals(stack, held)[0]?.address ?? name;
    for (const principal of [holder, name, address]) {
      expect(stack).toGrant(principal, held);
      expect(stack).not.toGrant(principal, other);
      expect(stack).toGrantAnyOf(principal, [other, held]);
      expect(stack).not.toGrantAnyOf(principal, [other]);
    }
    expect(stack).toReach(holder, held);
    expect(listPrincipals(stack, held)).toContainEqual(expect.objectContaining({ held: "yes", address }));
    expect(listPermissions(stack, holder).length).toBeGreaterThan(0);
  });

  it("tells more where more is given, and says through which line", () => {
    const { stack, holder, other, widen } = createVendorStack(vendor);
    const before = Testing.synth(stack);
    expect(stack).not.toBroaden(before);
    expect(stack).not.toBroaden(stack);
    widen();
    expect(listPrincipals(stack, other)).not.toEqual([]);
    expect(stack).toBroaden(before);
    const message = readMessage(() => expect(stack).not.toGrant(holder, other));
    expect(message).toMatch(/Through:[^]*at harbor\/[^]*test\/support\/vendor-stacks\.ts:\d+/);
    expect(readMessage(() => expect(stack).not.toBroaden(before))).toMatch(/Gains[^]*vendor-stacks\.ts:\d+/);
  });

  it("is the same for plain data and for what Testing.synth returns", () => {
    const { stack, name, held, other } = createVendorStack(vendor);
    const { action, resource } = held;
    expect(Testing.synth(stack)).toGrant(name, { action, resource });
    expect(JSON.parse(Testing.synth(stack))).not.toGrant(name, `${other.action} ${other.resource}`);
  });
});

describe("toGrant", () => {
  it("passes for all of it, and with .not for nothing of it: a part passes neither", () => {
    const { stack, mate } = createHarbor();
    expect(stack).toGrant(mate, signoz.read("dashboard", { only: [dashboard] }));
    expect(readMessage(() => expect(stack).toGrant(mate, signoz.read("dashboard")))).toContain(
      "on a part of the objects",
    );
    expect(readMessage(() => expect(stack).not.toGrant(mate, signoz.read("dashboard")))).toContain(
      "nothing of it may hold",
    );
  });

  it("knows objects by their constructs, before they have an id", () => {
    const { stack, mate, ferry, tug } = createHarbor();
    expect(stack).toGrant(mate, signoz.read(ferry));
    expect(stack).not.toGrant(mate, signoz.read(tug));
  });

  it("takes a key for the account that it acts as", () => {
    const { stack, team, ferry } = createHarbor();
    const key = new Key(team, "near", { serviceAccount: ferry });
    expect(stack).toGrant(key, signoz.read("dashboard"));
  });

  it("knows the L1 classes", () => {
    const stack = new TerraformStack(Testing.app(), "plain");
    new l1.AccessProvider(stack, "access", { vendor: "signoz" });
    const permissions = [{ action: "read", resource: "dashboard" }];
    const role = new l1.Role(stack, "reader", { name: "reader", permissions });
    const account = new l1.ServiceAccount(stack, "ferry", { name: "ferry" });
    new l1.RoleBinding(stack, "binding", { roleId: role.id, serviceAccountId: account.id });
    expect(stack).toGrant(account, signoz.read("dashboard"));
    expect(stack).not.toGrant(account, signoz.update("dashboard"));
  });

  it("asks for a standing by its name", () => {
    const { stack, tug, mate } = createHarbor();
    expect(stack).toGrant(tug, "standing signoz-admin");
    expect(stack).not.toGrant(mate, "standing signoz-admin");
  });

  it("never passes where something is not known", () => {
    const { stack, ferry } = createHarbor();
    ferry.addRole(CustomRole.fromName(stack, "inherited", "written-by-hand"));
    for (const run of [
      () => expect(stack).not.toGrant(ferry, signoz.delete("role")),
      () => expect(stack).toGrant(ferry, signoz.delete("role")),
      () => expect(stack).not.toGrantAnyOf(ferry, [signoz.delete("role")]),
      () => expect(stack).not.toReach(ferry, signoz.delete("role")),
      () => expect(stack).toGrantOnly(ferry, [signoz.read("dashboard")]),
    ]) {
      expect(readMessage(run)).toMatch(/written-by-hand/);
    }
  });

  it("never passes where something was not looked at", () => {
    const { stack, mate } = createHarbor();
    stack.addOverride("module.elsewhere", { source: "./elsewhere" });
    const run = () => expect(stack).not.toGrant(mate, signoz.delete("role"));
    expect(readMessage(run)).toMatch(/may be able to delete role[^]*Not looked at:\n +module\.elsewhere/);
    expect(readMessage(() => expect(stack).not.toReach(mate, signoz.delete("license")))).toContain("module.elsewhere");
    expect(readMessage(() => expect(stack).toHaveNoFindings({ failOn: "error" }))).toContain("module.elsewhere");
  });

  it.each([
    { name: "nobody by that name", principal: "fery", permission: "read dashboard", says: /Did you mean ferry\?/ },
    { name: "a verb that is none", principal: "ferry", permission: "raed dashboard", says: /"raed": use one of/ },
    { name: "a kind that is none", principal: "ferry", permission: "read dashbord", says: /dashbord/ },
    { name: "half a permission", principal: "ferry", permission: "read", says: /Write ACTION RESOURCE/ },
    { name: "no standing", principal: "ferry", permission: "standing captain", says: /It has: .*signoz-admin/ },
    {
      name: "no selector",
      principal: "ferry",
      permission: { action: "read", resource: "dashboard", selectors: [] },
      says: /empty list/,
    },
    {
      name: "another vendor",
      principal: "ferry",
      permission: { vendor: "inkit", action: "read", resource: "x" },
      says: /inkit.*SigNoz/,
    },
  ])("fails with and without .not for $name", ({ principal, permission, says }) => {
    const { stack } = createHarbor();
    expect(readMessage(() => expect(stack).toGrant(principal, permission))).toMatch(says);
    expect(readMessage(() => expect(stack).not.toGrant(principal, permission))).toMatch(says);
  });

  it("fails for what says nothing about access", () => {
    const stack = new TerraformStack(Testing.app(), "empty");
    expect(readMessage(() => expect(stack).not.toGrant("ferry", "read dashboard"))).toContain(
      "has no stack with an AccessProvider",
    );
    expect(readMessage(() => expect(7).not.toGrant("ferry", "read dashboard"))).toContain("Received 7");
    expect(readMessage(() => expect("{").not.toGrant("ferry", "read dashboard"))).toContain("is not JSON");
  });

  it("fails for the path of a file, with the name of what it stands for", () => {
    const { stack, ferry } = createHarbor();
    const advice =
      'is a text that is no JSON. Pass the text of a file, and not its path: readFileSync("baseline.json", "utf8").';
    expect(readMessage(() => expect(stack).not.toBroaden("baseline.json"))).toBe(`the baseline ${advice}`);
    expect(readMessage(() => expect("stack.json").toGrant(ferry, "read dashboard"))).toBe(
      `what was received ${advice}`,
    );
  });

  it("names each name once where nobody has the one that is asked for", () => {
    const stack = new TerraformStack(Testing.app(), "quay");
    new AccessProvider(stack, "bigeye", { vendor: "bigeye" });
    const on = Scope.fromName(stack, "tides", { type: "workspace", name: "Tides" });
    new ServiceAccount(stack, "loader").addRole(bigeye.role("Edit"), { on });
    const ask = () => expect(stack).toGrant("nobody", bigeye.read("TABLE"));
    expect(readMessage(ask)).toBe('no subject is called "nobody". There are: loader.');
  });

  it.each(["on", "onlyOn"])("fails for a scope that is undefined: %s", (name) => {
    const { stack, ferry } = createHarbor();
    const ask = () => expect(stack).toGrant(ferry, "read dashboard", { [name]: undefined });
    expect(readMessage(ask)).toBe(`toGrant: \`${name}\` is undefined. Pass a scope, or leave it out to ask about any.`);
  });

  it("sees what a stack comes to be between two questions", () => {
    const { stack, mate } = createHarbor();
    expect(stack).not.toGrant(mate, signoz.list("dashboard"));
    mate.addRole(signoz.role("signoz-viewer"));
    expect(stack).toGrant(mate, signoz.list("dashboard"));
  });
});

describe("several stacks of an app", () => {
  it("are one, and a construct means that of its own stack", () => {
    const app = Testing.app();
    const first = createHarbor(app, "first");
    const second = createHarbor(app, "second");
    second.mate.addRole(signoz.role("signoz-viewer"));
    expect(app).toGrant(second.mate, signoz.list("dashboard"));
    expect(app).not.toGrant(first.mate, signoz.list("dashboard"));
    expect(app).toGrant(second.mate, signoz.read(second.ferry));
    expect(first.stack).not.toGrant(first.mate, signoz.list("dashboard"));
    expect(readMessage(() => expect(app).not.toGrant("mate", "list dashboard"))).toContain("is the name of 2 subjects");
    const message = readMessage(() => expect(app).not.toGrant(second.mate, signoz.list("dashboard")));
    expect(message).toMatch(/at second\/team\/mate.*matchers\.test\.ts:\d+/);
  });
});

describe("what is asked", () => {
  it("is about a construct of what was received, and of no other stack with the same addresses", () => {
    const dev = createHarbor();
    const prod = createHarbor();
    const run = () => expect(dev.stack).not.toGrant(prod.tug, signoz.update("dashboard"));
    expect(run).toThrow("harbor/team/tug is not in harbor.");
  });

  it("has no options that nobody knows", () => {
    const { stack, ferry } = createHarbor();
    const options: readonly object[] = [{ onn: "account" }, [], stack];
    for (const one of options) {
      expect(() => expect(stack).toGrant(ferry, signoz.read("dashboard"), one)).toThrow(
        "Pass `on`, `onlyOn` in an object, or nothing.",
      );
    }
    for (const failOn of ["info", "ERROR", null, 3]) {
      const given = { failOn: failOn as "error" };
      expect(() => expect(stack).toHaveNoFindings(given)).toThrow("Use one of: error, warning, note.");
    }
    expect(() => expect(stack).toHaveNoFindings({ severity: "error" } as object)).toThrow("no option `severity`");
  });

  it("is a permission of a vendor that is there", () => {
    expect(() => listPrincipals(createHarbor().stack, { vendor: "bigeye", action: "READ", resource: "TABLE" })).toThrow(
      "READ TABLE is a permission of bigeye, of which nothing is here.",
    );
  });

  it("passes neither way for an assertion about somebody whom nobody knows", () => {
    const { stack } = createHarbor();
    const never = [{ name: "nobody", never: { subjects: ["weakly-*"], permissions: ["update dashboard"] } }];
    expect(() => expect(stack).toSatisfyAssertions(never)).toThrow();
    expect(() => expect(stack).not.toSatisfyAssertions(never)).toThrow();
  });
});

describe("toGrantOnly", () => {
  it("passes for all that somebody may do, and nothing else", () => {
    const { stack, mate, permissions } = createHarbor();
    expect(stack).toGrantOnly(mate, permissions);
    expect(readMessage(() => expect(stack).toGrantOnly(mate, permissions.slice(1)))).toContain(
      "may also create factor-api-key",
    );
    const more = [...permissions, signoz.list("dashboard")];
    expect(readMessage(() => expect(stack).toGrantOnly(mate, more))).toContain("cannot list dashboard");
    expect(stack).not.toGrantOnly(mate, []);
  });

  it("passes for nothing where nothing is given", () => {
    const { stack } = createHarbor();
    const idle = new ServiceAccount(stack, "idle");
    expect(stack).toGrantOnly(idle, []);
  });
});

describe("toReach", () => {
  it("tells the steps, and the lines that make them possible", () => {
    const { stack, mate, ferry, tug } = createHarbor();
    expect(stack).toReach(mate, signoz.role("signoz-admin"));
    expect(stack).toReach(mate, signoz.delete("role"));
    expect(stack).not.toReach(ferry, signoz.delete("role"));
    expect(stack).toReach(tug, signoz.delete("role"));
    const message = readMessage(() => expect(stack).not.toReach(mate, signoz.role("signoz-admin")));
    expect(message).toMatch(/1\. mate creates a key of account tug[^]*at harbor\/team\/mate[^]*matchers\.test\.ts:\d+/);
  });

  it("takes a role as a construct", () => {
    const { stack, ferry, lead, tug } = createHarbor();
    expect(stack).not.toReach(ferry, lead);
    expect(stack).toReach(tug, lead);
  });
});

describe("toBroaden", () => {
  it("knows that an end which nobody knows yet is what it was", () => {
    const build = (reason: string) => {
      const { stack, team, ferry } = createHarbor();
      new Key(team, "ends", { serviceAccount: ferry, expiresIn: "30d" });
      new Key(team, "endless", { serviceAccount: ferry });
      new Key(team, "dated", { serviceAccount: ferry, expiresAt: "2037-01-01T00:00:00Z", reason });
      return stack;
    };
    expect(build("a")).not.toBroaden(build("a"));
    expect(build("b")).not.toBroaden(Testing.synth(build("a")));
  });

  it.each(["Edit", "Nobody knows it"])("knows that a role which is looked up is what it was: %s", (name) => {
    const build = (...more: readonly string[]) => {
      const stack = new TerraformStack(Testing.app(), "quay");
      new AccessProvider(stack, "bigeye", { vendor: "bigeye" });
      const on = Scope.fromName(stack, "tides", { type: "workspace", name: "Tides" });
      const loader = new ServiceAccount(stack, "loader");
      for (const role of [name, ...more]) loader.addRole(bigeye.role(role), { on });
      return stack;
    };
    expect(build()).not.toBroaden(build());
    expect(build()).not.toBroaden(Testing.synth(build()));
    expect(build("Another")).toBroaden(build());
  });

  it("fails for a baseline of another account", () => {
    const { stack } = createHarbor();
    const other = createVendorStack("inkit").stack;
    expect(readMessage(() => expect(stack).not.toBroaden(other))).toContain("two accounts cannot be compared");
  });
});

describe("toHaveNoFindings", () => {
  it("says what the review says, and counts nothing that is accepted", () => {
    const { stack, team } = createHarbor();
    const message = readMessage(() => expect(stack).toHaveNoFindings());
    for (const code of ["LK102", "LK103", "LK105"]) expect(message).toContain(code);
    expect(message).toMatch(/Review\.of\(tug\)\.accept\("LK102", \{ reason: "…", until: "\d{4}-\d\d-\d\d", subject: /);
    expect(team.node.path).toBe("harbor/team");
  });

  it("passes for a stack in order, with what its code accepts", () => {
    const { stack } = createVendorStack("signoz");
    expect(stack).toHaveNoFindings();
    const serviceAccount = new ServiceAccount(stack, "tender");
    new Key(stack, "near", { serviceAccount, expiresIn: "30d" });
    expect(stack).toHaveNoFindings({ failOn: "error" });
    expect(readMessage(() => expect(stack).toHaveNoFindings())).toContain("LK203");
    const until = new Date(Date.now() + 30 * 86_400_000);
    Review.of(stack).accept("LK203", { reason: "The state is encrypted.", until });
    expect(stack).toHaveNoFindings();
    const later = new Date(until.getTime() + 86_400_000);
    expect(readMessage(() => expect(stack).toHaveNoFindings({ now: later }))).toContain("LK801");
  });

  it("takes a policy", () => {
    const { stack } = createVendorStack("signoz");
    expect(readMessage(() => expect(stack).toHaveNoFindings({ policy: { reasonRequired: true } }))).toContain("LK402");
    expect(readMessage(() => expect(stack).toHaveNoFindings({ policy: '{"reasons":1}' }))).toContain(
      "it has a name that is not known",
    );
  });
});

describe("toSatisfyAssertions", () => {
  const rule = { name: "mates are no captains", never: { subject: "mate", reach: { role: "signoz-admin" } } };

  it("takes a file of assertions, its content or a list", () => {
    const { stack } = createHarbor();
    const calm = { name: "ferries read", never: { subject: "ferry", may: "update dashboard" } };
    for (const given of [[calm], { assertions: [calm] }, JSON.stringify({ assertions: [calm] })]) {
      expect(stack).toSatisfyAssertions(given);
      expect(readMessage(() => expect(stack).toSatisfyAssertions([rule]))).toMatch(
        /mates are no captains\n +mate can come to/,
      );
    }
  });

  it("fails for a name that nobody bears", () => {
    const { stack } = createHarbor();
    const stray = { name: "x", never: { subject: "captain", may: "read dashboard" } };
    expect(readMessage(() => expect(stack).toSatisfyAssertions([stray]))).toContain('no subject is called "captain"');
  });
});

describe("a message", () => {
  it("never has a secret, whatever the stack holds", () => {
    const canary = "canary-8f31c7";
    const { stack, ferry } = createHarbor();
    const key = new Key(stack, "near", { serviceAccount: ferry });
    key.resource.addOverride("secret", canary);
    const runs = [
      () => expect(stack).not.toGrant(key, signoz.read("dashboard")),
      () => expect(stack).toHaveNoFindings({ failOn: "note" }),
      () => expect(stack).not.toBroaden(createVendorStack("signoz").stack),
    ];
    for (const run of runs) expect(readMessage(run)).not.toContain(canary);
    expect(JSON.stringify([listPermissions(stack, key), listPrincipals(stack, "read dashboard")])).not.toContain(
      canary,
    );
  });
});
