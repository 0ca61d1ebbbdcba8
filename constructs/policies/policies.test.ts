import { readdirSync } from "node:fs";
import { Construct, type IConstruct } from "constructs";
import { describe, expect, it } from "vitest";
import { RoleBinding } from "../gen/role-binding.ts";
import * as latchkey from "../index.ts";
import {
  AccessProvider,
  arize,
  bigeye,
  CustomRole,
  inkit,
  Key,
  Review,
  Scope,
  ServiceAccount,
  signoz,
} from "../index.ts";
import { type App, Aspects, type IAspect, TerraformStack, TerraformVariable, Testing } from "../shared/cdktf.ts";
import type { VendorName } from "../vendor-name.gen.ts";

const recipient = `age1${"q".repeat(58)}`;

function idOf(type: string, number: number): string {
  return Buffer.from(`${type}:${number}:x1`).toString("base64");
}

/** What breaks a policy at a vendor, below a construct. */
type Break = (at: Construct) => void;

interface Case {
  readonly create: (props?: latchkey.PolicyProps) => IAspect;
  readonly code: string;
  /** A vendor that is left out cannot break it. */
  readonly breaks: { readonly [vendor in VendorName]?: Break };
  /** What it cannot judge at synth: it has to say so. A policy that asks for what is always known has none. */
  readonly unknowns: { readonly [name: string]: { readonly code: string; readonly build: Break } };
}

const workspace = (at: Construct) => Scope.fromId(at, "tides", { type: "workspace", id: "7" });

const bot = (at: Construct, props: Partial<latchkey.KeyProps> = {}, space: "member" | "readOnly" = "readOnly") =>
  new Key(at, "bot", {
    own: arize.access({
      account: arize.level.member,
      organizations: [
        {
          organization: Scope.fromId(at, "fisheries", { type: "organization", id: idOf("AccountOrganization", 4) }),
          spaces: [
            { space: Scope.fromId(at, "landings", { type: "space", id: idOf("Space", 5) }), role: arize.level[space] },
          ],
        },
      ],
    }),
    ...props,
  });

function inkitAccount(at: Construct): ServiceAccount {
  const account = new ServiceAccount(at, "ferry");
  account.addRole(new CustomRole(at, "filer", { permissions: [inkit.permission("folders.create")] }));
  return account;
}

const key = (props: Partial<latchkey.KeyProps>): Case["breaks"] => ({
  arize: (at) => void bot(at, props),
  bigeye: (at) => void new Key(at, "night", { serviceAccount: new ServiceAccount(at, "ferry"), ...props }),
  inkit: (at) => void new Key(at, "night", { serviceAccount: inkitAccount(at), ...props }),
  signoz: (at) => void new Key(at, "night", { serviceAccount: new ServiceAccount(at, "ferry"), ...props }),
});

const variable = (at: Construct) => new TerraformVariable(at, "choice", {});

const withKey =
  (props: (at: Construct) => Partial<latchkey.KeyProps>): Break =>
  (at) =>
    void new Key(at, "night", { serviceAccount: new ServiceAccount(at, "ferry"), ...props(at) });

/** Roles of which nobody knows at synth what they permit. */
const unknownRoles: Case["unknowns"] = Object.fromEntries(
  Object.entries<Break>({
    "a role by its name": (at) => void new ServiceAccount(at, "ferry").addRole(signoz.role("platform")),
    "a role that is looked up": (at) =>
      void new ServiceAccount(at, "ferry").addRole(CustomRole.fromName(at, "platform", "platform")),
    "a role by its id": (at) =>
      void new ServiceAccount(at, "ferry").addRole(
        CustomRole.fromId(at, "platform", "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"),
      ),
    "a list of roles": (at) => void new ServiceAccount(at, "ferry", { exclusiveRoles: [signoz.role("platform")] }),
    "a role that an invitation gives": (at) =>
      void new latchkey.Member(at, "ada", { email: "ada@example.com", invitedAs: [signoz.role("platform")] }),
    "a mapped role": (at) =>
      void new latchkey.RoleMapping(at, "sso", { domain: "example.com", groupMappings: { pilots: "platform" } }),
    "a default role": (at) =>
      void new latchkey.RoleMapping(at, "sso", { domain: "example.com", defaultRole: "platform" }),
    "roles that the identity provider names": (at) =>
      void new latchkey.RoleMapping(at, "sso", { domain: "example.com", useRoleAttribute: true }),
  }).map(([name, build]) => [name, { code: "LK902", build }]),
);

