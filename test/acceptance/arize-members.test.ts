import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { does, holds } from "#terraform/plugin/testing/checks.ts";
import { applyOnce } from "./support/apply.ts";
import { header, type ArizeBench, openArizeBench, valuesOf } from "./support/arize.ts";

const address = "access_member.ibis";

let bench: ArizeBench;

beforeEach(async () => {
  bench = await openArizeBench("2031-03-01T06:00:00Z", {
    users: [
      { name: "Old", email: "old@tern.example", status: "EXPIRED" },
      { name: "Ibis", email: "invited@tern.example", status: "INVITED" },
    ],
  });
});

afterEach(() => bench.close());

interface Written {
  readonly email?: string;
  readonly level?: string;
  readonly lines?: readonly string[];
}

function configuration({ email = "ibis@tern.example", level = "MEMBER", lines = [] }: Written = {}): string {
  return `${header}
resource "access_member" "ibis" {
  email        = "${email}"
  name         = "Ibis"
  account_role = "${level}"
  invite_mode  = "EMAIL_LINK"
  ${lines.join("\n  ")}
}
`;
}

async function planOutput(text: string): Promise<string> {
  await bench.workspace.write(text);
  return (await bench.workspace.must("plan", "-no-color", "-input=false")).replaceAll(/[\s│╷╵]+/g, " ");
}

describe("developer access of a person", () => {
  it("is what Arize decides, is set, changes in place, and shows what others changed", async () => {
    await bench.host.step(configuration(), { state: [holds(address, { is_developer: true })] });
    const off = configuration({ lines: ["is_developer = false"] });
    await bench.host.step(off, {
      plan: [does({ [address]: "update" })],
      state: [holds(address, { is_developer: false })],
    });
    const { id } = await valuesOf(bench, address);
    const path = `/users/${encodeURIComponent(String(id))}`;
    expect(await bench.admin.must("GET", path)).toMatchObject({ is_developer: false });
    await bench.admin.must("PATCH", path, { is_developer: true });
    await bench.host.step(off, { plan: [does({ [address]: "update" })] });
    expect(await bench.admin.must("GET", path)).toMatchObject({ is_developer: false });
  });

  it("is set at the invitation", async () => {
    await bench.host.step(configuration({ lines: ["is_developer = false"] }));
    expect(await bench.admin.must("GET", "/users?email=ibis")).toMatchObject({ users: [{ is_developer: false }] });
  });
});

// Arize answers the open invitation, and whoever is deleted is blocked for good.
describe("a successor of an invited person", () => {
  it("keeps the person, whom the old resource must not delete", async () => {
    const text = configuration({ lines: ["lifecycle {", "  create_before_destroy = true", "}"] });
    await bench.host.step(text);
    await bench.workspace.must("apply", "-no-color", "-auto-approve", `-replace=${address}`);
    expect(await bench.workspace.plan()).toEqual({});
    expect(await bench.admin.must("GET", "/users?email=ibis")).toMatchObject({ users: [{ status: "INVITED" }] });
  });

  it("is no second resource for the same invitation", async () => {
    await bench.workspace.write(configuration());
    await bench.workspace.must("apply", "-no-color", "-auto-approve");
    const twin = configuration().replace(header, "").replace('"ibis" {', '"twin" {');
    await bench.workspace.write(configuration({ lines: ["is_developer = false"] }) + twin);
    await bench.workspace.mustFail("apply", "-no-color", "-auto-approve");
    expect(Object.keys(await bench.workspace.state())).toEqual([address]);
  });
});

describe("an invitation that is open already", () => {
  it("is managed where it grants the same level", async () => {
    await bench.host.step(configuration({ email: "invited@tern.example" }), {
      state: [holds(address, { status: "INVITED" })],
    });
  });

  it("is refused where it grants another level, and state stays empty", async () => {
    await bench.workspace.write(configuration({ email: "invited@tern.example", level: "ADMIN" }));
    const { code, diagnostics } = await applyOnce(bench.workspace);
    expect(code).toBe(1);
    const told = diagnostics.map(({ summary, detail }) => `${summary} ${detail}`).join("\n");
    expect(told).toContain("has an open invitation already");
    expect(told).toContain("with the level MEMBER");
    expect(told).toContain("Set `account_role` to MEMBER to manage that invitation");
    expect(await bench.workspace.state()).toEqual({});
  });
});

describe("what cannot be undone", () => {
  it("is told at plan: another address blocks the person, unless they are abandoned", async () => {
    await bench.host.step(configuration());
    const warning = "The replacement blocks the person permanently";
    expect(await planOutput(configuration({ email: "egret@tern.example" }))).toContain(warning);
    expect(await planOutput(configuration({ email: "IBIS@tern.example" }))).not.toContain(warning);
    await bench.host.step(configuration({ lines: ['deletion_policy = "abandon"'] }));
    const abandoned = configuration({ email: "egret@tern.example", lines: ['deletion_policy = "abandon"'] });
    expect(await planOutput(abandoned)).not.toContain(warning);
  });
});

it("an invitation that has expired is told at plan, with the way to invite again", async () => {
  const { users } = await bench.admin.must<{ users: { id: string }[] }>("GET", "/users?email=old@");
  const given = configuration({ email: "old@tern.example" }).replace('"Ibis"', '"Old"');
  const block = `import {\n  to = ${address}\n  id = "${users[0]?.id ?? ""}"\n}\n`;
  await bench.workspace.write(`${given}${block}`);
  await bench.workspace.must("apply", "-no-color", "-input=false", "-auto-approve");
  expect(await planOutput(given)).toContain("The invitation has expired");
  const abandoned = given.replace('"EMAIL_LINK"', '"EMAIL_LINK"\n  deletion_policy = "abandon"');
  await bench.workspace.write(abandoned);
  await bench.workspace.must("apply", "-no-color", "-input=false", "-auto-approve");
  await bench.workspace.must("apply", "-no-color", "-input=false", "-auto-approve", `-replace=${address}`);
  expect(await valuesOf(bench, address)).toMatchObject({ status: "INVITED" });
  expect(await planOutput(abandoned)).not.toContain("The invitation has expired");
});
