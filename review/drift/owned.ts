import { matchesPattern } from "../targets/name-pattern.ts";
import { findNearNames } from "#access/schema/near-names.ts";
import { SourceError } from "../source-error.ts";
import { nounDefinitions } from "#vendors/definitions.ts";

/** Which objects of a kind are ours, where several repositories share an account. */
export interface OwnedPattern {
  /** The noun. */
  readonly type: string;
  /** Of its name, its email address or its id; `*` stands for any characters. */
  readonly pattern: string;
}

/** As `--owned` takes it: `KIND:PATTERN`. @throws SourceError */
export function parseOwned(text: string): OwnedPattern {
  const at = text.indexOf(":");
  const type = text.slice(0, Math.max(at, 0));
  const pattern = text.slice(at + 1);
  const types = nounDefinitions.map((one) => one.type);
  if (at > 0 && pattern !== "" && types.includes(type)) return { type, pattern };
  if (at <= 0 || pattern === "") {
    throw new SourceError(`--owned takes KIND:PATTERN, such as service_account:team-*, and received "${text}".`);
  }
  const near = findNearNames(type, types);
  const hint = near.length === 0 ? `There are: ${types.join(", ")}.` : `Did you mean ${near.join(" or ")}?`;
  throw new SourceError(`--owned: there is no kind "${type}". ${hint}`);
}

/** Something that may be ours. */
export interface Ownable {
  readonly type: string;
  readonly names: readonly string[];
}

/** Whether any pattern means it. Without patterns, everything is ours. */
export function isOwned(one: Ownable, patterns: readonly OwnedPattern[]): boolean {
  if (patterns.length === 0) return true;
  return patterns.some(({ type, pattern }) => {
    return type === one.type && one.names.some((name) => matchesPattern(name, pattern));
  });
}
