import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { does, leavesOpen } from "#terraform/plugin/testing/checks.ts";
import { applyOnce } from "./support/apply.ts";
import { bigeyeHeader, openTimedBigeyeBench, textOf, type TimedBigeyeBench } from "./support/bigeye.ts";

let bench: TimedBigeyeBench;

beforeEach(async () => {
  bench = await openTimedBigeyeBench("2031-03-01T06:00:00Z");
});

afterEach(() => bench.close());

const address = "access_key.plover";
const api = "/bigeye/api/v1";

function stack(lines: readonly string[] = [], { name = "plover-prod", description = "Loads." } = {}): string {
  return `${bigeyeHeader}
resource "access_service_account" "plover" {
  name = "plover"
}
resource "access_key" "plover" {
  service_account_id = access_service_account.plover.id
  name               = "${name}"
  description        = "${description}"
  ${lines.join("\n  ")}
}
`;
}

async function works(secret: unknown): Promise<boolean> {
  const status = await bench.admin.status({ method: "GET", path: "/personal-api-keys/verify" }, String(secret));
  expect([204, 401]).toContain(status);
  return status === 204;
}

async function keysAtVendor(): Promise<readonly string[]> {
  const account = textOf((await bench.values("access_service_account.plover"))["id"]);
  return (await bench.admin.keysOf(account)).map(({ id }) => id);
}

describe("a key that is due", () => {
  const configuration = stack(['rotate_after = "30d"', 'overlap = "2d"']);

  it("is rotated in place; both live until the overlap ends, and the first apply after that revokes the old one", async () => {
    await bench.host.step(configuration);
    const first = await bench.values(address);
    expect(first).toMatchObject({ rotation_due: false, retiring: [], description: "Loads.", expires_at: null });

    await bench.at("2031-03-31T05:59:00Z");
    expect(await bench.workspace.plan()).toEqual({});
    await bench.at("2031-03-31T06:01:00Z");
    await bench.host.step(configuration, {
      plan: [does({ [address]: "update" }), leavesOpen(address, "created_at", "id", "retiring", "secret")],
    });
    const second = await bench.values(address);
    expect(second["id"]).not.toBe(first["id"]);
    expect(second["retiring"]).toEqual([{ id: first["id"], until: "2031-04-02T06:01:00Z", status: "retiring" }]);
    expect([await works(first["secret"]), await works(second["secret"])]).toEqual([true, true]);

    await bench.at("2031-04-02T06:00:00Z");
    expect(await bench.workspace.plan()).toEqual({});
    await bench.at("2031-04-02T06:02:00Z");
    await bench.host.step(configuration, { plan: [does({ [address]: "update" }), leavesOpen(address)] });
    expect(await bench.values(address)).toMatchObject({ id: second["id"], secret: second["secret"], retiring: [] });
    expect([await works(first["secret"]), await works(second["secret"])]).toEqual([false, true]);
    expect(await keysAtVendor()).toEqual([second["id"]]);
  });

  it("goes on from a revocation that failed, and a destroy revokes all at once", async () => {
    await bench.host.step(configuration);
    const first = await bench.values(address);
    await bench.at("2031-03-31T06:01:00Z");
    await bench.host.step(configuration);
    await bench.at("2031-04-02T06:02:00Z");
    await bench.mock.faults.add({ route: `DELETE ${api}/personal-api-keys/{serviceAccountApiKeyId}`, status: 400 });
    expect((await applyOnce(bench.workspace)).code).toBe(1);
    expect((await bench.values(address))["retiring"]).toMatchObject([{ id: first["id"] }]);
    await bench.mock.faults.clear();
    await bench.workspace.must("destroy", "-auto-approve", "-no-color", "-refresh=false", `-target=${address}`);
    expect(await keysAtVendor()).toEqual([]);
    expect(await works(first["secret"])).toBe(false);
  });
});

describe("a key whose name or description changes", () => {
  it.each([
    { name: "name", given: { name: "plover-two" } },
    { name: "description", given: { description: "Loads by day." } },
  ])("is rotated, as Bigeye changes no key: $name", async ({ given }) => {
    await bench.host.step(stack(['overlap = "1h"']));
    const first = await bench.values(address);
    await bench.host.step(stack(['overlap = "1h"'], given), {
      plan: [does({ [address]: "update" }), leavesOpen(address, "created_at", "id", "retiring", "secret")],
    });
    const second = await bench.values(address);
    expect(second).toMatchObject({ ...given, retiring: [{ id: first["id"], status: "retiring" }] });
    expect([await works(first["secret"]), await works(second["secret"])]).toEqual([true, true]);
  });

  it("loses neither where the answer with the new secret is lost", async () => {
    await bench.host.step(stack());
    const first = await bench.values(address);
    await bench.mock.faults.add({ route: `POST ${api}/personal-api-keys`, count: 2, drop: "after" });
    await bench.workspace.write(stack([], { name: "plover-two" }));
    expect((await applyOnce(bench.workspace)).code).toBe(1);
    expect(await works(first["secret"])).toBe(true);
    expect(await keysAtVendor()).toEqual([first["id"]]);
    await bench.host.step(stack([], { name: "plover-two" }));
    const second = await bench.values(address);
    expect([await works(first["secret"]), await works(second["secret"])]).toEqual([false, true]);
    expect(await keysAtVendor()).toEqual([second["id"]]);
  });
});

describe("keepers", () => {
  it("rotate without an overlap: the successor first, then the old one is revoked", async () => {
    await bench.host.step(stack(['keepers = { tide = "low" }']));
    const first = await bench.values(address);
    await bench.mock.forgetRequests();
    await bench.host.step(stack(['keepers = { tide = "high" }']));
    const sent = (await bench.mock.requests()).map(({ method }) => method).filter((method) => method !== "GET");
    expect(sent).toEqual(["POST", "DELETE"]);
    expect(await works(first["secret"])).toBe(false);
    await bench.host.destroy();
  });
});
