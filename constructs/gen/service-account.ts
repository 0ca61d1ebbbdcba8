// Made by `npm run generate`; edit what it is made from instead.

import type { Construct } from "constructs";
import * as cdktf from "../shared/cdktf.ts";
import { checkId } from "../shared/construct-id.ts";
import { rememberCode } from "../shared/remember-code.ts";

// Configuration

export interface ServiceAccountConfig extends cdktf.TerraformMetaArguments {
  /**
   * What the account is for.
   */
  readonly description?: string | undefined;
  /**
   * Exactly the groups that the account is in: it is removed from all others. If not set, its groups are not managed here.
   */
  readonly groupIds?: string[] | undefined;
  /**
   * Whether people add their own keys to the account, so that drift does not report them. Kept in state, never sent to the vendor.
   */
  readonly keysByHolders?: boolean | cdktf.IResolvable | undefined;
  /**
   * Name of the account. It must be unique.
   */
  readonly name: string;
  /**
   * Exactly the roles that the account holds: all others are taken away. If not set, its roles are not managed here.
   */
  readonly roleIds?: string[] | undefined;
}

/**
 * Represents a access_service_account
 */
export class ServiceAccount extends cdktf.TerraformResource {
  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "access_service_account";

  // ==============
  // STATIC Methods
  // ==============
  /**
   * Generates CDKTF code for importing a ServiceAccount resource upon running "cdktf plan <stack-name>"
   * @param scope The scope in which to define this construct
   * @param importToId The construct id used in the generated config for the ServiceAccount to import
   * @param importFromId The id of the existing ServiceAccount that should be imported. Refer to the import section in the documentation of this resource for the id to use
   * @param provider? Optional instance of the provider where the ServiceAccount to import is found
   */
  public static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: cdktf.TerraformProvider,
  ) {
    return new cdktf.ImportableResource(scope, importToId, {
      terraformResourceType: "access_service_account",
      importId: importFromId,
      provider,
    } as cdktf.IImportableConfig);
  }

  // ===========
  // INITIALIZER
  // ===========

  /**
   * Create a new access_service_account Resource
   *
   * @param scope The scope in which to define this construct
   * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
   * @param options ServiceAccountConfig
   */
  public constructor(scope: Construct, id: string, config: ServiceAccountConfig) {
    super(scope, checkId(scope, id), {
      terraformResourceType: "access_service_account",
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
    this._description = config.description;
    this._groupIds = config.groupIds;
    this._keysByHolders = config.keysByHolders;
    this._name = config.name;
    this._roleIds = config.roleIds;
  }

  // ==========
  // ATTRIBUTES
  // ==========

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

  // email - computed: true, optional: false, required: false
  public get email() {
    return this.getStringAttribute("email");
  }

  // group_ids - computed: false, optional: true, required: false
  private _groupIds?: string[] | undefined;
  public get groupIds() {
    return cdktf.Fn.tolist(this.getListAttribute("group_ids"));
  }
  public set groupIds(value: string[]) {
    this._groupIds = value;
  }
  public resetGroupIds() {
    this._groupIds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get groupIdsInput() {
    return this._groupIds;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute("id");
  }

  // keys_by_holders - computed: false, optional: true, required: false
  private _keysByHolders?: boolean | cdktf.IResolvable | undefined;
  public get keysByHolders() {
    return this.getBooleanAttribute("keys_by_holders");
  }
  public set keysByHolders(value: boolean | cdktf.IResolvable) {
    this._keysByHolders = value;
  }
  public resetKeysByHolders() {
    this._keysByHolders = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get keysByHoldersInput() {
    return this._keysByHolders;
  }

  // name - computed: false, optional: false, required: true
  private _name?: string | undefined;
  public get name() {
    return this.getStringAttribute("name");
  }
  public set name(value: string) {
    this._name = value;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // role_ids - computed: false, optional: true, required: false
  private _roleIds?: string[] | undefined;
  public get roleIds() {
    return cdktf.Fn.tolist(this.getListAttribute("role_ids"));
  }
  public set roleIds(value: string[]) {
    this._roleIds = value;
  }
  public resetRoleIds() {
    this._roleIds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get roleIdsInput() {
    return this._roleIds;
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
      description: cdktf.stringToTerraform(this._description),
      group_ids: cdktf.listMapper(cdktf.stringToTerraform, false)(this._groupIds),
      keys_by_holders: cdktf.booleanToTerraform(this._keysByHolders),
      name: cdktf.stringToTerraform(this._name),
      role_ids: cdktf.listMapper(cdktf.stringToTerraform, false)(this._roleIds),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      description: {
        value: cdktf.stringToHclTerraform(this._description),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      group_ids: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._groupIds),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      keys_by_holders: {
        value: cdktf.booleanToHclTerraform(this._keysByHolders),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      role_ids: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._roleIds),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(
      Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined),
    );
  }
}
