import type { PolicyProps } from "../policy.ts";
import { AccessPolicy } from "../shared/access-policy.ts";

/** Nobody may come to administer a whole account, by a role, a group or a level of the vendor (LK102). A role that nobody knows yet may be one (LK902). */
export class ForbidAdmin extends AccessPolicy {
  constructor(props: PolicyProps = {}) {
    super({ name: "ForbidAdmin", codes: ["LK102", "LK902"] }, props);
  }
}
