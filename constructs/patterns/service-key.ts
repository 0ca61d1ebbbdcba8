import type { Construct } from "constructs";
import { Grant, type GrantOptions, type IRole, type RoleReference } from "./grant.ts";
import { Key, type KeyProps } from "./key.ts";
import { roleFor } from "./managed-role.ts";
import { refusal } from "./refusal.ts";
import type { IScope } from "./scope.ts";
import { SubjectBase } from "./subject.ts";
import { arize, type ArizeKeyLevel } from "./vocabulary/arize.ts";

export interface ServiceKeyProps extends Omit<KeyProps, "serviceAccount" | "own"> {
  /** The organization in which the spaces are. */
  readonly organization: IScope;
  /** The spaces that the key is for: it sees no others. At least one. */
  readonly spaces: readonly IScope[];
  /**
   * What the key may do in each of them: a level, or a custom role.
   *
   * @default arize.level.readOnly
   */
  readonly role?: ArizeKeyLevel | IRole;
  /**
   * The level of whoever deploys: a key above it is refused here. A custom role is not compared here.
   *
   * @default - it is not known here, and Arize refuses when the key is made
   */
  readonly maker?: ArizeKeyLevel;
}

const ladder = ["READ_ONLY", "MEMBER", "ADMIN"];

function checkLevel(at: ServiceKey, role: ArizeKeyLevel | IRole, maker: ArizeKeyLevel | undefined): void {
  if (maker === undefined) return;
  const { level: own } = maker;
  if (own === "READ_ONLY") {
    const advice = "Deploy with the key of a member or an administrator.";
    throw refusal(at, { code: "escalation", message: "Its maker is READ_ONLY, and makes no service keys.", advice });
  }
  if (!("level" in role) || ladder.indexOf(role.level) <= ladder.indexOf(own)) return;
  throw refusal(at, {
    code: "escalation",
    message: `It would be ${role.level} in its spaces, and its maker is ${own} alone.`,
    advice: `Give it ${own} or less, or deploy as somebody who is ${role.level}.`,
  });
}

/**
 * A service key of Arize: a bot that works in the spaces that are named, goes on working when whoever made it is gone, and
 * may do no more than they. See Arize's page "Service Keys".
 */
export class ServiceKey extends SubjectBase {
  readonly key: Key;
  readonly spaces: readonly IScope[];

  constructor(scope: Construct, id: string, props: ServiceKeyProps) {
    super(scope, id);
    const { organization, spaces, role = arize.level.readOnly, maker, ...given } = props;
    checkLevel(this, role, maker);
    this.spaces = spaces;
    const inSpaces = spaces.map((space) => ({ space, role }));
    const own = arize.access({ organizations: [{ organization, spaces: inSpaces }] });
    this.key = new Key(this, "Key", { name: id, ...given, own });
  }

  get provider(): Key["provider"] {
    return this.key.provider;
  }

  get name(): string {
    return this.key.name;
  }

  get bindingSubject(): Key["bindingSubject"] {
    return this.key.bindingSubject;
  }

  /** The vendor's id of the key. */
  get id(): string {
    return this.key.id;
  }

  /** As `Key.secret`. */
  get secret(): string {
    return this.key.secret;
  }

  /** As `Key.encryptedSecret`. */
  get encryptedSecret(): string {
    return this.key.encryptedSecret;
  }

  /**
   * Gives the bot a role on a project, or on one of its spaces.
   *
   * @throws AccessError for a space that it is not limited to
   */
  override addRole(role: IRole | RoleReference, options: GrantOptions = {}): Grant {
    const { on } = options;
    const isOutside = on?.type === "space" && this.spaces.every((space) => space !== on);
    if (!isOutside) return Grant.of(roleFor(this, role), this, options);
    throw refusal(this, {
      code: "invalid_value",
      message: `It is limited to ${this.spaces.map(({ node }) => node.path).join(", ")}, and would get a role on ${on.node.path}.`,
      advice: "Add the space to `spaces`, or give the role to another key.",
    });
  }
}
