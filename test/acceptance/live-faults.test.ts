import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { run } from "#cli/run.ts";
import { parseSnapshot } from "#review/read-source.ts";
import { snapshotSchema } from "#review/snapshot/snapshot-form.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { openWebServer, passingOn, type WebServer } from "../support/network/web-server.ts";
import { runCommand } from "#cli/testing/run-command.ts";

let mock: Mock;
let folder = "";
const vendors = Object.keys(vendorFacts);

beforeAll(async () => {
  mock = await startMock();
  folder = await mkdtemp(join(tmpdir(), "latchkey-live-"));
});

afterAll(async () => {
  await mock.stop();
  await rm(folder, { recursive: true });
});

afterEach(() => mock.faults.clear());

interface Asked {
  readonly vendor: string;
  readonly token?: string;
  readonly url?: string;
  readonly words?: readonly string[];
}

async function take({ vendor, token, url, words = [] }: Asked) {
  const account = mock.vendors[vendor] ?? { url: "", token: "" };
  const printed = await runCommand(
    ["snapshot", "--vendor", vendor, "--endpoint", url ?? account.url, "--max-retries", "0", ...words],
    { environment: { ACCESS_TOKEN: token ?? account.token } },
  );
  const secret = token ?? account.token;
  if (secret !== "") expect(printed.out + printed.err).not.toContain(secret);
  return printed;
}

/** The paths of every request that a snapshot takes. */
async function listPaths(vendor: string): Promise<readonly string[]> {
  await mock.forgetRequests();
  expect((await take({ vendor })).code).toBe(0);
  const requests = await mock.requests({ vendor });
  expect([...new Set(requests.map(({ method }) => method))]).toEqual(["GET"]);
  return [...new Set(requests.map(({ path }) => path))];
}

describe.each(vendors)("a snapshot of %s", (vendor) => {
  it.each([{ status: 403 }, { status: 429 }, { status: 500 }, { status: 503 }])(
    "is never whole where a request is answered $status: what is missing is named",
    async ({ status }) => {
      const whole = snapshotSchema.parse(JSON.parse((await take({ vendor })).out));
      const paths = await listPaths(vendor);
      expect(paths.length).toBeGreaterThan(2);
      for (const path of paths) {
        await mock.faults.add({ route: `GET ${path}`, status });
        const { code, out, err } = await take({ vendor });
        await mock.faults.clear();
        if (code === 2) {
          expect(out).toBe("");
          expect(err).toMatch(/^latchkey: .{20}/);
          continue;
        }
        const found = snapshotSchema.parse(JSON.parse(out));
        const isAsker = "reason" in found.askedBy && !("reason" in whole.askedBy);
        const isMissing = found.blind.length > whole.blind.length;
        expect(isAsker || isMissing, path).toBe(true);
        expect(found.complete && isMissing, path).toBe(false);
        for (const sentence of found.blind) expect(err).toContain(sentence.slice(0, 30));
        if (!isMissing) continue;
        const strict = await withFault(path, status, () => take({ vendor, words: ["--require-complete"] }));
        expect(strict.code, path).toBe(1);
      }
    },
  );

  it("fails with a token of another vendor, and says what to do", async () => {
    const other = vendors.find((one) => one !== vendor) ?? "";
    const { code, out, err } = await take({ vendor, token: mock.vendors[other]?.token ?? "" });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/token/i);
    expect(err).not.toMatch(/provider block|Terraform/);
  });

  it("fails without a token, and names the variable", async () => {
    const { code, err } = await take({ vendor, token: "" });
    expect(code).toBe(2);
    expect(err).toContain(vendorFacts[vendor]?.connection.tokenVariable);
    expect(err).not.toMatch(/provider block|--token/);
  });

  it("fails where nobody answers", async () => {
    const { code, out, err } = await take({ vendor, url: "http://127.0.0.1:9" });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("--endpoint");
  });
});

async function withFault<T>(path: string, status: number, work: () => Promise<T>): Promise<T> {
  await mock.faults.add({ route: `GET ${path}`, status });
  try {
    return await work();
  } finally {
    await mock.faults.clear();
  }
}

