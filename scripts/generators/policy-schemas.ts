import { z } from "zod";
import { assertionFileSchema } from "#review/assertions/assertion-file.ts";
import { ignoreFileSchema } from "#review/drift/ignore-file.ts";
import { driftReportSchema } from "#review/report/drift-schema.ts";
import { policyFileSchema } from "#review/policy/policy-file.ts";
import { snapshotSchema } from "#review/snapshot/snapshot-form.ts";
import { waiverFileSchema } from "#review/waivers/waiver-file.ts";
import type { GeneratedFile } from "../generate.ts";

/** The schemas of files that users write for the review, or keep for it. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const schemas = {
    assertions: assertionFileSchema,
    drift: driftReportSchema,
    "drift-ignore": ignoreFileSchema,
    policy: policyFileSchema,
    snapshot: snapshotSchema,
    waivers: waiverFileSchema,
  };
  const files = Object.entries(schemas).map(([name, schema]) => ({
    path: `docs/schemas/${name}.schema.json`,
    text: `${JSON.stringify(z.toJSONSchema(schema), null, 2)}\n`,
  }));
  return Promise.resolve(files);
}
