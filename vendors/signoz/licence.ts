import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { SignozConnection } from "./client.ts";
import { communityAdvice } from "./errors.ts";

/** What keeps this SigNoz from writing custom roles at all (signoz.md §6). Asked once; no answer is no error. */
export async function licenceErrors({
  client: signoz,
  signal,
}: Context<SignozConnection>): Promise<readonly AccessError[]> {
  const licence = await signoz.known.licence.get("active", () => signoz.during(signal).licence());
  switch (licence) {
    case "missing":
      return [new AccessError("license_required", "SigNoz has no active licence, and custom roles need one.")];
    case "community": {
      const message = "This SigNoz is a community build, which has no custom roles.";
      return [new AccessError("unsupported", message, { advice: communityAdvice })];
    }
    case "active":
    case "untold":
      return [];
  }
}
