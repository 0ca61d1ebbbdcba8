/** Every verb ("relation") of SigNoz permissions, in the server's order. */
export const verbs = ["create", "read", "update", "delete", "list", "assignee", "attach", "detach"] as const;
export type Verb = (typeof verbs)[number];

const none = [] as const;
const read = ["read"] as const;
const readUpdate = ["read", "update"] as const;
const objects = ["create", "read", "update", "delete", "list"] as const;
const linkable = ["create", "read", "update", "delete", "list", "attach", "detach"] as const;
const roles = ["create", "read", "update", "delete", "list", "assignee", "attach", "detach"] as const;

/** Every resource of SigNoz permissions, in the vendor's order. `verbs` are those that the server accepts for it in a role. */
export const resources = [
  { type: "anonymous", kind: "anonymous", verbs: none },
  { type: "organization", kind: "organization", verbs: readUpdate },
  { type: "role", kind: "role", verbs: roles },
  { type: "serviceaccount", kind: "serviceaccount", verbs: linkable },
  { type: "user", kind: "user", verbs: linkable },
  { type: "metaresource", kind: "notification-channel", verbs: linkable },
  { type: "metaresource", kind: "route-policy", verbs: linkable },
  { type: "metaresource", kind: "apdex-setting", verbs: linkable },
  { type: "metaresource", kind: "auth-domain", verbs: linkable },
  { type: "metaresource", kind: "session", verbs: linkable },
  { type: "metaresource", kind: "cloud-integration", verbs: linkable },
  { type: "metaresource", kind: "cloud-integration-service", verbs: linkable },
  { type: "metaresource", kind: "integration", verbs: linkable },
  { type: "metaresource", kind: "dashboard", verbs: objects },
  { type: "metaresource", kind: "public-dashboard", verbs: linkable },
  { type: "metaresource", kind: "ingestion-key", verbs: linkable },
  { type: "metaresource", kind: "ingestion-limit", verbs: linkable },
  { type: "metaresource", kind: "pipeline", verbs: linkable },
  { type: "metaresource", kind: "user-preference", verbs: linkable },
  { type: "metaresource", kind: "org-preference", verbs: linkable },
  { type: "metaresource", kind: "quick-filter", verbs: linkable },
  { type: "metaresource", kind: "ttl-setting", verbs: linkable },
  { type: "metaresource", kind: "rule", verbs: linkable },
  { type: "metaresource", kind: "planned-maintenance", verbs: linkable },
  { type: "metaresource", kind: "saved-view", verbs: objects },
  { type: "metaresource", kind: "trace-funnel", verbs: linkable },
  { type: "metaresource", kind: "factor-password", verbs: linkable },
  { type: "metaresource", kind: "factor-api-key", verbs: objects },
  { type: "metaresource", kind: "license", verbs: linkable },
  { type: "metaresource", kind: "subscription", verbs: linkable },
  { type: "telemetryresource", kind: "logs", verbs: read },
  { type: "telemetryresource", kind: "traces", verbs: read },
  { type: "telemetryresource", kind: "metrics", verbs: read },
  { type: "telemetryresource", kind: "audit-logs", verbs: read },
  { type: "telemetryresource", kind: "meter-metrics", verbs: read },
  { type: "metaresource", kind: "logs-field", verbs: linkable },
  { type: "metaresource", kind: "traces-field", verbs: linkable },
] as const;

export type Resource = (typeof resources)[number];
export type ResourceType = Resource["type"];
export type Kind = Resource["kind"];

/** The verbs of one kind as literals: `VerbOf<"dashboard">` has no `"attach"`. */
export type VerbOf<K extends Kind> = Extract<Resource, { readonly kind: K }>["verbs"][number];

/** The kinds that support a verb: `KindWith<"attach">` has no `"dashboard"`. */
export type KindWith<V extends Verb> = {
  [K in Kind]: V extends VerbOf<K> ? K : never;
}[Kind];

/** The type of one kind: the API always sends both. */
export type TypeOf<K extends Kind> = Extract<Resource, { readonly kind: K }>["type"];
