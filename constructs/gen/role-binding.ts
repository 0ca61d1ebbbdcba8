// Made by `npm run generate`; edit what it is made from instead.

import type { Construct } from "constructs";
import * as cdktf from "../shared/cdktf.ts";
import { checkId } from "../shared/construct-id.ts";
import { rememberCode } from "../shared/remember-code.ts";

// Configuration

export interface RoleBindingConfig extends cdktf.TerraformMetaArguments {
  /**
   * The group that holds it. Changing it creates a new resource and deletes the old one.
   */
  readonly groupId?: string | undefined;
  /**
   * The member who holds it. Changing it creates a new resource and deletes the old one.
   */
  readonly memberId?: string | undefined;
  /**
   * Why the role is given. Kept in state for reviewers, never sent to the vendor.
   */
  readonly reason?: string | undefined;
  /**
   * The role to give.
   */
  readonly roleId: string;
  /**
   * Where the role applies. If not set, everywhere, or where the vendor's role itself says. Changing it creates a new resource and deletes the old one.
   */
  readonly scope?: RoleBindingScope | undefined;
  /**
   * The account that holds it. Changing it creates a new resource and deletes the old one.
   */
  readonly serviceAccountId?: string | undefined;
  /**
   * When the role should be taken away again. Kept in state for reviewers, never sent to the vendor. It must be an RFC 3339 instant such as 2027-01-31T00:00:00Z.
   */
  readonly until?: string | undefined;
}
export interface RoleBindingScope {
  /**
   * The vendor's id of the part.
   *
   * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
   * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
   */
  readonly id: string;
  /**
   * Type of the part, as the vendor spells it.
   */
  readonly type: string;
}

export function roleBindingScopeToTerraform(struct?: RoleBindingScope | cdktf.IResolvable): any {
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
    type: cdktf.stringToTerraform(struct!.type),
  };
}

export function roleBindingScopeToHclTerraform(struct?: RoleBindingScope | cdktf.IResolvable): any {
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

export class RoleBindingScopeOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable | undefined;

  /**
   * @param terraformResource The parent resource
   * @param terraformAttribute The attribute on the parent resource this class is referencing
   */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): RoleBindingScope | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._id !== undefined) {
      hasAnyValues = true;
      internalValueResult.id = this._id;
    }
    if (this._type !== undefined) {
      hasAnyValues = true;
      internalValueResult.type = this._type;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: RoleBindingScope | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._id = undefined;
      this._type = undefined;
    } else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    } else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._id = value.id;
      this._type = value.type;
    }
  }

  // id - computed: false, optional: false, required: true
  private _id?: string | undefined;
  public get id() {
    return this.getStringAttribute("id");
  }
  public set id(value: string) {
    this._id = value;
  }
  // Temporarily expose input value. Use with caution.
  public get idInput() {
    return this._id;
  }

  // type - computed: false, optional: false, required: true
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

/**
 * Represents a access_role_binding
 */
export class RoleBinding extends cdktf.TerraformResource {
  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "access_role_binding";

  // ==============
  // STATIC Methods
  // ==============
  /**
   * Generates CDKTF code for importing a RoleBinding resource upon running "cdktf plan <stack-name>"
   * @param scope The scope in which to define this construct
   * @param importToId The construct id used in the generated config for the RoleBinding to import
   * @param importFromId The id of the existing RoleBinding that should be imported. Refer to the import section in the documentation of this resource for the id to use
   * @param provider? Optional instance of the provider where the RoleBinding to import is found
   */
  public static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: cdktf.TerraformProvider,
  ) {
    return new cdktf.ImportableResource(scope, importToId, {
      terraformResourceType: "access_role_binding",
      importId: importFromId,
      provider,
    } as cdktf.IImportableConfig);
  }

  // ===========
  // INITIALIZER
  // ===========

  /**
   * Create a new access_role_binding Resource
   *
   * @param scope The scope in which to define this construct
   * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
   * @param options RoleBindingConfig
   */
  public constructor(scope: Construct, id: string, config: RoleBindingConfig) {
    super(scope, checkId(scope, id), {
      terraformResourceType: "access_role_binding",
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
    this._groupId = config.groupId;
    this._memberId = config.memberId;
    this._reason = config.reason;
    this._roleId = config.roleId;
    if (config.scope !== undefined) this._scope.internalValue = config.scope;
    this._serviceAccountId = config.serviceAccountId;
    this._until = config.until;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // group_id - computed: false, optional: true, required: false
  private _groupId?: string | undefined;
  public get groupId() {
    return this.getStringAttribute("group_id");
  }
  public set groupId(value: string) {
    this._groupId = value;
  }
  public resetGroupId() {
    this._groupId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get groupIdInput() {
    return this._groupId;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute("id");
  }

  // member_id - computed: false, optional: true, required: false
  private _memberId?: string | undefined;
  public get memberId() {
    return this.getStringAttribute("member_id");
  }
  public set memberId(value: string) {
    this._memberId = value;
  }
  public resetMemberId() {
    this._memberId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get memberIdInput() {
    return this._memberId;
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

  // role_id - computed: false, optional: false, required: true
  private _roleId?: string | undefined;
  public get roleId() {
    return this.getStringAttribute("role_id");
  }
  public set roleId(value: string) {
    this._roleId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get roleIdInput() {
    return this._roleId;
  }

  // scope - computed: false, optional: true, required: false
  private scopeIfUsed?: RoleBindingScopeOutputReference | undefined;
  private get _scope(): RoleBindingScopeOutputReference {
    return (this.scopeIfUsed ??= new RoleBindingScopeOutputReference(this, "scope"));
  }
  public get scope() {
    return this._scope;
  }
  public putScope(value: RoleBindingScope) {
    this._scope.internalValue = value;
  }
  public resetScope() {
    this._scope.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get scopeInput() {
    return this.scopeIfUsed?.internalValue;
  }

  // service_account_id - computed: false, optional: true, required: false
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

  // until - computed: false, optional: true, required: false
  private _until?: string | undefined;
  public get until() {
    return this.getStringAttribute("until");
  }
  public set until(value: string) {
    this._until = value;
  }
  public resetUntil() {
    this._until = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get untilInput() {
    return this._until;
  }

  // =========
  // SYNTHESIS
  // =========

  protected override synthesizeAttributes(): { [name: string]: any } {
    return {
      group_id: cdktf.stringToTerraform(this._groupId),
      member_id: cdktf.stringToTerraform(this._memberId),
      reason: cdktf.stringToTerraform(this._reason),
      role_id: cdktf.stringToTerraform(this._roleId),
      scope: roleBindingScopeToTerraform(this.scopeIfUsed?.internalValue),
      service_account_id: cdktf.stringToTerraform(this._serviceAccountId),
      until: cdktf.stringToTerraform(this._until),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      group_id: {
        value: cdktf.stringToHclTerraform(this._groupId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      member_id: {
        value: cdktf.stringToHclTerraform(this._memberId),
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
      role_id: {
        value: cdktf.stringToHclTerraform(this._roleId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      scope: {
        value: roleBindingScopeToHclTerraform(this.scopeIfUsed?.internalValue),
        isBlock: false,
        type: "list",
        storageClassType: "RoleBindingScope",
      },
      service_account_id: {
        value: cdktf.stringToHclTerraform(this._serviceAccountId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      until: {
        value: cdktf.stringToHclTerraform(this._until),
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
