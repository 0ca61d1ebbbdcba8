import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FaultOrder } from "#mock-server/control/shapes.ts";
import { applyOnce, holdsNoSecret } from "./support/apply.ts";
import {
  decrypted,
  keyAddress,
  keyConfiguration,
  keysAtVendor,
  keyValues,
  type KeyValues,
  openTimedBench,
  statusOf,
  type TimedBench,
} from "./support/keys.ts";

let bench: TimedBench;
let before: KeyValues;

const keys = "/signoz/api/v1/service_accounts/{id}/keys";
const requests = { post: `POST ${keys}`, put: `PUT ${keys}/{fid}`, revoke: `DELETE ${keys}/{fid}` };
const tide = (height: string, overlap?: string): string =>
  keyConfiguration([
    `keepers = { tide = "${height}" }`,
    ...(overlap === undefined ? [] : [`overlap = "${overlap}"`]),
    'expires_in = "90d"',
  ]);

beforeEach(async () => {
  bench = await openTimedBench("2031-07-01T06:00:00Z");
  await bench.host.step(tide("low"));
  before = await keyValues(bench);
});

afterEach(() => bench.close());

async function nameOf(id: unknown): Promise<string | undefined> {
  return (await keysAtVendor(bench))[String(id)]?.[0];
}

type Fault = Omit<FaultOrder, "route">;

describe("a rotation that is stopped by", () => {
  const refusals: readonly (readonly [string, Fault])[] = [
    ["a refusal", { status: 403 }],
    ["a failure after it acted", { status: 500, acts: true }],
    ["a lost answer", { drop: "after" }],
    ["a lost request", { drop: "before" }],
  ];
  const rows = Object.entries(requests).flatMap(([request, route]) =>
    refusals.flatMap(([name, fault]) => [undefined, "2d"].map((overlap) => ({ request, route, name, fault, overlap }))),
  );

  it.each(rows.filter(({ request, overlap }) => request === "put" || overlap === undefined))(
    "$name of $request, with overlap $overlap: a secret that works is in state, and the next apply ends it",
    async ({ request, route, fault, overlap }) => {
      await bench.workspace.write(tide("high", overlap));
      await bench.mock.faults.add({ route, ...fault });
      const stopped = await applyOnce(bench.workspace);
      holdsNoSecret(stopped.output);
      expect(stopped.code).toBe(1);
      expect(stopped.diagnostics.map(({ detail }) => detail).join()).toMatch(/\bRun again\b|Check that the endpoint/);
      const between = await keyValues(bench);
      expect(await statusOf(bench, between["secret"])).toBe(200);
      expect(between["id"] === before["id"]).toBe(request === "post");
      await bench.mock.faults.clear();
      // What was left behind under a passing name dies by itself, and is in nobody's way.
      await bench.after("15m");
      const next = await applyOnce(bench.workspace);
      expect(next.code, next.output).toBe(0);
      expect(await bench.workspace.plan()).toEqual({});
      const after = await keyValues(bench);
      expect(await statusOf(bench, after["secret"])).toBe(200);
      expect(await nameOf(after["id"])).toBe("plover-key");
      expect(after["expires_at"]).not.toBe(between["expires_at"]);
      expect(await statusOf(bench, before["secret"])).toBe(overlap === undefined ? 401 : 200);
      const retiring = after["retiring"] as readonly { readonly id: string }[];
      expect(retiring.map(({ id }) => id)).toEqual(overlap === undefined ? [] : [before["id"]]);
      const works = Object.values(await keysAtVendor(bench)).filter(
        ([, expiry]) => expiry * 1000 > Date.parse("2031-07-01T06:15:00Z"),
      );
      expect(works).toHaveLength(1 + retiring.length);
    },
  );
});

