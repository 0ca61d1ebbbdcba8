// Made by `npm run generate`; edit what it is made from instead.

import type { Construct } from "constructs";
import * as cdktf from "../shared/cdktf.ts";
import { checkId } from "../shared/construct-id.ts";
import { rememberCode } from "../shared/remember-code.ts";

// Configuration

export interface KeyConfig extends cdktf.TerraformMetaArguments {
  /**
   * Arize only: What the key may do, and where. It cannot exceed the level of the key's creator. Arize returns it only when the key is created, so a change outside Terraform is not detected.
   */
  readonly access?: KeyAccess | undefined;
  /**
   * Description of the key, shown by the vendor next to its name.
   */
  readonly description?: string | undefined;
  /**
   * Public keys of age (`age1…`). If set, the state holds the secret only encrypted for these recipients, in `encrypted_secret`. It must be an age public key as age-keygen prints it, age1… (also age1pq1…, age1tag1… or age1tagpq1…; SSH keys are not supported). Changing it makes a new secret.
   */
  readonly encryptTo?: string[] | undefined;
  /**
   * When the key stops working. If neither this nor `expires_in` is set, the key never expires. It must be an RFC 3339 instant such as 2027-01-31T00:00:00Z.
   */
  readonly expiresAt?: string | undefined;
  /**
   * How long the key works, counted from its creation, such as `90d`. Each rotation starts it anew. It must be a duration longer than zero, such as 90d, 36h or 30s.
   */
  readonly expiresIn?: string | undefined;
  /**
   * Values of your choice, kept in state. Only a difference from earlier values counts: the first ones are just remembered. Changing it makes a new secret.
   */
  readonly keepers?: { [key: string]: string } | undefined;
  /**
   * Name of the key.
   */
  readonly name?: string | undefined;
  /**
   * How long the old key keeps working after a rotation. If not set, it is revoked at once. It must be a duration such as 90d, 36h, 1h30m or 30s.
   */
  readonly overlap?: string | undefined;
  /**
   * What the key is for. Kept in state for reviewers, never sent to the vendor.
   */
  readonly reason?: string | undefined;
  /**
   * Maximum age of the key. The first plan after that makes a new secret. With `rotation_anchor`, the age counts in whole periods from that instant instead. It must be a duration longer than zero, such as 90d, 36h or 30s.
   */
  readonly rotateAfter?: string | undefined;
  /**
   * Start of the periods of `rotate_after`. It must be an RFC 3339 instant such as 2027-01-31T00:00:00Z.
   */
  readonly rotationAnchor?: string | undefined;
  /**
   * The service account that the key acts as. Changing it creates a new resource and deletes the old one.
   */
  readonly serviceAccountId?: string | undefined;
}
export interface KeyAccessOrganizationsSpacesRole {
  /**
   * The id of an `access_role`, if `type` is `CUSTOM`.
   *
   * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
   * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
   */
  readonly id?: string | undefined;
  /**
   * The level, if `type` is `PREDEFINED`. One of `ADMIN`, `MEMBER`, `READ_ONLY`.
   */
  readonly name?: string | undefined;
  /**
   * `PREDEFINED` for a level, `CUSTOM` for a role. One of `PREDEFINED`, `CUSTOM`.
   */
  readonly type: string;
}

export function keyAccessOrganizationsSpacesRoleToTerraform(
  struct?: KeyAccessOrganizationsSpacesRole | cdktf.IResolvable,
): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
    return struct;
  }
  if (cdktf.isComplexElement(struct)) {
    throw new Error(
      "A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration",
    );
  }
  return {
    id: cdktf.stringToTerraform(struct!.id),
    name: cdktf.stringToTerraform(struct!.name),
    type: cdktf.stringToTerraform(struct!.type),
  };
}

