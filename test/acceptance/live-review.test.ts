import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Bench, header, openBench } from "./support/access.ts";
import { writeFerry } from "./support/ferry.ts";
import { runCommand } from "#cli/testing/run-command.ts";

let bench: Bench;
let here = "";
const printed: string[] = [];

async function latchkey(...words: readonly string[]) {
  const result = await runCommand(words, { environment: { ACCESS_TOKEN: bench.token, SIGNOZ_ENDPOINT: bench.url } });
  printed.push(result.out, result.err);
  return result;
}

async function plan(text: string): Promise<string> {
  await bench.workspace.write(text);
  await bench.workspace.must("plan", "-out", "live.plan");
  const file = join(bench.workspace.folder, "live.json");
  await writeFile(file, await bench.workspace.must("show", "-json", "live.plan"));
  return file;
}

const created = z.object({ id: z.string() });

/** Somebody gives a role by hand. */
async function give(serviceAccountId: string, roleId: string): Promise<string> {
  const body = { serviceAccountId, roleId };
  return created.parse(await bench.admin.must({ method: "POST", path: "/service_account_roles", body })).id;
}

/** Somebody makes an account by hand, and gives it the role of the code. */
async function click(name: string, role: string): Promise<void> {
  const { id } = created.parse(await bench.admin.must({ method: "POST", path: "/service_accounts", body: { name } }));
  await give(id, role);
}

async function takeSnapshot(name: string, ...flags: readonly string[]): Promise<string> {
  const file = join(here, name);
  const { code, out, err } = await latchkey("snapshot", "--vendor", "signoz", "--output", file, ...flags);
  expect({ code, out }).toEqual({ code: 0, out: "" });
  expect(err).toContain("objects of signoz at");
  printed.push(await readFile(file, "utf8"));
  return file;
}

beforeAll(async () => {
  bench = await openBench();
  here = join(bench.workspace.folder, "snapshots");
  await mkdir(here);
  const { state } = await bench.workspace.apply(writeFerry(["read"]));
  await click("nightly", String(state["access_role.ferry"]?.["id"]));
});

afterAll(() => bench.close());

const held = (names: string): string => `Role ferry-role newly permits update dashboard: held by ${names}.`;

describe("a role that the code widens, and somebody outside the code holds", () => {
  it("is held by one account, as far as the plan knows", async () => {
    const { out } = await latchkey("review", await plan(writeFerry(["read", "update"])));
    expect(out).toContain(held("ferry, as far as these files say"));
  });

  it("is held by both, as a snapshot knows", async () => {
    const snapshot = await takeSnapshot("first.json");
    const account = `signoz@${bench.url}`;
    const file = await plan(writeFerry(["read", "update"]));
    const { code, out } = await latchkey(
      "review",
      file,
      "--context",
      snapshot,
      "--vendor",
      account,
      "--format",
      "json",
    );
    expect(code).toBe(0);
    const report = JSON.parse(out);
    expect(report).toMatchObject({ verdict: "broadens", complete: true });
    const names = report.changes.map((one: { readonly subject: { readonly name: string } }) => one.subject.name);
    expect(names.sort()).toEqual(["ferry", "nightly"]);
    const messages = report.findings.map(({ message }: { readonly message: string }) => message);
    expect(messages).toEqual([held("ferry, nightly")]);
  });

  it("is held by both, as the vendor says, which only gets reads", async () => {
    const file = await plan(writeFerry(["read", "update"]));
    await bench.mock.forgetRequests();
    const { code, out } = await latchkey("review", file, "--live", "--vendor", `signoz@${bench.url}`);
    expect(code).toBe(0);
    expect(out).toContain("Broadens access: 2 subjects gain 2 rights");
    expect(out).toContain(held("ferry, nightly"));
    const requests = await bench.mock.requests();
    expect(requests.length).toBeGreaterThan(5);
    expect([...new Set(requests.map(({ method }) => method))]).toEqual(["GET"]);
    expect([...new Set(requests.map(({ status }) => status))]).toEqual([200]);
  });

  it("fails if nothing says which account the plan is about", async () => {
    const file = await plan(writeFerry(["read", "update"]));
    const { code, out, err } = await latchkey("review", file, "--live", "--vendor", "signoz");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(
      /--live is about signoz at .*, and the plan does not say its endpoint .*add --vendor signoz@http:\S+$/m,
    );
  });

  it("is lost by both once the role is deleted", async () => {
    const none = `${header}\nresource "access_service_account" "ferry" {\n  name     = "ferry"\n  role_ids = []\n}\n`;
    const file = await plan(none);
    const { out } = await latchkey("review", file, "--live", "--vendor", `signoz@${bench.url}`, "--format", "json");
    const { verdict, changes } = JSON.parse(out);
    expect(verdict).toBe("narrows");
    expect(changes.map((one: { readonly subject: { readonly name: string } }) => one.subject.name).sort()).toEqual([
      "ferry",
      "nightly",
    ]);
  });
});

