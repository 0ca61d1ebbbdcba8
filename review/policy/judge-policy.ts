import { findingDefinitions } from "../findings/registry.gen.ts";
import type { Severity } from "../findings/severity.ts";
import { type GivenPolicy, type Policy, type SeverityChoice, usualPolicy } from "./policy.ts";

const weights: Readonly<Record<SeverityChoice, number>> = { off: 0, note: 1, warning: 2, error: 3 };

function usualSeverity(code: string): Severity {
  return findingDefinitions.find((one) => one.code === code)?.severity ?? "note";
}

function isLonger(now: number | null, old: number | null): boolean {
  return old !== null && (now === null || now > old);
}

interface Loosened {
  readonly setting: string;
  readonly sentence: string;
}

interface Lowered {
  readonly code: string;
  /** What holds instead; null: what its definition says, from place to place. */
  readonly held: SeverityChoice | null;
  readonly sentence: string;
}

function describeLowered(code: string, now: SeverityChoice | undefined, old: SeverityChoice | undefined): string {
  if (old === undefined) return `\`severities\` sets ${code} to ${now ?? "nothing"}`;
  return `\`severities\` lowers ${code} from ${old} to ${now ?? usualSeverity(code)}`;
}

/** Each severity that the change lowers. */
function listLowered({ severities: now }: Policy, { severities: old }: Policy): readonly Lowered[] {
  return [...new Set([...now.keys(), ...old.keys()])].sort().flatMap((code): readonly Lowered[] => {
    const chosen = now.get(code);
    const held = old.get(code);
    const after = weights[chosen ?? usualSeverity(code)];
    const before = weights[held ?? usualSeverity(code)];
    // Some findings are worse in some places than their definition says: what is set for all of them lowers those.
    const isSet = held === undefined && chosen !== undefined && chosen !== "error";
    const isLowered = after < before || (isSet && after === before);
    return isLowered ? [{ code, held: held ?? null, sentence: describeLowered(code, chosen, held) }] : [];
  });
}

/**
 * The policy of a change, held against that of the branch that it goes to: what is loosened does not count, and is told. What is
 * tightened counts.
 * @param base null if nobody says which one the branch has
 */
export function judgePolicy(given: Policy, base: Policy | null): GivenPolicy {
  if (base === null) return { policy: given, loosened: new Map(), turnedOff: [] };
  const loosened: Loosened[] = [];
  const hold = <T>(setting: string, isLoosened: boolean, [now, old]: readonly [T, T], words: string): T => {
    if (!isLoosened) return now;
    loosened.push({ setting, sentence: words });
    return old;
  };
  const describe = (days: number | null): string => (days === null ? "nothing" : `${days} days`);
  const keyLifetimeDays = hold(
    "keyLifetimeDays",
    isLonger(given.keyLifetimeDays, base.keyLifetimeDays),
    [given.keyLifetimeDays, base.keyLifetimeDays],
    `\`keyLifetimeDays\` goes from ${describe(base.keyLifetimeDays)} to ${describe(given.keyLifetimeDays)}`,
  );
  const expiresSoonDays = hold(
    "expiresSoonDays",
    given.expiresSoonDays < base.expiresSoonDays,
    [given.expiresSoonDays, base.expiresSoonDays],
    `\`expiresSoonDays\` goes from ${describe(base.expiresSoonDays)} to ${describe(given.expiresSoonDays)}`,
  );
  const reasonRequired = hold(
    "reasonRequired",
    base.reasonRequired && !given.reasonRequired,
    [given.reasonRequired, base.reasonRequired],
    "`reasonRequired` is taken away",
  );
  const deployer = hold(
    "deployer",
    base.deployer !== null && given.deployer !== base.deployer,
    [given.deployer, base.deployer],
    "`deployer` names somebody else, or nobody",
  );
  const kept = new Set(given.toxicPairs.map(({ sides }) => JSON.stringify(sides)));
  const lost = base.toxicPairs.filter(({ sides }) => !kept.has(JSON.stringify(sides)));
  for (const { name } of lost) {
    loosened.push({ setting: `toxicPairs ${name}`, sentence: `\`toxicPairs\` loses the pair ${name}` });
  }
  const severities = new Map(given.severities);
  for (const { code, held, sentence } of listLowered(given, base)) {
    if (held === null) severities.delete(code);
    else severities.set(code, held);
    loosened.push({ setting: `severities ${code}`, sentence });
  }
  const policy = { ...usualPolicy, keyLifetimeDays, expiresSoonDays, reasonRequired, deployer, severities };
  return {
    policy: { ...policy, toxicPairs: [...given.toxicPairs, ...lost] },
    loosened: new Map(loosened.map(({ setting, sentence }) => [setting, sentence])),
    turnedOff: [],
  };
}