export function keyAccessOrganizationsSpacesRoleToHclTerraform(
  struct?: KeyAccessOrganizationsSpacesRole | cdktf.IResolvable,
): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
    return struct;
  }
  if (cdktf.isComplexElement(struct)) {
    throw new Error(
      "A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration",
    );
  }
  const attrs = {
    id: {
      value: cdktf.stringToHclTerraform(struct!.id),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    name: {
      value: cdktf.stringToHclTerraform(struct!.name),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    type: {
      value: cdktf.stringToHclTerraform(struct!.type),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(
    Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined),
  );
}

export class KeyAccessOrganizationsSpacesRoleOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable | undefined;

  /**
   * @param terraformResource The parent resource
   * @param terraformAttribute The attribute on the parent resource this class is referencing
   */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): KeyAccessOrganizationsSpacesRole | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._id !== undefined) {
      hasAnyValues = true;
      internalValueResult.id = this._id;
    }
    if (this._name !== undefined) {
      hasAnyValues = true;
      internalValueResult.name = this._name;
    }
    if (this._type !== undefined) {
      hasAnyValues = true;
      internalValueResult.type = this._type;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: KeyAccessOrganizationsSpacesRole | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._id = undefined;
      this._name = undefined;
      this._type = undefined;
    } else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    } else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._id = value.id;
      this._name = value.name;
      this._type = value.type;
    }
  }

  // id - computed: true, optional: true, required: false
  private _id?: string | undefined;
  public get id() {
    return this.getStringAttribute("id");
  }
  public set id(value: string) {
    this._id = value;
  }
  public resetId() {
    this._id = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get idInput() {
    return this._id;
  }

  // name - computed: true, optional: true, required: false
  private _name?: string | undefined;
  public get name() {
    return this.getStringAttribute("name");
  }
  public set name(value: string) {
    this._name = value;
  }
  public resetName() {
    this._name = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // type - computed: true, optional: false, required: true
  private _type?: string | undefined;
  public get type() {
    return this.getStringAttribute("type");
  }
  public set type(value: string) {
    this._type = value;
  }
  // Temporarily expose input value. Use with caution.
  public get typeInput() {
    return this._type;
  }
}
export interface KeyAccessOrganizationsSpaces {
  /**
   * What the key may do in the space. If not set, the level `MEMBER`.
   */
  readonly role?: KeyAccessOrganizationsSpacesRole | undefined;
  /**
   * The id of the space.
   */
  readonly spaceId: string;
}

export function keyAccessOrganizationsSpacesToTerraform(
  struct?: KeyAccessOrganizationsSpaces | cdktf.IResolvable,
): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
    return struct;
  }
  if (cdktf.isComplexElement(struct)) {
    throw new Error(
      "A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration",
    );
  }
  return {
    role: keyAccessOrganizationsSpacesRoleToTerraform(struct!.role),
    space_id: cdktf.stringToTerraform(struct!.spaceId),
  };
}

export function keyAccessOrganizationsSpacesToHclTerraform(
  struct?: KeyAccessOrganizationsSpaces | cdktf.IResolvable,
): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
    return struct;
  }
  if (cdktf.isComplexElement(struct)) {
    throw new Error(
      "A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration",
    );
  }
  const attrs = {
    role: {
      value: keyAccessOrganizationsSpacesRoleToHclTerraform(struct!.role),
      isBlock: false,
      type: "list",
      storageClassType: "KeyAccessOrganizationsSpacesRole",
    },
    space_id: {
      value: cdktf.stringToHclTerraform(struct!.spaceId),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(
    Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined),
  );
}

export class KeyAccessOrganizationsSpacesOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable | undefined;

  /**
   * @param terraformResource The parent resource
   * @param terraformAttribute The attribute on the parent resource this class is referencing
   * @param complexObjectIndex the index of this item in the list
   * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
   */
  public constructor(
    terraformResource: cdktf.IInterpolatingParent,
    terraformAttribute: string,
    complexObjectIndex: number,
    complexObjectIsFromSet: boolean,
  ) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): KeyAccessOrganizationsSpaces | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._role?.internalValue !== undefined) {
      hasAnyValues = true;
      internalValueResult.role = this._role?.internalValue;
    }
    if (this._spaceId !== undefined) {
      hasAnyValues = true;
      internalValueResult.spaceId = this._spaceId;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: KeyAccessOrganizationsSpaces | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._role.internalValue = undefined;
      this._spaceId = undefined;
    } else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    } else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._role.internalValue = value.role;
      this._spaceId = value.spaceId;
    }
  }

  // role - computed: true, optional: true, required: false
  private roleIfUsed?: KeyAccessOrganizationsSpacesRoleOutputReference | undefined;
  private get _role(): KeyAccessOrganizationsSpacesRoleOutputReference {
    return (this.roleIfUsed ??= new KeyAccessOrganizationsSpacesRoleOutputReference(this, "role"));
  }
  public get role() {
    return this._role;
  }
  public putRole(value: KeyAccessOrganizationsSpacesRole) {
    this._role.internalValue = value;
  }
  public resetRole() {
    this._role.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get roleInput() {
    return this.roleIfUsed?.internalValue;
  }

  // space_id - computed: false, optional: false, required: true
  private _spaceId?: string | undefined;
  public get spaceId() {
    return this.getStringAttribute("space_id");
  }
  public set spaceId(value: string) {
    this._spaceId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get spaceIdInput() {
    return this._spaceId;
  }
}

export class KeyAccessOrganizationsSpacesList extends cdktf.ComplexList {
  public internalValue?: KeyAccessOrganizationsSpaces[] | cdktf.IResolvable | undefined;

  /**
   * @param terraformResource The parent resource
   * @param terraformAttribute The attribute on the parent resource this class is referencing
   * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
   */
  constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet);
  }

  /**
   * @param index the index of the item to return
   */
  public get(index: number): KeyAccessOrganizationsSpacesOutputReference {
    return new KeyAccessOrganizationsSpacesOutputReference(
      this.terraformResource,
      this.terraformAttribute,
      index,
      this.wrapsSet,
    );
  }
}
export interface KeyAccessOrganizations {
  /**
   * The id of the organization.
   */
  readonly orgId: string;
  /**
   * The level in the organization. If not set, `READ_ONLY`. In public spaces that are not listed, the key has this level too; spaces are public by default. One of `ADMIN`, `MEMBER`, `READ_ONLY`.
   */
  readonly role?: string | undefined;
  /**
   * The organization's spaces that the key is for: 1 to 100.
   */
  readonly spaces: KeyAccessOrganizationsSpaces[] | cdktf.IResolvable;
}

export function keyAccessOrganizationsToTerraform(struct?: KeyAccessOrganizations | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
    return struct;
  }
  if (cdktf.isComplexElement(struct)) {
    throw new Error(
      "A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration",
    );
  }
  return {
    org_id: cdktf.stringToTerraform(struct!.orgId),
    role: cdktf.stringToTerraform(struct!.role),
    spaces: cdktf.listMapper(keyAccessOrganizationsSpacesToTerraform, false)(struct!.spaces),
  };
}