const cases: { readonly [name: string]: Case } = {
  ForbidAdmin: {
    create: (props) => new latchkey.ForbidAdmin(props),
    code: "LK102",
    unknowns: unknownRoles,
    breaks: {
      signoz: (at) => void new ServiceAccount(at, "ferry").addRole(signoz.role("signoz-admin")),
      inkit: (at) => void new ServiceAccount(at, "ferry").addRole(inkit.role("Admin")),
    },
  },
  ForbidWildcards: {
    create: (props) => new latchkey.ForbidWildcards(props),
    code: "LK103",
    unknowns: unknownRoles,
    breaks: {
      signoz: (at) => {
        const role = new CustomRole(at, "lead", { permissions: [signoz.attach("serviceaccount")] });
        new ServiceAccount(at, "ferry").addRole(role);
      },
    },
  },
  NoEscalation: {
    create: (props) => new latchkey.NoEscalation(props),
    code: "LK105",
    unknowns: unknownRoles,
    breaks: {
      signoz: (at) => {
        new ServiceAccount(at, "tug").addRole(signoz.role("signoz-editor"));
        const permissions = [signoz.attach("serviceaccount"), signoz.create("factor-api-key")];
        new ServiceAccount(at, "ferry").addRole(new CustomRole(at, "lead", { permissions }));
      },
    },
  },
  RequireEncryptedSecrets: {
    create: (props) => new latchkey.RequireEncryptedSecrets(props),
    code: "LK203",
    unknowns: {
      "readers by a variable": { code: "LK214", build: withKey((at) => ({ encryptTo: variable(at).listValue })) },
    },
    breaks: key({}),
  },
  RequireKeyExpiry: {
    create: (props) => new latchkey.RequireKeyExpiry({ atMost: "90d", ...props }),
    code: "LK201",
    unknowns: {
      "a length by a variable": { code: "LK212", build: withKey((at) => ({ expiresIn: variable(at).stringValue })) },
      "an end by a variable": { code: "LK212", build: withKey((at) => ({ expiresAt: variable(at).stringValue })) },
    },
    breaks: key({}),
  },
  RequireOverlap: {
    create: (props) => new latchkey.RequireOverlap(props),
    code: "LK204",
    unknowns: {
      "an overlap by a variable": {
        code: "LK213",
        build: withKey((at) => ({ rotateAfter: "30d", overlap: variable(at).stringValue })),
      },
      "an age by a variable": {
        code: "LK204",
        build: withKey((at) => ({ rotateAfter: variable(at).stringValue })),
      },
      "an overlap of nothing": { code: "LK204", build: withKey(() => ({ rotateAfter: "30d", overlap: "0s" })) },
    },
    breaks: key({ rotateAfter: "30d" }),
  },
  RequireReason: {
    create: (props) => new latchkey.RequireReason(props),
    code: "LK402",
    unknowns: {
      "a reason by a variable": {
        code: "LK402",
        build: (at) =>
          void new ServiceAccount(at, "ferry").addRole(signoz.role("signoz-viewer"), {
            reason: variable(at).stringValue,
          }),
      },
      "a list of roles": {
        code: "LK402",
        build: (at) => void new ServiceAccount(at, "ferry", { exclusiveRoles: [signoz.role("signoz-viewer")] }),
      },
      "an invitation with roles": {
        code: "LK402",
        build: (at) =>
          void new latchkey.Member(at, "ada", { email: "ada@example.com", invitedAs: [signoz.role("signoz-viewer")] }),
      },
    },
    breaks: {
      arize: (at) =>
        void bot(at).addRole(arize.role("Project Editor"), {
          on: Scope.fromId(at, "w", { type: "project", id: idOf("Model", 6) }),
        }),
      bigeye: (at) => {
        const role = new CustomRole(at, "reader", {
          own: bigeye.baseRole("VIEW"),
          permissions: [bigeye.read("TABLE")],
        });
        new ServiceAccount(at, "ferry").addRole(role, { on: workspace(at) });
      },
      signoz: (at) => void new ServiceAccount(at, "ferry").addRole(signoz.role("signoz-viewer")),
    },
  },
  SingleOwner: {
    create: (props) => new latchkey.SingleOwner(props),
    code: "LK401",
    unknowns: {},
    breaks: {
      signoz: (at) => {
        const account = new ServiceAccount(at, "ferry", { exclusiveRoles: [signoz.role("signoz-viewer")] });
        const role = new CustomRole(at, "reader", { permissions: [signoz.read("dashboard")] });
        new RoleBinding(at, "binding", { roleId: role.id, serviceAccountId: account.id });
      },
    },
  },
};

