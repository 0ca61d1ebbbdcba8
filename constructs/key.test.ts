import { expect, test } from "vitest";
import { Fn, TerraformOutput, type TerraformStack, TerraformVariable, Testing } from "./shared/cdktf.ts";
import { Duration } from "./duration.ts";
import { Key, type KeyProps } from "./key.ts";
import { ServiceAccount } from "./service-account.ts";
import { findBlocks, createSignozStack, synthesize } from "./testing/test-stack.ts";

function keyIn(stack = createSignozStack()): { readonly stack: typeof stack; readonly key: Key } {
  const serviceAccount = new ServiceAccount(stack, "invoices");
  return { stack, key: new Key(stack, "nightly", { serviceAccount, expiresAt: "2027-01-31T00:00:00Z" }) };
}

test("golden: a key that expires", () => {
  // GIVEN
  const stack = createSignozStack();
  const serviceAccount = ServiceAccount.fromId(stack, "invoices", "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80");
  // WHEN
  new Key(stack, "nightly", { serviceAccount, expiresAt: "2027-01-31T00:00:00Z", reason: "the nightly report" });
  // THEN
  expect(Testing.synth(stack, true)).toMatchInlineSnapshot(`
    "{
      "check": {
        "expiry_nightly_BB938F26": {
          "assert": {
            "condition": "\${timecmp(coalesce(access_key.nightly_BB938F26.expires_at, \\"9999-12-31T23:59:59Z\\"), timeadd(plantimestamp(), \\"720h\\")) > 0}",
            "error_message": "The key billing/nightly expires within 30 days, or has expired. Set a later expiresAt and deploy."
          }
        }
      },
      "provider": {
        "access": [
          {
            "vendor": "signoz"
          }
        ]
      },
      "resource": {
        "access_key": {
          "nightly_BB938F26": {
            "expires_at": "2027-01-31T00:00:00Z",
            "name": "nightly",
            "provider": "access",
            "reason": "the nightly report",
            "service_account_id": "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80"
          }
        }
      },
      "terraform": {
        "required_providers": {
          "access": {
            "source": "latchkey/access"
          }
        }
      }
    }"
  `);
});

test("has no check if it never expires", () => {
  const stack = createSignozStack();
  new Key(stack, "nightly", { serviceAccount: new ServiceAccount(stack, "invoices") });
  expect(synthesize(stack).check).toBeUndefined();
});

test("does not change other checks in the stack", () => {
  const { stack } = keyIn();
  stack.addOverride("check.mine", { assert: { condition: "${true}", error_message: "never" } });
  expect(Object.keys(Object(synthesize(stack).check))).toEqual([expect.stringMatching(/^expiry_nightly_/), "mine"]);
});

test("is checked under a logical id that is set later", () => {
  const { stack, key } = keyIn();
  key.resource.overrideLogicalId("kept_from_before");
  expect(JSON.stringify(synthesize(stack).check)).toContain("access_key.kept_from_before.expires_at");
});

test.each([
  { name: "a date", given: new Date(Date.UTC(2027, 0, 31, 12)), want: "2027-01-31T12:00:00Z" },
  { name: "a text", given: "2027-01-31T13:00:00+01:00", want: "2027-01-31T13:00:00+01:00" },
])("expires at $name", ({ given, want }) => {
  const stack = createSignozStack();
  new Key(stack, "nightly", { serviceAccount: new ServiceAccount(stack, "invoices"), expiresAt: given });
  expect(findBlocks(stack, "access_key")).toMatchObject([{ expires_at: want }]);
});

test("accepts a variable as expiry, and checks it", () => {
  const stack = createSignozStack();
  const expiresAt = new TerraformVariable(stack, "expiry", { type: "string" }).stringValue;
  new Key(stack, "nightly", { serviceAccount: new ServiceAccount(stack, "invoices"), expiresAt });
  expect(findBlocks(stack, "access_key")).toMatchObject([{ expires_at: "${var.expiry}" }]);
  expect(synthesize(stack).check).toBeDefined();
});

test.each([
  { name: "the secret", value: (key: Key, stack: TerraformStack) => key.secretFor(stack, "shown"), want: true },
  {
    name: "a text around it",
    value: (key: Key, stack: TerraformStack) => `Bearer ${key.secretFor(stack, "shown")}`,
    want: true,
  },
  {
    name: "a function of it",
    value: (key: Key, stack: TerraformStack) => Fn.base64encode(key.secretFor(stack, "shown")),
    want: true,
  },
  {
    name: "an object with it",
    value: (key: Key, stack: TerraformStack) => ({ headers: { token: key.secretFor(stack, "shown") } }),
    want: true,
  },
  {
    name: "the whole resource",
    value: (key: Key, stack: TerraformStack) => [key.resource, key.secretFor(stack, "shown")],
    want: true,
  },
  { name: "the id", value: (key: Key) => key.id, want: undefined },
  { name: "a text with the word", value: () => "access_key of the secret", want: undefined },
])("an output of $name: sensitive is $want", ({ value, want }) => {
  const { stack, key } = keyIn();
  new TerraformOutput(stack, "shown", { value: value(key, stack) });
  expect(synthesize(stack).output?.["shown"]?.["sensitive"]).toBe(want);
});

