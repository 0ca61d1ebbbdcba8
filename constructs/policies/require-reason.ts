import type { PolicyProps } from "../policy.ts";
import { AccessPolicy } from "../shared/access-policy.ts";

/** Whoever gives a role says why: each binding needs a `reason` (LK402). */
export class RequireReason extends AccessPolicy {
  constructor(props: PolicyProps = {}) {
    super({ name: "RequireReason", codes: ["LK402"], settings: { reasonRequired: true } }, props);
  }
}
