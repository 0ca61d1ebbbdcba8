import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Construct } from "constructs";
import { afterAll, describe, expect, it } from "vitest";
import { parseStackCode } from "#review/code/read-stack-code.ts";
import { AccessProvider } from "./access-provider.ts";
import { attachDelivery } from "./delivery/deliver-at-synth.ts";
import { Key } from "./key.ts";
import { type AcceptanceProps, type FindingCode, Review } from "./review.ts";
import { ServiceAccount } from "./service-account.ts";
import { App, TerraformStack, TerraformVariable, Testing } from "./shared/cdktf.ts";
import { createSignozStack } from "./testing/test-stack.ts";

const folder = mkdtempSync(join(tmpdir(), "latchkey-accepted-"));
afterAll(() => rmSync(folder, { recursive: true }));

const given = { reason: "The importer reads the key at each start.", until: "2030-06-30" };

interface Made {
  readonly stack: TerraformStack;
  readonly team: Construct;
  readonly account: ServiceAccount;
  readonly near: Key;
  readonly far: Key;
}

/** A team with a key, and a key beside it. */
function make(app: App): Made {
  const stack = new TerraformStack(app, "harbor");
  const home = mkdtempSync(join(folder, "home-"));
  attachDelivery(stack, {
    provider: () => ({ version: "0.2.0", release: true, h1: "h1:x=", archive: import.meta.filename }),
    environment: {},
    home,
    code: () => ({ repository: home, own: home }),
    now: () => new Date("2030-01-01T00:00:00Z"),
  });
  new AccessProvider(stack, "signoz", { vendor: "signoz" });
  const team = new Construct(stack, "team");
  const account = new ServiceAccount(team, "ferry");
  const near = new Key(team, "near", { serviceAccount: account });
  const far = new Key(stack, "far", { serviceAccount: account });
  return { stack, team, account, near, far };
}

/** What the review reads of what is accepted. */
function readAccepted(accept: (made: Made) => void) {
  const app = new App({ outdir: mkdtempSync(join(folder, "out-")) });
  const made = make(app);
  accept(made);
  app.synth();
  const { accepted } = parseStackCode(readFileSync(join(app.outdir, "stacks", "harbor", "latchkey.json"), "utf8"));
  return accepted;
}

describe("what is accepted at a construct", () => {
  it("is accepted there and below, and nowhere beside or above it", () => {
    const [one, ...others] = readAccepted(({ near }) => Review.of(near).accept("LK204", given));
    const addresses = [expect.stringMatching(/^access_key\.team_near_/)];
    expect(one).toEqual({ code: "LK204", subject: null, ...given, by: "harbor/team/near", addresses });
    expect(others).toEqual([]);
    const [team] = readAccepted((made) => Review.of(made.team).accept("LK204", given));
    expect(team?.addresses).toHaveLength(2);
    expect(team?.addresses.join(" ")).not.toContain("far");
  });

  it("is what the nearest construct says", () => {
    const accepted = readAccepted(({ stack, near }) => {
      Review.of(stack).accept("LK204", { ...given, reason: "Everything here restarts by itself." });
      Review.of(near).accept("LK204", given);
    });
    expect(accepted.map(({ by }) => by)).toEqual(["harbor/team/near", "harbor"]);
    const [near, all] = accepted.map(({ addresses }) => addresses);
    expect(near).toHaveLength(1);
    expect(all?.filter((address) => near?.includes(address))).toEqual([]);
  });

  it("names a construct as the subject by its address", () => {
    const [one] = readAccepted(({ near, account }) => Review.of(near).accept("LK208", { ...given, subject: account }));
    expect(one?.subject).toMatch(/^access_service_account\.team_ferry_/);
  });

  it("is in no snapshot, and does not end a unit test", () => {
    const stack = createSignozStack();
    const before = Testing.synth(stack, true);
    Review.of(stack).accept("LK204", { ...given, until: "2001-01-01" });
    expect(Testing.synth(stack, true)).toBe(before);
  });
});

describe("what cannot be accepted", () => {
  it.each<{ name: string; code?: string; props?: Partial<AcceptanceProps>; says: RegExp }>([
    { name: "an unknown code", code: "LX204", says: /"LX204" is no finding.*LK204/ },
    { name: "a finding about waivers", code: "LK801", says: /"LK801" is no finding/ },
    { name: "no reason", props: { reason: "" }, says: /less than 10 characters/ },
    { name: "a short reason", props: { reason: "see above" }, says: /less than 10 characters/ },
    { name: "an end in words", props: { until: "soon" }, says: /`until` is "soon"/ },
    { name: "no date", props: { until: new Date(Number.NaN) }, says: /`until` is "Invalid Date"/ },
  ])("fails for $name", ({ code = "LK204", props, says }) => {
    const accept = () => Review.of(createSignozStack()).accept(code as FindingCode, { ...given, ...props });
    expect(accept).toThrow(says);
    expect(accept).toThrow(/^billing: /);
  });

  it("fails for a token", () => {
    const stack = createSignozStack();
    const { stringValue } = new TerraformVariable(stack, "reason", {});
    expect(() => Review.of(stack).accept("LK204", { ...given, reason: stringValue })).toThrow(/`reason` is a token/);
  });

  it("fails twice for one finding", () => {
    const stack = createSignozStack();
    Review.of(stack).accept("LK204", given);
    expect(() => Review.of(stack).accept("LK204", given)).toThrow(/accepted here twice/);
  });

  it.each(["2029-12-31", "2029-12-31T23:59:59Z"])("fails at synth once it is over: %s", (until) => {
    const accept = () => readAccepted(({ near }) => Review.of(near).accept("LK204", { ...given, until }));
    expect(accept).toThrow(/harbor\/team\/near: LK204 is accepted until .*, which is over/);
  });
});
