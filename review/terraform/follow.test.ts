import { describe, expect, it } from "vitest";
import { Follower, type Home, listHeads } from "./follow.ts";
import { indexModules } from "./modules.ts";

const to = (...references: readonly string[]): object => ({ references });

/** `bots` makes a bot with a role that the caller names; `bots` has `inner`, which has a role of its own. */
const root = {
  module_calls: {
    bots: {
      expressions: { role_id: to("each.value"), name: { constant_value: "x" }, loop: to("module.bots.loop") },
      for_each_expression: to('access_role.r["a"].id', 'access_role.r["a"]', "access_role.r"),
      module: {
        outputs: {
          inner_role: { expression: to("module.inner.role_id", "module.inner") },
          bot_id: { expression: to("access_service_account.bot.id", "access_service_account.bot") },
          loop: { expression: to("var.loop") },
        },
        module_calls: {
          inner: { module: { outputs: { role_id: { expression: to("access_role.deep.id", "access_role.deep") } } } },
        },
      },
    },
  },
};

const rootHome: Home = { location: [], forEach: to("access_role.r") };
const inBots: Home = {
  location: [
    { name: "module", key: null },
    { name: "bots", key: "x" },
  ],
  forEach: null,
};

function follow(home: Home, ...references: readonly string[]): string {
  const found = Follower.follow(indexModules(root), references, home);
  if (found.kind !== "targets") return found.kind === "doubt" ? found.because : found.kind;
  const write = ({ pattern }: (typeof found.targets)[number]): string =>
    pattern.map(({ name, key }) => (key === null ? name : `${name}[${key}]`)).join(".");
  return found.targets.map(write).join(" ");
}

describe("a reference of a plan", () => {
  it.each([
    { name: "an id", given: ["access_role.a.id", "access_role.a"], want: "access_role.a" },
    {
      name: "an instance",
      given: ['access_role.r["a"].id', 'access_role.r["a"]', "access_role.r"],
      want: "access_role.r[a]",
    },
    {
      name: "an instance, and another one whose index is an expression",
      given: ['access_role.r["a"].id', 'access_role.r["a"]', "access_role.r", "access_role.r", "count.index"],
      want: "access_role.r[a] access_role.r",
    },
    { name: "a data source", given: ["data.access_role.d.id", "data.access_role.d"], want: "data.access_role.d" },
    { name: "what it is repeated for", given: ["each.value.id", "each.value"], want: "access_role.r" },
    {
      name: "an output of an output",
      given: ['module.bots["x"].inner_role', 'module.bots["x"]'],
      want: "module.bots[x].module.inner.access_role.deep",
    },
    {
      name: "a module whose index is an expression",
      given: ["module.bots", "each.key"],
      want: "module.bots.module.inner.access_role.deep module.bots.access_service_account.bot",
    },
    { name: "nothing", given: [], want: "unsaid" },
    { name: "a local value", given: ["local.picked"], want: "a plan does not say what `local.picked` is" },
    {
      name: "another provider's",
      given: ["null_resource.x.id", "null_resource.x"],
      want: "what `null_resource.x.id` is, is known when it is applied",
    },
    {
      name: "another attribute",
      given: ["access_role.a.name", "access_role.a"],
      want: "`access_role.a.name` is not an id",
    },
    {
      name: "an output that is not there",
      given: ["module.bots.none", "module.bots"],
      want: "`module.bots` has no such output in the plan",
    },
    {
      name: "what is known",
      given: ["count.index", "each.key", "var.x"],
      want: "all that it refers to is known, and it is not",
    },
    {
      name: "an id beside what is known",
      given: ["each.key", "access_role.a.id", "access_role.a"],
      want: "access_role.a",
    },
    {
      name: "itself",
      given: ["module.bots.loop", "module.bots"],
      want: "all that it refers to is known, and it is not",
    },
  ])("leads to $name", ({ given, want }) => {
    expect(follow(rootHome, ...given)).toBe(want);
  });

  it("in a module leads to what its caller gives", () => {
    expect(follow(inBots, "var.role_id")).toBe("access_role.r[a]");
    expect(follow(inBots, "var.name")).toBe("all that it refers to is known, and it is not");
    expect(follow(inBots, "access_role.own.id", "access_role.own")).toBe("module.bots[x].access_role.own");
  });

  it("is followed only so far", () => {
    let call: object = { module: { outputs: { up: { expression: to("access_role.deep.id", "access_role.deep") } } } };
    for (let depth = 0; depth < 100; depth += 1) {
      call = { module: { outputs: { up: { expression: to("module.m.up", "module.m") } }, module_calls: { m: call } } };
    }
    const modules = indexModules({ module_calls: { m: call } });
    expect(Follower.follow(modules, ["module.m.up", "module.m"], rootHome)).toMatchObject({
      kind: "doubt",
      because: expect.stringContaining("more than can be followed"),
    });
  });

  it("is told from the shorter forms of itself that stand behind it", () => {
    expect(listHeads(["a.b.c", "a.b", "a.b", "a", "ab.c", "a.b"])).toEqual(["a.b.c", "a.b", "ab.c", "a.b"]);
  });
});
