import { z } from "zod";

const resource = z.object({
  address: z.string(),
  values: z.record(z.string(), z.unknown()),
  sensitive_values: z.record(z.string(), z.unknown()).default({}),
});

const state = z.object({
  values: z
    .object({
      outputs: z.record(z.string(), z.object({ value: z.unknown() })).default({}),
      root_module: z.object({ resources: z.array(resource).default([]) }),
    })
    .optional(),
});

const change = z.object({
  address: z.string(),
  previous_address: z.string().optional(),
  change: z.object({
    actions: z.array(z.string()),
    before: z.unknown(),
    after: z.unknown(),
    after_unknown: z.unknown(),
  }),
});

const plan = z.object({ resource_changes: z.array(change).default([]) });

/** A resource's attributes in state, with Terraform's names. */
export type Values = Readonly<Record<string, unknown>>;

export interface Resource {
  readonly values: Values;
  /** The attributes that Terraform hides. */
  readonly sensitive: readonly string[];
}

/** The root module of a state, from `terraform show -json`, with resources by address. */
export interface State {
  readonly resources: Readonly<Record<string, Resource>>;
  readonly outputs: Values;
}

/** One resource in a plan, including data sources that are read and resources that do not change. */
export interface Change {
  readonly address: string;
  /** The address before a `moved` block. */
  readonly movedFrom?: string;
  readonly actions: readonly string[];
  readonly before: Values;
  readonly after: Values;
  readonly unknown: Values;
}

function toValues(value: unknown): Values {
  return typeof value === "object" && value !== null ? (value as Values) : {};
}

export function parseState(json: string): State {
  const { values } = state.parse(JSON.parse(json));
  const resources = (values?.root_module.resources ?? []).map((one): [string, Resource] => {
    const sensitive = Object.keys(one.sensitive_values).filter((name) => one.sensitive_values[name] === true);
    return [one.address, { values: one.values, sensitive }];
  });
  const outputs = Object.entries(values?.outputs ?? {}).map(([name, { value }]) => [name, value] as const);
  return { resources: Object.fromEntries(resources), outputs: Object.fromEntries(outputs) };
}

export function parsePlan(json: string): readonly Change[] {
  return plan
    .parse(JSON.parse(json))
    .resource_changes.map(({ address, previous_address: movedFrom, change: planned }) => ({
      address,
      ...(movedFrom === undefined ? {} : { movedFrom }),
      actions: planned.actions,
      before: toValues(planned.before),
      after: toValues(planned.after),
      unknown: toValues(planned.after_unknown),
    }));
}
