import type { Difference } from "../ledger.ts";

function undocumented(operationId: string, statuses: readonly number[], reason: string): Difference {
  return { operationId, what: "status", statuses, reason };
}

const malformed = "a malformed id in the path is a 400, and the file has it nowhere (Appendix B)";
const root = "the root user and deleted users cannot be changed";
const bareDecoder = "its decoder requires nothing: an empty name changes nothing";
const redirect = "a redirect carries no body here";
const kinds = "the file tells configs apart by a discriminator, without which one of OIDC is one of Google too";
const domains = `${kinds}; and no role mapping is null`;
const ofConfigOrMapping = /^200: (?:\/data(?:\/\d+)?\/(?:config|roleMapping)\S* [^;]+(?:; |$))+$/;
const noCredential = "the file lists no credential for it, but without one it is a 401 (Appendix B)";

export const differences: readonly Difference[] = [
  undocumented("GetServiceAccount", [400], malformed),
  undocumented("DeleteServiceAccount", [400], malformed),
  undocumented("GetServiceAccountRoles", [400], malformed),
  undocumented("UpdateServiceAccount", [409], "renaming onto a taken name is a conflict (Appendix B)"),
  undocumented("CreateServiceAccountKey", [404], "a key needs an active account (Appendix B)"),
  undocumented("ListServiceAccountKeys", [400, 404], "an unknown account has no keys to list"),
  undocumented("UpdateServiceAccountKey", [409], "renaming onto a taken name is a conflict (Appendix B)"),
  undocumented("RevokeServiceAccountKey", [400], malformed),
  undocumented("GetRole", [400, 404], "an unknown role is a 404 for any caller (Appendix B)"),
  undocumented("UpdateRole", [400], "a body that does not fit is a 400 (Appendix B)"),
  undocumented("DeleteRole", [400], "managed and assigned roles cannot be deleted (Appendix B)"),
  undocumented("GetMyServiceAccount", [401], noCredential),
  undocumented("UpdateMyServiceAccount", [400, 401, 409], noCredential),
  undocumented("AuthzCheck", [400, 401], "what is asked is checked as in a role"),
  undocumented("VerifyResetPasswordToken", [401], "an expired token is a 401"),
  undocumented("ResetPassword", [401], "an expired token is a 401"),
  undocumented("ForgotPassword", [501], "it is off by default"),
  undocumented("UpdateUser", [501], root),
  undocumented("DeleteUser", [400, 501], root),
  undocumented("CreateResetPasswordToken", [501], root),
  undocumented("CreateUserRole", [501], root),
  undocumented("DeleteUserRole", [501], root),
  undocumented("UpdateMyUserV2", [404, 501], root),
  undocumented("UpdateMyPassword", [501], root),
  undocumented("GetMyUser", [404], "an account's key is no user"),
  undocumented("GetResetPasswordToken", [400], malformed),
  undocumented("CreateSessionByEmailPassword", [401], "a wrong password is a 401"),
  undocumented("RotateSession", [401], "tokens that do not belong together are a 401"),
  undocumented("GetAuthDomain", [400], malformed),
  undocumented("UpdateAuthDomain", [404], "an unknown domain is a 404 (Appendix B)"),
  { operationId: "UpdateUser", what: "request", reason: bareDecoder },
  { operationId: "CreateAuthDomain", what: "request", reason: kinds },
  { operationId: "UpdateAuthDomain", what: "request", reason: kinds },
  { operationId: "GetAuthDomain", what: "answer", only: ofConfigOrMapping, reason: domains },
  { operationId: "ListAuthDomains", what: "answer", only: ofConfigOrMapping, reason: domains },
  { operationId: "CreateSessionByGoogleCallback", what: "answer", reason: redirect },
  { operationId: "CreateSessionByOIDCCallback", what: "answer", reason: redirect },
  { operationId: "CreateSessionBySAMLCallback", what: "answer", reason: redirect },
  {
    operationId: "UpdateMyPassword",
    what: "security",
    reason: "the file says ADMIN, but anybody who is signed in may change their own password (Appendix B)",
  },
  {
    operationId: "ForgotPassword",
    what: "request",
    reason: "both are called required and are not: without one it is nobody's",
  },
  {
    operationId: "CreateRole",
    what: "request",
    reason: "null for transactionGroups is taken as none",
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

function because(reason: string, ...operationIds: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(operationIds.map((operationId) => [operationId, reason]));
}

/** Routes of the mock that the file does not have. */
export const notInSpec: Readonly<Record<string, string>> = {
  ListDashboards: "dashboards are no part of the access subset; simplified (vendors/signoz/NOTES.md)",
  CreateDashboard: "dashboards are no part of the access subset; simplified (vendors/signoz/NOTES.md)",
  ...because(
    "dashboards, views, queries and preferences are no part of the access subset; simplified (vendors/signoz/NOTES.md)",
    "ListDashboardsV2",
    "GetDashboardV2",
    "CreateDashboardV2",
    "UpdateDashboardV2",
    "DeleteDashboardV2",
    "CloneDashboardV2",
    "PatchDashboardV2",
    "LockDashboardV2",
    "UnlockDashboardV2",
    "ListDashboardsForUserV2",
    "PinDashboardV2",
    "UnpinDashboardV2",
    "CreatePublicDashboard",
    "GetPublicDashboard",
    "UpdatePublicDashboard",
    "DeletePublicDashboard",
    "ListSavedViews",
    "CreateSavedView",
    "GetSavedView",
    "UpdateSavedView",
    "DeleteSavedView",
    "QueryRangeV5",
    "ListUserPreferences",
    "GetUserPreference",
    "UpdateUserPreference",
    "ListOrgPreferences",
    "GetOrgPreference",
    "UpdateOrgPreference",
  ),
  ...because(
    "gone after v0.138.0, of which the file knows nothing",
    "CreateServiceAccountRoleDeprecated",
    "DeleteServiceAccountRoleDeprecated",
  ),
  ...because(
    "not in the vendor's file (Appendix C)",
    "Register",
    "ListLicenses",
    "ActivateLicense",
    "RefreshLicense",
    "GetActiveLicense",
  ),
  GetVersion: "not in the vendor's file (Appendix C)",
  GetHealth: "readiness probes are no part of the access subset",
  Healthz: "readiness probes are no part of the access subset",
  Readyz: "readiness probes are no part of the access subset",
  Livez: "readiness probes are no part of the access subset",
};

const openSpec =
  "what a config's spec may hold is told by its kind; the client keeps all of it, so that an update loses nothing";

/** Where the document that the mock serves has another shape than the vendor's. */
export const documentDifferences: Readonly<Record<string, string>> = {
  "CreateAuthDomain request.config is anything, the vendor's one of several": openSpec,
  "UpdateAuthDomain request.config is anything, the vendor's one of several": openSpec,
  "GetAuthDomain 200.data.config is object, the vendor's one of several": openSpec,
  "ListAuthDomains 200.data[].config is object, the vendor's one of several": openSpec,
};
