import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildGraph } from "#access/graph/graph.ts";
import { unknown } from "#access/schema/unknown.ts";
import { createChange, createPlan } from "../testing/documents.ts";
import type { Example, ExampleObject } from "../findings/example.ts";
import { bindRole, createAccount, createRole, findManagedRole, permit } from "../findings/example-objects.ts";
import { runFindings } from "../findings/run-findings.ts";
import { reviewFormats } from "../formats/registry.gen.ts";
import { readAccess } from "../read-source.ts";
import { buildReport } from "../report/build-report.ts";
import type { ToldProof } from "../report/review-report.ts";
import { openExample } from "../testing/examples.ts";
import { hostileNames } from "../testing/reports.ts";
import { listCommands } from "../testing/runner-commands.ts";
import { parseClaim } from "./claim.ts";
import { proveClaim } from "./prove.ts";

const admin = findManagedRole("signoz-admin");
const reader = createRole("reader", permit("read", "dashboard"));
const minter = createRole("minter", permit("create", "factor-api-key"), permit("attach", "serviceaccount"));
const world: readonly ExampleObject[] = [
  admin,
  reader,
  minter,
  createAccount("boss", { roleIds: ["role-signoz-admin"] }),
  createAccount("ci-a", { roleIds: ["role-reader"] }),
  createAccount("ci-b", { roleIds: ["role-minter"] }),
  createAccount("helper", { roleIds: ["role-minter"] }),
];

function report(after: readonly ExampleObject[], claims: readonly string[], about: Partial<Example> = {}) {
  const change = openExample({ vendor: "signoz", says: "", before: after, after, ...about });
  const asked = { ...change, claims: claims.map(parseClaim) };
  return buildReport(asked, runFindings(asked));
}

function prove(claim: string, after: readonly ExampleObject[] = world, vendor = "signoz"): ToldProof {
  const [proof] = report(after, [claim], { vendor }).proofs;
  if (proof === undefined) throw new Error("no proof");
  return proof;
}

describe("a claim", () => {
  it.each([
    ["no ci-* reaches admin", "ci-*", { kind: "role", name: "admin" }, null],
    ["no ci-* reaches role admin", "ci-*", { kind: "role", name: "admin" }, null],
    ["no 'the job' reaches \"Document Viewer\"", "the job", { kind: "role", name: "Document Viewer" }, null],
    [
      "no a reaches update on dashboard",
      "a",
      { kind: "permission", action: "update", resource: "dashboard", selector: null },
      null,
    ],
    [
      "no a reaches update dashboard:7",
      "a",
      { kind: "permission", action: "update", resource: "dashboard", selector: "7" },
      null,
    ],
    [
      "no a reaches update on dashboard:'x y' in workspace/7",
      "a",
      { kind: "permission", action: "update", resource: "dashboard", selector: "x y" },
      "workspace/7",
    ],
    ["no a reaches standing 'account ADMIN'", "a", { kind: "standing", standing: "account ADMIN" }, null],
    ["  no   a  reaches 'in'  in  account ", "a", { kind: "role", name: "in" }, "account"],
  ])("%s", (text, ...[subject, target, scope]) => {
    expect(parseClaim(text)).toMatchObject({ subject, target, scope });
  });

  it.each([
    ["", /at the beginning, "no" is expected, and the claim ends/],
    ["ci reaches admin", /at the beginning, "no" is expected, and there is "ci"/],
    ["no", /nobody is named/],
    ["no ci", /after "ci", "reaches" is expected, and the claim ends/],
    ["no ci reachs admin", /Did you mean "reaches"/],
    ["no ci reaches", /followed by nothing/],
    ["no ci reaches a b c d", /"a b c d" is neither one role nor an action/],
    ["no ci reaches admin in", /"in" is followed by exactly one scope/],
    ['no "ci reaches admin', /quotation mark \("\) is not closed/],
  ])("fails to be read: %s", (text, says) => {
    expect(() => parseClaim(text)).toThrow(says);
    expect(() => parseClaim(text)).toThrow(/A claim is: no SUBJECT reaches ROLE/);
  });

  it("of any text is read, or refused in words", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.boolean(), (text, isBegun) => {
        try {
          parseClaim(isBegun ? `no a reaches ${text}` : text);
        } catch (error) {
          expect(error).toMatchObject({ name: "QuestionError" });
        }
      }),
    );
  });

  it.each([
    ["no ci-x reaches reader", /no subject is called "ci-x". Did you mean/],
    ["no ci-a reaches raeder", /no role is called "raeder". Did you mean "reader"/],
    ["no ci-a reaches read on dashbord", /Did you mean "dashboard"/],
    ["no ci-a reaches read on dashboard in workspace/7", /no scope is called "workspace\/7"/],
  ])("fails about what is not there: %s", (text, says) => {
    expect(() => prove(text)).toThrow(says);
  });
});

