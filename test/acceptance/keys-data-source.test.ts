import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { keyConfiguration, keyValues, openTimedBench, statusOf, type TimedBench } from "./support/keys.ts";

let bench: TimedBench;

const listed = z.array(z.record(z.string(), z.union([z.string(), z.null()])));
const configuration = keyConfiguration(
  ['expires_at = "2031-03-01T00:00:00Z"'],
  `
data "access_keys" "all" {
  depends_on = [access_key.plover]
}
output "keys" {
  value = data.access_keys.all.keys
}
`,
);

beforeAll(async () => {
  bench = await openTimedBench("2031-02-01T00:00:00Z");
});

afterAll(() => bench.close());

it("lists every key of every account, others' too, with expiry and last use, and no secret", async () => {
  await bench.workspace.apply(configuration);
  const { service_account_id: plover, id, secret } = await keyValues(bench);
  const other = z.object({ id: z.string() });
  const account = other.parse(
    await bench.admin.must({ method: "POST", path: "/service_accounts", body: { name: "dotterel" } }),
  );
  const path = `/service_accounts/${account.id}/keys`;
  const own = other.parse(await bench.admin.must({ method: "POST", path, body: { name: "own", expiresAt: 0 } }));
  await bench.at("2031-02-20T00:00:00Z");
  expect(await statusOf(bench, secret)).toBe(200);
  await bench.at("2031-03-02T00:00:00Z");
  await bench.workspace.must("apply", "-no-color", "-auto-approve");
  const keys = listed.parse((await bench.workspace.outputs())["keys"]);
  expect(keys.filter(({ service_account_name: name }) => name !== "mock-admin")).toMatchObject([
    {
      service_account_id: account.id,
      service_account_name: "dotterel",
      id: own.id,
      name: "own",
      expires_at: null,
      created_by: null,
      last_used_at: null,
      status: "active",
    },
    {
      service_account_id: plover,
      service_account_name: "plover",
      id,
      name: "plover-key",
      expires_at: "2031-03-01T00:00:00Z",
      last_used_at: expect.stringMatching(/^2031-02-20T/),
      status: "expired",
    },
  ]);
  expect(keys.some(({ service_account_name: name }) => name === "mock-admin")).toBe(true);
  expect(JSON.stringify(keys)).not.toContain(secret);
});
