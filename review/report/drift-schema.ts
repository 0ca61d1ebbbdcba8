import { z } from "zod";

const text = z.string();
const amount = z.int().min(0);

const cause = z.looseObject({ address: text.nullable(), type: text, attribute: text.nullable() });
const subject = z.looseObject({
  name: text,
  kind: text.nullable(),
  address: text.nullable().describe("In Terraform; null for what no stack has."),
  id: text.nullable().describe("The vendor's."),
  vendor: text,
});

const rights = z.looseObject({
  rights: z.array(z.looseObject({ text, kind: text, selector: text.nullable() })),
  on: text.nullable().describe("The scope; null is the whole account."),
  through: z.array(text),
  because: z.array(cause),
  isCertain: z.boolean().describe("False for what may be so at most."),
});

const change = z.looseObject({
  subject,
  isNew: z.boolean().describe("No code has it."),
  isGone: z.boolean().describe("The vendor has it no more."),
  gains: z.array(rights).describe("What it may do at the vendor, and the code does not give."),
  losses: z.array(rights).describe("What the code gives, and it may not do at the vendor."),
});

const finding = z.looseObject({
  code: text.describe("Such as LK506: docs/findings.md has all of them."),
  name: text,
  severity: z.enum(["error", "warning", "note"]),
  message: text,
  fix: text,
  address: text.nullable().describe("In Terraform; null for what no code has."),
  subject: subject.nullable(),
  object: z
    .looseObject({
      type: text.describe("The kind, as in the provider's access_KIND."),
      id: text.nullable(),
      attribute: text.nullable().describe("In snake_case; null for the whole object."),
      importId: text.nullable().describe("What `terraform import` takes; null if nobody can tell."),
    })
    .optional()
    .describe("What lives or lived at the vendor."),
  fingerprint: text.describe("Equal for the same finding in two runs."),
  waived: z.looseObject({ reason: text, until: text, by: text }).nullable().describe("Who ignores it; null if nobody."),
});

const object = z.looseObject({ type: text, id: text.nullable(), name: text.nullable(), subject: subject.nullable() });

/** What `latchkey drift --format json` writes, for other tools. Parts are only added to it. */
export const driftReportSchema = z
  .looseObject({
    format: z.literal("latchkey-drift/1"),
    tool: z.looseObject({ name: text, version: text }),
    inSync: z.boolean().describe("Code and vendor are the same, and nothing was out of sight."),
    complete: z.boolean().describe("Nothing was out of sight."),
    at: text.describe("The instant at which expiry and use were judged: RFC 3339."),
    takenAt: text.nullable().describe("When what lives was read: RFC 3339."),
    askedBy: text.nullable().describe("Whose token read it."),
    accounts: z.array(z.looseObject({ vendor: text, endpoint: text.nullable() })),
    counts: z
      .looseObject({
        changed: amount,
        missing: amount,
        unmanaged: amount,
        notApplied: amount,
        other: amount,
      })
      .describe("Differences that nobody ignores."),
    coverage: z
      .looseObject({
        managed: amount,
        unmanaged: amount,
        percent: z.number().min(0).max(100).nullable().describe("Rounded down to one digit; null if there is nothing."),
        kinds: z.array(z.looseObject({ type: text, managed: amount, unmanaged: amount, isWhole: z.boolean() })),
      })
      .describe("How much of what could be read is in code: managed, of managed and unmanaged together."),
    apart: z
      .looseObject({
        delegated: z.array(object).describe("What code leaves to others, such as keys of `keys_by_holders`."),
        asker: z.array(object).describe("The identity that asked, and what it holds."),
        builtIn: amount.describe("The vendor's own."),
        foreign: amount.describe("Not ours, as `--owned` says."),
        unmanageable: amount.describe("What no code can manage at this vendor."),
      })
      .describe("What is not counted."),
    changes: z.array(change),
    findings: z.array(finding),
    blind: z.array(text).describe("What could not be looked at, part by part: sentences."),
    assumptions: z.array(text),
  })
  .describe("What a vendor's account has that code does not give, and the other way round.");
