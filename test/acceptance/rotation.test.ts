import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { does, holds, leavesOpen, staysTheSame } from "#terraform/plugin/testing/checks.ts";
import { applyOnce, holdsNoSecret } from "./support/apply.ts";
import {
  keyAddress,
  keyConfiguration,
  keysAtVendor,
  keyValues,
  openTimedBench,
  statusOf,
  type TimedBench,
} from "./support/keys.ts";

let bench: TimedBench;

beforeEach(async () => {
  bench = await openTimedBench("2031-03-01T06:00:00Z");
});

afterEach(() => bench.close());

const seconds = (instant: string): number => Date.parse(instant) / 1000;
const opened = ["created_at", "id", "secret"] as const;

describe("a key with `rotate_after` and `overlap`", () => {
  const configuration = keyConfiguration(['rotate_after = "30d"', 'overlap = "2d"']);

  it("is rotated in place when it is due; the old one works for the overlap, and is revoked by the first apply after it", async () => {
    const binding = staysTheSame("access_role_binding.plover", "id");
    await bench.host.step(configuration, {
      state: [binding, holds(keyAddress, { rotation_due: false, retiring: [], encrypted_secret: null })],
    });
    const first = await keyValues(bench);

    await bench.at("2031-03-31T05:59:00Z");
    expect(await bench.workspace.plan()).toEqual({});

    await bench.at("2031-03-31T06:01:00Z");
    await bench.host.step(configuration, {
      plan: [does({ [keyAddress]: "update" }), leavesOpen(keyAddress, ...opened, "retiring")],
      state: [binding],
    });
    const second = await keyValues(bench);
    expect(second["id"]).not.toBe(first["id"]);
    expect(second["secret"]).not.toBe(first["secret"]);
    expect(second).toMatchObject({ name: "plover-key", expires_at: null, status: "active", rotation_due: false });
    const until = "2031-04-02T06:01:00Z";
    expect(second["retiring"]).toEqual([{ id: first["id"], until, status: "retiring" }]);
    const retired = `plover-key-retired-${String(first["id"]).slice(-12)}`;
    expect(await keysAtVendor(bench)).toEqual({
      [String(first["id"])]: [retired, seconds(until)],
      [String(second["id"])]: ["plover-key", 0],
    });
    expect([await statusOf(bench, first["secret"]), await statusOf(bench, second["secret"])]).toEqual([200, 200]);

    await bench.at("2031-04-02T06:00:00Z");
    expect(await bench.workspace.plan()).toEqual({});
    expect(await statusOf(bench, first["secret"])).toBe(200);

    await bench.at("2031-04-02T06:02:00Z");
    // The vendor ends it by itself: nobody has to apply for that.
    expect(await statusOf(bench, first["secret"])).toBe(401);
    await bench.host.step(configuration, {
      plan: [does({ [keyAddress]: "update" }), leavesOpen(keyAddress)],
      state: [binding, holds(keyAddress, { id: second["id"], secret: second["secret"], retiring: [] })],
    });
    expect(Object.keys(await keysAtVendor(bench))).toEqual([second["id"]]);
    expect(await statusOf(bench, second["secret"])).toBe(200);
    await bench.host.destroy();
  });

  it("does what a plan showed that was saved before the rotation fell due, and shows it in the next", async () => {
    await bench.host.step(configuration);
    const before = await keyValues(bench);
    const renamed = configuration.replace('name               = "plover-key"', 'name               = "plover-two"');
    await bench.workspace.write(renamed);
    await bench.workspace.must("plan", "-no-color", "-out=early.plan");
    await bench.at("2031-05-01T00:00:00Z");
    await bench.workspace.must("apply", "-no-color", "early.plan");
    const { id, secret, name } = await keyValues(bench);
    expect({ id, secret, name }).toEqual({ id: before["id"], secret: before["secret"], name: "plover-two" });
    expect(await bench.workspace.plan("-refresh=false")).toEqual({});
    expect(await bench.workspace.plan()).toEqual({ [keyAddress]: "update" });
  });

  it("keeps the two old keys of two rotations within one overlap apart, and a destroy revokes all at once", async () => {
    const inRound = (round: string) => keyConfiguration([`keepers = { round = "${round}" }`, 'overlap = "3d"']);
    await bench.host.step(inRound("0"));
    const secrets = [(await keyValues(bench))["secret"]];
    for (const instant of ["2031-03-02T07:00:00Z", "2031-03-03T08:00:00Z"]) {
      await bench.at(instant);
      await bench.host.step(inRound(instant));
      secrets.push((await keyValues(bench))["secret"]);
    }
    expect((await keyValues(bench))["retiring"]).toHaveLength(2);
    for (const secret of secrets) expect(await statusOf(bench, secret)).toBe(200);
    const { service_account_id: account, id } = await keyValues(bench);
    const gone = ((await keyValues(bench))["retiring"] as { id: string }[])[0]?.id;
    await bench.admin.must({ method: "DELETE", path: `/service_accounts/${String(account)}/keys/${gone}` });
    await bench.workspace.must("destroy", "-auto-approve", "-no-color", "-refresh=false", `-target=${keyAddress}`);
    expect(id).toBeDefined();
    expect(await bench.admin.keys(String(account))).toEqual([]);
    for (const secret of secrets) expect(await statusOf(bench, secret)).toBe(401);
  });
});

