import type { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import {
  AccessProvider,
  arize,
  CustomRole,
  Group,
  inkit,
  Key,
  Member,
  RoleMapping,
  ServiceAccount,
  signoz,
} from "../index.ts";
import { createSignozStack } from "../testing/test-stack.ts";
import type { VendorName } from "../vendor-name.gen.ts";
import { TerraformStack, Testing } from "./cdktf.ts";

function createStack(vendor: VendorName): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "harbor");
  new AccessProvider(stack, "access", { vendor });
  return stack;
}

type Make = (at: Construct, id: string) => void;

const permission = { arize: arize.permission("PROJECT_READ"), signoz: signoz.read("dashboard") };

/** What makes an object with the same identity at each call: a noun that is added to the facts needs a line. */
const makers: { readonly [noun: string]: Make } = {
  "arize role": (at, id) => void new CustomRole(at, id, { name: "reader", permissions: [permission.arize] }),
  "arize member": (at, id) =>
    void new Member(at, id, {
      email: id === "one" ? "ada@example.com" : "Ada@Example.com",
      name: "Ada",
      accountRole: "MEMBER",
      inviteMode: "NONE",
    }),
  "bigeye group": (at, id) => void new Group(at, id, { name: "pilots" }),
  "bigeye member": (at, id) => void new Member(at, id, { email: "ada@example.com", name: "Ada" }),
  "signoz key": (at, id) => {
    const holder = at.node.tryFindChild("holder");
    const serviceAccount = holder instanceof ServiceAccount ? holder : new ServiceAccount(at, "holder");
    new Key(at, id, { serviceAccount, name: "night" });
  },
  "signoz member": (at, id) => void new Member(at, id, { email: "ada@example.com" }),
  "signoz role": (at, id) => void new CustomRole(at, id, { name: "reader", permissions: [permission.signoz] }),
  "signoz service_account": (at, id) => void new ServiceAccount(at, id, { name: "ferry" }),
  "signoz role_mapping": (at, id) => void new RoleMapping(at, id, { domain: "example.com" }),
};

describe("what an account has only one of", () => {
  it("has a line here", () => {
    const declared = Object.entries(vendorFacts).flatMap(([vendor, { nouns }]) =>
      Object.entries(nouns).flatMap(([noun, { uniqueBy = [] }]) => (uniqueBy.length > 0 ? [`${vendor} ${noun}`] : [])),
    );
    expect(declared.length).toBeGreaterThan(5);
    expect(Object.keys(makers).toSorted()).toEqual([...declared, "signoz role_mapping"].toSorted());
  });

  it.each(Object.entries(makers))("fails for the second %s, and names both", (noun, make) => {
    const stack = createStack(noun.split(" ")[0] as VendorName);
    make(stack, "one");
    const both = /^harbor\/other: harbor\/one makes the [\w ]+ with the \w+ ".+" already, and there is only one\./;
    expect(() => make(stack, "other")).toThrow(both);
  });

  it.each(Object.entries(makers))("%s: in another account is another", (noun, make) => {
    for (const stack of [1, 2].map(() => createStack(noun.split(" ")[0] as VendorName))) make(stack, "one");
  });

  it("is no role where the vendor lets names repeat", () => {
    const stack = createStack("inkit");
    for (const id of ["one", "other"]) {
      new CustomRole(stack, id, { name: "filer", permissions: [inkit.permission("folders.create")] });
    }
  });

  it("is no key of another account", () => {
    const stack = createSignozStack();
    for (const id of ["one", "other"]) {
      new Key(stack, `${id}-key`, { serviceAccount: new ServiceAccount(stack, id), name: "night" });
    }
  });
});

describe("an import", () => {
  const id = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

  it("fails for a second id, and names both", () => {
    const ferry = new ServiceAccount(createSignozStack(), "ferry").importFrom(id);
    expect(() => ferry.importFrom(id.replace("5b", "5c"))).toThrow(
      `importFrom: billing/ferry/Resource imports "${id}" already, and cannot import "${id.replace("5b", "5c")}" too.`,
    );
  });

  it("may be written twice", () => {
    new ServiceAccount(createSignozStack(), "ferry").importFrom(id).importFrom(id);
  });
});

describe("a grant with an end", () => {
  const build = (until: string): TerraformStack => {
    const stack = createSignozStack();
    new ServiceAccount(stack, "ferry").addRole(signoz.role("signoz-viewer"), { until });
    return stack;
  };

  it("fails at synth once it is over", () => {
    expect(() => Testing.synth(build("2020-01-01T00:00:00Z"), true)).toThrow(
      /billing\/ferry: the role billing\/\S+ is granted until 2020-01-01T00:00:00Z, which is over\./,
    );
  });

  it("passes before", () => {
    expect(Testing.synth(build("2999-01-01T00:00:00Z"), true)).toContain("2999-01-01");
  });
});