export function keyAccessOrganizationsToHclTerraform(struct?: KeyAccessOrganizations | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
    return struct;
  }
  if (cdktf.isComplexElement(struct)) {
    throw new Error(
      "A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration",
    );
  }
  const attrs = {
    org_id: {
      value: cdktf.stringToHclTerraform(struct!.orgId),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    role: {
      value: cdktf.stringToHclTerraform(struct!.role),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    spaces: {
      value: cdktf.listMapperHcl(keyAccessOrganizationsSpacesToHclTerraform, false)(struct!.spaces),
      isBlock: false,
      type: "set",
      storageClassType: "KeyAccessOrganizationsSpacesList",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(
    Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined),
  );
}

export class KeyAccessOrganizationsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable | undefined;

  /**
   * @param terraformResource The parent resource
   * @param terraformAttribute The attribute on the parent resource this class is referencing
   * @param complexObjectIndex the index of this item in the list
   * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
   */
  public constructor(
    terraformResource: cdktf.IInterpolatingParent,
    terraformAttribute: string,
    complexObjectIndex: number,
    complexObjectIsFromSet: boolean,
  ) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): KeyAccessOrganizations | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._orgId !== undefined) {
      hasAnyValues = true;
      internalValueResult.orgId = this._orgId;
    }
    if (this._role !== undefined) {
      hasAnyValues = true;
      internalValueResult.role = this._role;
    }
    if (this._spaces?.internalValue !== undefined) {
      hasAnyValues = true;
      internalValueResult.spaces = this._spaces?.internalValue;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: KeyAccessOrganizations | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._orgId = undefined;
      this._role = undefined;
      this._spaces.internalValue = undefined;
    } else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    } else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._orgId = value.orgId;
      this._role = value.role;
      this._spaces.internalValue = value.spaces;
    }
  }

  // org_id - computed: false, optional: false, required: true
  private _orgId?: string | undefined;
  public get orgId() {
    return this.getStringAttribute("org_id");
  }
  public set orgId(value: string) {
    this._orgId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get orgIdInput() {
    return this._orgId;
  }

  // role - computed: true, optional: true, required: false
  private _role?: string | undefined;
  public get role() {
    return this.getStringAttribute("role");
  }
  public set role(value: string) {
    this._role = value;
  }
  public resetRole() {
    this._role = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get roleInput() {
    return this._role;
  }

  // spaces - computed: false, optional: false, required: true
  private spacesIfUsed?: KeyAccessOrganizationsSpacesList | undefined;
  private get _spaces(): KeyAccessOrganizationsSpacesList {
    return (this.spacesIfUsed ??= new KeyAccessOrganizationsSpacesList(this, "spaces", true));
  }
  public get spaces() {
    return this._spaces;
  }
  public putSpaces(value: KeyAccessOrganizationsSpaces[] | cdktf.IResolvable) {
    this._spaces.internalValue = value;
  }
  // Temporarily expose input value. Use with caution.
  public get spacesInput() {
    return this.spacesIfUsed?.internalValue;
  }
}

export class KeyAccessOrganizationsList extends cdktf.ComplexList {
  public internalValue?: KeyAccessOrganizations[] | cdktf.IResolvable | undefined;

  /**
   * @param terraformResource The parent resource
   * @param terraformAttribute The attribute on the parent resource this class is referencing
   * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
   */
  constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet);
  }

  /**
   * @param index the index of the item to return
   */
  public get(index: number): KeyAccessOrganizationsOutputReference {
    return new KeyAccessOrganizationsOutputReference(
      this.terraformResource,
      this.terraformAttribute,
      index,
      this.wrapsSet,
    );
  }
}
export interface KeyAccess {
  /**
   * The level in the account. If not set, `MEMBER`. One of `ADMIN`, `MEMBER`.
   */
  readonly accountRole?: string | undefined;
  /**
   * The organizations that the key is for: 1 to 100.
   */
  readonly organizations: KeyAccessOrganizations[] | cdktf.IResolvable;
}

export function keyAccessToTerraform(struct?: KeyAccess | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
    return struct;
  }
  if (cdktf.isComplexElement(struct)) {
    throw new Error(
      "A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration",
    );
  }
  return {
    account_role: cdktf.stringToTerraform(struct!.accountRole),
    organizations: cdktf.listMapper(keyAccessOrganizationsToTerraform, false)(struct!.organizations),
  };
}

