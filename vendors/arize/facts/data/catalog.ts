const read = ["READ"] as const;
const run = ["RUN"] as const;
const objects = ["CREATE", "DELETE", "READ", "UPDATE"] as const;
const annotated = ["ANNOTATE", "CREATE", "DELETE", "READ", "UPDATE"] as const;

/** Resources and their actions, in the vendor's order. On the wire, both are joined: `PROJECT_READ`. */
export const resources = [
  { resource: "AI_PROVIDER", actions: read },
  { resource: "ALYX", actions: run },
  { resource: "ANNOTATION_CONFIG", actions: objects },
  { resource: "CUSTOM_METRIC", actions: objects },
  { resource: "DASHBOARD", actions: objects },
  { resource: "DATASET", actions: objects },
  { resource: "DATASET_EXAMPLE", actions: annotated },
  { resource: "DATASET_VIEW", actions: objects },
  { resource: "DATA_FABRIC_CONNECTOR", actions: objects },
  { resource: "EVALUATOR", actions: objects },
  { resource: "EXPERIMENT", actions: objects },
  { resource: "EXPERIMENT_EVAL_TASK", actions: objects },
  { resource: "EXPERIMENT_RUN", actions: ["ANNOTATE", "READ"] },
  { resource: "FILE_IMPORT", actions: objects },
  { resource: "LLM_INTEGRATION", actions: ["CREATE", "DELETE", "UPDATE"] },
  { resource: "MANAGED_AGENT", actions: objects },
  { resource: "ML_MODEL", actions: objects },
  { resource: "MONITOR", actions: ["CREATE", "DELETE", "READ", "TRIGGER", "UPDATE"] },
  { resource: "ORGANIZATION", actions: objects },
  { resource: "PLAYGROUND", actions: run },
  { resource: "PLAYGROUND_VIEW", actions: objects },
  { resource: "PROJECT", actions: ["CREATE", "DELETE", "READ", "RESTRICT", "UPDATE"] },
  { resource: "PROJECT_EVAL_TASK", actions: objects },
  { resource: "PROJECT_SPAN", actions: annotated },
  { resource: "PROMPT", actions: objects },
  { resource: "PROMPT_OPTIMIZE_TASK", actions: objects },
  { resource: "QUEUE", actions: objects },
  { resource: "QUEUE_RECORD", actions: annotated },
  { resource: "REMOTE_ENDPOINT_INTEGRATION", actions: objects },
  { resource: "ROLE_BINDING", actions: ["CREATE", "DELETE", "READ"] },
  { resource: "SERVICE_KEY", actions: ["CREATE", "READ", "REVOKE"] },
  { resource: "SPACE", actions: objects },
  { resource: "TAG", actions: objects },
  { resource: "TRACE_VIEW", actions: objects },
  { resource: "USER", actions: objects },
  { resource: "USER_PERMISSION", actions: ["UPDATE"] },
] as const;

type Entry = (typeof resources)[number];
export type Resource = Entry["resource"];
export type Action = Entry["actions"][number];

type NamesOf<E extends Entry> = E extends Entry ? `${E["resource"]}_${E["actions"][number]}` : never;

/** The vendor's 132 permissions, as its enum spells them. */
export type PermissionName = NamesOf<Entry>;

export interface CatalogPermission {
  readonly name: PermissionName;
  readonly resource: Resource;
  readonly action: Action;
}

// Resource names contain underscores too, so only the table knows where a resource ends.
export const catalog: readonly CatalogPermission[] = resources.flatMap(({ resource, actions }) =>
  actions.map((action) => ({ name: `${resource}_${action}` as PermissionName, resource, action })),
);

export const permissionNames: readonly PermissionName[] = catalog.map(({ name }) => name);
