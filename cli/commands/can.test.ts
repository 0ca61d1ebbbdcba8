import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cleanText } from "#access/schema/shown-text.ts";
import { run } from "../run.ts";
import { runCommand } from "../testing/run-command.ts";

const seven = "0198c0de-0000-7000-8000-000000000007";
const eight = "0198c0de-0000-7000-8000-000000000008";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-can-"));
});

afterAll(() => rm(folder, { recursive: true }));

const hostile = "fer\u001B[31mry\n::error::\u202E";

/** SigNoz: `keymaker` cannot read dashboards, and may make a key of `ferry`, who can. */
const stack = {
  terraform: {},
  provider: { access: [{ vendor: "signoz" }] },
  resource: {
    access_role: {
      reader: { name: "reader", permissions: [{ action: "read", resource: "dashboard", selectors: [seven] }] },
      maker: {
        name: "maker",
        permissions: [
          { action: "create", resource: "factor-api-key" },
          { action: "attach", resource: "serviceaccount" },
        ],
      },
    },
    access_service_account: {
      ferry: { name: hostile, role_ids: ["${access_role.reader.id}"] },
      keymaker: { name: "keymaker", role_ids: ["${access_role.maker.id}"] },
    },
    access_key: {
      ferry: { name: "ferry-key", service_account_id: "${access_service_account.ferry.id}" },
    },
  },
};

async function ask(...args: readonly string[]) {
  await writeFile(join(folder, "cdk.tf.json"), JSON.stringify(stack));
  const file = args.map((one) => (one === "FILE" ? join(folder, "cdk.tf.json") : one));
  return runCommand(file);
}

describe("latchkey can", () => {
  it("says on which objects, where it is not on all", async () => {
    const { code, out } = await ask("can", "access_service_account.ferry", "read", "dashboard", "FILE");
    expect({ code, isLimited: out.includes(`    only: ${seven}\n`) }).toEqual({ code: 0, isLimited: true });
    expect((await ask("can", "ferry-key", "read", `dashboard:${seven}`, "FILE")).code).toBe(0);
    expect((await ask("can", "ferry-key", "read", `dashboard:${eight}`, "FILE")).code).toBe(1);
  });

  it("finds what takes steps, and counts it as yes", async () => {
    const { code, out } = await ask("can", "keymaker", "read", `dashboard:${seven}`, "FILE");
    expect(code).toBe(0);
    expect(out).toMatch(/^yes, in steps: keymaker/);
    expect(out).toMatch(/^ {4}1\. keymaker .*\(https:.*\)$/m);
    expect((await ask("can", "keymaker", "read", `dashboard:${seven}`, "FILE", "--direct")).code).toBe(1);
  });

  it("takes an address for the id of what is there, before there is one", async () => {
    const asked = async (address: string) => ask("can", "keymaker", "attach", `serviceaccount:${address}`, "FILE");
    expect((await asked("access_service_account.ferry")).out).toMatch(/^yes: keymaker/);
    const { code, err } = await asked("access_service_account.fery");
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining("Did you mean access_service_account.ferry"),
    });
  });

  it("prints no control characters, and no line of somebody else's", async () => {
    for (const format of ["text", "json"]) {
      const { out } = await ask("who-can", "read", "dashboard", "FILE", "--format", format);
      expect(out).toContain("fer");
      expect(out.split("\n").filter((line) => line.startsWith("::") || line !== cleanText(line))).toEqual([]);
    }
    const { err } = await ask("can", "somebody else", "read", "dashboard", "FILE");
    expect(err).toContain("There are: fer");
    expect(err.split("\n").filter((line) => line.startsWith("::") || line !== cleanText(line))).toEqual([]);
  });

  it.each([
    { name: "no file", args: ["can", "ferry", "read", "dashboard"], says: "[ON] FILE" },
    { name: "a word too much", args: ["who-can", "read", "dashboard", "on", "the", "FILE"], says: "[ON] FILE" },
    {
      name: "a missing file",
      args: ["can", "ferry", "read", "dashboard", "/nowhere/plan.json"],
      says: "does not exist",
    },
    { name: "a folder", args: ["can", "ferry", "read", "dashboard", "/"], says: "is a folder" },
    { name: "no standard input", args: ["can", "ferry", "read", "dashboard", "-"], says: "no standard input" },
    { name: "two sides", args: ["can", "a", "read", "dashboard", "FILE", "--before", "--after"], says: "--before" },
    { name: "a side of a stack", args: ["can", "a", "read", "dashboard", "FILE", "--before"], says: "has no sides" },
    { name: "a vendor that is none", args: ["who-can", "read", "x", "FILE", "--vendor", "signo"], says: "mean signoz" },
    { name: "an unknown format", args: ["who-can", "read", "x", "FILE", "--format", "xml"], says: "text, json" },
  ])("fails with 2 on $name, on stderr", async ({ args, says }) => {
    const { code, out, err } = await ask(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(says);
  });

  it("reads no more from standard input than a file may have", async () => {
    let err = "";
    const part = Buffer.alloc(30 * 1024 * 1024, " ");
    const input = (async function* send() {
      for (;;) yield await Promise.resolve(part);
    })();
    const code = await run(["who-can", "read", "dashboard", "-"], {
      out: () => {},
      err: (text) => (err += text),
      input,
    });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("more than 2047 MiB") });
  });
});
