import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { placeProvider } from "#constructs/delivery/provider-mirror.ts";
import { reviewFormats } from "#review/formats/registry.gen.ts";
import { Workspace } from "#terraform/plugin/testing/workspace.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { synthesizeFiles } from "../support/example-app.ts";
import { runCommand } from "#cli/testing/run-command.ts";

const report = z.object({
  assertions: z.array(z.object({ name: z.string(), outcome: z.string() })),
  findings: z.array(
    z.looseObject({ code: z.string(), introduced: z.boolean(), message: z.string(), file: z.string().nullable() }),
  ),
  proofs: z.array(
    z.object({
      claim: z.string(),
      outcome: z.string(),
      limits: z.array(z.string()),
      gaps: z.array(z.string()),
      remedy: z.object({ kind: z.string(), grants: z.array(z.object({ says: z.string() })) }).nullable(),
    }),
  ),
});

let mock: Mock;
let workspace: Workspace;
let plan = "";

beforeAll(async () => {
  mock = await startMock();
  const { url = "", token = "" } = mock.vendors["signoz"] ?? {};
  const { endpointVariable = "", tokenVariable = "" } = vendorFacts["signoz"]?.connection ?? {};
  workspace = await Workspace.open({ [endpointVariable]: url, [tokenVariable]: token });
  placeProvider({ stackFolder: workspace.folder, package: findBundledProvider(import.meta.dirname) });
  const files = await synthesizeFiles("self-service-keys", { VIEWERS: "lin@teams.example.com" });
  await workspace.writeText("cdk.tf.json", files.stack);
  await workspace.writeText("latchkey.json", files.code);
  await workspace.must("init", "-no-color");
  await workspace.must("plan", "-no-color", "-input=false", "-out=code.plan");
  plan = join(workspace.folder, "plan.json");
  await writeFile(plan, await workspace.must("show", "-json", "code.plan"));
});

afterAll(async () => {
  await workspace.close();
  await mock.stop();
});

const review = (...flags: readonly string[]) => runCommand(["review", plan, ...flags]);

/** Of the example: who may do what, in the words of somebody who has read its README only. */
const rules = {
  assertions: [
    {
      name: "viewers-never-write",
      never: { subject: ["lin@*", "viewer-readonly"], reach: { permission: "update dashboard" } },
    },
    { name: "viewers-are-no-admins", never: { subject: "*", reach: { role: "signoz-admin" } } },
    { name: "keys-only-read", exactly: { subject: "viewer-readonly", hold: "signoz-viewer" } },
    { name: "who-adds-keys", exactly: { role: "viewer-service-account", heldBy: "lin@teams.example.com" } },
    { name: "role-adds-keys", never: { role: "viewer-*", grant: ["update serviceaccount", "attach role"] } },
    { name: "reads-logs", only: { subject: ["viewer-readonly"], hold: "signoz-viewer" } },
  ],
};

describe("what is asked of the example's plan", () => {
  it("holds, or says who violates it, through which line of code", async () => {
    const file = join(workspace.folder, "access.assert.json");
    await writeFile(file, JSON.stringify(rules, null, 2));
    const { code, out } = await review("--assert", file, "--synth", workspace.folder, "--format", "json");
    expect(code).toBe(1);
    const told = report.parse(JSON.parse(out));
    expect(Object.fromEntries(told.assertions.map(({ name, outcome }) => [name, outcome]))).toEqual({
      "viewers-never-write": "holds",
      "viewers-are-no-admins": "holds",
      "keys-only-read": "holds",
      "who-adds-keys": "holds",
      "role-adds-keys": "holds",
      "reads-logs": "violated",
    });
    const [found, ...others] = told.findings.filter((one) => one.code === "LK111");
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      introduced: true,
      address: expect.stringMatching(/^access_role_binding\./),
      file: "examples/self-service-keys/main.ts",
      message: expect.stringContaining(
        'lin@teams.example.com holds the role signoz-viewer. This violates "reads-logs"',
      ),
    });
  });

  it("is proved with what is not known, or refuted with the smallest change that prevents it", async () => {
    const claims = [
      "no lin@* reaches signoz-admin",
      "no lin@* reaches create on serviceaccount",
      "no lin@* reaches read on dashboard",
    ];
    const flags = claims.flatMap((claim) => ["--prove", claim]);
    const { code, out } = await review(...flags, "--format", "json", "--fail-on", "never");
    expect(code).toBe(1);
    const [admin, create, read] = report.parse(JSON.parse(out)).proofs;
    expect(admin).toMatchObject({ outcome: "holds" });
    expect(admin?.gaps).toContain("Whether viewer-readonly has other roles is not known.");
    expect(create).toMatchObject({ outcome: "holds" });
    expect(read).toMatchObject({ outcome: "refuted", remedy: { kind: "smallest" } });
    // The role itself, and the key that a viewer could make of the account that everybody reads with.
    expect(read?.remedy?.grants.map(({ says }) => says)).toEqual([
      "attach serviceaccount in the role viewer-service-account",
      "the role signoz-viewer of lin@teams.example.com",
    ]);
  });

  it("says no secret, in any form", async () => {
    await workspace.must("apply", "-no-color", "-auto-approve", "-input=false");
    await workspace.must("plan", "-no-color", "-input=false", "-out=code.plan");
    const json = await workspace.must("show", "-json", "code.plan");
    await writeFile(plan, json);
    const secrets = [...json.matchAll(/"secret":"([^"]{20,})"/g)].map(([, secret]) => secret ?? "");
    expect(secrets.length).toBeGreaterThan(0);
    const file = join(workspace.folder, "access.assert.json");
    for (const { name } of reviewFormats) {
      const { out } = await review("--assert", file, "--prove", "no * reaches read on dashboard", "--format", name);
      for (const secret of secrets) expect(out).not.toContain(secret);
    }
  });
});
