import type { Instance } from "#access/model/statements/instance.ts";
import type { AccessChange } from "../../change/access-change.ts";
import { classify, findSubjectNode } from "../../drift/classify.ts";
import type { Matter } from "../definition.ts";
import { describeObject, nameObject, readDrift, tellTraces } from "./drift.ts";

const day = 86_400_000;

export function countDays(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / day);
}

/** A key that lives, and of which the vendor tells when it was used. */
interface TracedKey {
  readonly createdAt: string | undefined;
  /** Null: never. */
  readonly lastUsedAt: string | null;
}

function hasEnded({ state }: Instance, at: string): boolean {
  const { expiresAt } = state;
  return typeof expiresAt === "string" && Date.parse(expiresAt) <= Date.parse(at);
}

/** A matter for each key about whose use something is to be said. Keys that ended are another finding. */
export function tellUses(
  change: AccessChange,
  say: (key: TracedKey, name: string) => string | undefined,
): readonly Matter[] {
  const { graph } = change.after;
  return readDrift(change, ({ living, apart }) => [...living, ...apart.delegated]).flatMap((instance) => {
    const classified = classify(instance);
    const { createdAt, lastUsedAt } = instance.traces ?? {};
    if (classified.as !== "key" || lastUsedAt === undefined || hasEnded(instance, change.at)) return [];
    const message = say({ createdAt, lastUsedAt }, nameObject(graph, instance));
    if (message === undefined) return [];
    return [
      {
        subject: findSubjectNode(graph, classified),
        address: instance.address,
        about: [String(instance.state["id"])],
        object: describeObject(instance),
        message: `${message}${tellTraces(instance)}`,
        because: [],
        isIntroduced: true,
      },
    ];
  });
}
