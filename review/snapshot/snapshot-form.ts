import { z } from "zod";
import { snapshotFormat } from "./snapshot-format.ts";

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const state = z.record(z.string(), z.unknown());

const moment = z.iso.datetime({ offset: true });

const traces = z.looseObject({
  createdAt: moment.optional(),
  createdBy: z.string().optional().describe("As the vendor names whoever it was."),
  updatedAt: moment.optional(),
  updatedBy: z.string().optional(),
  lastUsedAt: moment.nullable().optional().describe("Null: never. Left out: the vendor does not tell."),
});

const instance = z.looseObject({
  type: z.string().min(1).describe("The noun, as in the resource types of the provider: access_TYPE."),
  kind: z
    .enum(["resource", "dataSource"])
    .describe("Whether the state has the form of the resource or of the data source."),
  builtIn: z.literal(true).optional().describe("It is the vendor's own: nobody made it."),
  beside: z
    .literal(true)
    .optional()
    .describe(
      "It is no object that Terraform can manage, or a part of one: the vendor told of it beside its lists of those.",
    ),
  traces: traces.optional().describe("What the vendor tells beside the state."),
  form: z.int().min(0).describe("The version of the state's form."),
  state: state.describe(
    "As Terraform stores it after an import, without what is null. Never a secret, only that there is one.",
  ),
});

/** What a snapshot is, for other tools. */
export const snapshotSchema = z
  .looseObject({
    format: z.literal(snapshotFormat),
    digest: digest.describe("SHA-256 of this document without this member, in the canonical form of RFC 8785."),
    previous: digest.nullable().describe("The digest of the snapshot before; null for the first of a chain."),
    takenAt: z.iso.datetime({ offset: true }).describe("When the reading began."),
    tool: z.looseObject({ name: z.string(), version: z.string() }).describe("What made it."),
    account: z
      .looseObject({ vendor: z.string().min(1), endpoint: z.string().min(1) })
      .describe("Whose access it is: the vendor and the base URL of its API."),
    askedBy: z
      .union([z.looseObject({ id: z.string(), title: z.string() }), z.looseObject({ reason: z.string() })])
      .describe("Whose token was used, or why that is not known. Never the token."),
    complete: z.boolean().describe("Nothing was out of sight."),
    blind: z.array(z.string()).describe("What the token could not see, part by part: sentences."),
    lists: z.array(z.string().min(1)).describe("The lists that were read whole: what they do not have was not there."),
    instances: z.array(instance).describe("Everything that bears on access, in a fixed order."),
  })
  .describe("Who may do what in one account of a vendor at one time, as `latchkey snapshot` writes it.");

export type Snapshot = z.output<typeof snapshotSchema>;
export type SnapshotInstance = z.output<typeof instance>;
