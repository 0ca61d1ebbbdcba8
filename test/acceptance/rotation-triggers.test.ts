import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { does, hides, holds, leavesOpen } from "#terraform/plugin/testing/checks.ts";
import { applyOnce, holdsNoSecret } from "./support/apply.ts";
import {
  decrypted,
  keyAddress,
  keyConfiguration,
  keysAtVendor,
  keyValues,
  openTimedBench,
  statusOf,
  type TimedBench,
} from "./support/keys.ts";

let bench: TimedBench;
let mine: { readonly identity: string; readonly recipient: string };
let theirs: typeof mine;

async function person(): Promise<typeof mine> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

beforeAll(async () => {
  [mine, theirs] = [await person(), await person()];
});

beforeEach(async () => {
  bench = await openTimedBench("2031-06-01T06:00:00Z");
});

afterEach(() => bench.close());

const opened = ["created_at", "id"] as const;
const to = (...people: readonly (typeof mine)[]): string =>
  `encrypt_to = [${people.map(({ recipient }) => `"${recipient}"`).join(", ")}]`;

describe("keepers", () => {
  const trigger = (tide: string): string => `
resource "terraform_data" "tide" {
  triggers_replace = "${tide}"
}
`;
  const lines = ["keepers = { tide = terraform_data.tide.id }", 'overlap = "1h"'];

  it("rotate when a value changes that is known only after apply, and not when it turns out the same", async () => {
    await bench.host.step(keyConfiguration(lines, trigger("low")));
    const first = await keyValues(bench);
    await bench.host.step(keyConfiguration(lines, trigger("high")), {
      plan: [leavesOpen(keyAddress, ...opened, "secret", "status", "rotation_due", "retiring")],
    });
    const second = await keyValues(bench);
    expect(second["id"]).not.toBe(first["id"]);
    expect([await statusOf(bench, first["secret"]), await statusOf(bench, second["secret"])]).toEqual([200, 200]);
    // Replaced again, and the keeper does not depend on what is new about it.
    const steady = ['keepers = { tide = terraform_data.tide.id == "" ? "none" : "some" }', 'overlap = "1h"'];
    await bench.host.step(keyConfiguration(steady, trigger("high")));
    const third = await keyValues(bench);
    await bench.mock.forgetRequests();
    await bench.host.step(keyConfiguration(steady, trigger("ebb")));
    expect(await keyValues(bench)).toEqual(third);
    expect((await bench.mock.requests()).filter(({ method }) => method !== "GET")).toEqual([]);
  });
});

describe("encrypt_to", () => {
  it("keeps the ciphertext alone, for each recipient, through a rotation and a change of recipients", async () => {
    await bench.host.step(keyConfiguration([to(mine)]), {
      plan: [leavesOpen(keyAddress, ...opened, "encrypted_secret", "service_account_id", "status")],
      state: [holds(keyAddress, { secret: null }), hides(keyAddress, "secret")],
    });
    const first = await decrypted((await keyValues(bench))["encrypted_secret"], mine.identity);
    expect(await statusOf(bench, first)).toBe(200);
    await bench.host.step(keyConfiguration([to(mine, theirs)]), {
      plan: [does({ [keyAddress]: "update" }), leavesOpen(keyAddress, ...opened, "encrypted_secret")],
      state: [holds(keyAddress, { secret: null })],
    });
    const { encrypted_secret: ciphertext } = await keyValues(bench);
    const second = await decrypted(ciphertext, theirs.identity);
    expect(await decrypted(ciphertext, mine.identity)).toBe(second);
    expect([await statusOf(bench, first), await statusOf(bench, second)]).toEqual([401, 200]);
    await bench.host.step(keyConfiguration([to(theirs, mine)]), { plan: [does({})] });
  });

  it("on a key that was in clear, and taken away again, rotates and says so", async () => {
    await bench.host.step(keyConfiguration());
    const { secret: plain } = await keyValues(bench);
    await bench.workspace.write(keyConfiguration([to(mine)]));
    const sealing = await applyOnce(bench.workspace);
    holdsNoSecret(sealing.output);
    const told = sealing.diagnostics.map(({ detail }) => detail).join("\n");
    expect(told).toContain("`encrypt_to` changed");
    expect(told).toContain("Earlier versions of the state still contain the old secret unencrypted");
    const sealed = await keyValues(bench);
    expect(sealed["secret"]).toBeNull();
    expect(await statusOf(bench, plain)).toBe(401);
    expect(await statusOf(bench, await decrypted(sealed["encrypted_secret"], mine.identity))).toBe(200);
    await bench.host.step(keyConfiguration(), {
      plan: [leavesOpen(keyAddress, ...opened, "secret")],
      state: [holds(keyAddress, { encrypted_secret: null })],
    });
    const opening = await keyValues(bench);
    expect(opening["id"]).not.toBe(sealed["id"]);
    expect(await statusOf(bench, opening["secret"])).toBe(200);
  });

  it.each([
    { name: "an SSH key", value: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHQ", says: "SSH keys are not supported" },
    { name: "a letter that no recipient has", value: `age1${"b".repeat(58)}`, says: "an age public key" },
    { name: "a wrong checksum", value: `age1${"q".repeat(58)}`, says: "contains an invalid recipient" },
  ])("fails at plan for $name, before anything is made", async ({ value, says }) => {
    await bench.workspace.write(keyConfiguration([`encrypt_to = ["${value}"]`]));
    const told = await bench.workspace.mustFail("plan", "-no-color");
    expect(told).toMatch(new RegExp(says));
    expect(told).toMatch(/encrypt_to/);
  });

  it("fails at apply for a recipient that is known only then, and no key is made", async () => {
    const unknown = `
resource "terraform_data" "recipient" {
  input = "age1${"q".repeat(58)}"
}
`;
    await bench.workspace.write(keyConfiguration(["encrypt_to = [terraform_data.recipient.output]"], unknown));
    const applied = await applyOnce(bench.workspace);
    expect(applied.code).toBe(1);
    const made = (await bench.mock.requests({ method: "POST" })).filter(({ path }) => path.endsWith("/keys"));
    expect(made).toEqual([]);
  });
});

describe("an imported key", () => {
  it("has no secret; configuring what no vendor returns is one update that calls nothing", async () => {
    const lines = ['overlap = "1d"', 'keepers = { tide = "low" }', to(mine), 'rotate_after = "90d"'];
    await bench.host.step(keyConfiguration());
    const { id, service_account_id: account, secret } = await keyValues(bench);
    await bench.workspace.must("state", "rm", keyAddress);
    await bench.workspace.write(keyConfiguration(lines));
    await bench.workspace.must("import", "-no-color", keyAddress, `${String(account)}/${String(id)}`);
    await bench.mock.forgetRequests();
    await bench.host.step(keyConfiguration(lines), {
      plan: [does({ [keyAddress]: "update" })],
      state: [holds(keyAddress, { id, secret: null, encrypted_secret: null, rotation_due: false })],
    });
    expect((await bench.mock.requests()).filter(({ method }) => method !== "GET")).toEqual([]);
    expect(await statusOf(bench, secret)).toBe(200);
    await bench.at("2031-09-01T06:00:00Z");
    await bench.host.step(keyConfiguration(lines), { plan: [does({ [keyAddress]: "update" })] });
    const rotated = await decrypted((await keyValues(bench))["encrypted_secret"], mine.identity);
    expect([await statusOf(bench, secret), await statusOf(bench, rotated)]).toEqual([200, 200]);
    expect(Object.keys(await keysAtVendor(bench))).toHaveLength(2);
  });
});
