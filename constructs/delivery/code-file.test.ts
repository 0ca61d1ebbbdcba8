import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { CustomRole } from "../custom-role.ts";
import { ServiceAccount } from "../service-account.ts";
import { Testing } from "../shared/cdktf.ts";
import { createSignozStack } from "../testing/test-stack.ts";
import { signoz } from "../vocabulary/signoz.ts";
import { listCodeBlocks } from "./code-file.ts";
import { findRepository, findUserCode } from "./user-code.ts";

const root = join(import.meta.dirname, "..", "..");

describe("the user's line among the calls that make a block", () => {
  const folders = { repository: "/work/app", own: "/work/app/vendored/latchkey" };
  const calls = (...files: readonly string[]) => files.map((file, at) => ({ file, line: at + 1 }));

  it.each([
    { name: "the innermost", frames: calls("/work/app/lib/team.ts", "/work/app/main.ts"), want: ["lib/team.ts", 1] },
    {
      name: "not this package's",
      frames: calls("/work/app/vendored/latchkey/key.ts", "/work/app/a b.ts"),
      want: ["a b.ts", 2],
    },
    {
      name: "not another package's",
      frames: calls("/work/app/node_modules/cdktf/x.js", "/work/app/main.ts"),
      want: ["main.ts", 2],
    },
    { name: "a URL's path", frames: calls("node:internal/x", "file:///work/app/a%20b.ts?x=1"), want: ["a b.ts", 2] },
    {
      name: "nothing outside of the repository",
      frames: calls("/work/application/main.ts", "/etc/passwd"),
      want: undefined,
    },
    {
      name: "nothing that is no path",
      frames: calls("<anonymous>", "evalmachine", "webpack://x/main.ts"),
      want: undefined,
    },
  ])("is $name", ({ frames, want }) => {
    const [file, line] = want ?? [];
    expect(findUserCode(frames, folders)).toEqual(want === undefined ? undefined : { file, line });
  });
});

describe("the repository", () => {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-repository-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is the nearest folder with .git, be it a folder or a file", () => {
    mkdirSync(join(folder, "inner", "app"), { recursive: true });
    expect(findRepository(join(folder, "inner"))).toBe(join(folder, "inner"));
    mkdirSync(join(folder, ".git"));
    expect(findRepository(join(folder, "inner", "app"))).toBe(folder);
    writeFileSync(join(folder, "inner", ".git"), "gitdir: elsewhere");
    expect(findRepository(join(folder, "inner", "app"))).toBe(join(folder, "inner"));
  });
});

describe("where the code of a stack is", () => {
  const folders = { repository: root, own: import.meta.dirname.replace(/delivery$/, "shared") };

  it("has every block of the provider, and is in no snapshot of Testing.synth", () => {
    const stack = createSignozStack();
    new ServiceAccount(stack, "ferry").addRole(
      new CustomRole(stack, "reader", { permissions: [signoz.read("dashboard")] }),
    );
    const blocks = listCodeBlocks(stack, folders);
    const { resource = {} } = JSON.parse(Testing.synth(stack, true));
    const addresses = Object.entries<object>(resource).flatMap(([type, all]) =>
      Object.keys(all).map((name) => `${type}.${name}`),
    );
    expect(blocks.map(({ address }) => address)).toEqual(addresses.toSorted());
    expect(blocks.length).toBe(3);
    expect(Testing.synth(stack, true)).not.toContain(".test.ts");
  });
});
