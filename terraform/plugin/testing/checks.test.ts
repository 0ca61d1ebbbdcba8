import { describe, expect, it } from "vitest";
import { does, hides, runChecks, holds, isAlwaysNew, leavesOpen, moves, plans, staysTheSame } from "./checks.ts";
import { type Change, parsePlan, parseState } from "./terraform-json.ts";

const changes = parsePlan(
  JSON.stringify({
    resource_changes: [
      {
        address: "home_lamp.desk",
        change: {
          actions: ["create"],
          before: null,
          after: { room: "attic" },
          after_unknown: { id: true, shades: [true] },
        },
      },
      {
        address: "home_lamp.hall",
        previous_address: "home_lamp.door",
        change: { actions: ["no-op"], before: { id: "2" }, after: { id: "2" }, after_unknown: {} },
      },
      {
        address: "data.home_shelf.top",
        change: { actions: ["read"], before: null, after: null, after_unknown: true },
      },
    ],
  }),
);

describe("checks of a plan", () => {
  it.each([
    { name: "what it does", check: does({ "home_lamp.desk": "create" }), want: undefined },
    {
      name: "what it does not",
      check: does({}),
      want: 'what the plan does is {"home_lamp.desk":"create"}, wanted {}',
    },
    { name: "what it moves", check: moves({ "home_lamp.hall": "home_lamp.door" }), want: undefined },
    { name: "what it does not move", check: moves({}), want: expect.stringContaining("wanted {}") },
    { name: "what it leaves open", check: leavesOpen("home_lamp.desk", "id"), want: undefined },
    {
      name: "what it does not leave open",
      check: leavesOpen("home_lamp.hall", "id"),
      want: 'what home_lamp.hall leaves open is [], wanted ["id"]',
    },
    { name: "planned values", check: plans("home_lamp.desk", { room: "attic" }), want: undefined },
    {
      name: "other values",
      check: plans("home_lamp.desk", { room: "hall", id: "1" }),
      want: 'home_lamp.desk.room is "attic", wanted "hall"\nhome_lamp.desk.id is undefined, wanted "1"',
    },
  ])("see $name", ({ check, want }) => {
    expect(check(changes)).toEqual(want);
  });

  it("are reported together", () => {
    const createFailingCheck = (what: string) => (_: readonly Change[]) => what;
    expect(() => runChecks([createFailingCheck("one"), () => undefined, createFailingCheck("two")], changes)).toThrow(
      /^one\ntwo$/,
    );
    expect(() => runChecks([() => undefined], changes)).not.toThrow();
  });
});

function stateOf(code: string | null) {
  const resource = {
    address: "home_lamp.desk",
    values: { id: "1", code },
    sensitive_values: { code: true, shades: [{ colour: true }] },
  };
  return parseState(JSON.stringify({ values: { root_module: { resources: [resource] } } }));
}

describe("checks of a state", () => {
  it.each([
    { name: "values", check: holds("home_lamp.desk", { id: "1" }), want: undefined },
    { name: "a resource that is not there", check: holds("home_lamp.hall", {}), want: "there is no home_lamp.hall" },
    { name: "what is hidden", check: hides("home_lamp.desk", "code"), want: undefined },
    {
      name: "what is not hidden",
      check: hides("home_lamp.desk", "id"),
      want: 'what home_lamp.desk hides is ["code"], wanted ["id"]',
    },
  ])("see $name", ({ check, want }) => {
    expect(check(stateOf("c"))).toEqual(want);
  });

  it("compare a value across steps", () => {
    const same = staysTheSame("home_lamp.desk", "code");
    const fresh = isAlwaysNew("home_lamp.desk", "code");
    expect([same(stateOf("a")), same(stateOf("a"))]).toStrictEqual([undefined, undefined]);
    expect(same(stateOf("b"))).toBe('home_lamp.desk.code is "b" after "a"');
    expect([fresh(stateOf("a")), fresh(stateOf("b"))]).toStrictEqual([undefined, undefined]);
    expect(fresh(stateOf("a"))).toBe('home_lamp.desk.code is "a" after "a"');
    expect(fresh(stateOf(null))).toBe("home_lamp.desk.code has no value");
  });

  it("accept an empty state", () => {
    expect(parseState('{"format_version":"1.0"}')).toStrictEqual({ resources: {}, outputs: {} });
  });
});
