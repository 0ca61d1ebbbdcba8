import { join } from "node:path";
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { adoptionFormats } from "#review/adopt/registry.gen.ts";
import { TestAccount } from "#review/adopt/testing/account.ts";
import { writeAdoption } from "#review/adopt/write-adoption.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { adoptedAccounts } from "./adopted-accounts.ts";

const extensions: Readonly<Record<string, string>> = { typescript: "ts", hcl: "tf" };

describe.each(Object.keys(vendorFacts))("an adopted account of %s", (vendor) => {
  const create = () => adoptedAccounts[vendor]?.() ?? new TestAccount(vendor);

  // `npx vitest run --project unit test/golden/adopted.test.ts --update` writes them: read them as a maintainer would.
  it.each(adoptionFormats)("is $name that reads as if it was written by hand", async (format) => {
    const { text, count } = writeAdoption(create().adopt(), format);
    expect(count).toBeGreaterThan(3);
    const file = `${vendor}.${extensions[format.name] ?? format.name}.txt`;
    await expect(text).toMatchFileSnapshot(join("adopted", file));
  });

  it.each(adoptionFormats)("is the same $name in whatever order the vendor lists it", (format) => {
    const account = create();
    const want = writeAdoption(account.adopt(), format);
    account.instances.reverse();
    expect(writeAdoption(account.adopt(), format)).toEqual(want);
  });
});

/** Faults of syntax alone. */
function listFaults(text: string): readonly string[] {
  const options = {
    fileName: "adopted.ts",
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  };
  const { diagnostics = [] } = ts.transpileModule(text, options);
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

describe("whatever an account's names are", () => {
  const name = fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
    fc.constantFrom(
      "ops",
      "class",
      "__proto__",
      "scope",
      "this",
      "inkit",
      "Key",
      "*/",
      "${x}",
      "\u2028// x",
      "constructor",
    ),
  );

  it("is TypeScript with each name as it is, once for each construct", () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 12 }), (names) => {
        const account = new TestAccount("inkit");
        const wanted = names.filter((one) => /\S/.test(one));
        for (const [index, one] of wanted.entries()) {
          const permissions = [{ action: "create", resource: "folders", selectors: null }];
          account.add("role", { id: `role_${index}`, name: one, description: one, permissions });
          account.add("service_account", { id: `sa_${index}`, name: one, roleIds: [`role_${index}`, "role_0"] });
          account.add("key", { id: `sa_${index}/x`, serviceAccountId: `sa_${index}` });
        }
        for (const format of adoptionFormats) {
          const { text, count, leftOut } = writeAdoption(account.adopt(), format);
          expect(leftOut).toEqual([]);
          expect(count).toBe(wanted.length * 3);
          if (format.name !== "typescript") continue;
          expect(listFaults(text)).toEqual([]);
          const constants = [...text.matchAll(/^ {4}const (\w+) =/gm)].map(([, one]) => one);
          expect(new Set(constants).size).toBe(constants.length);
          const ids = [...text.matchAll(/new \w+\(\s*this,\s*("(?:[^"\\]|\\.)*")/g)].map(([, one]) => one);
          expect(new Set(ids).size).toBe(ids.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});
