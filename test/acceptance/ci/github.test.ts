import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../laws/repository.ts";
import { countDeployed } from "../../support/deployed.ts";
import { token as hostToken } from "./comment-server.ts";
import { type CiProject, openCiProject } from "./project.ts";
import { action, type Job, readYaml, runWorkflow, workflow } from "./workflow.ts";

const folder = join(root, "examples", "ci", "github");
const files = readdirSync(folder);

let project: CiProject;
const jobs: Job[] = [];

beforeAll(async () => {
  project = await openCiProject();
});

afterAll(() => project.close());

interface Asked {
  /** The repository from which the pull request comes. */
  readonly from?: string;
  readonly before?: (name: string) => Promise<void>;
}

/** Runs an example as a runner would, for pull request 17. */
async function runFile(
  name: string,
  { from = "team/access", before = async () => undefined }: Asked = {},
): Promise<Job> {
  const isReview = name === "review.yml";
  const event = isReview ? { pull_request: { number: 17, head: { repo: { full_name: from } } } } : {};
  const github = {
    event,
    event_name: isReview ? "pull_request" : "push",
    repository: "team/access",
    actor: "somebody",
    base_ref: isReview ? "main" : "",
    token: hostToken,
  };
  const { temporary, folder: workspace, environment, host } = project;
  const job = await runWorkflow(resolve(folder, name), {
    workspace,
    temporary,
    before,
    contexts: {
      github,
      vars: { SIGNOZ_ENDPOINT: project.url },
      secrets: { SIGNOZ_ACCESS_TOKEN: project.token },
    },
    environment: {
      ...environment,
      RUNNER_TEMP: temporary,
      GITHUB_ACTIONS: "true",
      GITHUB_REPOSITORY: "team/access",
      GITHUB_API_URL: host.url,
    },
  });
  jobs.push(job);
  return job;
}

const marker = /^<!-- latchkey:review stack=[\da-f]{16} at=(\S+) -->/;
const isUpload = ({ uses }: { readonly uses: string }): boolean =>
  uses.startsWith("github/codeql-action/upload-sarif@");

function readCategory(job: Job): unknown {
  const upload = job.used.find(isUpload);
  const text = readFileSync(upload?.with["sarif_file"] ?? "", "utf8");
  return JSON.parse(text).runs[0].automationDetails.id;
}

describe("the files", () => {
  it("are what GitHub takes", () => {
    expect(files.toSorted()).toEqual(["deploy.yml", "drift.yml", "review.yml"]);
    for (const name of files) readYaml(join(folder, name), workflow);
    readYaml(join(root, "action.yml"), action);
  });

  it("give no text of others to a shell but by a variable", () => {
    const all = [
      readYaml(join(root, "action.yml"), action).runs.steps,
      ...files.map((name) => Object.values(readYaml(join(folder, name), workflow).jobs).flatMap(({ steps }) => steps)),
    ].flat();
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter(({ run }) => run?.includes("${{"))).toEqual([]);
  });

  it("name versions of what they use", () => {
    const text = [join(root, "action.yml"), ...files.map((name) => join(folder, name))].map((path) =>
      readFileSync(path, "utf8"),
    );
    const used = [...text.join("\n").matchAll(/uses: (\S+)/g)].map(([, name = ""]) => name);
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((name) => !/^(?:\.\/node_modules\/latchkey|[\w-]+\/[\w/-]+@v\d+)$/.test(name))).toEqual([]);
  });
});

