import { expect, test } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { AccessProvider } from "./access-provider.ts";
import { TerraformStack, TerraformVariable, Testing, Token } from "./cdk.ts";
import { ServiceAccount } from "./service-account.ts";
import { blocks, emptyStack, signozStack, synthesized } from "./test-stack.ts";

test("golden: a provider with everything said", () => {
  // GIVEN
  const stack = emptyStack();
  const token = new TerraformVariable(stack, "token", { type: "string", sensitive: true });
  const gateway = new TerraformVariable(stack, "gateway", { type: "string", sensitive: true });
  // WHEN
  new AccessProvider(stack, "signoz", {
    vendor: "signoz",
    endpoint: "https://signals.example.com",
    token: token.stringValue,
    requestTimeout: "1m30s",
    maxRetries: 0,
    caFile: "/etc/kestrel/ca.pem",
    headers: { "X-Gateway-Key": gateway.stringValue },
    escalationGuard: "error",
    mayDelegate: ["signoz-viewer"],
  });
  // THEN
  expect(Testing.synth(stack)).toMatchInlineSnapshot(`
    "{
      "provider": {
        "access": [
          {
            "ca_file": "/etc/kestrel/ca.pem",
            "endpoint": "https://signals.example.com",
            "escalation_guard": "error",
            "headers": {
              "X-Gateway-Key": "\${var.gateway}"
            },
            "max_retries": 0,
            "may_delegate": [
              "signoz-viewer"
            ],
            "request_timeout": "1m30s",
            "token": "\${var.token}",
            "vendor": "signoz"
          }
        ]
      },
      "terraform": {
        "required_providers": {
          "access": {
            "source": "latchkey/access"
          }
        }
      },
      "variable": {
        "gateway": {
          "sensitive": true,
          "type": "string"
        },
        "token": {
          "sensitive": true,
          "type": "string"
        }
      }
    }"
  `);
});

test("leaves out what is left to the environment", () => {
  expect(synthesized(signozStack()).provider).toEqual({ access: [{ vendor: "signoz" }] });
});

test("gives every provider after the first its id as alias, and its resources that provider", () => {
  // GIVEN
  const stack = signozStack();
  const staging = new AccessProvider(stack, "staging", { vendor: "signoz" });
  // WHEN
  new ServiceAccount(stack, "deploys", { provider: staging });
  // THEN
  expect(staging.alias).toBe("staging");
  expect(blocks(stack, "access_service_account")).toEqual([{ name: "deploys", provider: "access.staging" }]);
});

test("fails for a token that is text, and does not repeat it", () => {
  const make = () => new AccessProvider(emptyStack(), "signoz", { vendor: "signoz", token: "s3cr3t-of-billing" });
  expect(make).toThrow(
    "billing/signoz: `token` is text, which would be written to cdk.tf.json in clear. Leave it out and set ACCESS_TOKEN, or give the stringValue of a sensitive TerraformVariable.",
  );
  expect(make).not.toThrow(/s3cr3t/);
});

test("takes headers that only Terraform knows, as a whole", () => {
  const stack = emptyStack();
  const headers = new TerraformVariable(stack, "headers", { type: "map(string)", sensitive: true });
  new AccessProvider(stack, "signoz", { vendor: "signoz", headers: Token.asStringMap(headers.value) });
  expect(synthesized(stack).provider).toEqual({ access: [{ vendor: "signoz", headers: "${var.headers}" }] });
});

test("keeps the names of headers in HCL too", () => {
  const stack = emptyStack();
  const gateway = new TerraformVariable(stack, "gateway", { type: "string", sensitive: true });
  new AccessProvider(stack, "signoz", { vendor: "signoz", headers: { "X-Gateway-Key": gateway.stringValue } });
  expect(Testing.synthHcl(stack)).toContain('X-Gateway-Key = "${var.gateway}"');
});

test("fails for a header that is text, and does not repeat it", () => {
  const headers = { "X-Gateway-Key": "s3cr3t-of-billing" };
  const make = () => new AccessProvider(emptyStack(), "signoz", { vendor: "signoz", headers });
  expect(make).toThrow(
    "billing/signoz: `headers` has text for X-Gateway-Key, which would be written to cdk.tf.json in clear. Give the stringValue of a sensitive TerraformVariable.",
  );
  expect(make).not.toThrow(/s3cr3t/);
});

test("fails for a header that the client owns, in the provider's words", () => {
  const make = () => new AccessProvider(emptyStack(), "signoz", { vendor: "signoz", headers: { Host: "x" } });
  expect(make).toThrow("billing/signoz: `headers` sets Host: the client takes it from `endpoint`.");
});

test("fails for a vendor that there is not", () => {
  const vendor = JSON.parse('"acme"');
  expect(() => new AccessProvider(emptyStack(), "acme", { vendor })).toThrow(
    /^billing\/acme: `vendor` is "acme", .* Set it to one of: .*signoz/,
  );
});

test("fails for a vendor that only Terraform knows", () => {
  const stack = emptyStack();
  const variable = new TerraformVariable(stack, "vendor", { type: "string" });
  const vendor = JSON.parse(JSON.stringify(variable.stringValue));
  expect(() => new AccessProvider(stack, "any", { vendor })).toThrow("billing/any: `vendor` is known to Terraform");
});

test("fails for a timeout of another form, in the provider's words", () => {
  expect(() => new AccessProvider(emptyStack(), "signoz", { vendor: "signoz", requestTimeout: "soon" })).toThrow(
    'billing/signoz: provider: `request_timeout` is "soon"; it must be a duration such as 90d, 36h, 1h30m or 30s.',
  );
});

test("fails for a guard that there is not", () => {
  const escalationGuard = JSON.parse('"strict"');
  expect(() => new AccessProvider(emptyStack(), "signoz", { vendor: "signoz", escalationGuard })).toThrow(
    'billing/signoz: `escalationGuard` is "strict". Set it to one of: warn, error, off.',
  );
});

test("fails for an alias that Terraform would refuse", () => {
  expect(() => new AccessProvider(emptyStack(), "signoz", { vendor: "signoz", alias: "2nd one" })).toThrow(
    'the alias "2nd one" is no name that Terraform accepts',
  );
});

test("fails where the stack has no provider, with the path and the way out", () => {
  const make = () => new ServiceAccount(emptyStack(), "deploys");
  expect(make).toThrow(AccessError);
  expect(make).toThrow(
    'billing/deploys: the stack billing has no AccessProvider yet. Make one before: new AccessProvider(stack, "access", { vendor: "…" }).',
  );
});

test("fails where the stack has several and none is said", () => {
  const stack = signozStack();
  new AccessProvider(stack, "staging", { vendor: "signoz" });
  expect(() => new ServiceAccount(stack, "deploys")).toThrow(
    "billing/deploys: the stack billing has several AccessProviders. Set `provider` to one of: billing/signoz, billing/staging.",
  );
});

test("fails for the provider of another stack", () => {
  const app = Testing.app();
  const [here, there] = [new TerraformStack(app, "here"), new TerraformStack(app, "there")];
  const provider = new AccessProvider(there, "signoz", { vendor: "signoz" });
  expect(() => new ServiceAccount(here, "deploys", { provider })).toThrow(
    "here/deploys: its provider, there/signoz, is in another stack. Give an AccessProvider of here.",
  );
});
