import type { Difference } from "../ledger.ts";

const verified = "the vendor's pages say 204, its file 200; clients take both";
const nullIsNothing = "protobuf's mapping takes null for nothing, and numerals for numbers";

export const differences: readonly Difference[] = [
  { operationId: "ApiKeyService_VerifyPersonalApiKey", what: "status", statuses: [204], reason: verified },
  { operationId: "ApiKeyService_VerifyAgentApiKey", what: "status", statuses: [204], reason: verified },
  { operationId: "UserService_CreateServiceAccount", what: "request", reason: nullIsNothing },
];

const ofSdk = "Bigeye's own SDK asks for it, outside of the versioned API";

/** Routes of the mock that the file does not have. */
export const notInSpec: Readonly<Record<string, string>> = {
  GetOwnUser: ofSdk,
  DeleteUser: ofSdk,
  ListCollections: "what lives in a workspace is no part of the access subset; simplified (vendors/bigeye/NOTES.md)",
  CreateCollection: "what lives in a workspace is no part of the access subset; simplified (vendors/bigeye/NOTES.md)",
};

/** Operations of the file that are another one of the mock's, by its operation. */
export const published: Readonly<Record<string, string>> = {
  ApiKeyService_DeletePersonalApiKey: "ServiceAccountApiKeyService_DeleteServiceAccountApiKey",
};
