import { findingDefinitions } from "../findings/registry.gen.ts";
import type { Severity } from "../findings/severity.ts";
import type { GivenPolicy, Policy, SeverityChoice } from "./policy.ts";

const weights: Readonly<Record<SeverityChoice, number>> = { off: 0, note: 1, warning: 2, error: 3 };

function usualSeverity(code: string): Severity {
  return findingDefinitions.find((one) => one.code === code)?.severity ?? "note";
}

function describeDays(days: number | null): string {
  return days === null ? "nothing" : `${days} days`;
}

type Setting = "keyLifetimeDays" | "expiresSoonDays" | "reasonRequired" | "overlapRequired" | "deployer";

type Rules = {
  readonly [S in Setting]: {
    isLoosened(now: Policy[S], old: Policy[S]): boolean;
    /** After the setting's name. */
    say(now: Policy[S], old: Policy[S]): string;
  };
};

const sayDays = (now: number | null, old: number | null): string =>
  `goes from ${describeDays(old)} to ${describeDays(now)}`;

const rules: Rules = {
  keyLifetimeDays: { isLoosened: (now, old) => old !== null && (now === null || now > old), say: sayDays },
  expiresSoonDays: { isLoosened: (now, old) => now < old, say: sayDays },
  reasonRequired: { isLoosened: (now, old) => old && !now, say: () => "is taken away" },
  overlapRequired: { isLoosened: (now, old) => old && !now, say: () => "is taken away" },
  deployer: { isLoosened: (now, old) => old !== null && now !== old, say: () => "names somebody else, or nobody" },
};

interface Both {
  readonly given: Policy;
  readonly base: Policy;
}

/** The stricter of two values; a loosened one is told. */
function hold<S extends Setting>(setting: S, { given, base }: Both, loosened: Map<string, string>): Policy[S] {
  const now = given[setting];
  const old = base[setting];
  const rule = rules[setting];
  if (!rule.isLoosened(now, old)) return now;
  loosened.set(setting, `\`${setting}\` ${rule.say(now, old)}`);
  return old;
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

function holdPairs({ given, base }: Both, loosened: Map<string, string>): Policy["toxicPairs"] {
  const kept = new Set(given.toxicPairs.map(({ sides }) => JSON.stringify(sides)));
  const lost = base.toxicPairs.filter(({ sides }) => !kept.has(JSON.stringify(sides)));
  for (const { name } of lost) loosened.set(`toxicPairs ${name}`, `\`toxicPairs\` loses the pair ${name}`);
  return [...given.toxicPairs, ...lost];
}

function holdSeverities({ given, base }: Both, loosened: Map<string, string>): Policy["severities"] {
  const severities = new Map(given.severities);
  for (const { code, held, sentence } of listLowered(given, base)) {
    if (held === null) severities.delete(code);
    else severities.set(code, held);
    loosened.set(`severities ${code}`, sentence);
  }
  return severities;
}

/**
 * The policy of a change, held against that of the branch that it goes to: what is loosened does not count, and is told. What is
 * tightened counts.
 * @param base null if nobody says which one the branch has
 */
export function judgePolicy(given: Policy, base: Policy | null): GivenPolicy {
  const loosened = new Map<string, string>();
  if (base === null) return { policy: given, loosened, turnedOff: [] };
  const both: Both = { given, base };
  const policy: Policy = {
    keyLifetimeDays: hold("keyLifetimeDays", both, loosened),
    expiresSoonDays: hold("expiresSoonDays", both, loosened),
    reasonRequired: hold("reasonRequired", both, loosened),
    overlapRequired: hold("overlapRequired", both, loosened),
    toxicPairs: holdPairs(both, loosened),
    deployer: hold("deployer", both, loosened),
    severities: holdSeverities(both, loosened),
  };
  return { policy, loosened, turnedOff: [] };
}
