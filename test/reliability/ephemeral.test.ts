import { afterEach, describe, expect, it } from "vitest";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import {
  EphemeralRun,
  type Opened,
  refusedEphemerals,
  type ServedEphemeral,
  servedEphemerals,
} from "../support/stack/ephemeral-run.ts";
import { isWrite } from "../support/stack/life.ts";
import type { Answer, Exchange, Fate } from "../support/stack/vendor-double.ts";

let run: EphemeralRun;
afterEach(() => run.end());

const minutes = 60_000;

async function start(served: ServedEphemeral): Promise<EphemeralRun> {
  run = await EphemeralRun.start(served);
  await run.remember();
  return run;
}

const secretOf = ({ values }: Opened): string => String(values?.["secret"]);
const errorsOf = (told: Opened["told"]) => told.filter(({ severity }) => severity === "error");
const hasExpiry = ({ vendor, type }: ServedEphemeral): boolean =>
  vendorFacts[vendor]?.nouns[type]?.attributes["expiresAt"]?.unsupported === undefined;
const isExtended = (served: ServedEphemeral): boolean =>
  hasExpiry(served) && vendorFacts[served.vendor]?.nouns[served.type]?.attributes["expiresAt"]?.change === undefined;

it("is tried on every vendor but those whose facts say why not", async () => {
  expect(servedEphemerals.length).toBeGreaterThanOrEqual(3);
  expect(servedEphemerals.filter(hasExpiry).length).toBeGreaterThanOrEqual(2);
  expect(servedEphemerals.filter(isExtended).length).toBeGreaterThanOrEqual(1);
  await start(servedEphemerals[0] as ServedEphemeral);
});

