import type { IConstruct } from "constructs";
import type { IAspect } from "./cdk.ts";
import { applyGrantOrder } from "./grant-order.ts";
import { markSensitive } from "./sensitive-outputs.ts";

/** What can only be decided when a stack is complete. One aspect for all of it: cdktf pays for each at every node. */
export class StackAspect implements IAspect {
  visit(construct: IConstruct): void {
    markSensitive(construct);
    applyGrantOrder(construct);
  }
}