describe("a role that somebody clicked for an account of the code", () => {
  it("stays with a plan that does not know of it, and goes with one that does", async () => {
    const transactionGroups = [
      {
        relation: "delete",
        objectGroup: { resource: { type: "metaresource", kind: "dashboard" }, selectors: ["*"] },
      },
    ];
    const body = { name: "clicked", description: "", transactionGroups };
    const extra = created.parse(await bench.admin.must({ method: "POST", path: "/roles", body })).id;
    const ferry = (await bench.admin.accounts()).find(({ name }) => name === "ferry");
    const file = await plan(writeFerry(["read"]));
    const assignment = await give(ferry?.id ?? "", extra);
    const account = `signoz@${bench.url}`;
    const can = await latchkey("can", "ferry", "delete", "dashboard", "--live", "--vendor", account);
    expect(can).toMatchObject({ code: 0, err: "" });
    expect(can.out).toContain("yes: ");
    const flags = ["--live", "--vendor", account, "--format", "json"];
    const unaware = await latchkey("review", file, ...flags);
    expect(JSON.parse(unaware.out)).toMatchObject({ verdict: "neither", changes: [] });
    const aware = await latchkey("review", await plan(writeFerry(["read"])), ...flags);
    expect(JSON.parse(aware.out)).toMatchObject({ verdict: "narrows", changes: [{ subject: { name: "ferry" } }] });
    await bench.admin.must({ method: "DELETE", path: `/service_account_roles/${assignment}` });
    await bench.admin.must({ method: "DELETE", path: `/roles/${extra}` });
  });
});

describe("a reference that a change may not exceed", () => {
  it("is exceeded by a wider role, and not by one that was approved", async () => {
    const compare = async (actions: readonly string[], reference: string, ...more: readonly string[]) => {
      const flags = ["--no-new-access", reference, "--vendor", `signoz@${bench.url}`, ...more];
      return latchkey("review", await plan(writeFerry(actions)), ...flags);
    };
    const first = await takeSnapshot("first.json");
    const wider = await compare(["read", "update"], first);
    expect(wider.code).toBe(1);
    expect(wider.out).toMatch(
      /error LK110 reference-exceeded .*\n.*ferry may newly update dashboard, which goes beyond/,
    );
    const same = await compare(["read"], first, "--all");
    expect(same.out).not.toContain("LK110");
    await bench.workspace.apply(writeFerry(["read", "update"]));
    const second = await takeSnapshot("second.json", "--previous", first);
    const approved = await compare(["read", "update"], second, "--all");
    expect(approved.out).not.toContain("LK110");
    const former = await compare(["read", "update"], first, "--live");
    expect(former.code).toBe(0);
    expect(former.out).toMatch(/nightly may already update dashboard, which goes beyond/);
  });
});

describe("the vendor itself", () => {
  it("answers who can do something, and everybody was looked at", async () => {
    const flags = ["--live", "--vendor", `signoz@${bench.url}`, "--direct", "--format", "json"];
    const { code, out, err } = await latchkey("who-can", "update", "dashboard", ...flags);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const { file, complete, holders } = JSON.parse(out);
    expect({ file, complete }).toEqual({ file: null, complete: true });
    const names = holders.map(({ name }: { readonly name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(["ferry", "nightly"]));
  });
});

describe("a chain of snapshots", () => {
  it("is in order, tells what changed, and shows a change of a file", async () => {
    const verified = await latchkey("snapshot", "verify", here);
    expect(verified).toMatchObject({ code: 0, err: "" });
    expect(verified.out).toContain("It does not show who made");
    const files = ["first.json", "second.json"].map((name) => join(here, name));
    const [first = "", second = ""] = files;
    const review = await latchkey("review", "--before", first, "--after", second, "--fail-on", "broadening");
    expect(review.code).toBe(1);
    expect(review.out).toContain("Broadens access: 2 subjects gain 2 rights");
    const whoCan = await latchkey("who-can", "update", "dashboard", second, "--direct", "--format", "json");
    const { holders, complete } = JSON.parse(whoCan.out);
    expect(complete).toBe(true);
    const certain = holders.filter(({ answer }: { readonly answer: string }) => answer === "yes");
    expect(certain.map(({ name }: { readonly name: string }) => name)).toEqual(
      expect.arrayContaining(["ferry", "nightly"]),
    );
    const folder = join(bench.workspace.folder, "tampered");
    await cp(here, folder, { recursive: true });
    const text = await readFile(second, "utf8");
    await writeFile(join(folder, "second.json"), text.replace('"nightly"', '"nobody!"'));
    const tampered = await latchkey("snapshot", "verify", folder);
    expect(tampered.code).toBe(1);
    expect(tampered.out).toContain("another digest than it says");
  });
});

it("the token is in no output", () => {
  expect(bench.token.length).toBeGreaterThan(8);
  expect(printed.length).toBeGreaterThan(20);
  expect(printed.join("\n")).not.toContain(bench.token);
});