export function keyAccessToHclTerraform(struct?: KeyAccess | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
    return struct;
  }
  if (cdktf.isComplexElement(struct)) {
    throw new Error(
      "A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration",
    );
  }
  const attrs = {
    account_role: {
      value: cdktf.stringToHclTerraform(struct!.accountRole),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    organizations: {
      value: cdktf.listMapperHcl(keyAccessOrganizationsToHclTerraform, false)(struct!.organizations),
      isBlock: false,
      type: "set",
      storageClassType: "KeyAccessOrganizationsList",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(
    Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined),
  );
}

export class KeyAccessOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable | undefined;

  /**
   * @param terraformResource The parent resource
   * @param terraformAttribute The attribute on the parent resource this class is referencing
   */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): KeyAccess | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._accountRole !== undefined) {
      hasAnyValues = true;
      internalValueResult.accountRole = this._accountRole;
    }
    if (this._organizations?.internalValue !== undefined) {
      hasAnyValues = true;
      internalValueResult.organizations = this._organizations?.internalValue;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: KeyAccess | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._accountRole = undefined;
      this._organizations.internalValue = undefined;
    } else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    } else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._accountRole = value.accountRole;
      this._organizations.internalValue = value.organizations;
    }
  }

  // account_role - computed: true, optional: true, required: false
  private _accountRole?: string | undefined;
  public get accountRole() {
    return this.getStringAttribute("account_role");
  }
  public set accountRole(value: string) {
    this._accountRole = value;
  }
  public resetAccountRole() {
    this._accountRole = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get accountRoleInput() {
    return this._accountRole;
  }

  // organizations - computed: false, optional: false, required: true
  private organizationsIfUsed?: KeyAccessOrganizationsList | undefined;
  private get _organizations(): KeyAccessOrganizationsList {
    return (this.organizationsIfUsed ??= new KeyAccessOrganizationsList(this, "organizations", true));
  }
  public get organizations() {
    return this._organizations;
  }
  public putOrganizations(value: KeyAccessOrganizations[] | cdktf.IResolvable) {
    this._organizations.internalValue = value;
  }
  // Temporarily expose input value. Use with caution.
  public get organizationsInput() {
    return this.organizationsIfUsed?.internalValue;
  }
}
export interface KeyRetiring {}

export function keyRetiringToTerraform(struct?: KeyRetiring): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
    return struct;
  }
  if (cdktf.isComplexElement(struct)) {
    throw new Error(
      "A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration",
    );
  }
  return {};
}

export function keyRetiringToHclTerraform(struct?: KeyRetiring): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
    return struct;
  }
  if (cdktf.isComplexElement(struct)) {
    throw new Error(
      "A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration",
    );
  }
  const attrs = {};
  return attrs;
}

export class KeyRetiringOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
   * @param terraformResource The parent resource
   * @param terraformAttribute The attribute on the parent resource this class is referencing
   * @param complexObjectIndex the index of this item in the list
   * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
   */
  public constructor(
    terraformResource: cdktf.IInterpolatingParent,
    terraformAttribute: string,
    complexObjectIndex: number,
    complexObjectIsFromSet: boolean,
  ) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): KeyRetiring | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: KeyRetiring | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    } else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute("id");
  }

  // status - computed: true, optional: false, required: false
  public get status() {
    return this.getStringAttribute("status");
  }

  // until - computed: true, optional: false, required: false
  public get until() {
    return this.getStringAttribute("until");
  }
}