function createStack(vendor: VendorName, app: App = Testing.app(), name = "harbor"): TerraformStack {
  const stack = new TerraformStack(app, name);
  new AccessProvider(stack, "access", { vendor });
  return stack;
}

/** What fails a synth; nothing if nothing does. */
function readFailure(stack: TerraformStack): string {
  try {
    Testing.synth(stack, true);
    return "";
  } catch (error) {
    return String(error);
  }
}

function listWarnings(construct: IConstruct): readonly string[] {
  return construct.node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => String(data));
}

const files = readdirSync(import.meta.dirname).filter((name) => !name.includes(".test"));
const toClass = (file: string): string =>
  file.replace(/\.ts$/, "").replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

it("each policy has a case here", () => {
  expect(Object.keys(cases).toSorted()).toEqual(files.map(toClass).toSorted());
  for (const name of Object.keys(cases)) expect(latchkey).toHaveProperty(name);
});

const table = Object.entries(cases).flatMap(([name, one]) =>
  (["arize", "bigeye", "inkit", "signoz"] as const).flatMap((vendor) => {
    const breaks = one.breaks[vendor];
    return breaks === undefined ? [] : [{ ...one, name, vendor, breaks }];
  }),
);

describe.each(table)("$name at $vendor", ({ name, vendor, create, code, breaks }) => {
  it("fails the synth: what is found, where, what to do, what accepts it, and whose policy it is", () => {
    const stack = createStack(vendor);
    const team = new Construct(stack, "team");
    breaks(team);
    expect(readFailure(stack)).toBe("");
    Aspects.of(stack).add(create());
    const failure = readFailure(stack);
    expect(failure).toContain(`${code} `);
    expect(failure).toMatch(/\n {4}at harbor\/team\/[^\n]*\(access_/);
    expect(failure).toMatch(/\n {4}Fix: /);
    // In TypeScript's words.
    expect(failure).not.toMatch(/`[a-z]+(_[a-z]+)+`/);
    expect(failure).toMatch(
      new RegExp(`\\n {4}To accept it at harbor/team[^\\n]*: Review\\.of\\(\\w+\\)\\.accept\\("${code}", \\{ reason: `),
    );
    expect(failure).toContain(`Found by ${name}, which harbor has.`);
  });

  it("warns by choice, once, and lets the synth pass", () => {
    const stack = createStack(vendor);
    breaks(stack);
    Aspects.of(stack).add(create({ severity: "warning" }));
    expect(readFailure(stack)).toBe("");
    expect(readFailure(stack)).toBe("");
    const warnings = listWarnings(stack);
    expect(warnings.length).toBeGreaterThan(0);
    expect(new Set(warnings).size).toBe(warnings.length);
    expect(warnings.join("\n")).toContain(code);
  });

  it("applies at an app, a stack or any construct, and below it only", () => {
    const app = Testing.app();
    const stack = createStack(vendor, app);
    breaks(new Construct(stack, "team"));
    const calm = new Construct(stack, "calm");
    Aspects.of(calm).add(create());
    expect(readFailure(stack)).toBe("");
    const other = createStack(vendor, app, "other");
    Aspects.of(other).add(create());
    expect(readFailure(stack)).toBe("");
    Aspects.of(app).add(create());
    expect(readFailure(stack)).toContain("which the app has");
  });

  it("is a mixin where constructs have `with`", () => {
    const stack = createStack(vendor);
    const team = new Construct(stack, "team");
    breaks(team);
    stack.with(create() as latchkey.ForbidAdmin);
    expect(readFailure(stack).split(`Found by ${name}`).length - 1).toBe(
      readFailure(stack).split(`] ${code} `).length - 1,
    );
    expect(readFailure(stack)).toContain(code);
  });

  it("is silent where it is accepted, and nowhere else", () => {
    const stack = createStack(vendor);
    const here = new Construct(stack, "here");
    const there = new Construct(stack, "there");
    breaks(here);
    Aspects.of(stack).add(create());
    const accepted = [...readFailure(stack).matchAll(/accept\("(LK\d+)", (\{.*\})\);/g)];
    expect(accepted.length).toBeGreaterThan(0);
    const until = new Date(Date.now() + 30 * 86_400_000);
    for (const [, found = "", text = ""] of accepted) {
      const subject = /subject: ("(?:[^"\\]|\\.)*")/.exec(text)?.[1];
      const props = { reason: "It is known, and ends soon.", until };
      Review.of(here).accept(
        found as latchkey.FindingCode,
        subject === undefined ? props : { ...props, subject: JSON.parse(subject) },
      );
    }
    expect(readFailure(stack)).toBe("");
    const stray = createStack(vendor);
    const mine = new Construct(stray, "here");
    const other = new Construct(stray, "there");
    breaks(mine);
    Aspects.of(stray).add(create());
    Review.of(other).accept(code as latchkey.FindingCode, { reason: "It is known, and ends soon.", until });
    expect(readFailure(stray)).toContain(code);
    expect(there.node.children).toEqual([]);
  });
});