describe("a sealed key", () => {
  it("is sealed in what an apply saves that stopped half-way, at its making and at a rotation", async () => {
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const sealed = (height: string): string =>
      tide(height).replace("keepers", `encrypt_to = ["${recipient}"]\n  keepers`);
    for (const args of [[], ["-replace", keyAddress]]) {
      await bench.workspace.write(sealed(`${args.length} high`));
      await bench.mock.faults.add({ route: requests.put, status: 500 });
      const stopped = await applyOnce(bench.workspace, ...args);
      expect(stopped.code).toBe(1);
      await bench.mock.faults.clear();
      const { secret, encrypted_secret: ciphertext } = await keyValues(bench);
      expect(secret).toBeNull();
      const plain = await decrypted(ciphertext, identity);
      expect(await statusOf(bench, plain)).toBe(200);
      const file = await readFile(join(bench.workspace.folder, "terraform.tfstate"), "utf8");
      expect(file).not.toContain(plain);
      expect(stopped.output).not.toContain(plain);
      expect((await applyOnce(bench.workspace)).code).toBe(0);
      expect(await bench.workspace.plan()).toEqual({});
    }
  });
});

describe("a rotation whose run is killed, so that state has nothing of it", () => {
  async function killedAfter(orders: readonly FaultOrder[], overlap?: string): Promise<void> {
    const file = "terraform.tfstate";
    const state = await readFile(join(bench.workspace.folder, file), "utf8");
    await bench.workspace.write(tide("high", overlap));
    for (const order of orders) await bench.mock.faults.add(order);
    await applyOnce(bench.workspace);
    await bench.mock.faults.clear();
    await bench.workspace.writeText(file, state);
  }

  it("when the new key was made: the old one works on, and the next apply rotates; the orphan is dead in ten minutes", async () => {
    await killedAfter([
      { route: requests.put, status: 403 },
      { route: requests.revoke, status: 403 },
    ]);
    expect(await statusOf(bench, before["secret"])).toBe(200);
    await bench.after("11m");
    const next = await applyOnce(bench.workspace);
    expect(next.code, next.output).toBe(0);
    const after = await keyValues(bench);
    const [[, [name, expiry]] = ["", ["", 0]], ...others] = Object.entries(await keysAtVendor(bench)).filter(
      ([id]) => id !== after["id"],
    );
    expect(others).toEqual([]);
    expect(name).toMatch(/^plover-key-next-/);
    expect(expiry * 1000).toBeLessThan(Date.parse("2031-07-01T06:11:00Z"));
    expect(await statusOf(bench, after["secret"])).toBe(200);
    expect(await statusOf(bench, before["secret"])).toBe(401);
  });

  it("when the old key had retired: it works for its overlap, and the next apply rotates", async () => {
    await killedAfter(
      [
        { route: requests.put, count: 1, delayMs: 1 },
        { route: requests.put, status: 403 },
      ],
      "2d",
    );
    expect(await statusOf(bench, before["secret"])).toBe(200);
    await bench.after("11m");
    const next = await applyOnce(bench.workspace);
    expect(next.code, next.output).toBe(0);
    const after = await keyValues(bench);
    expect([await statusOf(bench, before["secret"]), await statusOf(bench, after["secret"])]).toEqual([200, 200]);
    expect(await nameOf(after["id"])).toBe("plover-key");
  });

  it("at the very end: the next apply stops at the new key's name, with its id, and takes neither it nor the old one", async () => {
    await killedAfter([], "2d");
    const rows = await keysAtVendor(bench);
    const orphan = Object.keys(rows).find((id) => id !== before["id"]);
    const next = await applyOnce(bench.workspace);
    expect(next.code).toBe(1);
    expect(next.diagnostics.map(({ detail }) => detail).join()).toContain(`key ${orphan} (created 2031-07-01`);
    expect(await keysAtVendor(bench)).toEqual(rows);
    expect(await statusOf(bench, before["secret"])).toBe(200);
    const { service_account_id: account } = before;
    await bench.admin.must({ method: "DELETE", path: `/service_accounts/${String(account)}/keys/${orphan}` });
    expect((await applyOnce(bench.workspace)).code).toBe(0);
    expect(await statusOf(bench, (await keyValues(bench))["secret"])).toBe(200);
    expect(await bench.workspace.plan()).toEqual({});
    expect(keyAddress in (await bench.workspace.state())).toBe(true);
  });
});
