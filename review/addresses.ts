/** An index of Terraform: `[0]` or `["name"]`. A name may hold any character. */
const index = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g;

/** An address as the configuration has it: without `[0]` and `["name"]`. */
export function dropIndexes(address: string): string {
  return address.includes("[") ? address.replaceAll(index, "") : address;
}

/** The names of the modules on the way to a module, outermost first. */
export function listModules(moduleAddress: string | null): readonly string[] {
  if (moduleAddress === null || moduleAddress === "") return [];
  return dropIndexes(moduleAddress)
    .split(".")
    .filter((_, at) => at % 2 === 1);
}

/** Whether an address is, or is in, what another one names, with or without its index. */
export function isWithin(address: string, outer: string): boolean {
  return [address, dropIndexes(address)].some((one) => {
    return one === outer || (one.startsWith(outer) && (one[outer.length] === "." || one[outer.length] === "["));
  });
}

const provider = "latchkey/access";
const inRegistry = `/${provider}`;

/** Whether a provider such as `registry.terraform.io/latchkey/access` is ours, from whichever registry. */
export function isOurProvider(source: string | null): boolean {
  return source !== null && (source === provider || source.endsWith(inRegistry));
}

const prefix = "access_";

/** The noun of a type of Terraform. Undefined for types that are not the provider's. */
export function nounOf(type: string | null): string | undefined {
  return type?.startsWith(prefix) === true ? type.slice(prefix.length) : undefined;
}