describe("a pull request", () => {
  it("gets one comment, below those of others", async () => {
    const { host } = project;
    for (let count = 0; count < 130; count += 1) host.add(`Comment ${count}`, { login: "somebody", id: 3 });
    const job = await runFile("review.yml");
    expect(job.failures, job.log).toEqual([]);
    expect(host.pages).toEqual([1, 2]);
    expect(host.own).toHaveLength(1);
    expect(host.own[0]?.body).toMatch(marker);
    expect(host.own[0]?.body).toContain("nightly-report");
    expect(job.summary).toBe(host.own[0]?.body);
    expect(readCategory(job)).toMatch(/^latchkey\/.+\/$/);
  });

  it("keeps that comment when it is run again, whatever others write", async () => {
    const { host } = project;
    const [first] = host.own;
    const before = first?.body ?? "";
    const forged = before.replace(/ at=\S+/, ` at=${new Date(Date.now() + 60_000).toISOString()}`);
    host.add(forged, { login: "mallory", id: 9 });
    const undo = project.edit("stack.ts", (text) =>
      text.replace('signoz.list("dashboard")', 'signoz.update("dashboard")'),
    );
    const job = await runFile("review.yml").finally(undo);
    expect(job.failures, job.log).toEqual([]);
    expect(host.own.map(({ id }) => id)).toEqual([first?.id]);
    expect(host.own[0]?.body).toContain("update dashboard");
    expect(host.comments.at(-1)?.body).toBe(forged);
  });

  it("keeps the comment of the newer run if an older one ends later", async () => {
    const { host } = project;
    let newest: string | undefined;
    const older = await runFile("review.yml", {
      async before(name) {
        if (name !== "Comment") return;
        const undo = project.edit("stack.ts", (text) =>
          text.replace('signoz.list("dashboard")', 'signoz.create("dashboard")'),
        );
        await runFile("review.yml").finally(undo);
        newest = host.own[0]?.body;
      },
    });
    expect(older.log).toContain("it is of a newer plan");
    expect(older.failures, older.log).toEqual([]);
    expect(newest).toContain("create dashboard");
    expect(host.own.map(({ body }) => body)).toEqual([newest]);
  });

  it("is held to the assertions of the target branch, also if it takes them out", async () => {
    const undo = [
      project.edit("access.assert.json", () => JSON.stringify({ assertions: [] })),
      project.edit("stack.ts", (text) => text.replace('signoz.list("dashboard")', 'signoz.delete("dashboard")')),
    ];
    const job = await runFile("review.yml").finally(() => undo.forEach((back) => back()));
    expect(job.failures, job.log).toEqual([{ name: "Result", code: 1 }]);
    expect(project.host.own[0]?.body).toContain("LK111");
    expect(project.host.own[0]?.body).toContain("LK806");
    expect(job.used.some(isUpload)).toBe(true);
  });

  it("of a fork gets no comment and no upload, and keeps its exit code", async () => {
    const { host } = project;
    host.isReadOnly = true;
    const count = host.writes.length;
    const undo = project.edit("stack.ts", (text) =>
      text.replace('signoz.list("dashboard")', 'signoz.delete("dashboard")'),
    );
    const job = await runFile("review.yml", { from: "mallory/access" }).finally(() => {
      undo();
      host.isReadOnly = false;
    });
    expect(job.failures, job.log).toEqual([{ name: "Result", code: 1 }]);
    expect(job.skipped).toEqual(expect.arrayContaining(["Comment", "Upload to code scanning"]));
    expect(job.used.some(isUpload)).toBe(false);
    expect(host.writes).toHaveLength(count);
    expect(job.summary).toContain("LK111");
  });

  it("runs nothing that a name says", async () => {
    const name = "$(touch pwned) `touch pwned`; touch pwned # ::add-mask::x";
    const undo = project.edit("stack.ts", (text) =>
      text
        .replace('"Renders the dashboards of the nightly report"', JSON.stringify(name))
        .replace('"The job that renders the nightly report"', JSON.stringify(name)),
    );
    const job = await runFile("review.yml").finally(undo);
    expect(job.failures, job.log).toEqual([]);
    expect(project.host.own[0]?.body).toContain("touch pwned");
    for (const at of [project.folder, join(project.folder, "cdktf.out", "stacks", "access")])
      expect(existsSync(join(at, "pwned"))).toBe(false);
    expect(job.log).not.toMatch(/^\s*::add-mask/m);
  });

  it("fails if its plan cannot be read, and leaves the comment", async () => {
    const { host } = project;
    const before = host.own[0]?.body;
    const undo = project.edit("access.assert.json", () => "{");
    const job = await runFile("review.yml").finally(undo);
    expect(job.failures, job.log).toEqual([{ name: "Result", code: 2 }]);
    expect(host.own[0]?.body).toBe(before);
  });
});

