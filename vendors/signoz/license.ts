import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { SignozConnection } from "./connection.ts";
import { communityAdvice } from "./dialect.ts";

/** Checks once a run whether this server can write custom roles (NOTES.md, roles). No errors if it cannot tell. */
export async function findLicenseErrors({
  client: signoz,
  signal,
}: Context<SignozConnection>): Promise<readonly AccessError[]> {
  const license = await signoz.checks.license.get("active", () => signoz.during(signal).readLicense());
  switch (license) {
    case "missing":
      return [new AccessError("license_required", "SigNoz has no active license, and custom roles require one.")];
    case "community": {
      const message = "This SigNoz server is a community build, which does not support custom roles.";
      return [new AccessError("unsupported", message, { advice: communityAdvice })];
    }
    case "active":
    case "unknown":
      return [];
  }
}
