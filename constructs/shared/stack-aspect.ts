import type { IConstruct } from "constructs";
import type { IAspect } from "./cdktf.ts";
import { checkReferences } from "./foreign-references.ts";
import { applyGrantOrder } from "./grant-order.ts";
import { markSensitive } from "./sensitive-outputs.ts";

/** What is decided once a stack is complete. It is one aspect, because CDKTF calls each aspect for every node. */
export class StackAspect implements IAspect {
  visit(construct: IConstruct): void {
    checkReferences(construct);
    markSensitive(construct);
    applyGrantOrder(construct);
  }
}
