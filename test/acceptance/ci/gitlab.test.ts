import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { root } from "../../laws/repository.ts";
import { countDeployed } from "../../support/deployed.ts";
import { token as hostToken } from "./comment-server.ts";
import { type CiProject, openCiProject } from "./project.ts";
import { readYaml } from "./workflow.ts";

const lines = z.array(z.string());
const reports = z.partialRecord(z.enum(["codequality", "junit"]), z.string());

const job = z.strictObject({
  extends: z.literal(".access"),
  stage: z.enum(["test", "deploy"]),
  rules: z.array(z.strictObject({ if: z.string() })),
  interruptible: z.boolean().optional(),
  environment: z.string().optional(),
  resource_group: z.string().optional(),
  script: lines,
  artifacts: z.strictObject({ when: z.literal("always"), paths: lines, reports }).optional(),
});

/** https://docs.gitlab.com/ci/yaml/, as far as the example uses it. */
const pipeline = z.strictObject({
  ".access": z.strictObject({
    image: z.string(),
    variables: z.record(z.string(), z.string()),
    before_script: lines,
  }),
  "access review": job,
  "access drift": job,
  "access deploy": job,
});

const given = readYaml(join(root, "examples", "ci", "gitlab", "access.yml"), pipeline);
type Name = Exclude<keyof typeof given, ".access">;

let project: CiProject;
const ran = new Set<string>();

beforeAll(async () => {
  project = await openCiProject();
});

afterAll(() => project.close());

/** The lines of a job in one shell, as a runner does it; what npm would install is there already. */
function runJob(name: Name, more: Readonly<Record<string, string>> = {}): Promise<{ code: number; log: string }> {
  const { ".access": shared, [name]: own } = given;
  const all = [...shared.before_script, ...own.script].filter((line) => line !== "npm ci");
  for (const line of all) ran.add(line);
  const env = {
    ...project.environment,
    ...shared.variables,
    CI: "true",
    GITLAB_CI: "true",
    CI_API_V4_URL: project.host.url,
    CI_MERGE_REQUEST_PROJECT_ID: "5",
    CI_MERGE_REQUEST_IID: "17",
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
    GITLAB_TOKEN: hostToken,
    SIGNOZ_ENDPOINT: project.url,
    SIGNOZ_ACCESS_TOKEN: project.token,
    ...more,
  };
  return new Promise((settle) => {
    const options = { cwd: project.folder, env, maxBuffer: 1 << 26, timeout: 170_000, killSignal: "SIGKILL" } as const;
    execFile("bash", ["-eo", "pipefail", "-c", all.join("\n")], options, (error, out, err) => {
      settle({ code: error === null ? 0 : Number(error.code ?? 1), log: out + err });
    });
  });
}

const readReport = (name: string): string => readFileSync(join(project.folder, name), "utf8");

describe("a merge request", () => {
  it("gets one note, which is written again, and none over a newer one", async () => {
    const { host } = project;
    for (let count = 0; count < 130; count += 1) host.add(`Note ${count}`, { login: "somebody", id: 3 });
    const first = await runJob("access review");
    expect(first.code, first.log).toBe(0);
    expect(host.own[0]?.body).toBe(readReport("review.md"));
    expect(host.pages).toEqual([1, 2]);
    const again = await runJob("access review");
    expect(again.code, again.log).toBe(0);
    expect(host.writes).toEqual([expect.stringMatching(/^POST /), expect.stringMatching(/^PUT .+\/131$/)]);
    const newer = (host.own[0]?.body ?? "").replace(/ at=\S+/, ` at=${new Date(Date.now() + 600_000).toISOString()}`);
    for (const one of host.own) one.body = newer;
    const older = await runJob("access review");
    expect(older.log).toContain("it is of a newer plan");
    expect(host.own.map(({ body }) => body)).toEqual([newer]);
  });

  it("is held to the assertions of the target branch, without a token for notes too", async () => {
    const undo = [
      project.edit("access.assert.json", () => JSON.stringify({ assertions: [] })),
      project.edit("stack.ts", (text) => text.replace('signoz.list("dashboard")', 'signoz.delete("dashboard")')),
    ];
    const { code, log } = await runJob("access review", { GITLAB_TOKEN: "" }).finally(() => {
      for (const back of undo) back();
    });
    expect(code, log).toBe(1);
    expect(log).toContain("LK111");
    expect(readReport("codequality.json")).toContain("LK111");
    expect(readReport("junit.xml")).toContain("LK806");
  });
});

describe("what is merged", () => {
  it("is deployed; nothing drifts, until something is made by hand", async () => {
    const deployed = await runJob("access deploy");
    expect(countDeployed(project.folder, "access")).toBeGreaterThan(0);
    expect(deployed.code, deployed.log).toBe(0);
    const calm = await runJob("access drift");
    expect(calm.code, calm.log).toBe(0);
    await project.makeByHand();
    const drifted = await runJob("access drift");
    expect(drifted.code, drifted.log).toBe(1);
    expect(readReport("drift.md")).toContain("handmade");
  });
});

it("every line of every job was run, but the installation", () => {
  const { ".access": shared, ...jobs } = given;
  const written = [...shared.before_script, ...Object.values(jobs).flatMap(({ script }) => script)];
  expect(written.filter((line) => !ran.has(line))).toEqual(["npm ci"]);
});
