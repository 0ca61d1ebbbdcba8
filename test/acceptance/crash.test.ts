import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { placeProvider } from "#constructs/delivery/provider-mirror.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { Workspace } from "#terraform/plugin/testing/workspace.ts";
import { header } from "./support/access.ts";
import { isPrintedIn, tracesOf } from "./support/traces.ts";

// A build that is no release is a pre-release version, which Terraform takes only where it is asked for by name.
const built = findBundledProvider(import.meta.dirname);
const token = "kestrel-canary/0+4c1f77e2-9d38";

const configuration = `${header.replace('"latchkey/access"', `"latchkey/access", version = "= ${built.version}"`)}
resource "access_service_account" "kestrel" {
  name = "kestrel"
}
resource "access_key" "kestrel" {
  service_account_id = access_service_account.kestrel.id
  name               = "kestrel-key"
}
`;

let mock: Mock;

beforeAll(async () => {
  mock = await startMock({ token: { signoz: token } });
});

afterAll(() => mock.stop());

interface Crashed {
  readonly output: string;
  readonly folder: string;
  /** The secret of the key that was made. */
  readonly secret: string;
}

/** An apply in which the bundled provider dies, with everything that anyone writes below one folder. */
async function crash(way: string, look: (crashed: Crashed) => void): Promise<void> {
  await mock.reset();
  const workspace = await Workspace.open({
    ACCESS_ENDPOINT: mock.vendors["signoz"]?.url ?? "",
    ACCESS_TOKEN: token,
    TF_LOG: "trace",
    TF_LOG_PATH: "trace.log",
    TMPDIR: "tmp",
    NODE_OPTIONS: `--max-old-space-size=64 --require ${join(import.meta.dirname, "support", "crash.cjs")}`,
    CRASH: way,
  });
  try {
    const { folder } = workspace;
    mkdirSync(join(folder, "tmp"));
    placeProvider({ stackFolder: folder, package: built });
    await workspace.write(configuration);
    const printed = [
      await workspace.must("init", "-no-color"),
      await workspace.must("plan", "-no-color", "-out=test.plan"),
      (await workspace.run("apply", "-no-color", "test.plan")).output,
      (await workspace.run("show", "-json")).output,
    ];
    const [secret = ""] = /[A-Za-z0-9+/]{43}=/.exec(JSON.stringify(await mock.snapshot())) ?? [];
    look({ output: printed.join("\n"), folder, secret });
  } finally {
    await workspace.close();
  }
}

// Terraform says the one or the other, as it hears of the lost process or of the lost connection first.
const gone = /Plugin did not respond|Request cancelled/;

describe("a provider that dies with a token and a key's secret in memory, at TF_LOG=trace", () => {
  it.each([
    { name: "an error that nobody catches", says: "Error: kaboom" },
    { name: "a text that nobody catches", says: "a value of type string" },
    { name: "an error that quotes the token", says: "Error: kaboom: [secret]" },
    { name: "an error that is rejected", says: "Error: kaboom" },
    { name: "an object that is rejected", says: "a value of type object" },
    { name: "a stack that overflows", says: "RangeError: Maximum call stack size exceeded" },
    { name: "an assertion that fails", says: "AssertionError" },
    { name: "SIGABRT", says: gone },
    { name: "SIGKILL", says: gone },
    { name: "an exit", says: gone },
    { name: "a full heap", says: gone },
  ])("no output holds the secret: $name", async ({ name, says }) => {
    await crash(name, ({ output, folder, secret }) => {
      expect(readFileSync(join(folder, "crashed"), "utf8")).toBe("true");
      expect(output).toMatch(says);
      expect(secret).not.toBe("");
      expect(tracesOf(folder, "kestrel")).toStrictEqual(
        expect.arrayContaining(["main.tf", "test.plan!tfplan", "trace.log"]),
      );
      for (const canary of [token, secret]) {
        expect(tracesOf(folder, canary)).toStrictEqual([]);
        expect(isPrintedIn(output, canary)).toBe(false);
      }
    });
  });

  it("would be noticed: one line on stderr is found in the trace log", async () => {
    await crash("a line on stderr", ({ folder }) => {
      expect(tracesOf(folder, token)).toStrictEqual(["trace.log"]);
      expect(existsSync(join(folder, "crashed"))).toBe(true);
    });
  });
});
