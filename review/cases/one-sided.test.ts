import { expect, it } from "vitest";
import { openChange } from "../change/open-change.ts";
import { runFindings } from "../findings/run-findings.ts";
import { readSides } from "../read-source.ts";
import { buildReport } from "../report/build-report.ts";

it("tells of no rotation, no new key and no gain for a document that changes nothing", () => {
  const key = {
    name: "ferry-key",
    service_account_id: "${access_service_account.ferry.id}",
    rotate_after: "1d",
    expires_in: "30d",
  };
  const stack = {
    terraform: { required_providers: { access: { source: "latchkey/access" } } },
    provider: { access: [{ vendor: "signoz" }] },
    resource: { access_service_account: { ferry: { name: "ferry" } }, access_key: { ferry: key } },
  };
  const sides = readSides(JSON.stringify(stack), { vendors: [] });
  expect(sides.after.instances.length).toBe(2);
  const change = openChange([{ name: "cdk.tf.json", ...sides }], "2030-01-01T00:00:00Z");
  const { verdict, credentials, changes } = buildReport(change, runFindings(change));
  expect({ verdict, credentials, changes }).toEqual({ verdict: "neither", credentials: [], changes: [] });
  expect(runFindings(change).filter(({ isIntroduced }) => isIntroduced)).toEqual([]);
});
