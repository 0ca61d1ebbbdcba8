import { Construct } from "constructs";
import { expect, test } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { AccessProvider } from "./access-provider.ts";
import { TerraformStack, TerraformVariable, Testing, Token } from "./shared/cdktf.ts";
import { ServiceAccount } from "./service-account.ts";
import { findBlocks, createEmptyStack, createSignozStack, synthesize } from "./testing/test-stack.ts";

test("golden: a provider with every prop", () => {
  // GIVEN
  const stack = createEmptyStack();
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
    formerEndpoints: ["https://old.signals.example.com"],
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
            "former_endpoints": [
              "https://old.signals.example.com"
            ],
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

test("omits values that the environment sets", () => {
  expect(synthesize(createSignozStack()).provider).toEqual({ access: [{ vendor: "signoz" }] });
});

test("gives every provider after the first its id as alias, and its resources that provider", () => {
  // GIVEN
  const stack = createSignozStack();
  const staging = new AccessProvider(stack, "staging", { vendor: "signoz" });
  // WHEN
  new ServiceAccount(stack, "deploys", { provider: staging });
  // THEN
  expect(staging.alias).toBe("staging");
  expect(findBlocks(stack, "access_service_account")).toEqual([{ name: "deploys", provider: "access.staging" }]);
});

test("fails for a token in plain text, without repeating it", () => {
  const make = () => new AccessProvider(createEmptyStack(), "signoz", { vendor: "signoz", token: "s3cr3t-of-billing" });
  expect(make).toThrow(
    "billing/signoz: `token` is plain text, which would be written to cdk.tf.json in clear. Leave it out and set SIGNOZ_ACCESS_TOKEN, or use the stringValue of a sensitive TerraformVariable.",
  );
  expect(make).not.toThrow(/s3cr3t/);
});

test.each(["https://heron:s3cr3t@signals.example", "https://s3cr3t@signals.example/x", "//s3cr3t@signals.example"])(
  "fails for a password in the endpoint, without repeating it: %#",
  (endpoint) => {
    const make = () => new AccessProvider(createEmptyStack(), "signoz", { vendor: "signoz", endpoint });
    expect(make).toThrow("billing/signoz: `endpoint` has a user or a password");
    expect(make).not.toThrow(/s3cr3t/);
  },
);

test("accepts an @ behind the host of the endpoint", () => {
  const stack = createEmptyStack();
  new AccessProvider(stack, "signoz", { vendor: "signoz", endpoint: "https://signals.example/@team" });
  expect(synthesize(stack).provider).toEqual({
    access: [{ vendor: "signoz", endpoint: "https://signals.example/@team" }],
  });
});

test("accepts headers that are a token as a whole", () => {
  const stack = createEmptyStack();
  const headers = new TerraformVariable(stack, "headers", { type: "map(string)", sensitive: true });
  new AccessProvider(stack, "signoz", { vendor: "signoz", headers: Token.asStringMap(headers.value) });
  expect(synthesize(stack).provider).toEqual({ access: [{ vendor: "signoz", headers: "${var.headers}" }] });
});

test("keeps the names of headers in HCL too", () => {
  const stack = createEmptyStack();
  const gateway = new TerraformVariable(stack, "gateway", { type: "string", sensitive: true });
  new AccessProvider(stack, "signoz", { vendor: "signoz", headers: { "X-Gateway-Key": gateway.stringValue } });
  expect(Testing.synthHcl(stack)).toContain('X-Gateway-Key = "${var.gateway}"');
});

test("fails for a header in plain text, without repeating it", () => {
  const headers = { "X-Gateway-Key": "s3cr3t-of-billing" };
  const make = () => new AccessProvider(createEmptyStack(), "signoz", { vendor: "signoz", headers });
  expect(make).toThrow(
    "billing/signoz: `headers` has plain text for X-Gateway-Key, which would be written to cdk.tf.json in clear. Use the stringValue of a sensitive TerraformVariable.",
  );
  expect(make).not.toThrow(/s3cr3t/);
});

test("fails for a header that the client sets itself, with the provider's message", () => {
  const make = () => new AccessProvider(createEmptyStack(), "signoz", { vendor: "signoz", headers: { Host: "x" } });
  expect(make).toThrow("billing/signoz: `headers` sets Host: the client takes it from `endpoint`.");
});

test("fails for an unknown vendor", () => {
  const vendor = JSON.parse('"acme"');
  expect(() => new AccessProvider(createEmptyStack(), "acme", { vendor })).toThrow(
    /^billing\/acme: `vendor` is "acme"\. Set it to one of: .*signoz/,
  );
});

test("fails for a vendor that is a token", () => {
  const stack = createEmptyStack();
  const variable = new TerraformVariable(stack, "vendor", { type: "string" });
  const vendor = JSON.parse(JSON.stringify(variable.stringValue));
  expect(() => new AccessProvider(stack, "any", { vendor })).toThrow(
    "billing/any: `vendor` is a token, and its value must be known at synth.",
  );
});

test("fails for an invalid timeout, with the provider's message", () => {
  expect(() => new AccessProvider(createEmptyStack(), "signoz", { vendor: "signoz", requestTimeout: "soon" })).toThrow(
    'billing/signoz: provider: `requestTimeout` is "soon"; it must be a duration such as 90d, 36h, 1h30m or 30s.',
  );
});

test("fails for an unknown guard", () => {
  const escalationGuard = JSON.parse('"strict"');
  expect(() => new AccessProvider(createEmptyStack(), "signoz", { vendor: "signoz", escalationGuard })).toThrow(
    'billing/signoz: `escalationGuard` is "strict". Set it to one of: warn, error, off.',
  );
});

test("fails for an alias that Terraform would refuse", () => {
  expect(() => new AccessProvider(createEmptyStack(), "signoz", { vendor: "signoz", alias: "2nd one" })).toThrow(
    'Terraform does not accept the alias "2nd one"',
  );
});

test("is found from any construct of its stack if it is the only one", () => {
  const stack = createEmptyStack();
  const provider = new AccessProvider(stack, "signoz", { vendor: "signoz" });
  expect(AccessProvider.of(new Construct(stack, "team"))).toBe(provider);
});

test("fails with the path and advice if the stack has no provider", () => {
  const make = () => new ServiceAccount(createEmptyStack(), "deploys");
  expect(make).toThrow(AccessError);
  expect(make).toThrow(
    'billing/deploys: the stack billing has no AccessProvider yet. Create one first: new AccessProvider(stack, "access", { vendor: "…" }).',
  );
});

test("fails if the stack has several providers and none is given", () => {
  const stack = createSignozStack();
  new AccessProvider(stack, "staging", { vendor: "signoz" });
  expect(() => new ServiceAccount(stack, "deploys")).toThrow(
    "billing/deploys: the stack billing has several AccessProviders. Set `provider` to one of: billing/signoz, billing/staging.",
  );
});

test("fails for the provider of another stack", () => {
  const app = Testing.app();
  const here = new TerraformStack(app, "here");
  const there = new TerraformStack(app, "there");
  const provider = new AccessProvider(there, "signoz", { vendor: "signoz" });
  expect(() => new ServiceAccount(here, "deploys", { provider })).toThrow(
    "here/deploys: its provider, there/signoz, is in another stack. Use an AccessProvider in here.",
  );
});
