import type { MoveFacts } from "#access/model/vendors/facts.ts";
import { everySelector } from "./data/limits.ts";

type Stored = { readonly [name: string]: unknown };

/** SigNoz's own provider, v0.0.17, as documented: https://registry.terraform.io/providers/SigNoz/signoz/0.0.17/docs. */
const fromProvider = "signoz/signoz";

function toRecords(value: unknown): readonly Stored[] {
  return Array.isArray(value) ? value.filter((one): one is Stored => typeof one === "object" && one !== null) : [];
}

function toRecord(value: unknown): Stored {
  return toRecords([value])[0] ?? {};
}

function toPermission({ relation, object_group: group }: Stored): Stored {
  const { resource, selectors } = toRecord(group);
  const isEvery = Array.isArray(selectors) && selectors.length === 1 && selectors[0] === everySelector;
  return { action: relation, resource: toRecord(resource)["kind"], selectors: isEvery ? null : selectors };
}

const serviceAccount: MoveFacts = {
  fromProvider,
  fromType: "signoz_service_account",
  move: ({ id, name, email }) => ({ id, name, email }),
};

const role: MoveFacts = {
  fromProvider,
  fromType: "signoz_role",
  move: ({ id, name, description, transaction_groups: groups, type }) => ({
    id,
    name,
    managed: type === "managed",
    // For a missing argument, that provider stores the empty text that the server returns.
    description: description === "" ? null : description,
    permissions: toRecords(groups).map(toPermission),
  }),
};

const serviceAccountRole: MoveFacts = {
  fromProvider,
  fromType: "signoz_service_account_role",
  move: ({ id, service_account_id: serviceAccountId, role_id: roleId }) => ({
    id,
    service_account_id: serviceAccountId,
    role_id: roleId,
  }),
};

const user: MoveFacts = {
  fromProvider,
  fromType: "signoz_user",
  move: ({ id, email, display_name: name }) => ({ id, email, name: name === "" ? null : name }),
};

const userRole: MoveFacts = {
  fromProvider,
  fromType: "signoz_user_role",
  move: ({ id, user_id: memberId, role_id: roleId }) => ({ id, member_id: memberId, role_id: roleId }),
};

export const moves = { serviceAccount, role, serviceAccountRole, user, userRole };
