import { describe, expect, it } from "vitest";
import { ephemeralDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { listStackEphemerals } from "./stack-ephemerals.ts";

const account = "${access_service_account.curlew.id}";

function read(body: unknown, vendor: string | null = "signoz", type = "access_key"): readonly string[] {
  const provider = vendor === null ? {} : { access: [{ vendor }, { alias: "other", vendor: "bigeye" }] };
  const document = { provider, ephemeral: { [type]: { dawn: body } } };
  return listStackEphemerals(document).map(({ sentence }) => sentence);
}

const begins = "ephemeral.access_key.dawn: each plan and each apply makes a key";

describe("an ephemeral block of a synthesized stack", () => {
  it.each([
    {
      name: "says whose key is made, and how long it works",
      body: { service_account_id: account, max_lifetime: "15m" },
      want: `${begins} of access_service_account.curlew, which works for at most 15m, and is revoked at the end of the run.`,
    },
    {
      name: "has the default of what it leaves out",
      body: { service_account_id: account },
      want: `${begins} of access_service_account.curlew, which works for at most 1h, and is revoked at the end of the run.`,
    },
    {
      name: "says that the key outlives the run",
      body: { service_account_id: "a-1", max_lifetime: "5m", revoke_on_close: false },
      want: `${begins}, which works for at most 5m, also after the run: \`revoke_on_close\` is false.`,
    },
    {
      name: "says what a variable decides",
      body: { max_lifetime: "${var.long}", revoke_on_close: "${var.keeps}" },
      want: `${begins}, which works for at most as long as a variable says, also after the run if \`revoke_on_close\` is false.`,
    },
    {
      name: "is of the provider block that it names",
      body: { provider: "access.other" },
      want: `${begins}, which only the end of the run ends, as Bigeye lets none expire.`,
    },
  ])("$name", ({ body, want }) => {
    expect(read(body)).toEqual([want]);
  });

  it("claims no expiry where nobody says which vendor it is", () => {
    expect(read({}, null)).toEqual([
      `${begins}, which works for at most 1h, if the vendor lets it expire, and is revoked at the end of the run.`,
    ]);
  });

  it("says that a vendor refuses it", () => {
    expect(read({}, "inkit")).toEqual(["ephemeral.access_key.dawn: Inkit has no such key: the plan fails."]);
  });

  it("shows no text of the block but a lifetime that is one", () => {
    const hostile = "::add-mask::x";
    const said = read({ service_account_id: hostile, max_lifetime: hostile, revoke_on_close: hostile }).join("");
    expect(said).toContain(begins);
    expect(said).not.toContain("add-mask");
  });

  it.each([null, [], "text", 7])("fails no reading for a body that is %j", (body) => {
    expect(read(body)).toEqual(["ephemeral.access_key.dawn: it is not looked at."]);
  });

  it("is not looked at if this version does not know it, and is nothing of another provider", () => {
    expect(read({}, "signoz", "access_parcel")).toEqual(["ephemeral.access_parcel.dawn: it is not looked at."]);
    expect(read({}, "signoz", "vault_secret")).toEqual([]);
  });

  it("is told for every vendor and every noun that has an ephemeral form", () => {
    const all = Object.keys(vendorFacts).flatMap((vendor) =>
      ephemeralDefinitions.map(({ type }) => read({}, vendor, `access_${type}`)),
    );
    expect(all.length).toBeGreaterThanOrEqual(4);
    for (const [sentence] of all) expect(sentence).not.toContain("not looked at");
  });
});
