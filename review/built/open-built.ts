import { AccountChooser } from "../accounts.ts";
import type { AccessChange } from "../change/access-change.ts";
import { type GivenFiles, type NamedSides, openChange } from "../change/open-change.ts";
import { openPair } from "../change/open-pair.ts";
import { qualifyAddress } from "../change/qualify.ts";
import { leaveUnchanged } from "../read-source.ts";
import type { Reading } from "../source.ts";
import { source as stackSource } from "../sources/cdk-stack.ts";
import type { Waiver } from "../waivers/waiver.ts";
import { type BuiltStack, nothing } from "./built-stack.ts";

export interface BuiltOptions extends GivenFiles {
  /** The instant at which expiry is judged: RFC 3339. */
  readonly at: string;
}

/** What a stack says, as the review reads it from `cdk.tf.json`. */
export function readBuilt({ document }: BuiltStack, accounts = new AccountChooser([])): Reading {
  return stackSource.hasSides ? nothing : leaveUnchanged(stackSource.read(document, accounts));
}

/** What code accepts, with addresses as they are where there are several stacks. */
function listWaivers(stacks: readonly BuiltStack[]): readonly Waiver[] {
  if (stacks.length === 1) return stacks.flatMap(({ accepted }) => accepted);
  return stacks.flatMap(({ name, accepted }) =>
    accepted.map((one) => ({
      ...one,
      addresses: one.addresses.map((address) => qualifyAddress(address, name)),
    })),
  );
}

/** What the first deploy of some stacks makes: all that they say is new. */
export function openBuilt(stacks: readonly BuiltStack[], { at, ...given }: BuiltOptions): AccessChange {
  const documents = stacks.map((stack): NamedSides => {
    const { name } = stack;
    return openPair({ name, reading: nothing }, { name, reading: readBuilt(stack) });
  });
  return openChange(documents, at, { ...given, waivers: { waivers: listWaivers(stacks), base: null } });
}
