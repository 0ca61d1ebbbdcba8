import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Mock, startMock } from "./mock.ts";

const path = "/api/v1/service_accounts";

async function ask(mock: Mock, method: string, body?: unknown): Promise<{ status: number; names: string }> {
  const { url, token } = mock.vendors["signoz"] ?? { url: "", token: "" };
  const payload = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(url + path, { method, headers: { "SIGNOZ-API-KEY": token }, ...payload });
  return { status: response.status, names: await response.text() };
}

function readCommandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return ""; // The process has ended.
  }
}

describe("startMock", { timeout: 30_000 }, () => {
  let mock: Mock;
  beforeAll(async () => {
    mock = await startMock({
      token: { signoz: "said-by-the-test" },
      seed: { signoz: { serviceAccounts: [{ name: "seeded" }] } },
    });
  }, 30_000);
  afterAll(() => mock.stop());

  it("serves the vendors with the token and the seed", async () => {
    expect(mock.vendors["signoz"]?.token).toBe("said-by-the-test");
    expect((await ask(mock, "GET")).names).toContain('"seeded"');
  });

  it.runIf(process.platform === "linux")("keeps the token out of the process list", () => {
    const lines = readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(readCommandLine);
    expect(lines.filter((line) => line.includes("--exit-with-parent")).length).toBeGreaterThan(0);
    expect(lines.filter((line) => line.includes("said-by-the-test"))).toEqual([]);
  });

  it("fails with a token that holds a space, and does not repeat it", async () => {
    await expect(startMock({ token: { signoz: "heron plover" } })).rejects.toThrow(/VENDOR=VALUE/);
    await expect(startMock({ token: { signoz: "heron plover" } })).rejects.not.toThrow(/heron|plover/);
  });

  it("resets, seeds, and restores a snapshot", async () => {
    expect(await ask(mock, "POST", { name: "later" })).toMatchObject({ status: 201 });
    const taken = await mock.snapshot();
    await mock.reset();
    expect((await ask(mock, "GET")).names).not.toContain('"later"');
    await mock.seed({ signoz: { serviceAccounts: [{ name: "added" }] } });
    expect((await ask(mock, "GET")).names).toContain('"added"');
    await mock.restore(taken);
    const { names } = await ask(mock, "GET");
    expect(names).toContain('"later"');
    expect(names).not.toContain('"added"');
  });

  it("lists the requests", async () => {
    await mock.forgetRequests();
    await ask(mock, "GET");
    await ask(mock, "POST", { name: "No" });
    expect(await mock.requests({ status: 400 })).toMatchObject([{ method: "POST", path: `/signoz${path}` }]);
    expect(await mock.requests()).toHaveLength(2);
  });

  it("signs people in as after single sign-on", async () => {
    const config = { kind: "google", spec: { clientId: "x", clientSecret: "y" } };
    const authDomains = [{ name: "latchkey.example", enabled: true, config }];
    await mock.seed({ signoz: { authDomains } });
    const person = { vendor: "signoz", email: "ada@latchkey.example", groups: ["ops"] };
    const { headers, roles, isFirst } = await mock.ssoLogin(person);
    expect({ roles, isFirst }).toEqual({ roles: ["signoz-viewer"], isFirst: true });
    const me = await fetch(`${mock.vendors["signoz"]?.url}/api/v2/users/me`, { headers });
    expect(await me.json()).toMatchObject({ data: { email: person.email } });
    await expect(mock.ssoLogin({ vendor: "acme", email: person.email })).rejects.toThrow("acme");
    await mock.reset();
  });

  it("moves the clock", async () => {
    const now = await mock.clock.set(new Date("2031-05-06T07:08:09Z"));
    expect(now.toISOString()).toMatch(/^2031-05-06T07:08:/);
    expect((await mock.clock.advance("90d")).toISOString()).toMatch(/^2031-08-04T07:08:/);
    expect((await mock.clock.get()).getUTCFullYear()).toBe(2031);
    await mock.reset();
  });

  it("makes requests fail", async () => {
    const route = `POST /signoz${path}`;
    expect(await mock.faults.add({ route, status: 500, count: 1 })).toMatchObject({ route, left: 1 });
    await mock.faults.add({ route: `GET /signoz${path}`, drop: "before" });
    expect(await ask(mock, "POST", { name: "stork" })).toMatchObject({ status: 500 });
    await expect(ask(mock, "GET")).rejects.toThrow("fetch failed");
    expect((await mock.faults.list()).map(({ left }) => left)).toEqual([0, null]);
    await mock.faults.clear();
    expect(await ask(mock, "GET")).toMatchObject({ status: 200 });
    await expect(mock.faults.add({ route: "GET /signoz/api/v1/rolls", status: 500 })).rejects.toThrow("no vendor");
  });

  it("fails with the mock's message if it refuses", async () => {
    await expect(mock.seed({ acme: {} })).rejects.toThrow("acme");
    await expect(mock.clock.advance("soon")).rejects.toThrow("90d");
  });

  it("fails with the mock's output if it does not start", async () => {
    await expect(startMock({ seed: { signoz: { nothing: 1 } } })).rejects.toThrow("nothing");
  });

  it("ends on stop, also if it is called twice", async () => {
    const other = await startMock();
    await other.stop();
    await other.stop();
    await expect(fetch(other.control)).rejects.toThrow();
  });

  it("ends with the process that started it", async () => {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
    const source = pathToFileURL(join(import.meta.dirname, "mock.ts")).href;
    const program = `import { startMock } from ${JSON.stringify(source)};
      const mock = await startMock();
      process.stdout.write(mock.control + "\\n");
      setInterval(() => {}, 1_000);`;
    const parent = spawn(process.execPath, ["--import", tsx, "--input-type=module", "--eval", program]);
    const control = await new Promise<string>((resolve) =>
      parent.stdout.setEncoding("utf8").once("data", (text: string) => resolve(text.trim())),
    );
    expect((await fetch(`${control}/clock`)).status).toBe(200);
    parent.kill("SIGKILL");
    await expect
      .poll(
        () =>
          fetch(`${control}/clock`).then(
            ({ status }) => status,
            () => "gone",
          ),
        { timeout: 10_000 },
      )
      .toBe("gone");
  });
});