describe("what a policy cannot judge", () => {
  const open = Object.entries(cases).flatMap(([policy, { create, unknowns }]) =>
    Object.entries(unknowns).map(([name, one]) => ({ policy, create, name, ...one })),
  );

  it.each(open)("$policy: fails for $name, and says so", ({ policy, create, code, build }) => {
    const stack = createStack("signoz");
    build(new Construct(stack, "team"));
    Aspects.of(stack).add(create());
    const failure = readFailure(stack);
    expect(failure).toContain(`] ${code} `);
    expect(failure).toContain(`Found by ${policy}, which harbor has.`);
    expect(failure).toMatch(new RegExp(`Review\\.of\\(\\w+\\)\\.accept\\("${code}", \\{ reason: `));
  });

  it("is told once for all policies that ask for it", () => {
    const stack = createStack("signoz");
    new ServiceAccount(stack, "ferry").addRole(signoz.role("platform"));
    Aspects.of(stack).add(new latchkey.ForbidAdmin());
    Aspects.of(stack.node.root).add(new latchkey.NoEscalation());
    const failure = readFailure(stack);
    expect(failure.split("LK902 known-after-apply").length).toBe(2);
    expect(failure).toContain("Found by NoEscalation, which the app has; by ForbidAdmin, which harbor has.");
  });

  it("is no list of roles where the vendor has nothing else", () => {
    const stack = createStack("inkit");
    inkitAccount(stack);
    Aspects.of(stack).add(new latchkey.RequireReason());
    expect(readFailure(stack)).toBe("");
  });

  it("is none of what is known", () => {
    const stack = createStack("signoz");
    const props = { serviceAccount: new ServiceAccount(stack, "ferry"), expiresIn: "30d", encryptTo: [recipient] };
    new Key(stack, "night", { ...props, rotateAfter: "20d", overlap: "1d" });
    for (const { create } of Object.values(cases)) Aspects.of(stack).add(create());
    expect(readFailure(stack)).toBe("");
  });
});

