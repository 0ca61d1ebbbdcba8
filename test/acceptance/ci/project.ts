import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Mock, startMock } from "#testing/mock.ts";
import { createQuietEnvironment } from "#terraform/plugin/testing/terraform-binary.ts";
import { installPackage } from "../support/installed-package.ts";
import { CommentServer } from "./comment-server.ts";

/** What stays as it is on the target branch, whatever a change does. */
const assertions = [
  {
    name: "nobody-deletes",
    reason: "Dashboards are not brought back.",
    never: { subject: "*", may: "delete dashboard" },
  },
];

/** Who is in each account from its beginning, and in no code. */
function createIgnored(): unknown {
  const until = new Date(Date.now() + 30 * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
  return { kind: "member", subject: "root@mock.example", reason: "Whoever set the account up.", until };
}

/** A checkout of a project with its target branch, a mock of its vendor, and a stand-in of the host's API. */
export interface CiProject {
  readonly folder: string;
  readonly temporary: string;
  readonly mock: Mock;
  readonly host: CommentServer;
  readonly url: string;
  readonly token: string;
  /** What every job has. */
  readonly environment: Readonly<Record<string, string>>;
  /** Changes a file of the checkout, and returns what puts it back. */
  edit(path: string, change: (text: string) => string): () => void;
  /** An account behind Terraform's back. */
  makeByHand(): Promise<void>;
  close(): Promise<void>;
}

function commit(folder: string, environment: Readonly<Record<string, string>>): void {
  const git = (...args: readonly string[]): unknown =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      cwd: folder,
      env: environment,
    });
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-q", "-m", "What was merged");
  git("clone", "-q", "--bare", folder, `${folder}.git`);
  git("remote", "add", "origin", `${folder}.git`);
  git("fetch", "-q", "origin");
}

export async function openCiProject(): Promise<CiProject> {
  const installed = installPackage("latchkey-ci-");
  const { folder: home, bins, archive, modules } = installed;
  const temporary = join(home, "temporary");
  mkdirSync(temporary);
  const path = [bins, process.env["PATH"]].join(delimiter);
  const quiet = Object.entries(createQuietEnvironment(process.env)).filter(
    ([name]) => !/^(?:GITHUB|CI|GITLAB)/.test(name),
  );
  const known = Object.fromEntries(quiet.map(([name, value]) => [name, value ?? ""]));
  const environment = { ...known, PATH: path, HOME: home };
  execFileSync(join(bins, "latchkey"), ["init", "access", "--vendor", "signoz", "--package", archive], {
    cwd: home,
    env: environment,
  });
  const folder = join(home, "access");
  const write = (name: string, value: unknown): void => writeFileSync(join(folder, name), JSON.stringify(value));
  write("access.waivers.json", { waivers: [] });
  write("access.assert.json", { assertions });
  write("access.ignore.json", { ignore: [createIgnored()] });
  commit(folder, environment);
  symlinkSync(modules, join(folder, "node_modules"));
  const mock = await startMock({});
  const host = await CommentServer.open();
  const { url = "", token = "" } = mock.vendors["signoz"] ?? {};
  return {
    folder,
    temporary,
    mock,
    host,
    url,
    token,
    environment,
    edit(name, change) {
      const file = join(folder, name);
      const text = readFileSync(file, "utf8");
      const changed = change(text);
      if (changed === text) throw new Error(`${name} is as it was`);
      writeFileSync(file, changed);
      return () => writeFileSync(file, text);
    },
    async makeByHand() {
      const answer = await fetch(`${url}/api/v1/service_accounts`, {
        method: "POST",
        headers: { "signoz-api-key": token, "content-type": "application/json" },
        body: JSON.stringify({ name: "handmade" }),
      });
      if (answer.status !== 201) throw new Error(`the mock answered ${answer.status}`);
    },
    async close() {
      await host.close();
      await mock.stop();
      installed.remove();
    },
  };
}
