/** The preferences that the vendor has, and of which values. */
export interface KnownPreference {
  readonly name: string;
  readonly scope: "org" | "user";
  readonly valueType: "boolean" | "string" | "array";
  readonly defaultValue: boolean | string | readonly string[];
}

const skippable = [
  "do_later",
  "send_logs_skipped",
  "send_traces_skipped",
  "send_infra_metrics_skipped",
  "setup_dashboards_skipped",
  "setup_alerts_skipped",
  "setup_saved_view_skipped",
];

function flag(scope: "org" | "user", name: string): KnownPreference {
  return { name, scope, valueType: "boolean", defaultValue: false };
}

function list(name: string, ...defaultValue: readonly string[]): KnownPreference {
  return { name, scope: "user", valueType: "array", defaultValue };
}

export const knownPreferences: readonly KnownPreference[] = [
  flag("org", "org_onboarding"),
  ...skippable.map((step) => flag("user", `welcome_checklist_${step}`)),
  flag("user", "sidenav_pinned"),
  list("nav_shortcuts"),
  { name: "last_seen_changelog_version", scope: "user", valueType: "string", defaultValue: "" },
  list("span_details_pinned_attributes"),
  list("span_percentile_resource_attributes", "deployment.environment"),
];
