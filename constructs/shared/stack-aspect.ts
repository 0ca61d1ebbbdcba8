import type { IConstruct } from "constructs";
import type { IAspect } from "./cdktf.ts";
import { checkReferences } from "./foreign-references.ts";
import { applyGrantOrder } from "./grant-order.ts";
import { checkHandedSecrets } from "./handed-secrets.ts";
import { checkLiteralSecrets } from "./literal-secrets.ts";
import { warnOfOwnLookUps } from "./own-look-ups.ts";
import { markSensitive } from "./sensitive-outputs.ts";

/** Runs when a stack is complete. It is a single aspect, because CDKTF calls each aspect for every node. */
export class StackAspect implements IAspect {
  visit(construct: IConstruct): void {
    checkReferences(construct);
    checkLiteralSecrets(construct);
    checkHandedSecrets(construct);
    markSensitive(construct);
    applyGrantOrder(construct);
    warnOfOwnLookUps(construct);
  }
}
