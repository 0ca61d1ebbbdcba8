import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createChange, createPlan } from "#review/testing/documents.ts";
import { runCommand } from "../testing/run-command.ts";

let folder = "";

async function writeStack(app: string, name: string, line: number): Promise<void> {
  const inApp = join(folder, app, "stacks", name);
  await mkdir(inApp, { recursive: true });
  const blocks = [{ address: "access_role.ferry", path: `${name}/ferry`, file: "lib/roles.ts", line }];
  await writeFile(join(inApp, "latchkey.json"), JSON.stringify({ format: "latchkey-code/1", blocks }));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-stacks-"));
  await writeStack("one", "harbor", 7);
  await writeStack("two", "harbor", 7);
  await writeStack("two", "quay", 9);
  await mkdir(join(folder, "empty"));
  const values = { id: "r-1", managed: false, permissions: [{ action: "read", resource: "dashboard" }] };
  const forget = createChange("ferry", ["forget"], { values });
  const plan = createPlan([forget], [{ key: "access", vendor: "signoz" }]);
  await writeFile(join(folder, "plan.json"), JSON.stringify({ ...plan, timestamp: "2030-01-01T00:00:00Z" }));
});

afterAll(() => rm(folder, { recursive: true }));

async function review(...args: readonly string[]) {
  const words = args.map((word) => word.replace("DIR", folder));
  return runCommand(["review", ...words]);
}

describe("latchkey review --synth", () => {
  it.each([
    { name: "the folder of a stack", args: ["--synth", "DIR/two/stacks/quay"], line: 9 },
    { name: "the folder of an app with one stack", args: ["--synth", "DIR/one"], line: 7 },
    { name: "a stack of an app", args: ["--synth", "DIR/two", "--stack", "quay"], line: 9 },
  ])("says the line of the code, from $name", async ({ args, line }) => {
    const { code, out, err } = await review("DIR/plan.json", ...args, "--format", "json");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const { findings } = JSON.parse(out);
    const constructPath = expect.stringContaining("/ferry");
    expect(findings).toMatchObject([{ code: "LK308", file: "lib/roles.ts", line, constructPath }]);
  });

  it("says which ephemeral objects the stack has, which no plan shows", async () => {
    const stack = join(folder, "one", "stacks", "harbor", "cdk.tf.json");
    const short = { service_account_id: "${access_service_account.ferry.id}", max_lifetime: "15m" };
    const provider = { access: [{ vendor: "signoz" }] };
    const ephemeral = { access_key: { short }, vault_secret: { x: {} } };
    await writeFile(stack, JSON.stringify({ provider, ephemeral }));
    const { out } = await review("DIR/plan.json", "--synth", "DIR/one", "--format", "json");
    const { findings } = JSON.parse(out);
    expect(findings).toMatchObject([{ code: "LK308" }, { code: "LK908", address: "ephemeral.access_key.short" }]);
    expect(findings[1].message).toContain(
      "makes a key of access_service_account.ferry, which works for at most 15m, and is revoked at the end of the run",
    );
    await writeFile(stack, "{");
    const broken = await review("DIR/plan.json", "--synth", "DIR/one");
    expect(broken).toMatchObject({ code: 2, out: "", err: expect.stringContaining(`${stack} is not JSON`) });
    await rm(stack);
  });

  it.each(["text", "markdown"])("prints it as %s", async (format) => {
    const { out } = await review("DIR/plan.json", "--synth", "DIR/one", "--format", format);
    expect(out).toContain("lib/roles.ts:7");
  });

  it.each([
    { name: "several stacks", args: ["--synth", "DIR/two"], says: /has 2 stacks: harbor, quay.*--stack/ },
    { name: "no stack", args: ["--synth", "DIR/empty"], says: /has no latchkey\.json/ },
    {
      name: "an unknown stack",
      args: ["--synth", "DIR/two", "--stack", "pier"],
      says: /no stack "pier".*harbor, quay/,
    },
    {
      name: "a path for a name",
      args: ["--synth", "DIR/two", "--stack", "../../one/stacks/harbor"],
      says: /no stack "\.\./,
    },
    { name: "fewer stacks than plans", args: ["DIR/plan.json", "--synth", "DIR/one"], says: /2 files and 1 stack:/ },
  ])("fails for $name", async ({ args, says }) => {
    const { code, out, err } = await review("DIR/plan.json", ...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(says);
  });
});

describe("what the code accepts", () => {
  const accepted = {
    code: "LK308",
    reason: "The other team takes it over.",
    until: "2030-06-30",
    path: "harbor/ferry",
    addresses: ["access_role.ferry"],
  };

  async function reviewAccepted(more: object, ...args: readonly string[]) {
    const inApp = join(folder, "accepting", "stacks", "harbor");
    await mkdir(inApp, { recursive: true });
    const content = { format: "latchkey-code/1", blocks: [], accepted: [{ ...accepted, ...more }] };
    await writeFile(join(inApp, "latchkey.json"), JSON.stringify(content));
    return review("DIR/plan.json", "--synth", "DIR/accepting", "--fail-on", "warning", ...args);
  }

  it("does not count, and is listed with its construct", async () => {
    const { code, out } = await reviewAccepted({});
    expect(code).toBe(0);
    expect(out).toContain("Accepted until 2030-06-30 by harbor/ferry: The other team takes it over.");
  });

  it.each([
    { name: "another address", more: { addresses: ["access_role.other"] }, says: "LK802" },
    { name: "no address", more: { addresses: [] }, says: "LK802" },
    { name: "no reason", more: { reason: "" }, says: "LK803" },
    { name: "an end that is over", more: { until: "2029-12-31" }, says: "LK801" },
  ])("counts with $name", async ({ more, says }) => {
    const { code, out } = await reviewAccepted(more);
    expect(code).toBe(1);
    expect(out).toContain("warning LK308");
    expect(out).toContain(says);
  });

  it("counts until the target branch accepts it too", async () => {
    const { code: _code, reason, until } = accepted;
    const entry = { code: _code, address: "access_role.ferry", reason, until };
    await writeFile(join(folder, "none.json"), JSON.stringify({ waivers: [] }));
    await writeFile(join(folder, "same.json"), JSON.stringify({ waivers: [entry] }));
    const { code, out } = await reviewAccepted({}, "--base-waivers", "DIR/none.json");
    expect(code).toBe(1);
    expect(out).toContain("LK805");
    expect((await reviewAccepted({}, "--base-waivers", "DIR/same.json")).code).toBe(0);
  });
});