describe.each(servedEphemerals)("an ephemeral $type of $vendor", (served) => {
  it("works until it is closed, and no longer", async () => {
    await start(served);
    const opened = await run.open();
    expect(errorsOf(opened.told)).toEqual([]);
    expect(opened.values?.["name"]).toMatch(/^latchkey-ephemeral-[0-9a-f]{12}$/);
    expect(await run.isAccepted(secretOf(opened))).toBe(true);
    expect(await run.listLive()).toEqual([secretOf(opened)]);
    expect(await run.close(opened)).toEqual([]);
    expect(await run.isAccepted(secretOf(opened))).toBe(false);
    expect(await run.listLive()).toEqual([]);
  });

  it("is another one each time, also under one name", async () => {
    await start(served);
    const first = await run.open();
    const second = await run.open();
    expect(first.values?.["name"]).not.toBe(second.values?.["name"]);
    expect(await run.listLive()).toHaveLength(2);
    expect([...(await run.close(first)), ...(await run.close(second))]).toEqual([]);
    expect(await run.listLive()).toEqual([]);
  });

  it("ends also after Terraform has asked to stop", async () => {
    await start(served);
    const opened = await run.open();
    await run.client.stopProvider({});
    expect(await run.close(opened)).toEqual([]);
    expect(await run.listLive()).toEqual([]);
  });

  it("fails with its id and the command to end it, if the vendor cannot be told to", async () => {
    await start(served);
    const opened = await run.open();
    run.double.intercept(async (exchange, act) => (isWrite(exchange) ? "broken" : act()));
    const [told, ...others] = errorsOf(await run.close(opened));
    const id = String(opened.values?.["id"]);
    expect(others).toEqual([]);
    expect(told?.detail).toContain(`key ${id} was not ended, and may still work`);
    expect(told?.detail).toContain(`latchkey keys revoke ${id} --vendor ${served.vendor} --endpoint ${run.double.url}`);
    expect(JSON.stringify(told)).not.toContain(secretOf(opened));
    expect(await run.listLive()).toEqual([secretOf(opened)]);
  });

  it("is ended without a word if only the answer to that is lost", async () => {
    await start(served);
    const opened = await run.open();
    run.double.intercept(async (exchange, act): Promise<Fate> => {
      const answer = await act();
      return isWrite(exchange) ? "broken" : answer;
    });
    expect(await run.close(opened)).toEqual([]);
    expect(await run.listLive()).toEqual([]);
  });

  it("warns if a gateway still accepts what the vendor has ended", async () => {
    await start(served);
    const opened = await run.open();
    const secret = secretOf(opened);
    const asAdministrator = (exchange: Exchange): Promise<Answer> => {
      const headers = Object.fromEntries(
        Object.entries(exchange.headers).map(([name, value]) => [name, value.replace(secret, run.double.token)]),
      );
      return run.double.ask({ ...exchange, headers });
    };
    let count = 0;
    run.double.intercept(async (exchange, act) => {
      const isUse = Object.values(exchange.headers).some((value) => value.includes(secret));
      if (isUse) count += 1;
      return isUse ? asAdministrator(exchange) : act();
    });
    const told = await run.close(opened);
    run.double.intercept(undefined);
    expect(count).toBeGreaterThan(2);
    expect(told).toMatchObject([{ severity: "warning", summary: expect.stringContaining("is still accepted") }]);
    expect(JSON.stringify(told)).not.toContain(secret);
    expect(await run.listLive()).toEqual([]);
  });

  it("is closed, or ends at once, if Terraform asks to stop while it is opened", async () => {
    await start(served);
    run.double.intercept(async (exchange, act) => {
      const answer = await act();
      if (isWrite(exchange)) await run.client.stopProvider({});
      return answer;
    });
    const opened = await run.open();
    expect(run.double.requests.some((request) => request.startsWith("POST"))).toBe(true);
    if (opened.values !== null) expect(errorsOf(await run.close(opened))).toEqual([]);
    run.double.intercept(undefined);
    expect(await run.listLive()).toEqual([]);
  });

  it("fails with its name and how to find and end it, if nothing tells whether it was made", async () => {
    await start(served);
    let isLost = false;
    run.double.intercept(async (exchange, act) => {
      if (isLost) return "broken";
      const answer = await act();
      isLost = exchange.method === "POST" && isWrite(exchange);
      return isLost ? "broken" : answer;
    });
    const [told, ...others] = errorsOf((await run.open()).told);
    expect([isLost, others]).toEqual([true, []]);
    const connection = `--vendor ${served.vendor} --endpoint ${run.double.url}`;
    expect(told?.detail).toMatch(/Look for \w+ "latchkey-ephemeral-[\da-f]{12}"/);
    expect(told?.detail).toContain(`latchkey keys ${connection}`);
    expect(told?.detail).toContain(`latchkey keys revoke ID ${connection}`);
    expect(told?.detail).toContain(hasExpiry(served) ? "It ends by itself at 20" : "It never ends by itself.");
    expect(told?.detail).not.toContain("the next plan");
  });

  it("says once that two have one name, where the vendor allows only one", async () => {
    await start(served);
    const opened = [await run.open({ name: "twice" }), await run.open({ name: "twice" })];
    const text = JSON.stringify(opened.flatMap(({ told }) => errorsOf(told)));
    expect(text.split("Two resources of this configuration").length).toBeLessThanOrEqual(2);
    for (const one of opened) if (one.values !== null) expect(errorsOf(await run.close(one))).toEqual([]);
    expect(await run.listLive()).toEqual([]);
  });

  // Each write of an opening, and what becomes of it.
  const fates = ["is lost", "is carried out, and its answer is lost", "is answered 500"] as const;
  const cases = [0, 1].flatMap((at) => fates.map((fate) => ({ at, fate })));

  it.each(cases)("leaves nothing behind if write $at of its opening $fate", async ({ at, fate }) => {
    await start(served);
    let seen = -1;
    run.double.intercept(async (exchange, act): Promise<Fate> => {
      if (isWrite(exchange)) seen += 1;
      if (!isWrite(exchange) || seen !== at) return act();
      if (fate === "is answered 500") return { status: 500, headers: {}, text: "" };
      if (fate !== "is lost") await act();
      return "broken";
    });
    const opened = await run.open();
    run.double.intercept(undefined);
    const live = await run.listLive();
    if (opened.values === null) {
      expect(errorsOf(opened.told).length).toBeGreaterThan(0);
      expect(live).toEqual([]);
      return;
    }
    expect(live).toEqual([secretOf(opened)]);
    expect(await run.close(opened)).toEqual([]);
    expect(await run.listLive()).toEqual([]);
  });
});

describe.each(servedEphemerals.filter(hasExpiry))(
  "an ephemeral $type of $vendor, whose end the vendor keeps",
  (served) => {
    it("ends by itself at max_lifetime after it was opened, and says when", async () => {
      await start(served);
      const begun = run.double.mock.clock.now();
      const opened = await run.open({ max_lifetime: "20m", revoke_on_close: false });
      expect(opened.renewAt).toBeUndefined();
      const end = Date.parse(String(opened.values?.["expires_at"]));
      expect(Math.abs(end - begun - 20 * minutes)).toBeLessThanOrEqual(2_000);
      expect(await run.close(opened)).toEqual([]);
      run.double.mock.clock.advance(19 * minutes);
      expect(await run.isAccepted(secretOf(opened))).toBe(true);
      run.double.mock.clock.advance(2 * minutes);
      expect(await run.isAccepted(secretOf(opened))).toBe(false);
    });

    it("warns at its close if it ended while Terraform ran", async () => {
      await start(served);
      const opened = await run.open({ max_lifetime: "2m" });
      run.double.mock.clock.advance(3 * minutes);
      const told = await run.close(opened);
      expect(told).toMatchObject([{ severity: "warning", summary: "An ephemeral key ended before the run" }]);
    });

    it.each(["30s", "61m", "2h", "0s", "1d", "soon"])("fails for a max_lifetime of %s", async (lifetime) => {
      await start(served);
      const told = await run.validate({ max_lifetime: lifetime });
      expect(told).toMatchObject([{ severity: "error", detail: expect.stringContaining("from 1m to 1h") }]);
    });
  },
);

