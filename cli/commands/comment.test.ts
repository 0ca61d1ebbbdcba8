import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommand } from "../testing/run-command.ts";

const token = "hidden-token-81c2";
let folder = "";
let server: Server;
let listener: RequestListener;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-comment-"));
  await writeFile(
    join(folder, "review.md"),
    `<!-- latchkey:review stack=${"a".repeat(16)} at=2026-01-01T00:00:00Z -->\n`,
  );
  server = createServer((request, response) => listener(request, response));
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((settle) => server.close(settle));
  await rm(folder, { recursive: true, force: true });
});

async function comment(environment: Readonly<Record<string, string>> = {}, ...words: readonly string[]) {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const usual = {
    GITHUB_ACTIONS: "true",
    GITHUB_REPOSITORY: "team/access",
    GITHUB_REF: "refs/pull/17/merge",
    GITHUB_API_URL: url,
    GITHUB_TOKEN: token,
  };
  return runCommand(["comment", join(folder, "review.md"), ...words], { environment: { ...usual, ...environment } });
}

const say =
  (status: number, text: string): RequestListener =>
  (_, response) => {
    response.writeHead(status, { location: "http://127.0.0.1:9/" }).end(text);
  };

describe("a comment is not written, and says why,", () => {
  it.each([
    { name: "if the token is refused", status: 403, text: `no, ${token}`, says: "pull-requests: write" },
    { name: "if the host fails", status: 502, text: "<html>", says: "the answer is 502" },
    { name: "if the answer is no list", status: 200, text: '{"id":1}', says: "the answer has another form" },
    { name: "if the answer is no JSON", status: 200, text: "<html>", says: "JSON" },
    { name: "if it is sent elsewhere", status: 302, text: "", says: "redirect" },
  ])("$name", async ({ status, text, says }) => {
    listener = say(status, text);
    const { code, out, err } = await comment();
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(says);
    expect(err).not.toContain(token);
  });

  it("if the comments do not end", async () => {
    const page = JSON.stringify(Array.from({ length: 100 }, (_, id) => ({ id: id + 1, body: "", user: null })));
    listener = say(200, page);
    expect(await comment()).toMatchObject({ code: 2, err: expect.stringContaining("more than 10000 comments") });
  });

  it.each([
    { name: "no token", environment: { GITHUB_TOKEN: "" }, says: "GITHUB_TOKEN is not set" },
    { name: "no pull request", environment: { GITHUB_REF: "refs/heads/main" }, says: "Give its number as --to" },
    {
      name: "an address without encryption",
      environment: { GITHUB_API_URL: "http://example.com" },
      says: "no https address",
    },
    { name: "a repository that is a path", environment: { GITHUB_REPOSITORY: "a/../b" }, says: "takes OWNER/NAME" },
    { name: "no host", environment: { GITHUB_ACTIONS: "" }, says: "Give --host" },
  ])("for $name", async ({ environment, says }) => {
    listener = say(500, "");
    expect(await comment(environment)).toMatchObject({ code: 2, out: "", err: expect.stringContaining(says) });
  });
});
