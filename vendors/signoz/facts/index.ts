import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { environment } from "./data/environment.ts";
import { permissionsFromJson } from "./json-mode.ts";
import { currentRoleName } from "./data/managed-roles.ts";
import { moves } from "./own-provider.ts";
import { permissions } from "./permissions.ts";
import {
  keyName,
  latestExpiry,
  objectId,
  roleName,
  roleNameFault,
  serviceAccountName,
  type TextRule,
} from "./data/limits.ts";

function named(rule: TextRule): (name: string) => string | undefined {
  return (name) => (rule.pattern.test(name) ? undefined : `it must be ${rule.says}`);
}

const identified = named(objectId);

function expiryProblem(text: string): string | undefined {
  const milliseconds = Date.parse(text);
  if (!Number.isFinite(milliseconds)) return undefined;
  if (milliseconds % 1000 !== 0) return "SigNoz keeps expiries in whole seconds";
  if (milliseconds / 1000 > latestExpiry) return "SigNoz keeps no expiry after 2038-01-19T03:14:07Z";
  return undefined;
}

const source = {
  kind: "documented",
  page: "https://github.com/SigNoz/signoz/blob/main/docs/api/openapi.yml",
} as const;

const policies = ["delete", "abandon"];

/** Mappings name roles; `ADMIN`, `EDITOR` and `VIEWER` are taken for the managed ones. */
function mappedRole(name: string): string | undefined {
  return roleName.pattern.test(currentRoleName(name)) ? undefined : `a role is named here, by ${roleName.says}`;
}

const noGroups = "SigNoz has no groups: give each subject its roles.";

export const facts: VendorFacts = {
  name: "signoz",
  title: "SigNoz",
  connection: environment,
  nouns: {
    service_account: {
      source,
      moves: [moves.serviceAccount],
      attributes: {
        name: { problem: named(serviceAccountName) },
        description: { unsupported: "SigNoz accounts have a name only: say it in the name, or in a comment in code." },
        roleIds: { problem: identified },
        groupIds: { unsupported: noGroups },
      },
    },
    role: { source, moves: [moves.role], attributes: { name: { problem: roleNameFault, isImmutable: true } } },
    role_binding: {
      source,
      moves: [moves.serviceAccountRole, moves.userRole],
      importForms: ["account/{id}", "member/{id}"],
      attributes: {
        roleId: { problem: identified, isImmutable: true },
        serviceAccountId: { problem: identified },
        memberId: { problem: identified },
        groupId: { unsupported: noGroups },
        scope: {
          unsupported: "SigNoz says where a role holds in the role itself: in the selectors of its permissions.",
        },
      },
    },
    key: {
      source,
      attributes: {
        serviceAccountId: { isRequired: true },
        name: { isRequired: true, problem: named(keyName) },
        description: { unsupported: "SigNoz keys have a name only: say it in the name, or in `reason`." },
        expiresAt: { problem: expiryProblem },
      },
    },
    member: {
      source,
      moves: [moves.user],
      attributes: {
        name: { problem: (name) => (name === "" ? "SigNoz takes no empty name: leave it out" : undefined) },
        accountRole: {
          unsupported: "SigNoz users have roles only: name them in `role_ids`, or bind them with access_role_binding.",
        },
        inviteMode: {
          unsupported:
            "Set `invite_base_url` to have SigNoz send the invitation by mail; otherwise `activation_token` holds what the link needs.",
        },
        roleIds: { problem: identified },
        inviteBaseUrl: {
          problem: (url) => (/^https?:\/\/[^\s/]/.test(url) ? undefined : "it must be an http or https URL"),
        },
        deletionPolicy: {
          problem: (policy) => (policies.includes(policy) ? undefined : `it must be one of ${policies.join(", ")}`),
        },
      },
    },
    role_mapping: {
      source,
      attributes: {
        authDomainId: { problem: identified },
        defaultRole: { problem: mappedRole },
        groupMappings: { problem: mappedRole },
      },
    },
  },
  permissions: { ...permissions, fromJson: permissionsFromJson },
};
