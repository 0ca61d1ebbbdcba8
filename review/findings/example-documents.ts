/** A change as Terraform's plan JSON has it. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly mode: "managed";
  readonly provider_name: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: object | null;
    readonly after: object | null;
    readonly after_unknown: object;
  };
  /** Of the configuration: null if it has the object no more. */
  readonly provider: string | null;
}

const providerName = "registry.terraform.io/latchkey/access";

export interface ChangeOptions {
  /** Beside its name. */
  readonly values?: object;
  /** Null: the configuration has it no more. */
  readonly provider?: string | null;
  readonly noun?: string;
}

/** A change of one object, which is the same before and after. */
export function createChange(
  name: string,
  actions: readonly string[],
  { values = {}, provider = "access", noun = "role" }: ChangeOptions = {},
): PlannedChange {
  const all = { name, ...values };
  const isNew = actions.length === 1 && actions[0] === "create";
  const isGone = actions.length === 1 && (actions[0] === "delete" || actions[0] === "forget");
  return {
    address: `access_${noun}.${name}`,
    type: `access_${noun}`,
    name,
    mode: "managed",
    provider_name: providerName,
    change: { actions, before: isNew ? null : all, after: isGone ? null : all, after_unknown: {} },
    provider,
  };
}

export interface Block {
  readonly key: string;
  readonly vendor: string | null;
}

/** A plan with some provider blocks. */
export function createPlan(changes: readonly PlannedChange[], blocks: readonly Block[]) {
  const written = changes.filter(({ provider }) => provider !== null);
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: {},
    resource_changes: changes.map(({ provider: _, ...change }) => change),
    configuration: {
      provider_config: Object.fromEntries(
        blocks.map(({ key, vendor }) => {
          const expressions = vendor === null ? {} : { vendor: { constant_value: vendor } };
          return [key, { name: "access", full_name: providerName, expressions }];
        }),
      ),
      root_module: {
        resources: written.map(({ address, type, name, mode, provider }) => {
          return { address, mode, type, name, provider_config_key: provider, expressions: {} };
        }),
      },
    },
  };
}