test("an output of the secret is sensitive whatever it says", () => {
  const { stack, key } = keyIn();
  new TerraformOutput(stack, "shown", { value: key.secretFor(stack, "shown"), sensitive: false });
  expect(synthesize(stack).output?.["shown"]?.["sensitive"]).toBe(true);
});

test.each([
  {
    name: "an invalid expiry",
    given: { expiresAt: "2027-02-30" },
    want: 'billing/nightly: SigNoz key: `expiresAt` is "2027-02-30"; it must be an RFC 3339 instant such as 2027-01-31T00:00:00Z.',
  },
  {
    name: "an invalid Date",
    given: { expiresAt: new Date("soon") },
    want: '`expiresAt` is "Invalid Date"; it must be an RFC 3339 instant',
  },
  { name: "a name that the vendor refuses", given: { name: "Nightly" }, want: 'SigNoz key: `name` is "Nightly"' },
])("fails for $name", ({ given, want }) => {
  const stack = createSignozStack();
  const serviceAccount = new ServiceAccount(stack, "invoices");
  expect(() => new Key(stack, "nightly", { serviceAccount, ...given })).toThrow(want);
});

test("fails without an account if the vendor requires one", () => {
  expect(() => new Key(createSignozStack(), "nightly", {})).toThrow(
    "billing/nightly: SigNoz key: `serviceAccount` is required.",
  );
});

test("sets the arguments for rotation and sealing", () => {
  // GIVEN
  const stack = createSignozStack();
  const serviceAccount = ServiceAccount.fromId(stack, "invoices", "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80");
  const recipient = `age1${"q".repeat(58)}`;
  // WHEN
  const key = new Key(stack, "nightly", {
    serviceAccount,
    expiresIn: Duration.days(90),
    rotateAfter: "60d",
    rotationAnchor: new Date(Date.UTC(2027, 0, 1)),
    overlap: Duration.hours(36),
    keepers: { ticket: "OPS-7" },
    encryptTo: [recipient],
  });
  // THEN
  expect(findBlocks(stack, "access_key")).toMatchObject([
    {
      expires_in: "90d",
      rotate_after: "60d",
      rotation_anchor: "2027-01-01T00:00:00Z",
      overlap: "36h",
      keepers: { ticket: "OPS-7" },
      encrypt_to: [recipient],
    },
  ]);
  expect(() => key.secretFor(stack, "sealed")).toThrow(
    "billing/nightly: the secret is not available in clear with `encryptTo`",
  );
  new TerraformOutput(stack, "sealed", { value: key.encryptedSecret });
  expect(synthesize(stack).output?.["sealed"]).toEqual({
    value: expect.stringMatching(/^\$\{access_key\.nightly_\w+\.encrypted_secret\}$/),
  });
});

test.each<{ name: string; given: Omit<KeyProps, "serviceAccount">; want: RegExp | undefined }>([
  {
    name: "rotates before its life ends",
    given: { expiresIn: "90d", rotateAfter: Duration.days(60) },
    want: undefined,
  },
  { name: "rotates and never expires", given: { rotateAfter: "60d" }, want: undefined },
  { name: "has a life and no rotation", given: { expiresIn: "120d" }, want: /\\"720h\\".*within 30 days.*rotateAfter/ },
  { name: "has a short life", given: { expiresIn: "6d" }, want: /\\"48h\\".*within 2 days/ },
  { name: "rotates when it expires", given: { expiresIn: "60d", rotateAfter: "60d" }, want: /within 20 days/ },
  {
    name: "rotates into a date that stays",
    given: { expiresAt: "2027-01-31T00:00:00Z", rotateAfter: "30d" },
    want: /Set a later expiresAt/,
  },
])("is checked or not: it $name", ({ given, want }) => {
  const stack = createSignozStack();
  new Key(stack, "nightly", { serviceAccount: new ServiceAccount(stack, "invoices"), ...given });
  const { check } = synthesize(stack);
  if (want === undefined) expect(check).toBeUndefined();
  else expect(JSON.stringify(check)).toMatch(want);
});

test.each<{ name: string; given: Omit<KeyProps, "serviceAccount">; want: string }>([
  {
    name: "two expiries",
    given: { expiresAt: "2027-01-31T00:00:00Z", expiresIn: "90d" },
    want: "`expiresAt`, `expiresIn` cannot be set together",
  },
  { name: "no time at all", given: { rotateAfter: Duration.days(0) }, want: '`rotateAfter` is "0d"' },
  { name: "a key of SSH", given: { encryptTo: ["ssh-ed25519 AAAA"] }, want: "`encryptTo` contains" },
])("fails for $name in rotation and sealing", ({ given, want }) => {
  const stack = createSignozStack();
  const serviceAccount = new ServiceAccount(stack, "invoices");
  expect(() => new Key(stack, "nightly", { serviceAccount, ...given })).toThrow(want);
});
