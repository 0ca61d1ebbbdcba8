// The bundled provider consists of several files, each with its own copy of what they share. What one of them knows to be secret,
// the others must hide too: the log is made by another file than the one that speaks to vendors.
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { placeProvider } from "#constructs/delivery/provider-mirror.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { Workspace } from "#terraform/plugin/testing/workspace.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { openWebServer, passingOn } from "../support/network/web-server.ts";
import { headerOf } from "./support/access.ts";
import { isPrintedIn, tracesOf } from "./support/traces.ts";

const built = findBundledProvider(import.meta.dirname);
const vendors = Object.keys(vendorFacts);
const tokens = Object.fromEntries(vendors.map((vendor) => [vendor, `${vendor}-canary-4c1f77e2-9d38`]));

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ token: tokens });
});
afterAll(() => mock.stop());

describe("a token that an endpoint repeats as the id of a request, through the bundled provider at TF_LOG=trace", () => {
  it.each(vendors)("is hidden in the log: %s", async (vendor) => {
    const { url, token } = mock.vendors[vendor] ?? { url: "", token: "" };
    const passOn = passingOn(url);
    const gateway = await openWebServer((incoming, response) => {
      response.setHeader("x-request-id", `of ${token}`);
      passOn(incoming, response);
    });
    const logs = mkdtempSync(join(tmpdir(), "echoed-"));
    const endpoint = url.replace(/:\d+/, `:${gateway.port}`);
    const log = { TF_LOG: "trace", TF_LOG_PATH: join(logs, "trace.log") };
    const workspace = await Workspace.open({ ACCESS_ENDPOINT: endpoint, ACCESS_TOKEN: token, ...log });
    try {
      placeProvider({ stackFolder: workspace.folder, package: built });
      const pinned = headerOf(vendor).replace('access"', `access", version = "= ${built.version}"`);
      await workspace.write(`${pinned}\ndata "access_role" "none" { name = "none-of-these" }\n`);
      await workspace.must("init", "-no-color");
      const { output } = await workspace.run("plan", "-no-color");
      expect(gateway.seen.length).toBeGreaterThan(0);
      expect(readFileSync(log.TF_LOG_PATH, "utf8")).toContain("of [secret]");
      expect(tracesOf(logs, token)).toEqual([]);
      expect(isPrintedIn(output, token)).toBe(false);
    } finally {
      await workspace.close();
      await gateway.close();
    }
  });
});
