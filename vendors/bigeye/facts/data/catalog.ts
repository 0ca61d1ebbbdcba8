/** The actions, in the order of the vendor's OpenAPI file. `ALL` includes all others. */
export const actions = ["ALL", "PREVIEW", "WRITE", "EXECUTE", "READ"] as const;
export type Action = (typeof actions)[number];

const every = ["ALL", "PREVIEW", "WRITE", "EXECUTE", "READ"] as const;
const runnable = ["ALL", "WRITE", "EXECUTE", "READ"] as const;
const inert = ["ALL", "WRITE", "READ"] as const;

/**
 * The domains, in the vendor's order. The vendor does not publish which actions a domain has: `PREVIEW` is omitted for
 * domains without data values, and `EXECUTE` for domains where nothing runs (inferred).
 */
export const domains = [
  { domain: "ALL", actions: every },
  { domain: "TABLE", actions: every },
  { domain: "CUSTOM_RULE", actions: every },
  { domain: "COLLECTION", actions: runnable },
  { domain: "WORKSPACE_TAG", actions: inert },
  { domain: "WORKSPACE_TAG_ENTITY", actions: inert },
  { domain: "PROFILE", actions: every },
  { domain: "SCAN_JOB", actions: runnable },
  { domain: "DATA_CLASS", actions: inert },
  { domain: "CLASSIFIER", actions: runnable },
] as const;

type Entry = (typeof domains)[number];
export type Domain = Entry["domain"];

/** The actions of one domain as literals: `ActionOf<"WORKSPACE_TAG">` has no `"PREVIEW"`. */
export type ActionOf<D extends Domain> = Extract<Entry, { readonly domain: D }>["actions"][number];

/** The domains that have an action: `DomainWith<"PREVIEW">` has no `"SCAN_JOB"`. */
export type DomainWith<A extends Action> = {
  [D in Domain]: A extends ActionOf<D> ? D : never;
}[Domain];
