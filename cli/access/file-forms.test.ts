import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createChange, createPlan } from "#review/testing/documents.ts";
import { runCommand } from "../testing/run-command.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-forms-"));
});

afterAll(() => rm(folder, { recursive: true }));

const canary = "canary-secret-4711";
const key = createChange("ferry", ["no-op"], { noun: "key", values: { id: "k", secret: canary } });
const plan = JSON.stringify(createPlan([key], [{ key: "access", vendor: "signoz" }]));

async function review(content: Uint8Array) {
  const file = join(folder, "plan.json");
  await writeFile(file, content);
  return { ...(await runCommand(["review", file])), file };
}

const utf16 = Buffer.from(plan, "utf16le");

describe("a plan in another form of file", () => {
  it.each([
    { name: "gzip", content: gzipSync(plan), says: "is compressed. Unpack it first" },
    { name: "UTF-16 with a mark", content: Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), says: "is in UTF-16" },
    { name: "UTF-16 without a mark", content: utf16, says: "is in UTF-16" },
    {
      name: "UTF-16 in the other order",
      content: Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]),
      says: "is in UTF-16",
    },
    { name: "UTF-16 in the other order, without a mark", content: Buffer.from(utf16).swap16(), says: "is in UTF-16" },
    { name: "xz", content: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), says: "is compressed" },
    { name: "zstd", content: Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 4]), says: "is compressed" },
    { name: "bzip2", content: Buffer.from("BZh91AY"), says: "is compressed" },
    { name: "a zip", content: Buffer.from("PK\u0003\u0004"), says: "is a saved plan" },
    { name: "deflate", content: deflateSync(plan), says: "is not JSON" },
    { name: "a wrapper's output", content: Buffer.from(`[command]/usr/bin/terraform show\n${plan}`), says: "wrapper" },
    {
      name: "a wrapper's output with a mark",
      content: Buffer.from(`\uFEFF[command]/usr/bin/terraform show\r\n${plan}`),
      says: "terraform_wrapper: false",
    },
    {
      name: "the log of a plan, with a mark",
      content: Buffer.from('\uFEFF{"@level":"info","@message":"Terraform 1.11.4"}\n{"@level":"info"}\n'),
      says: "is the log of",
    },
    { name: "two plans", content: Buffer.from(`${plan}\n${plan}\n`), says: "is not JSON at line 2, column 1" },
    { name: "noise", content: Buffer.from([0, 0, 0, 0, 0xff]), says: "is not JSON" },
  ])("fails for $name in one sentence with the way out", async ({ content, says }) => {
    const { code, out, err, file } = await review(content);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(`${file} ${says.startsWith("is") ? "is" : ""}`);
    expect(err).toContain(says);
    expect(err).not.toContain(canary);
    expect(/[\p{Cc}\uFFFD]/u.test(err.replaceAll("\n", ""))).toBe(false);
  });

  it("reads UTF-8 with a byte order mark", async () => {
    const { code, err } = await review(Buffer.from(`\uFEFF${plan}`));
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });
});
