import type { PolicyProps } from "../policy.ts";
import { AccessPolicy } from "../shared/access-policy.ts";

/** Whoever gives a role says why: each binding needs a `reason` (LK402). A list of roles has no place for one: give each role with `addRole`, where the vendor has bindings. */
export class RequireReason extends AccessPolicy {
  constructor(props: PolicyProps = {}) {
    super({ name: "RequireReason", codes: ["LK402"], settings: { reasonRequired: true } }, props);
  }
}
