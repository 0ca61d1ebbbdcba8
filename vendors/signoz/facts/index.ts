import type { VendorFacts } from "../../../model/facts.ts";
import { environment } from "./environment.ts";
import { permissionsFromJson } from "./json-mode.ts";
import { moves } from "./own-provider.ts";
import { permissions } from "./permissions.ts";
import { keyName, latestExpiry, objectId, roleNameFault, serviceAccountName, type TextRule } from "./rules.ts";

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

const noGroups = "SigNoz has no groups: give each subject its roles.";

export const facts: VendorFacts = {
  name: "signoz",
  title: "SigNoz",
  connection: environment,
  nouns: {
    service_account: {
      moves: [moves.serviceAccount],
      attributes: {
        name: { problem: named(serviceAccountName) },
        description: { unsupported: "SigNoz accounts have a name only: say it in the name, or in a comment in code." },
        roleIds: { problem: identified },
        groupIds: { unsupported: noGroups },
      },
    },
    role: { moves: [moves.role], attributes: { name: { problem: roleNameFault, isImmutable: true } } },
    role_binding: {
      moves: [moves.serviceAccountRole],
      importForms: ["account/{id}"],
      attributes: {
        roleId: { problem: identified },
        serviceAccountId: { problem: identified },
        memberId: { unsupported: "Set `service_account_id`." },
        groupId: { unsupported: noGroups },
        scope: {
          unsupported: "SigNoz says where a role holds in the role itself: in the selectors of its permissions.",
        },
      },
    },
    key: {
      attributes: {
        serviceAccountId: { isRequired: true },
        name: { isRequired: true, problem: named(keyName) },
        description: { unsupported: "SigNoz keys have a name only: say it in the name, or in `reason`." },
        expiresAt: { problem: expiryProblem },
      },
    },
  },
  permissions: { ...permissions, fromJson: permissionsFromJson },
};
