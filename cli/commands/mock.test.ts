import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { describe, expect, it } from "vitest";
import { run } from "../run.ts";
import { z } from "zod";

const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const main = join(import.meta.dirname, "..", "main.ts");

const announcement = z.strictObject({
  control: z.string(),
  vendors: z.record(z.string(), z.strictObject({ url: z.string(), token: z.string() })),
});

interface Ended {
  readonly out: string;
  readonly err: string;
  readonly code: number | null;
}

/** Runs the command from another folder; `signal` is sent when its first line has come. */
async function ended(args: readonly string[], signal?: NodeJS.Signals): Promise<Ended> {
  const child = spawn(process.execPath, ["--import", tsx, main, ...args], { cwd: tmpdir() });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    if (signal !== undefined && out.includes("\n")) child.kill(signal);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { out, err, code };
}

describe("latchkey mock", { timeout: 30_000 }, () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "prints one line of JSON when ready, and ends with 0 on %s",
    async (signal) => {
      const { out, err, code } = await ended(["mock", "--port", "0"], signal);
      expect({ err, code }).toEqual({ err: "", code: 0 });
      expect(out.split("\n")).toHaveLength(2);
      expect(Object.keys(announcement.parse(JSON.parse(out)).vendors)).toContain("signoz");
    },
  );

  it("prints export lines for a shell with --print env", async () => {
    const { out, code } = await ended(
      ["mock", "--port", "0", "--print", "env", "--token", "inkit=it's-mine"],
      "SIGTERM",
    );
    expect(code).toBe(0);
    const names = Object.values(vendorFacts).flatMap(({ connection }) => [
      connection.endpointVariable,
      connection.tokenVariable,
    ]);
    const shown = execFileSync("sh", ["-c", `${out}\nenv`], { env: {}, encoding: "utf8" });
    const values = new Map(shown.split("\n").map((line) => [line.split("=")[0], line.slice(line.indexOf("=") + 1)]));
    expect(names.filter((name) => (values.get(name) ?? "") === "")).toEqual([]);
    expect(values.get("INKIT_API_TOKEN")).toBe("it's-mine");
    expect(values.get("INKIT_ENDPOINT")).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/inkit$/);
    expect(values.get("LATCHKEY_MOCK")).toMatch(/\/_mock$/);
  });

  it("ends with the shell of npx, which tells nobody that it was killed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "latchkey-mock-"));
    const file = join(folder, "ready");
    const command = [process.execPath, "--import", tsx, main, "mock", "--port", "0"];
    const quoted = command.map((word) => `'${word}'`).join(" ");
    const env = { ...process.env, npm_lifecycle_script: "'latchkey'" };
    const shell = spawn("sh", ["-c", `${quoted} > '${file}' & wait`], { env });
    await expect.poll(() => readFile(file, "utf8").catch(() => ""), { timeout: 20_000 }).toContain("\n");
    const { control } = announcement.parse(JSON.parse(await readFile(file, "utf8")));
    const isAnswering = async (): Promise<boolean> =>
      fetch(`${control}/clock`).then(
        () => true,
        () => false,
      );
    expect(await isAnswering()).toBe(true);
    shell.kill("SIGKILL");
    await expect.poll(isAnswering, { timeout: 20_000 }).toBe(false);
    await rm(folder, { recursive: true });
  });

  it("fails with 2 and one line for a host that it cannot use", async () => {
    const { out, err, code } = await ended(["mock", "--port", "0", "--host", "192.0.2.7", "--control-token", "x"]);
    expect({ out, code }).toEqual({ out: "", code: 2 });
    expect(err).toMatch(/^latchkey: .*\n$/);
  });
});

describe("its page", () => {
  it("lists exactly the flags of the command", async () => {
    let help = "";
    await run(["mock", "--help"], { out: (text) => (help += text), err: () => {} });
    const page = await readFile(join(import.meta.dirname, "..", "..", "docs", "mock-server.md"), "utf8");
    const described = [...page.matchAll(/^\| `(--[a-z-]+)` +\|/gm)].map(([, flag]) => flag);
    const taken = [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, flag]) => flag);
    expect(described.length).toBeGreaterThan(4);
    expect(taken.filter((flag) => flag !== "--help").sort()).toEqual(described.sort());
  });
});