describe("what is merged", () => {
  it("is deployed, and then nothing drifts", async () => {
    const deployed = await runFile("deploy.yml");
    expect(deployed.failures, deployed.log).toEqual([]);
    expect(countDeployed(project.folder, "access")).toBeGreaterThan(0);
    const job = await runFile("drift.yml");
    expect(job.failures, job.log).toEqual([]);
    const kept = job.used.find(({ uses }) => uses.startsWith("actions/upload-artifact@"));
    const snapshot = readFileSync(join(project.folder, kept?.with["path"] ?? ""), "utf8");
    expect(JSON.parse(snapshot).format).toMatch(/^latchkey-snapshot\//);
  });

  it("drifts once somebody changes it by hand", async () => {
    await project.makeByHand();
    const job = await runFile("drift.yml");
    expect(job.failures, job.log).toEqual([{ name: "Result", code: 1 }]);
    expect(job.summary).toContain("handmade");
  });

  it("is not said to be in sync if the vendor does not answer", async () => {
    await project.mock.faults.add({ route: "GET /signoz/api/v1/service_accounts", status: 503, count: 1000 });
    const job = await runFile("drift.yml").finally(() => project.mock.faults.clear());
    expect(job.failures.length, job.log).toBeGreaterThan(0);
    expect(job.failures[0]?.code).toBeGreaterThan(0);
  });
});

describe("the action", () => {
  /** One job of only the action, in the checkout as the jobs before left it. */
  async function runAction(inputs: Readonly<Record<string, string>>): Promise<Job> {
    const file = join(project.temporary, "action.yml");
    const job = {
      "runs-on": "ubuntu-latest",
      env: { SIGNOZ_ACCESS_TOKEN: project.token },
      steps: [{ uses: "./node_modules/latchkey", with: inputs }],
    };
    const concurrency = { group: "action" };
    writeFileSync(file, JSON.stringify({ name: "Action", on: {}, permissions: {}, concurrency, jobs: { job } }));
    return runFile(file);
  }

  it("takes states from files", async () => {
    const { url } = project;
    const states = "\nterraform.access.tfstate\n";
    const job = await runAction({ command: "drift", states, vendor: `signoz@${url}`, "fail-on": "never" });
    expect(job.failures, job.log).toEqual([]);
    expect(job.summary).toContain("handmade");
  });

  it.each([
    { name: "a branch that is not in the checkout", inputs: { "base-ref": "nowhere" }, says: "fetch-depth: 0" },
    { name: "a policy file that is nowhere", inputs: { policy: "no-such.json" }, says: "neither here nor in" },
    { name: "another command", inputs: { command: "destroy" }, says: "neither review nor drift" },
    { name: "no plan", inputs: { plan: "no-such.plan" }, says: "no-such.plan" },
  ])("fails for $name", async ({ inputs, says }) => {
    const given = { stack: "access", assertions: "access.assert.json", comment: "true", sarif: "true" };
    const job = await runAction({ ...given, ...inputs });
    expect(
      job.failures.map(({ code }) => code),
      job.log,
    ).toEqual([2]);
    expect(job.log).toContain(says);
    expect(job.used.some(isUpload)).toBe(false);
  });
});

it("every command of every file was run", () => {
  const paths = [join(root, "action.yml"), ...files.map((name) => join(folder, name))];
  const all = paths.flatMap((path) => {
    const text = readFileSync(path, "utf8");
    if (path.endsWith("action.yml")) return readYaml(path, action).runs.steps;
    expect(text).toContain("permissions:");
    return Object.values(readYaml(path, workflow).jobs).flatMap(({ steps }) => steps);
  });
  const written = new Set(all.flatMap(({ run }) => (run === undefined ? [] : [run])));
  const ran = new Set(jobs.flatMap((job) => job.ran));
  expect([...written].filter((text) => !ran.has(text))).toEqual(["npm ci"]);
  const setUp = new Set(jobs.flatMap((job) => job.used.map(({ uses }) => uses.replace(/@.*/, ""))));
  expect([...setUp].toSorted()).toEqual([
    "actions/checkout",
    "actions/setup-node",
    "actions/upload-artifact",
    "github/codeql-action/upload-sarif",
    "hashicorp/setup-terraform",
  ]);
});
