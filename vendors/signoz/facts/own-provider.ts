import type { MoveFacts } from "#access/model/vendors/facts.ts";
import { everySelector } from "./data/limits.ts";

type Stored = { readonly [name: string]: unknown };

/** SigNoz's own provider, v0.0.17; its types as its documentation has them: https://registry.terraform.io/providers/SigNoz/signoz/0.0.17/docs. */
const fromProvider = "signoz/signoz";

function records(value: unknown): readonly Stored[] {
  return Array.isArray(value) ? value.filter((one): one is Stored => typeof one === "object" && one !== null) : [];
}

function record(value: unknown): Stored {
  return records([value])[0] ?? {};
}

function permission({ relation, object_group: group }: Stored): Stored {
  const { resource, selectors } = record(group);
  const isEvery = Array.isArray(selectors) && selectors.length === 1 && selectors[0] === everySelector;
  return { action: relation, resource: record(resource)["kind"], selectors: isEvery ? null : selectors };
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
    // An argument that was left out is stored as what the server answers.
    description: description === "" ? null : description,
    permissions: records(groups).map(permission),
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
