import { type Kind, type ResourceType, type Verb, resources, verbs } from "./catalog.ts";

export type ManagedRoleName = "signoz-admin" | "signoz-editor" | "signoz-viewer" | "signoz-anonymous";

export interface ManagedTransaction {
  readonly verb: Verb;
  readonly type: ResourceType;
  readonly kind: Kind;
}

export interface ManagedRole {
  readonly name: ManagedRoleName;
  /** Our own text: the server uses another one. */
  readonly description: string;
  /** In the server's order: by verb, then by resource. Each applies to the selector `*`. */
  readonly transactions: readonly ManagedTransaction[];
}

const letterOf: Readonly<Record<Verb, string>> = {
  create: "C",
  read: "R",
  update: "U",
  delete: "D",
  list: "L",
  assignee: "S",
  attach: "A",
  detach: "X",
};

type Held = readonly [admin: string, editor: string, viewer: string, anonymous: string];

const heldVerbs: Readonly<Record<Kind, Held>> = {
  anonymous: ["", "", "", ""],
  organization: ["", "", "", ""],
  role: ["CRUDLAX", "", "", ""],
  serviceaccount: ["CRUDLAX", "", "", ""],
  user: ["CRUDLAX", "", "", ""],
  "notification-channel": ["CRUDL", "RL", "RL", ""],
  "route-policy": ["CRUDL", "RL", "RL", ""],
  "apdex-setting": ["RUL", "RL", "RL", ""],
  "auth-domain": ["CRUDLAX", "", "", ""],
  session: ["RDL", "", "", ""],
  "cloud-integration": ["CRUDL", "", "", ""],
  "cloud-integration-service": ["CRUDL", "", "", ""],
  integration: ["CRUDL", "CRUDL", "CRUDL", ""],
  dashboard: ["CRUDL", "CRUDL", "RL", ""],
  "public-dashboard": ["CRUDL", "", "", "R"],
  "ingestion-key": ["CRUDL", "CRUDL", "", ""],
  "ingestion-limit": ["CRUDL", "CRUDL", "", ""],
  pipeline: ["CRUDL", "CRUDL", "RL", ""],
  "user-preference": ["RUL", "RUL", "RUL", ""],
  "org-preference": ["CRUDL", "", "", ""],
  "quick-filter": ["RUL", "RL", "RL", ""],
  "ttl-setting": ["RUL", "RL", "RL", ""],
  rule: ["CRUDL", "CRUDL", "RL", ""],
  "planned-maintenance": ["CRUDL", "CRUDL", "RL", ""],
  "saved-view": ["CRUDL", "CRUDL", "RL", ""],
  "trace-funnel": ["CRUDL", "CRUDL", "RL", ""],
  "factor-password": ["CRL", "", "", ""],
  "factor-api-key": ["CRUDL", "", "", ""],
  license: ["CRUDL", "", "", ""],
  subscription: ["CRUDL", "", "", ""],
  logs: ["R", "R", "R", ""],
  traces: ["R", "R", "R", ""],
  metrics: ["R", "R", "R", ""],
  "audit-logs": ["R", "", "", ""],
  "meter-metrics": ["R", "R", "R", ""],
  "logs-field": ["RUL", "RUL", "RL", ""],
  "traces-field": ["RUL", "RUL", "RL", ""],
};

function listTransactions(column: 0 | 1 | 2 | 3): readonly ManagedTransaction[] {
  return verbs.flatMap((verb) =>
    resources
      .filter(({ kind }) => heldVerbs[kind][column].includes(letterOf[verb]))
      .map(({ type, kind }) => ({ verb, type, kind })),
  );
}

/** The roles that every organization has, in the order of registration. They cannot be changed or deleted. */
export const managedRoles: readonly ManagedRole[] = [
  { name: "signoz-admin", description: "Holds every administrative permission.", transactions: listTransactions(0) },
  {
    name: "signoz-editor",
    description: "Reads and changes observability resources.",
    transactions: listTransactions(1),
  },
  { name: "signoz-viewer", description: "Reads observability resources.", transactions: listTransactions(2) },
  {
    name: "signoz-anonymous",
    description: "What visitors of a public dashboard may read.",
    transactions: listTransactions(3),
  },
];

/** Its holders pass every check, whatever its permissions are. */
export const adminRoleName: ManagedRoleName = "signoz-admin";

/** Former names of the managed roles; accepted in any case, but only in role mappings. */
export const formerRoleNames = {
  ADMIN: "signoz-admin",
  EDITOR: "signoz-editor",
  VIEWER: "signoz-viewer",
} as const satisfies { readonly [name: string]: ManagedRoleName };
