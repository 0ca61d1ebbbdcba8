import { TerraformStack, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import {
  AccessProvider,
  bigeye,
  CustomRole,
  type IRole,
  type IScope,
  Scope,
  ServiceAccount,
} from "#constructs/index.ts";
import { matchers, type PlacedGrantOptions } from "./matchers.ts";

expect.extend(matchers);

interface Given {
  readonly stack: TerraformStack;
  readonly ferry: ServiceAccount;
  readonly reader: IRole;
  readonly tides: IScope;
  readonly winds: IScope;
}

const read = bigeye.read("TABLE");

function build(grant: (given: Given) => void): Given {
  const stack = new TerraformStack(Testing.app(), "harbor");
  new AccessProvider(stack, "bigeye", { vendor: "bigeye" });
  const reader = new CustomRole(stack, "reader", { own: bigeye.baseRole("VIEW"), permissions: [read] });
  const tides = Scope.fromName(stack, "tides", { type: "workspace", name: "Tides" });
  const winds = Scope.fromId(stack, "winds", { type: "workspace", id: "7" });
  const given = { stack, ferry: new ServiceAccount(stack, "ferry"), reader, tides, winds };
  grant(given);
  return given;
}

const matched = (one: Given, options: PlacedGrantOptions): void => expect(one.stack).toGrant(one.ferry, read, options);

describe("toGrant with onlyOn", () => {
  it("passes for what is granted there and nowhere else", () => {
    const given = build(({ ferry, reader, tides }) => ferry.addRole(reader, { on: tides }));
    matched(given, { onlyOn: given.tides });
  });

  it("passes for what is granted there twice", () => {
    const given = build(({ stack, ferry, reader, tides }) => {
      ferry.addRole(reader, { on: tides });
      ferry.addRole(reader, { on: Scope.fromName(stack, "again", { type: "workspace", name: "Tides" }) });
    });
    matched(given, { onlyOn: given.tides });
  });

  it("fails for what is granted elsewhere too, and says where", () => {
    const given = build(({ ferry, reader, tides, winds }) => {
      for (const on of [tides, winds]) ferry.addRole(reader, { on });
    });
    expect(() => matched(given, { onlyOn: given.tides })).toThrow(
      /ferry can READ TABLE elsewhere too, not only on .*\n\nElsewhere:\n {2}READ TABLE; on workspace\/7/s,
    );
  });

  it("fails for what is granted elsewhere alone", () => {
    const given = build(({ ferry, reader, winds }) => ferry.addRole(reader, { on: winds }));
    expect(() => matched(given, { onlyOn: given.tides })).toThrow("elsewhere too");
  });

  it("fails for what is not granted", () => {
    const given = build(() => {});
    expect(() => matched(given, { onlyOn: given.tides })).toThrow("ferry cannot READ TABLE on");
  });

  it("fails for what may be granted elsewhere", () => {
    const given = build(({ stack, ferry, reader, tides, winds }) => {
      ferry.addRole(reader, { on: tides });
      ferry.addRole(CustomRole.fromName(stack, "found", "platform"), { on: winds });
    });
    expect(() => matched(given, { onlyOn: given.tides })).toThrow("and perhaps elsewhere");
  });

  it("fails with .not, and with `on`", () => {
    const { stack, ferry, tides } = build(() => {});
    expect(() => expect(stack).not.toGrant(ferry, read, { onlyOn: tides })).toThrow("`onlyOn` has no `.not`");
    expect(() =>
      matched(
        build(() => {}),
        { on: "account", onlyOn: "account" } as never,
      ),
    ).toThrow("not both");
  });
});