describe("the limits of a policy", () => {
  it("are its own: each construct may have another", () => {
    const stack = createStack("signoz");
    const strict = new Construct(stack, "strict");
    const loose = new Construct(stack, "loose");
    const serviceAccount = new ServiceAccount(stack, "ferry");
    for (const at of [strict, loose]) {
      new Key(at, "night", { serviceAccount, name: at.node.id, expiresIn: "60d", encryptTo: [recipient] });
    }
    Aspects.of(strict).add(new latchkey.RequireKeyExpiry({ atMost: latchkey.Duration.days(30) }));
    Aspects.of(loose).add(new latchkey.RequireKeyExpiry({ atMost: "90d" }));
    const failure = readFailure(stack);
    expect(failure).toContain("works for 60 days, and the policy allows 30.");
    expect(failure).not.toContain("loose");
  });

  it("accept keys that code rotates where the vendor has no end for them", () => {
    const stack = createStack("bigeye");
    new Key(stack, "night", { serviceAccount: new ServiceAccount(stack, "ferry"), rotateAfter: "30d", overlap: "1d" });
    for (const policy of [new latchkey.RequireKeyExpiry(), new latchkey.RequireOverlap()])
      Aspects.of(stack).add(policy);
    expect(readFailure(stack)).toBe("");
  });

  it("accept two keys that take turns where no key can overlap", () => {
    const stack = createStack("inkit");
    const role = new CustomRole(stack, "filer", { permissions: [inkit.permission("folders.create")] });
    new latchkey.RotatingKey(stack, "billing", { roles: [role], period: latchkey.Duration.days(90) });
    for (const policy of [new latchkey.RequireKeyExpiry(), new latchkey.RequireOverlap()])
      Aspects.of(stack).add(policy);
    expect(readFailure(stack)).toBe("");
  });

  it("leave a note alone: an account that is made for keys by its holders", () => {
    const stack = createStack("signoz");
    new latchkey.SelfServiceKeys(stack, "keys", {
      keysAct: signoz.role("signoz-editor"),
      viewers: ["ada@example.com"],
    });
    Aspects.of(stack).add(new latchkey.NoEscalation());
    expect(readFailure(stack)).toBe("");
  });

  it.each([
    {
      name: "an unknown severity",
      make: () => new latchkey.ForbidAdmin({ severity: "fatal" } as never),
      says: /`severity` is "fatal"/,
    },
    {
      name: "an unknown prop",
      make: () => new latchkey.ForbidAdmin({ level: 1 } as never),
      says: /ForbidAdmin has no prop `level`/,
    },
    {
      name: "null",
      make: () => new latchkey.RequireReason(null as never),
      says: /RequireReason: what it got are no props/,
    },
    {
      name: "a text",
      make: () => new latchkey.ForbidAdmin("warning" as never),
      says: /ForbidAdmin: what it got are no props/,
    },
    { name: "null", make: () => new latchkey.RequireKeyExpiry(null as never), says: /what it got are no props/ },
    {
      name: "half a day",
      make: () => new latchkey.RequireKeyExpiry({ atMost: "36h" }),
      says: /whole days, from 1d to 3650d/,
    },
    {
      name: "a text that is no duration",
      make: () => new latchkey.RequireKeyExpiry({ atMost: "soon" }),
      says: /`atMost` is "soon"/,
    },
    { name: "no time", make: () => new latchkey.RequireKeyExpiry({ atMost: "0d" }), says: /`atMost` is "0d"/ },
  ])("fails for $name", ({ make, says }) => {
    expect(make).toThrow(says);
  });
});

describe("an acceptance that does not count", () => {
  it("is named, with what is wrong with it", () => {
    const stack = createStack("signoz");
    new Key(stack, "night", { serviceAccount: new ServiceAccount(stack, "ferry"), expiresIn: "30d" });
    Review.of(stack).accept("LK203", { reason: "The state is encrypted.", until: "2999-01-01" });
    Aspects.of(stack).add(new latchkey.RequireEncryptedSecrets());
    expect(readFailure(stack)).toMatch(
      /accepted by harbor until 2999-01-01, which does not count: .* more than a year ahead/,
    );
  });
});

describe("an acceptance of a finding that is about somebody", () => {
  it.each([
    { name: "names nobody", subject: {} },
    { name: "names somebody else", subject: { subject: "tug" } },
  ])("fails and says so if it $name", ({ subject }) => {
    const stack = createStack("signoz");
    const ferry = new ServiceAccount(stack, "ferry");
    ferry.addRole(signoz.role("signoz-admin"));
    const until = new Date(Date.now() + 30 * 86_400_000);
    Review.of(ferry).accept("LK102", { reason: "It applies this code.", until, ...subject });
    Aspects.of(stack).add(new latchkey.ForbidAdmin());
    expect(readFailure(stack)).toMatch(
      /It is accepted by harbor\/ferry until \S+, which does not count: its `subject` is not the one of this finding\./,
    );
    expect(readFailure(stack)).toContain('subject: "access_service_account.ferry_');
  });
});

describe("a synth with a policy", () => {
  it("writes the same stack as one without", () => {
    const make = () => {
      const stack = createStack("signoz");
      new ServiceAccount(stack, "ferry").addRole(signoz.role("signoz-viewer"));
      return stack;
    };
    const plain = make();
    const judged = make();
    Aspects.of(judged).add(new latchkey.NoEscalation());
    expect(Testing.synth(judged, true)).toBe(Testing.synth(plain, true));
    new ServiceAccount(judged, "late");
    expect(Testing.synth(judged)).toContain('"name": "late"');
  });
});