describe("a key without an overlap", () => {
  it("is revoked at once, after its successor is in hand, and dies no sooner in whole periods from an anchor", async () => {
    const configuration = keyConfiguration(['rotate_after = "7d"', 'rotation_anchor = "2031-01-03T00:00:00Z"']);
    await bench.host.step(configuration);
    const first = await keyValues(bench);
    await bench.at("2031-03-06T23:59:00Z");
    expect(await bench.workspace.plan()).toEqual({});
    await bench.at("2031-03-07T00:00:30Z");
    await bench.mock.forgetRequests();
    await bench.host.step(configuration, { plan: [leavesOpen(keyAddress, ...opened)] });
    const sent = (await bench.mock.requests()).map(({ method }) => method).filter((method) => method !== "GET");
    expect(sent).toEqual(["POST", "DELETE", "PUT"]);
    const second = await keyValues(bench);
    expect(second["retiring"]).toEqual([]);
    expect([await statusOf(bench, first["secret"]), await statusOf(bench, second["secret"])]).toEqual([401, 200]);
    await bench.at("2031-03-13T23:59:00Z");
    expect(await bench.workspace.plan()).toEqual({});
    await bench.at("2031-03-14T00:00:30Z");
    expect(await bench.workspace.plan()).toEqual({ [keyAddress]: "update" });
  });

  it("never touches a key that a holder added, and stops before anything where one has the name", async () => {
    await bench.host.step(keyConfiguration(['keepers = { tide = "low" }']));
    const { service_account_id: account, secret } = await keyValues(bench);
    const path = `/service_accounts/${String(account)}/keys`;
    for (const name of ["plover-key-own", "plover-key-next-1"]) {
      await bench.admin.must({ method: "POST", path, body: { name, expiresAt: 0 } });
    }
    const before = (await bench.admin.keys(String(account))).filter(({ name }) => name !== "plover-key");
    const renamed = keyConfiguration(['keepers = { tide = "high" }']).replace('"plover-key"', '"plover-key-own"');
    await bench.workspace.write(renamed);
    await bench.mock.forgetRequests();
    const stopped = await applyOnce(bench.workspace);
    expect(stopped.code).toBe(1);
    const told = stopped.diagnostics.map(({ detail }) => detail).join("\n");
    expect(told).toContain('another key is called "plover-key-own". Nothing was changed.');
    expect(told).toContain(before.find(({ name }) => name === "plover-key-own")?.id);
    expect((await bench.mock.requests()).filter(({ method }) => method !== "GET")).toEqual([]);
    expect(await statusOf(bench, secret)).toBe(200);
    await bench.host.step(keyConfiguration(['keepers = { tide = "high" }']));
    expect((await bench.admin.keys(String(account))).filter(({ name }) => name !== "plover-key")).toEqual(before);
    expect(await statusOf(bench, secret)).toBe(401);
  });
});

