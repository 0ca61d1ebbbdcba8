import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { SignozConnection } from "./connection.ts";
import { communityAdvice } from "./dialect.ts";

/** What keeps this SigNoz from writing custom roles at all (NOTES.md, licenses). Asked once; no answer is no error. */
export async function findLicenseErrors({
  client: signoz,
  signal,
}: Context<SignozConnection>): Promise<readonly AccessError[]> {
  const license = await signoz.checks.license.get("active", () => signoz.during(signal).readLicense());
  switch (license) {
    case "missing":
      return [new AccessError("license_required", "SigNoz has no active license, and custom roles need one.")];
    case "community": {
      const message = "This SigNoz is a community build, which has no custom roles.";
      return [new AccessError("unsupported", message, { advice: communityAdvice })];
    }
    case "active":
    case "unknown":
      return [];
  }
}