export class KeyRetiringList extends cdktf.ComplexList {
  /**
   * @param terraformResource The parent resource
   * @param terraformAttribute The attribute on the parent resource this class is referencing
   * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
   */
  constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet);
  }

  /**
   * @param index the index of the item to return
   */
  public get(index: number): KeyRetiringOutputReference {
    return new KeyRetiringOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
 * Represents a access_key
 */
export class Key extends cdktf.TerraformResource {
  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "access_key";

  // ==============
  // STATIC Methods
  // ==============
  /**
   * Generates CDKTF code for importing a Key resource upon running "cdktf plan <stack-name>"
   * @param scope The scope in which to define this construct
   * @param importToId The construct id used in the generated config for the Key to import
   * @param importFromId The id of the existing Key that should be imported. Refer to the import section in the documentation of this resource for the id to use
   * @param provider? Optional instance of the provider where the Key to import is found
   */
  public static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: cdktf.TerraformProvider,
  ) {
    return new cdktf.ImportableResource(scope, importToId, {
      terraformResourceType: "access_key",
      importId: importFromId,
      provider,
    } as cdktf.IImportableConfig);
  }

  // ===========
  // INITIALIZER
  // ===========

  /**
   * Create a new access_key Resource
   *
   * @param scope The scope in which to define this construct
   * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
   * @param options KeyConfig = {}
   */
  public constructor(scope: Construct, id: string, config: KeyConfig = {}) {
    super(scope, checkId(scope, id), {
      terraformResourceType: "access_key",
      terraformGeneratorMetadata: {
        providerName: "access",
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach,
    } as cdktf.TerraformResourceConfig);
    rememberCode(this);
    if (config.access !== undefined) this._access.internalValue = config.access;
    this._description = config.description;
    this._encryptTo = config.encryptTo;
    this._expiresAt = config.expiresAt;
    this._expiresIn = config.expiresIn;
    this._keepers = config.keepers;
    this._name = config.name;
    this._overlap = config.overlap;
    this._reason = config.reason;
    this._rotateAfter = config.rotateAfter;
    this._rotationAnchor = config.rotationAnchor;
    this._serviceAccountId = config.serviceAccountId;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // access - computed: false, optional: true, required: false
  private accessIfUsed?: KeyAccessOutputReference | undefined;
  private get _access(): KeyAccessOutputReference {
    return (this.accessIfUsed ??= new KeyAccessOutputReference(this, "access"));
  }
  public get access() {
    return this._access;
  }
  public putAccess(value: KeyAccess) {
    this._access.internalValue = value;
  }
  public resetAccess() {
    this._access.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get accessInput() {
    return this.accessIfUsed?.internalValue;
  }

  // created_at - computed: true, optional: false, required: false
  public get createdAt() {
    return this.getStringAttribute("created_at");
  }

  // description - computed: false, optional: true, required: false
  private _description?: string | undefined;
  public get description() {
    return this.getStringAttribute("description");
  }
  public set description(value: string) {
    this._description = value;
  }
  public resetDescription() {
    this._description = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get descriptionInput() {
    return this._description;
  }

  // encrypt_to - computed: false, optional: true, required: false
  private _encryptTo?: string[] | undefined;
  public get encryptTo() {
    return cdktf.Fn.tolist(this.getListAttribute("encrypt_to"));
  }
  public set encryptTo(value: string[]) {
    this._encryptTo = value;
  }
  public resetEncryptTo() {
    this._encryptTo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get encryptToInput() {
    return this._encryptTo;
  }

  // encrypted_secret - computed: true, optional: false, required: false
  public get encryptedSecret() {
    return this.getStringAttribute("encrypted_secret");
  }

  // expires_at - computed: true, optional: true, required: false
  private _expiresAt?: string | undefined;
  public get expiresAt() {
    return this.getStringAttribute("expires_at");
  }
  public set expiresAt(value: string) {
    this._expiresAt = value;
  }
  public resetExpiresAt() {
    this._expiresAt = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get expiresAtInput() {
    return this._expiresAt;
  }

  // expires_in - computed: false, optional: true, required: false
  private _expiresIn?: string | undefined;
  public get expiresIn() {
    return this.getStringAttribute("expires_in");
  }
  public set expiresIn(value: string) {
    this._expiresIn = value;
  }
  public resetExpiresIn() {
    this._expiresIn = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get expiresInInput() {
    return this._expiresIn;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute("id");
  }

  // keepers - computed: false, optional: true, required: false
  private _keepers?: { [key: string]: string } | undefined;
  public get keepers() {
    return this.getStringMapAttribute("keepers");
  }
  public set keepers(value: { [key: string]: string }) {
    this._keepers = value;
  }
  public resetKeepers() {
    this._keepers = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get keepersInput() {
    return this._keepers;
  }

  // name - computed: false, optional: true, required: false
  private _name?: string | undefined;
  public get name() {
    return this.getStringAttribute("name");
  }
  public set name(value: string) {
    this._name = value;
  }
  public resetName() {
    this._name = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // overlap - computed: false, optional: true, required: false
  private _overlap?: string | undefined;
  public get overlap() {
    return this.getStringAttribute("overlap");
  }
  public set overlap(value: string) {
    this._overlap = value;
  }
  public resetOverlap() {
    this._overlap = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get overlapInput() {
    return this._overlap;
  }

  // reason - computed: false, optional: true, required: false
  private _reason?: string | undefined;
  public get reason() {
    return this.getStringAttribute("reason");
  }
  public set reason(value: string) {
    this._reason = value;
  }
  public resetReason() {
    this._reason = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get reasonInput() {
    return this._reason;
  }

  // retiring - computed: true, optional: false, required: false
  private retiringIfUsed?: KeyRetiringList | undefined;
  private get _retiring(): KeyRetiringList {
    return (this.retiringIfUsed ??= new KeyRetiringList(this, "retiring", false));
  }
  public get retiring() {
    return this._retiring;
  }

  // rotate_after - computed: false, optional: true, required: false
  private _rotateAfter?: string | undefined;
  public get rotateAfter() {
    return this.getStringAttribute("rotate_after");
  }
  public set rotateAfter(value: string) {
    this._rotateAfter = value;
  }
  public resetRotateAfter() {
    this._rotateAfter = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get rotateAfterInput() {
    return this._rotateAfter;
  }

  // rotation_anchor - computed: false, optional: true, required: false
  private _rotationAnchor?: string | undefined;
  public get rotationAnchor() {
    return this.getStringAttribute("rotation_anchor");
  }
  public set rotationAnchor(value: string) {
    this._rotationAnchor = value;
  }
  public resetRotationAnchor() {
    this._rotationAnchor = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get rotationAnchorInput() {
    return this._rotationAnchor;
  }

  // rotation_due - computed: true, optional: false, required: false
  public get rotationDue() {
    return this.getBooleanAttribute("rotation_due");
  }

  // secret - computed: true, optional: false, required: false
  public get secret() {
    return this.getStringAttribute("secret");
  }

  // service_account_id - computed: true, optional: true, required: false
  private _serviceAccountId?: string | undefined;
  public get serviceAccountId() {
    return this.getStringAttribute("service_account_id");
  }
  public set serviceAccountId(value: string) {
    this._serviceAccountId = value;
  }
  public resetServiceAccountId() {
    this._serviceAccountId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get serviceAccountIdInput() {
    return this._serviceAccountId;
  }

  // space_id - computed: true, optional: false, required: false
  public get spaceId() {
    return this.getStringAttribute("space_id");
  }

  // status - computed: true, optional: false, required: false
  public get status() {
    return this.getStringAttribute("status");
  }

  // =========
  // SYNTHESIS
  // =========

  protected override synthesizeAttributes(): { [name: string]: any } {
    return {
      access: keyAccessToTerraform(this.accessIfUsed?.internalValue),
      description: cdktf.stringToTerraform(this._description),
      encrypt_to: cdktf.listMapper(cdktf.stringToTerraform, false)(this._encryptTo),
      expires_at: cdktf.stringToTerraform(this._expiresAt),
      expires_in: cdktf.stringToTerraform(this._expiresIn),
      keepers: cdktf.hashMapper(cdktf.stringToTerraform)(this._keepers),
      name: cdktf.stringToTerraform(this._name),
      overlap: cdktf.stringToTerraform(this._overlap),
      reason: cdktf.stringToTerraform(this._reason),
      rotate_after: cdktf.stringToTerraform(this._rotateAfter),
      rotation_anchor: cdktf.stringToTerraform(this._rotationAnchor),
      service_account_id: cdktf.stringToTerraform(this._serviceAccountId),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      access: {
        value: keyAccessToHclTerraform(this.accessIfUsed?.internalValue),
        isBlock: false,
        type: "list",
        storageClassType: "KeyAccess",
      },
      description: {
        value: cdktf.stringToHclTerraform(this._description),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      encrypt_to: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._encryptTo),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      expires_at: {
        value: cdktf.stringToHclTerraform(this._expiresAt),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      expires_in: {
        value: cdktf.stringToHclTerraform(this._expiresIn),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      keepers: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._keepers),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      overlap: {
        value: cdktf.stringToHclTerraform(this._overlap),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      reason: {
        value: cdktf.stringToHclTerraform(this._reason),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      rotate_after: {
        value: cdktf.stringToHclTerraform(this._rotateAfter),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      rotation_anchor: {
        value: cdktf.stringToHclTerraform(this._rotationAnchor),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      service_account_id: {
        value: cdktf.stringToHclTerraform(this._serviceAccountId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(
      Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined),
    );
  }
}