const instants = { created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" };

/** Inkit as the mock has it, but for roles: there is always one more page of them. */
function endlessRoles(target: string): RequestListener {
  const pass = passingOn(target);
  return (incoming, response) => {
    const url = new URL(incoming.url ?? "", target);
    if (!url.pathname.endsWith("/v1/role")) return pass(incoming, response);
    const page = Number(url.searchParams.get("page"));
    const items = [{ id: `role_${page}`, name: `role ${page}`, permissions: [], is_default: false, ...instants }];
    const pagination = {
      page_size: 100,
      current_page: page,
      next_page: page + 1,
      prev_page: page === 1 ? null : page - 1,
      total_count: 1_000_000,
      page_count: 1_000_000,
    };
    const sort = { key: "created_at", order: 1 };
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ items, metadata: { pagination, sort } }));
  };
}

describe("a vendor that repeats the token", () => {
  it("does not bring it into the snapshot, whose digest holds", async () => {
    const { url: real = "", token = "" } = mock.vendors["signoz"] ?? {};
    const pass = passingOn(real);
    const server = await openWebServer((incoming, response) => {
      if (incoming.url?.includes("/roles") !== true) return pass(incoming, response);
      const error = {
        type: "forbidden",
        code: "authz_forbidden",
        message: `no access with ${String(incoming.headers["signoz-api-key"])}`,
      };
      response.writeHead(403, { "content-type": "application/json" });
      response.end(JSON.stringify({ status: "error", error }));
    });
    const url = `http://127.0.0.1:${server.port}${new URL(real).pathname}`;
    const { code, out, err } = await take({ vendor: "signoz", url });
    await server.close();
    expect(code).toBe(0);
    expect(err).toContain("no access with [secret]");
    expect(parseSnapshot(out).blind.join("\n")).toContain("no access with [secret]");
    expect(out).not.toContain(token);
  });
});

describe("a list that does not end", () => {
  it("is cut, and named", async () => {
    const { url: real = "" } = mock.vendors["inkit"] ?? {};
    const server = await openWebServer(endlessRoles(real));
    const { code, out } = await take({
      vendor: "inkit",
      url: `http://127.0.0.1:${server.port}${new URL(real).pathname}`,
    });
    await server.close();
    expect(code).toBe(0);
    const found = snapshotSchema.parse(JSON.parse(out));
    expect(found.complete).toBe(false);
    expect(found.blind.join("\n")).toMatch(/1000 pages|does not end/);
    expect(found.lists).not.toContain("role");
    expect(server.seen.length).toBeLessThan(1_100);
  });
});

describe("an interrupted run", () => {
  let server: WebServer;
  const cli = join(import.meta.dirname, "..", "..", "dist", "cli.mjs");

  /** Answers everything but one request, which never ends. */
  beforeAll(async () => {
    const { url = "" } = mock.vendors["signoz"] ?? {};
    const pass = passingOn(url);
    server = await openWebServer((incoming, response) => {
      if (incoming.url?.includes("/roles") !== true) pass(incoming, response);
    });
  });
  afterAll(() => server.close());

  const goneState = JSON.stringify({
    format_version: "1.0",
    values: {
      root_module: {
        resources: [
          {
            address: "access_role.gone",
            mode: "managed",
            type: "access_role",
            name: "gone",
            provider_name: "registry.terraform.io/latchkey/access",
            schema_version: 0,
            values: { id: "1", name: "gone" },
          },
        ],
      },
    },
  });

  const countRoles = (): number => server.seen.filter(({ url }) => url?.includes("/roles") === true).length;

  async function waitForRoles(before: number): Promise<void> {
    for (let tries = 0; tries < 600; tries += 1) {
      if (countRoles() > before) return;
      await new Promise((resolve) => void setTimeout(resolve, 50));
    }
    throw new Error("the roles were never asked for");
  }

  const commands = [
    { command: "snapshot", words: [] },
    { command: "adopt", words: [] },
    { command: "drift", words: ["interrupted-state.json", "--also", "json=ALSO"] },
  ] as const;
  const cases = commands.flatMap((one) => (["SIGINT", "SIGTERM"] as const).map((signal) => ({ ...one, signal })));

  it.each(cases)("of $command by $signal writes nothing, and exits with 2", async ({ command, words, signal }) => {
    const home = await mkdtemp(join(folder, "interrupted-"));
    const file = join(home, "output");
    const account = mock.vendors["signoz"];
    const endpoint = `http://127.0.0.1:${server.port}${new URL(account?.url ?? "").pathname}`;
    const own = words.map((word) => word.replace("ALSO", join(home, "also")));
    await writeFile(join(home, "interrupted-state.json"), goneState);
    const before = countRoles();
    const child = spawn(
      process.execPath,
      [cli, command, ...own, "--vendor", "signoz", "--endpoint", endpoint, "--output", file],
      { cwd: home, env: { ...process.env, SIGNOZ_TOKEN: account?.token, ACCESS_TOKEN: account?.token } },
    );
    let printed = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => (printed += part));
    child.stderr.setEncoding("utf8").on("data", (part: string) => (err += part));
    const ended = new Promise<number | null>((resolve) => void child.once("close", resolve));
    await waitForRoles(before);
    const started = performance.now();
    child.kill(signal);
    expect(await ended).toBe(2);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(printed).toBe("");
    expect(err).toContain("interrupted");
    expect(await readdir(home)).toEqual(["interrupted-state.json"]);
  });
});

