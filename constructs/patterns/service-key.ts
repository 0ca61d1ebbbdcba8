import type { Construct } from "constructs";
import { Grant, type GrantOptions, type IRole, type RoleReference } from "../grant.ts";
import { Key, type KeyProps } from "../key.ts";
import type { IScope } from "../scope.ts";
import { createConstructError } from "../shared/construct-error.ts";
import type { SecretConsumer } from "../shared/handed-secrets.ts";
import { resolveRole } from "../shared/role-reference.ts";
import { SubjectBase } from "../shared/subject-base.ts";
import { arize, type ArizeKeyLevel } from "../vocabulary/arize.ts";
import { keyPropKinds } from "../shared/key-prop-kinds.ts";
import { checkProps, type PropKinds } from "../shared/props.ts";

export interface ServiceKeyProps extends Omit<KeyProps, "serviceAccount" | "own"> {
  /** The organization that contains the spaces. */
  readonly organization: IScope;
  /**
   * The spaces that the key works in, at least one. It sees no other private space; in public spaces see
   * `acceptsPublicSpaces`.
   */
  readonly spaces: readonly IScope[];
  /**
   * Whether the key may also read the public spaces of its organization. Arize spaces are public by default, and a key is at
   * least READ_ONLY in its organization, which holds in each public space where it has no role. `true` says that this is
   * intended, or that all other spaces are private.
   *
   * @default false, and synth warns
   */
  readonly acceptsPublicSpaces?: boolean;
  /**
   * What the key may do in each space: a level, or a custom role.
   *
   * @default arize.level.readOnly
   */
  readonly role?: ArizeKeyLevel | IRole;
  /**
   * The level of the user whose token deploys: a key above it is refused at synth. A custom role is not compared.
   *
   * @default - nothing is compared at synth, and Arize refuses such a key when it is created
   */
  readonly maker?: ArizeKeyLevel;
}

const levels = ["READ_ONLY", "MEMBER", "ADMIN"];

function checkLevel(at: ServiceKey, role: ArizeKeyLevel | IRole, maker: ArizeKeyLevel | undefined): void {
  if (maker === undefined) return;
  const { level: makerLevel } = maker;
  if (makerLevel === "READ_ONLY") {
    const message = "`maker` is READ_ONLY, which cannot create service keys.";
    const advice = "Deploy with the token of a member or an administrator.";
    throw createConstructError(at, { code: "escalation", message, advice });
  }
  if (!("level" in role) || levels.indexOf(role.level) <= levels.indexOf(makerLevel)) return;
  throw createConstructError(at, {
    code: "escalation",
    message: `\`role\` is ${role.level}, which is above its \`maker\`, ${makerLevel}.`,
    advice: `Set \`role\` to ${makerLevel} or lower, or deploy with a token of level ${role.level}.`,
  });
}

const kinds: PropKinds<ServiceKeyProps> = {
  organization: "construct",
  spaces: "objects",
  acceptsPublicSpaces: "flag",
  role: "any",
  maker: "object",
  ...keyPropKinds,
};

/**
 * A service key of Arize: a bot that works in the given spaces, and reads the public spaces of their organization. It keeps
 * working after its maker has left, and may do no more than its maker. See "Service Keys" in Arize's documentation.
 */
export class ServiceKey extends SubjectBase {
  declare readonly name: string;
  readonly key: Key;
  readonly spaces: readonly IScope[];

  /** @throws AccessError for a role above `maker`, and for a space or an organization that is another kind of scope */
  constructor(scope: Construct, id: string, props: ServiceKeyProps) {
    checkProps({ scope, id, class: "ServiceKey" }, props, kinds);
    const { organization, spaces, acceptsPublicSpaces = false, role = arize.level.readOnly, maker, ...given } = props;
    super(scope, id, { name: given.name ?? id, provider: given.provider });
    checkLevel(this, role, maker);
    this.spaces = spaces;
    const inSpaces = spaces.map((space) => ({ space, role }));
    const own = arize.access({ organizations: [{ organization, spaces: inSpaces }], acceptsPublicSpaces });
    this.key = new Key(this, "Key", { name: id, ...given, own });
  }

  protected override get identity(): Key {
    return this.key;
  }

  /** @internal */
  get bindingSubject(): Key["bindingSubject"] {
    return this.key.bindingSubject;
  }

  /** As `Key.secretFor`. */
  secretFor(...consumer: SecretConsumer): string {
    return this.key.secretFor(...consumer);
  }

  /** As `Key.importFrom`. */
  importFrom(id: string): this {
    this.key.importFrom(id);
    return this;
  }

  /** As `Key.encryptedSecret`. */
  get encryptedSecret(): string {
    return this.key.encryptedSecret;
  }

  /**
   * Grants the bot a role on a project, or on one of its spaces.
   *
   * @throws AccessError for a space that is not one of its own
   */
  override addRole(role: IRole | RoleReference, options: GrantOptions = {}): Grant {
    const { on } = options;
    const isOutside = on?.type === "space" && this.spaces.every((space) => space !== on);
    if (!isOutside) return Grant.of(resolveRole(this, role), this, options);
    throw createConstructError(this, {
      code: "invalid_value",
      message: `a role is granted on ${on.node.path}, but the key works in ${this.spaces.map(({ node }) => node.path).join(", ")} only.`,
      advice: "Add the space to `spaces`, or grant the role to another key.",
    });
  }
}