describe("a proof", () => {
  it("says about whom it is, and how far it can be trusted", () => {
    const proof = prove("no ci-a reaches update on dashboard");
    expect(proof).toMatchObject({ outcome: "holds", subjects: [{ name: "ci-a" }], counterexamples: [], remedy: null });
    expect(proof.gaps).toEqual([expect.stringContaining("that these files do not have were not looked at")]);
  });

  it("is one only where everybody was looked at", () => {
    const claim = parseClaim("no ci-a reaches update on dashboard");
    const { statements, facts, nodes } = openExample({ vendor: "signoz", says: "", before: world, after: world }).after
      .graph;
    const account = nodes.all()[0]?.account ?? "";
    const whole = (["subjects", "roles", "groups", "levels", "keys"] as const).map((relation) => {
      const cause = { happening: "seen", presence: "live", type: "list", address: null, attribute: null } as const;
      return { kind: "complete", account, subject: null, relation, cause } as const;
    });
    const graph = buildGraph([...statements, ...whole], facts);
    expect(proveClaim(graph, claim)).toMatchObject({ outcome: "proved", gaps: [] });
    expect(proveClaim(graph, claim, ["The members could not be listed."]).outcome).toBe("holds");
    expect(proveClaim(buildGraph(statements, facts), claim).outcome).toBe("holds");
  });

  it("says which relations are not wholly known", () => {
    const bound = [
      reader,
      createAccount("ci-c"),
      bindRole("c", { roleId: "role-reader", serviceAccountId: "account-ci-c" }),
    ];
    const { outcome, gaps } = prove("no ci-c reaches update on dashboard", bound);
    expect(outcome).toBe("holds");
    expect(gaps).toContain("Whether ci-c has other roles is not known.");
  });

  it("says what is inferred", () => {
    const scope = { type: "workspace", id: "7" };
    const objects: readonly ExampleObject[] = [
      { type: "group", address: "access_group.crew", state: { id: "group-crew", name: "crew" } },
      findManagedRole("View"),
      createAccount("ferry", { groupIds: ["group-crew"] }),
      bindRole("crew", { roleId: "role-View", groupId: "group-crew", scope }),
    ];
    const withFacts = objects.filter(({ type }) => type !== "role");
    const named = [
      ...withFacts,
      { ...findManagedRole("View"), state: { id: "role-View", name: "View", managed: true, permissions: unknown } },
    ];
    expect(prove("no ferry reaches standing Admin", named, "bigeye").limits.join("\n")).toMatch(/inferred/);
  });

  it("is refuted by the shortest chain, with what it takes and the smallest change that prevents it", () => {
    const proof = prove("no ci-* reaches signoz-admin");
    expect(proof.outcome).toBe("refuted");
    const [example, ...others] = proof.counterexamples;
    expect(others).toEqual([]);
    expect(example).toMatchObject({ subject: { name: "ci-b" }, to: "the role signoz-admin", isCertain: true });
    expect(example?.steps.map(({ number, text }) => [number, text])).toEqual([
      [1, "ci-b creates a key of account boss and acts as that account"],
    ]);
    expect(example?.lines.map(({ says }) => says)).toEqual([
      "attach serviceaccount in the role minter",
      "create factor-api-key in the role minter",
      "the role signoz-admin of boss",
      "the role minter of ci-b",
    ]);
    const { remedy } = proof;
    expect(remedy).toMatchObject({ kind: "smallest", isCertainOnly: false });
    // Not the role of the administrator, which is one line as well.
    expect(remedy?.grants.map(({ says }) => says)).toEqual(["the role minter of ci-b"]);
    expect(remedy?.takesAway.map(({ subject, rights }) => [subject.name, rights.map(({ text }) => text)])).toEqual([
      ["ci-b", ["attach serviceaccount", "create factor-api-key"]],
    ]);
    expect(remedy?.others).toHaveLength(3);
  });

  it("tells of equal subjects once, and finds for each what it would find for it alone", () => {
    const { counterexamples, remedy } = prove("no * reaches signoz-admin");
    expect(counterexamples.map(({ subject, like }) => [subject.name, like])).toEqual([
      ["boss", null],
      ["ci-b", null],
      ["helper", "ci-b"],
    ]);
    expect(remedy?.kind).toBe("smallest");
    expect(counterexamples[2]?.steps.map(({ text }) => text)).toEqual([
      "ci-b creates a key of account boss and acts as that account",
    ]);
    const held = fc.subarray(["role-reader", "role-minter", "role-signoz-admin", "role-unknown"]);
    fc.assert(
      fc.property(fc.array(held, { minLength: 1, maxLength: 6 }), (all) => {
        const objects = [
          admin,
          reader,
          minter,
          ...all.map((roleIds, index) => createAccount(`x-${index}`, { roleIds })),
        ];
        const together = prove("no x-* reaches signoz-admin", objects).counterexamples;
        const found = new Map(together.map(({ subject, isCertain }) => [subject.name, isCertain]));
        for (const index of all.keys()) {
          const [alone] = prove(`no x-${index} reaches signoz-admin`, objects).counterexamples;
          expect(found.get(`x-${index}`)).toBe(alone?.isCertain);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("counts who has all that a role grants, by whatever role", () => {
    const copy = [
      ...world,
      createRole("copy", permit("read", "dashboard"), permit("list", "dashboard")),
      createAccount("x", { roleIds: ["role-copy"] }),
    ];
    const { outcome, counterexamples } = prove("no x reaches reader", copy);
    expect(outcome).toBe("refuted");
    expect(counterexamples[0]).toMatchObject({ isByRights: true, steps: [] });
  });

  it("does not call a role cut off by making it smaller", () => {
    const copy = [
      createRole("two", permit("read", "dashboard"), permit("list", "dashboard")),
      createRole("copy", permit("read", "dashboard"), permit("list", "dashboard")),
      createAccount("x", { roleIds: ["role-copy"] }),
    ];
    const { remedy } = prove("no x reaches two", copy);
    expect(remedy?.grants.map(({ because }) => because.address)).not.toContain("access_role.two");
  });

  it("needs several lines where there are several ways", () => {
    const both = [
      ...world.filter(({ address }) => address !== "access_service_account.ci-b"),
      createRole("writer", permit("update", "dashboard")),
      createAccount("ci-b", { roleIds: ["role-minter", "role-writer"] }),
    ];
    const { remedy } = prove("no ci-b reaches update on dashboard", both);
    expect(remedy?.kind).toBe("smallest");
    expect(remedy?.grants).toHaveLength(2);
  });

  it("is not given for what cannot be ruled out, and says why", () => {
    const open = [...world, createAccount("ci-c", { roleIds: [unknown] })];
    const { outcome, counterexamples, remedy } = prove("no ci-c reaches signoz-admin", open);
    expect(outcome).toBe("unproved");
    expect(counterexamples[0]).toMatchObject({ isCertain: false });
    expect(counterexamples[0]?.doubts.join()).toContain("access_service_account.ci-c");
    expect(remedy?.grants.map(({ because }) => because.address)).toEqual(["access_service_account.ci-c"]);
  });

  it("says where no line of code could prevent it", () => {
    const found: ExampleObject = {
      type: "service_account",
      kind: "dataSource",
      address: "data.access_service_account.old",
      state: { id: "account-old", name: "old", roleIds: ["role-signoz-admin"] },
    };
    expect(prove("no old reaches signoz-admin", [admin, found]).remedy).toMatchObject({
      kind: "impossible",
      grants: [],
    });
  });

  it("of what is not wholly known holds whatever it turns out to be", () => {
    const role = fc.subarray(["read dashboard", "update dashboard", "create factor-api-key", "attach serviceaccount"]);
    const held = fc.subarray(["role-a", "role-b", "role-signoz-viewer"]);
    const masks = fc.record({ role: fc.boolean(), account: fc.boolean() });
    let counted = 0;
    fc.assert(
      fc.property(fc.tuple(role, role), fc.tuple(held, held), masks, ([a, b], [x, y], mask) => {
        const build = (isMasked: boolean): readonly ExampleObject[] => {
          const write = (name: string, all: readonly string[]) =>
            createRole(name, ...all.map((one) => permit(one.split(" ")[0] ?? "", one.split(" ")[1] ?? "")));
          const hidden = write("a", a);
          return [
            isMasked && mask.role ? { ...hidden, state: { ...hidden.state, permissions: unknown } } : hidden,
            write("b", b),
            findManagedRole("signoz-viewer"),
            createAccount("x", { roleIds: x }),
            createAccount("y", { roleIds: isMasked && mask.account ? [...y.slice(1), unknown] : y }),
          ];
        };
        for (const claim of ["no x reaches update on dashboard", "no x reaches b", "no x reaches signoz-viewer"]) {
          const { outcome } = prove(claim, build(true));
          if (outcome === "holds") {
            counted += 1;
            expect(prove(claim, build(false)).outcome).toBe("holds");
          }
          if (outcome === "refuted" && !mask.role && !mask.account)
            expect(prove(claim, build(false)).outcome).toBe("refuted");
        }
      }),
      { numRuns: 60 },
    );
    expect(counted).toBeGreaterThan(10);
  });

  it("after the smallest change is given, whatever the world", () => {
    const role = fc.subarray([
      ...(minter.state["permissions"] as never[]),
      permit("update", "dashboard"),
      permit("attach", "role"),
      permit("update", "role"),
    ] as ReturnType<typeof permit>[]);
    fc.assert(
      fc.property(role, role, fc.subarray(["role-a", "role-b"]), (a, b, held) => {
        const objects = [
          createRole("a", ...a),
          createRole("b", ...b),
          createAccount("x", { roleIds: ["role-a"] }),
          createAccount("y", { roleIds: held }),
        ];
        const { outcome, remedy } = prove("no x reaches update on dashboard", objects);
        if (outcome === "holds") expect(remedy).toBeNull();
        else expect(remedy?.grants.length ?? 0).toBeGreaterThan(0);
      }),
      { numRuns: 30 },
    );
  });

  it("is in every form, safely, and the first line counts what is not proved", () => {
    for (const name of hostileNames) {
      const named = world.map((one) =>
        one.state["name"] === "ci-b" ? { ...one, state: { ...one.state, name } } : one,
      );
      const told = report(named, [
        "no access_service_account.ci-b reaches signoz-admin",
        "no ci-a reaches update on dashboard",
      ]);
      for (const format of reviewFormats) {
        const text = format.write(told, { version: "0.0.0" });
        expect(listCommands(text).filter((command) => format.commands?.includes(command) !== true)).toEqual([]);
        // eslint-disable-next-line no-control-regex
        expect(text).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
        if (["text", "markdown"].includes(format.name))
          expect(text.replace(/^<!-- .* -->\n+/, "").split("\n")[0]).toContain("1 of 2 claims not proved");
      }
    }
  });

  it("shows a few of many who come to it, and says that it looks for no change then", () => {
    const many = Array.from({ length: 120 }, (_, index) => createAccount(`m-${index}`, { roleIds: ["role-minter"] }));
    const told = report([...world, ...many], ["no m-* reaches signoz-admin"]);
    const text = reviewFormats.find(({ name }) => name === "text")?.write(told, { version: "0.0.0" }) ?? "";
    expect(told.proofs[0]).toMatchObject({ outcome: "refuted", remedy: null });
    expect(text).toContain("and 110 more");
    expect(text).toContain("in the way that m-0 can, which holds the same");
    expect(text).toContain("Too many come to it to look for a smallest change");
  });

  it("is asked of a state as well", () => {
    const plan = createPlan(
      [
        createChange("reader", ["no-op"], {
          values: { id: "r-1", permissions: [{ action: "read", resource: "dashboard" }] },
        }),
        createChange("ferry", ["no-op"], { noun: "service_account", values: { id: "a-1", role_ids: ["r-1"] } }),
      ],
      [{ key: "access", vendor: "signoz" }],
    );
    const { graph } = readAccess(JSON.stringify(plan), { side: "after", vendors: [] });
    expect(proveClaim(graph, parseClaim("no ferry reaches reader")).outcome).toBe("refuted");
    expect(proveClaim(graph, parseClaim("no ferry reaches delete on dashboard")).outcome).toBe("holds");
  });
});

describe("a claim about names that are not known yet", () => {
  const hide = (object: ExampleObject): ExampleObject => ({
    ...object,
    state: { ...object.state, id: unknown, name: unknown },
  });
  const hidden = hide(createAccount("hidden", { roleIds: ["role-signoz-admin"] }));

  it.each(["no ci-* reaches signoz-admin", "no ci-c reaches signoz-admin"])(
    "may mean whoever has none: %s",
    (claim) => {
      const calm = world.filter(({ address }) => !address.endsWith("ci-b") && !address.endsWith("helper"));
      const { outcome, counterexamples } = prove(claim, [...calm, hidden]);
      expect(outcome).toBe("unproved");
      expect(counterexamples.map(({ subject, doubts }) => [subject.address, doubts[0]])).toEqual([
        [hidden.address, `Of ${hidden.address}, its name is not known yet: it may be meant.`],
      ]);
    },
  );

  it("may mean a role that has none", () => {
    const role = createRole("new", permit("delete", "dashboard"));
    const unnamed = { ...role, state: { ...role.state, name: unknown } };
    const holder = createAccount("ci-c", { roleIds: ["role-new"] });
    expect(prove("no ci-c reaches team-*", [createRole("team-a"), unnamed, holder]).outcome).toBe("unproved");
    expect(prove("no ci-c reaches owners", [unnamed, holder]).outcome).toBe("unproved");
  });

  it("means nobody else by a name that is borne", () => {
    expect(prove("no ci-a reaches signoz-admin", [...world, hidden]).outcome).not.toBe("unproved");
    expect(() => prove("no nobody reaches signoz-admin")).toThrow(/no subject is called/);
  });
});
