import type { NodeId } from "#access/graph/nodes.ts";
import type { RightAtom } from "#access/model/statements/right.ts";

/** What somebody may come to, as the author of a rule or a claim writes it. */
export type NamedTarget =
  | { readonly kind: "role"; readonly name: string }
  | {
      readonly kind: "permission";
      readonly action: string;
      readonly resource: string;
      /** Null: at least one object of the kind. */
      readonly selector: string | null;
    }
  | { readonly kind: "standing"; readonly standing: string };

/** The same in one account of a graph. */
export type Target = TargetPlace &
  (
    | {
        readonly kind: "role";
        readonly role: NodeId;
        /** What counts as all that it grants. @default what the graph says */
        readonly granted?: readonly RightAtom[];
      }
    | Exclude<NamedTarget, { readonly kind: "role" }>
  );

export interface TargetPlace {
  readonly account: string;
  /** Null is the whole account; undefined anywhere. */
  readonly scope: NodeId | null | undefined;
}

/** A target in words: `update dashboard:7`, or the name of a role. */
export function writeTarget(target: NamedTarget): string {
  switch (target.kind) {
    case "role":
      return target.name;
    case "permission":
      return `${target.action} ${target.resource}${target.selector === null ? "" : `:${target.selector}`}`;
    case "standing":
      return `standing ${target.standing}`;
  }
}

/**
 * Reads `ACTION RESOURCE[:SELECTOR]`, with or without "on" between them, or `standing NAME`. Undefined for a text that is
 * neither.
 */
export function readRight(text: string): Exclude<NamedTarget, { readonly kind: "role" }> | undefined {
  const standing = /^standing\s+(\S.*)$/s.exec(text.trim())?.[1];
  if (standing !== undefined) return { kind: "standing", standing };
  const found = /^(\S+)\s+(?:on\s+)?([^\s:]+)(?::(\S.*))?$/s.exec(text.trim());
  const [, action, resource, selector = null] = found ?? [];
  if (action === undefined || resource === undefined) return undefined;
  return { kind: "permission", action, resource, selector };
}
