import fc from "fast-check";
import { expect, test } from "vitest";
import { Testing } from "./shared/cdktf.ts";
import { CustomRole } from "./custom-role.ts";
import { Key } from "./key.ts";
import { ServiceAccount } from "./service-account.ts";
import { createSignozStack } from "./testing/test-stack.ts";
import { signoz } from "./vocabulary/signoz.ts";

const letters = fc.string({ unit: fc.constantFrom(..."abcdefghij".split("")), minLength: 1, maxLength: 12 });

const account = fc.record({
  name: letters,
  keys: fc.uniqueArray(letters, { maxLength: 3 }),
  roles: fc.uniqueArray(fc.constantFrom("signoz-viewer", "signoz-editor"), { maxLength: 2 }),
  isAttachable: fc.boolean(),
});

type Account = typeof account extends fc.Arbitrary<infer T> ? T : never;

function synth(accounts: readonly Account[]): string {
  const stack = createSignozStack();
  for (const { name, keys, roles, isAttachable } of accounts) {
    const made = new ServiceAccount(stack, name);
    for (const role of roles) made.addRole(signoz.role(role));
    for (const key of keys) new Key(made, key, { serviceAccount: made, expiresAt: new Date(Date.UTC(2027, 0, 1)) });
    if (isAttachable) new CustomRole(made, "attacher", { name: `of-${name}`, permissions: [signoz.attach(made)] });
  }
  return Testing.synth(stack, true);
}

test("gives the same text for the same code", () => {
  fc.assert(
    fc.property(fc.uniqueArray(account, { selector: ({ name }) => name, maxLength: 6 }), (accounts) => {
      expect(synth(accounts)).toBe(synth(accounts));
    }),
    { numRuns: 40 },
  );
});

test("gives every account, key and binding its own address", () => {
  fc.assert(
    fc.property(fc.uniqueArray(account, { selector: ({ name }) => name, maxLength: 6 }), (accounts) => {
      const { resource = {} } = JSON.parse(synth(accounts));
      const count = (type: string) => Object.keys(resource[type] ?? {}).length;
      expect(count("access_service_account")).toBe(accounts.length);
      expect(count("access_key")).toBe(accounts.flatMap(({ keys }) => keys).length);
      expect(count("access_role_binding")).toBe(accounts.flatMap(({ roles }) => roles).length);
    }),
    { numRuns: 40 },
  );
});
