import type { Instance } from "#access/model/statements/instance.ts";
import type { NounDefinition } from "#access/model/nouns/own-attributes.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { type Adoption, isAdoptable, planAdoption } from "../adoption.ts";

type State = Instance["state"];

function completeState(type: string, state: State): State {
  const attributes: NounDefinition["attributes"] = nounDefinitions.find((one) => one.type === type)?.attributes ?? {};
  const nulls = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
  return { ...nulls, ...state };
}

/** Objects of a vendor's account, as its lists tell of them. */
export class TestAccount {
  readonly #vendor: string;
  readonly instances: Instance[] = [];

  constructor(vendor: string) {
    this.#vendor = vendor;
  }

  add(type: string, state: State, more: Pick<Instance, "isBuiltIn" | "isBeside"> = {}): this {
    const account = { vendor: this.#vendor, alias: this.#vendor, endpoint: "https://quay.example", organization: null };
    const instance = { account, type, kind: "resource", address: null, presence: "live", happening: "seen" } as const;
    this.instances.push({ ...instance, state: completeState(type, state), ...more });
    return this;
  }

  /** What no noun has, such as the name of a part of the account. */
  tell(type: string, state: State): this {
    const account = { vendor: this.#vendor, alias: this.#vendor, endpoint: "https://quay.example", organization: null };
    const instance = { account, type, kind: "dataSource", address: null, presence: "live", happening: "seen" } as const;
    this.instances.push({ ...instance, state, isBeside: true });
    return this;
  }

  adopt(instances: readonly Instance[] = this.instances): Adoption {
    const facts = vendorFacts[this.#vendor];
    if (facts === undefined) throw new Error(`there is no vendor ${this.#vendor}`);
    const account = { vendor: this.#vendor, alias: this.#vendor, endpoint: "https://quay.example", organization: null };
    const chosen = instances.filter((one) => isAdoptable(one, facts));
    return planAdoption({ account, facts, instances, blind: [] }, { chosen, leftOut: [] });
  }
}
