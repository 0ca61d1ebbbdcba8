/** One step of a traversal: `.name`, `["key"]` or `[0]`. */
export interface Step {
  readonly name: string;
  readonly isIndex: boolean;
}

const step = /\.?([A-Za-z_][\w-]*)|\.(\d+)(?![\w-])|\[("(?:[^"\\]|\\.)*"|\d+)\]/y;

// Real ones have a handful of steps. A hostile document has more.
const longest = 100;

function readKey(text: string): string | undefined {
  if (!text.startsWith('"')) return text;
  try {
    // Terraform quotes as Go does, which is JSON but for rare control characters.
    return String(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Reads `module.bots["x"].role_id` and the like; undefined for anything that is no plain traversal, such as a splat. */
export function parseTraversal(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  step.lastIndex = 0;
  while (step.lastIndex < text.length) {
    const isFirst = step.lastIndex === 0;
    const isDot = text[step.lastIndex] === ".";
    const found = step.exec(text);
    if (found === null || steps.length === longest) return undefined;
    const [, word, number, key] = found;
    if (word !== undefined && isFirst === isDot) return undefined;
    const name = word ?? number ?? (key === undefined ? undefined : readKey(key));
    if (name === undefined || (isFirst && word === undefined)) return undefined;
    steps.push({ name, isIndex: word === undefined });
  }
  return steps;
}

/** A part of an address, and its index where it has one. */
export interface AddressPart {
  readonly name: string;
  readonly key: string | null;
}

/** The parts of an address, such as those of `module.bots["x"].access_role.r[0]`; undefined if it is none. */
export function splitAddress(address: string): readonly AddressPart[] | undefined {
  const parts: AddressPart[] = [];
  for (const { name, isIndex } of parseTraversal(address) ?? []) {
    const last = parts.at(-1);
    if (!isIndex) parts.push({ name, key: null });
    else if (last === undefined || last.key !== null) return undefined;
    else parts[parts.length - 1] = { ...last, key: name };
  }
  return parts.length === 0 ? undefined : parts;
}

/** Whether an address is one that a pattern means: a part of the pattern without an index means every one. */
export function fitsPattern(address: readonly AddressPart[], pattern: readonly AddressPart[]): boolean {
  return (
    address.length === pattern.length &&
    pattern.every(({ name, key }, at) => address[at]?.name === name && (key === null || address[at]?.key === key))
  );
}