describe("a key that lives for a time", () => {
  it("has its expiry from its making; another lifetime moves it in place, and none is never", async () => {
    await bench.host.step(keyConfiguration(['expires_in = "90d"']), {
      state: [holds(keyAddress, { expires_at: "2031-05-30T06:00:00Z", expires_in: "90d" })],
    });
    const { id, secret } = await keyValues(bench);
    await bench.after("10d");
    await bench.host.step(keyConfiguration(['expires_in = "100d"']), { plan: [does({ [keyAddress]: "update" })] });
    const moved = await keyValues(bench);
    expect(moved).toMatchObject({ id, secret });
    expect(Math.abs(Date.parse(String(moved["expires_at"])) - Date.parse("2031-06-09T06:00:00Z"))).toBeLessThan(60_000);
    await bench.host.step(keyConfiguration(), { state: [holds(keyAddress, { id, secret, expires_at: null })] });
    expect((await keysAtVendor(bench))[String(id)]).toEqual(["plover-key", 0]);
  });

  it("is rotated once it has expired, and has as long again", async () => {
    const configuration = keyConfiguration(['expires_in = "10d"', 'overlap = "1d"']);
    await bench.host.step(configuration);
    const { secret } = await keyValues(bench);
    await bench.at("2031-03-20T06:00:00Z");
    expect(await statusOf(bench, secret)).toBe(401);
    await bench.host.step(configuration, {
      plan: [does({ [keyAddress]: "update" }), leavesOpen(keyAddress, ...opened, "expires_at", "retiring")],
      state: [holds(keyAddress, { expires_at: "2031-03-30T06:00:00Z", status: "active", retiring: [] })],
    });
    expect(Object.keys(await keysAtVendor(bench))).toHaveLength(1);
    expect(await statusOf(bench, (await keyValues(bench))["secret"])).toBe(200);
  });

  it("is rotated where its new lifetime is over already, and put back where somebody took its expiry away", async () => {
    await bench.host.step(keyConfiguration(['expires_in = "90d"']));
    const { id, service_account_id: account } = await keyValues(bench);
    await bench.admin.must({
      method: "PUT",
      path: `/service_accounts/${String(account)}/keys/${String(id)}`,
      body: { name: "plover-key", expiresAt: 0 },
    });
    await bench.host.step(keyConfiguration(['expires_in = "90d"']), {
      plan: [does({ [keyAddress]: "update" })],
      state: [holds(keyAddress, { id })],
    });
    await bench.after("20d");
    await bench.host.step(keyConfiguration(['expires_in = "14d"']), {
      plan: [leavesOpen(keyAddress, ...opened, "expires_at")],
    });
    expect((await keyValues(bench))["id"]).not.toBe(id);
  });
});

describe("a key with a date", () => {
  it("that has passed is read as expired and warned of, with an empty plan; a new date rotates it", async () => {
    await bench.host.step(keyConfiguration(['expires_at = "2031-04-01T00:00:00Z"', 'rotate_after = "20d"']));
    const { id } = await keyValues(bench);
    await bench.at("2031-04-02T00:00:00Z");
    const idle = await applyOnce(bench.workspace);
    expect(idle).toMatchObject({ code: 0, planned: 0 });
    expect(idle.diagnostics.map(({ summary }) => summary)).toContain("The key has expired");
    expect(await keyValues(bench)).toMatchObject({ id, status: "expired" });
    await bench.host.step(keyConfiguration(['expires_at = "2031-08-01T00:00:00Z"']), {
      plan: [does({ [keyAddress]: "update" }), leavesOpen(keyAddress, ...opened)],
      state: [holds(keyAddress, { status: "active", expires_at: "2031-08-01T00:00:00Z" })],
    });
    expect((await keyValues(bench))["id"]).not.toBe(id);
  });

  it("is made anew where it was revoked behind Terraform's back; while an old one works, in place, so that none is forgotten", async () => {
    const configuration = (tide: string): string =>
      keyConfiguration([`keepers = { tide = "${tide}" }`, 'overlap = "9d"']);
    const revoke = async (): Promise<void> => {
      const { id, service_account_id: account } = await keyValues(bench);
      await bench.admin.must({ method: "DELETE", path: `/service_accounts/${String(account)}/keys/${String(id)}` });
    };
    await bench.host.step(configuration("low"));
    await revoke();
    await bench.host.step(configuration("low"), { plan: [does({ [keyAddress]: "create" })] });
    const old = await keyValues(bench);
    await bench.workspace.write(configuration("high"));
    const applied = await applyOnce(bench.workspace);
    holdsNoSecret(applied.output);
    expect(applied.diagnostics.map(({ detail }) => detail).join()).toContain("the old secret works for 9d longer");
    await revoke();
    await bench.host.step(configuration("high"), { plan: [does({ [keyAddress]: "update" })] });
    const { retiring, status, secret } = await keyValues(bench);
    expect({ retiring, status }).toMatchObject({ status: "active", retiring: [{ id: old["id"] }] });
    expect([await statusOf(bench, old["secret"]), await statusOf(bench, secret)]).toEqual([200, 200]);
    await bench.host.destroy();
    expect(await statusOf(bench, old["secret"])).toBe(401);
  });
});
