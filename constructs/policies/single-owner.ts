import type { PolicyProps } from "../policy.ts";
import { AccessPolicy } from "../shared/access-policy.ts";

/** What one resource lists in full, such as the roles of an account, no other one may add to (LK401). */
export class SingleOwner extends AccessPolicy {
  constructor(props: PolicyProps = {}) {
    super({ name: "SingleOwner", codes: ["LK401"] }, props);
  }
}