describe.each(servedEphemerals.filter(isExtended))("an ephemeral $type of $vendor, which is renewed", (served) => {
  it("tells when it ends if it cannot be ended: when nobody renews it any more, long before max_lifetime", async () => {
    await start(served);
    const opened = await run.open({ max_lifetime: "1h" });
    const until = run.double.mock.clock.now() + 600_000;
    run.double.intercept(async (exchange, act) => (isWrite(exchange) ? "broken" : act()));
    const [told] = errorsOf(await run.close(opened));
    const [, at = ""] = /It ends by itself at (\S+)[.] /.exec(told?.detail.replaceAll(/\s+/g, " ") ?? "") ?? [];
    expect(Math.abs(Date.parse(at) - until)).toBeLessThan(60_000);
    expect(await run.isAccepted(secretOf(opened))).toBe(true);
    run.double.mock.clock.advance(11 * minutes);
    expect(await run.isAccepted(secretOf(opened))).toBe(false);
  });

  it("works for ten minutes if nobody renews it: a run that is killed leaves no more", async () => {
    await start(served);
    const opened = await run.open({ max_lifetime: "1h" });
    run.double.mock.clock.advance(11 * minutes);
    expect(await run.isAccepted(secretOf(opened))).toBe(false);
  });

  it("works until max_lifetime if it is renewed when it is due, and never longer", async () => {
    await start(served);
    const begun = run.double.mock.clock.now();
    let opened = await run.open({ max_lifetime: "25m" });
    let renewals = 0;
    while (opened.renewAt !== undefined) {
      run.double.mock.clock.advance(4 * minutes);
      expect(await run.isAccepted(secretOf(opened))).toBe(true);
      opened = await run.renew(opened);
      expect(opened.told).toEqual([]);
      renewals += 1;
      expect(renewals).toBeLessThan(10);
    }
    expect(renewals).toBeGreaterThan(2);
    run.double.mock.clock.advance(begun + 24 * minutes - run.double.mock.clock.now());
    expect(await run.isAccepted(secretOf(opened))).toBe(true);
    run.double.mock.clock.advance(2 * minutes);
    expect(await run.isAccepted(secretOf(opened))).toBe(false);
  });

  it("is tried again while there is time if a renewal fails, and its close says why it ended", async () => {
    await start(served);
    let opened = await run.open();
    run.double.intercept(async (exchange, act) => (isWrite(exchange) ? "broken" : act()));
    let renewals = 0;
    while (opened.renewAt !== undefined) {
      run.double.mock.clock.advance(opened.renewAt - run.double.mock.clock.now());
      opened = await run.renew(opened);
      renewals += 1;
      expect(opened.told).toMatchObject([{ severity: "warning", summary: "The ephemeral key was not renewed" }]);
    }
    expect(renewals).toBeGreaterThan(3);
    expect(await run.isAccepted(secretOf(opened))).toBe(true);
    run.double.mock.clock.advance(minutes);
    run.double.intercept(undefined);
    const told = await run.close(opened);
    expect(told).toMatchObject([{ severity: "warning", summary: "An ephemeral key ended before the run" }]);
    expect(told[0]?.detail).toMatch(/It could not be renewed\. .*PUT /);
    expect(await run.listLive()).toEqual([]);
  });
});

const endless = servedEphemerals.filter((served) => !hasExpiry(served));

describe.each(endless)("an ephemeral $type of $vendor, which never expires", (served) => {
  it("says with its id that only a close ends it", async () => {
    await start(served);
    const opened = await run.open();
    const told = opened.told.find(({ summary }) => summary.includes("would outlive a run that is killed"));
    expect(told?.detail).toContain(`latchkey keys revoke ${String(opened.values?.["id"])}`);
    expect(opened.values?.["expires_at"]).toBeNull();
    expect(opened.renewAt).toBeUndefined();
    await run.close(opened);
  });

  it.each([
    { name: "revoke_on_close", change: { revoke_on_close: false } },
    { name: "max_lifetime", change: { max_lifetime: "15m" } },
  ])("fails for $name, which it cannot keep", async ({ name, change }) => {
    await start(served);
    expect(await run.validate(change)).toMatchObject([
      { severity: "error", summary: "Not supported by the vendor", detail: expect.stringContaining(`\`${name}\``) },
    ]);
    expect(errorsOf((await run.open(change)).told)).toHaveLength(1);
    expect(await run.listLive()).toEqual([]);
  });
});

describe.each(refusedEphemerals)("an ephemeral $type of $vendor, which is refused", (served) => {
  it("fails with the way out, at validate and at its opening, before anything is sent", async () => {
    await start(served);
    const { notEphemeral = "nothing" } = vendorFacts[served.vendor]?.nouns[served.type] ?? {};
    const says = [{ severity: "error", detail: expect.stringContaining(notEphemeral) }];
    expect(await run.validate()).toMatchObject(says);
    expect((await run.open()).told).toMatchObject(says);
    expect(run.double.requests).toEqual([]);
  });
});