describe("settings of a connection", () => {
  it("send headers from variables, and never print them", async () => {
    const seen: string[] = [];
    const { url: real = "", token = "" } = mock.vendors["bigeye"] ?? {};
    const pass = passingOn(real);
    const server = await openWebServer((incoming, response) => {
      seen.push(String(incoming.headers["x-gateway-key"]));
      pass(incoming, response);
    });
    let printed = "";
    const file = join(folder, "gateway.json");
    const url = `http://127.0.0.1:${server.port}${new URL(real).pathname}`;
    const words = ["--endpoint", url, "--header", "X-Gateway-Key=GATEWAY_KEY", "--output", file];
    const code = await run(["snapshot", "--vendor", "bigeye", ...words], {
      out: (part) => (printed += part),
      err: (part) => (printed += part),
      environment: { ACCESS_TOKEN: token, GATEWAY_KEY: "canary-of-the-gateway" },
    });
    await server.close();
    expect(code).toBe(0);
    expect([...new Set(seen)]).toEqual(["canary-of-the-gateway"]);
    expect(printed + (await readFile(file, "utf8"))).not.toContain("canary-of-the-gateway");
  });

  it.each([
    { name: "an unset variable", words: ["--header", "X-Key=NOT_SET_ANYWHERE"], says: /NOT_SET_ANYWHERE is not set/ },
    { name: "a header that we set", words: ["--header", "Authorization=PATH"], says: /instead of the token/ },
    {
      name: "a file that is not there",
      words: ["--ca-file", "/nowhere/ca.pem"],
      says: /--ca-file is .*Give the path/s,
    },
    { name: "a wrong timeout", words: ["--request-timeout", "soon"], says: /timeout/ },
    { name: "too many retries", words: ["--max-retries", "99"], says: /--max-retries is 99/ },
    { name: "no URL", words: ["--endpoint", "ferry"], says: /--endpoint is "ferry"/ },
    {
      name: "credentials in the URL",
      words: ["--endpoint", "http://a:b@ferry"],
      says: /--endpoint contains credentials/,
    },
    { name: "a token on the command line", words: ["--token", "x"], says: /unknown option '--token'/ },
  ])("fails for $name", async ({ words, says }) => {
    let err = "";
    const code = await run(
      ["snapshot", "--vendor", "signoz", "--endpoint", mock.vendors["signoz"]?.url ?? "", ...words],
      {
        out: () => undefined,
        err: (part) => (err += part),
        environment: { ACCESS_TOKEN: "no-token-of-anybody", PATH: "/bin" },
      },
    );
    expect(code).toBe(2);
    expect(err).toMatch(says);
  });
});
