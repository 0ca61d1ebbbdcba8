import type { Difference } from "../ledger.ts";

function undocumented(operationId: string, statuses: readonly number[], reason: string): Difference {
  return { operationId, what: "status", statuses, reason };
}

const malformed = "a malformed id in the path is a 400, and the file has it nowhere (Appendix B)";
const noCredential = "the file lists no credential for it, but without one it is a 401 (Appendix B)";

export const differences: readonly Difference[] = [
  undocumented("GetServiceAccount", [400], malformed),
  undocumented("DeleteServiceAccount", [400], malformed),
  undocumented("GetServiceAccountRoles", [400], malformed),
  undocumented("UpdateServiceAccount", [409], "renaming onto a taken name is a conflict (Appendix B)"),
  undocumented("CreateServiceAccountKey", [404], "a key needs an active account (Appendix B)"),
  undocumented("ListServiceAccountKeys", [400, 404], "an unknown account has no keys to list (signoz.md §1.2)"),
  undocumented("UpdateServiceAccountKey", [409], "renaming onto a taken name is a conflict (Appendix B)"),
  undocumented("RevokeServiceAccountKey", [400], malformed),
  undocumented("GetRole", [400, 404], "an unknown role is a 404 for any caller (Appendix B)"),
  undocumented("UpdateRole", [400], "a body that does not fit is a 400 (Appendix B)"),
  undocumented("DeleteRole", [400], "managed and assigned roles cannot be deleted (Appendix B)"),
  undocumented("GetMyServiceAccount", [401], noCredential),
  undocumented("UpdateMyServiceAccount", [400, 401, 409], noCredential),
  {
    operationId: "CreateRole",
    what: "request",
    reason: "null for transactionGroups is taken as none (signoz.md §1.4)",
  },
  {
    operationId: "CreateServiceAccountKey",
    what: "request",
    reason: "expiresAt is called required and is not: without it the key never expires (Appendix B)",
  },
  {
    operationId: "UpdateServiceAccountKey",
    what: "request",
    reason: "expiresAt is called required and is not: without it the key never expires (Appendix B)",
  },
];

/** Routes of the mock that the file does not have. */
export const notInSpec: Readonly<Record<string, string>> = {
  ListDashboards: "dashboards are no part of the access subset; simplified (vendors/signoz/NOTES.md)",
  CreateDashboard: "dashboards are no part of the access subset; simplified (vendors/signoz/NOTES.md)",
  GetActiveLicense: "licences are not in the vendor's file (Appendix C)",
  GetVersion: "not in the vendor's file (Appendix C)",
  GetHealth: "readiness probes are no part of the access subset",
  Healthz: "readiness probes are no part of the access subset",
  Readyz: "readiness probes are no part of the access subset",
  Livez: "readiness probes are no part of the access subset",
};
