import "cdktf/lib/testing/adapters/jest";
import { Testing } from "cdktf";
import { Key, ServiceAccount, signoz } from "latchkey";
import { Role } from "latchkey/l1";
import { matchers, type Mock, startMock } from "latchkey/testing";
import { AccessStack } from "../main";

expect.extend(matchers);

describe("the stack", () => {
  let mock: Mock;

  beforeAll(async () => {
    mock = await startMock();
    process.env.SIGNOZ_ENDPOINT = mock.vendors.signoz.url;
    process.env.SIGNOZ_ACCESS_TOKEN = mock.vendors.signoz.token;
  });

  afterAll(() => mock.stop());

  it("has a role", () => {
    expect(Testing.synth(new AccessStack(Testing.app(), "synth"))).toHaveResource(Role);
  });

  it("is valid and can be planned", () => {
    const app = Testing.app();
    const stack = new AccessStack(app, "full");
    expect(Testing.fullSynth(stack)).toBeValidTerraform();
    expect(Testing.fullSynth(stack)).toPlanSuccessfully();
  });
});

describe("access", () => {
  it("is for reading, and for no more", () => {
    const stack = new AccessStack(Testing.app(), "access");
    expect(stack).toGrant("gannet", signoz.read("dashboard"));
    expect(stack).not.toGrant("gannet", signoz.update("dashboard"));
    expect(stack).not.toReach("gannet", signoz.role("signoz-admin"));
    expect(stack).toHaveNoFindings({ failOn: "error" });
    expect(Testing.synth(stack)).toGrant("gannet", "read dashboard");
  });

  it("fails with the line of the code, and for what does not exist", () => {
    const stack = new AccessStack(Testing.app(), "access");
    expect(() => expect(stack).not.toGrant("gannet", signoz.read("dashboard"))).toThrow(/main\.ts:\d+/);
    expect(() => expect(stack).not.toGrant("ganet", signoz.read("dashboard"))).toThrow("Did you mean gannet?");
    expect(() => expect(stack).toGrant("gannet", "raed dashboard")).toThrow("raed");
  });

  it("has no key that never ends: the policy does not let it be synthesized", () => {
    const stack = new AccessStack(Testing.app(), "access");
    const petrel = new ServiceAccount(stack, "petrel");
    expect(stack).toGrantOnly(petrel, []);
    new Key(stack, "petrel-key", { serviceAccount: petrel });
    expect(() => Testing.synth(stack, true)).toThrow(/LK201[^]*main-test\.ts:\d+[^]*RequireKeyExpiry/);
    expect(() => expect(stack).toHaveNoFindings({ failOn: "error" })).toThrow("LK201");
  });
});
