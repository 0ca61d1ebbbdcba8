import "cdktf/lib/testing/adapters/jest";
import { Testing } from "cdktf";
import { Role } from "latchkey/l1";
import { type Mock, startMock } from "latchkey/testing";
import { AccessStack } from "../main";

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
