// Made by `npm run generate`; edit what it is made from instead.

import type { Construct } from "constructs";
import * as cdktf from "../shared/cdktf.ts";
import { checkId } from "../shared/construct-id.ts";
import { rememberCode } from "../shared/remember-code.ts";

// Configuration

export interface RoleMappingConfig extends cdktf.TerraformMetaArguments {
  /**
   * The auth domain. Changing it creates a new resource and deletes the old one.
   */
  readonly authDomainId: string;
  /**
   * Role for members whose groups give none. If not set, the vendor's default.
   */
  readonly defaultRole?: string | undefined;
  /**
   * Role that each group of the identity provider gives, by the group's name.
   */
  readonly groupMappings?: { [key: string]: string } | undefined;
  /**
   * Whether to use the role attribute of the identity provider. If not set, no.
   */
  readonly useRoleAttribute?: boolean | cdktf.IResolvable | undefined;
}

/**
 * Represents a access_role_mapping
 */
export class RoleMapping extends cdktf.TerraformResource {
  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "access_role_mapping";

  // ==============
  // STATIC Methods
  // ==============
  /**
   * Generates CDKTF code for importing a RoleMapping resource upon running "cdktf plan <stack-name>"
   * @param scope The scope in which to define this construct
   * @param importToId The construct id used in the generated config for the RoleMapping to import
   * @param importFromId The id of the existing RoleMapping that should be imported. Refer to the import section in the documentation of this resource for the id to use
   * @param provider? Optional instance of the provider where the RoleMapping to import is found
   */
  public static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: cdktf.TerraformProvider,
  ) {
    return new cdktf.ImportableResource(scope, importToId, {
      terraformResourceType: "access_role_mapping",
      importId: importFromId,
      provider,
    } as cdktf.IImportableConfig);
  }

  // ===========
  // INITIALIZER
  // ===========

  /**
   * Create a new access_role_mapping Resource
   *
   * @param scope The scope in which to define this construct
   * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
   * @param options RoleMappingConfig
   */
  public constructor(scope: Construct, id: string, config: RoleMappingConfig) {
    super(scope, checkId(scope, id), {
      terraformResourceType: "access_role_mapping",
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
    this._authDomainId = config.authDomainId;
    this._defaultRole = config.defaultRole;
    this._groupMappings = config.groupMappings;
    this._useRoleAttribute = config.useRoleAttribute;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // auth_domain_id - computed: false, optional: false, required: true
  private _authDomainId?: string | undefined;
  public get authDomainId() {
    return this.getStringAttribute("auth_domain_id");
  }
  public set authDomainId(value: string) {
    this._authDomainId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get authDomainIdInput() {
    return this._authDomainId;
  }

  // default_role - computed: false, optional: true, required: false
  private _defaultRole?: string | undefined;
  public get defaultRole() {
    return this.getStringAttribute("default_role");
  }
  public set defaultRole(value: string) {
    this._defaultRole = value;
  }
  public resetDefaultRole() {
    this._defaultRole = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get defaultRoleInput() {
    return this._defaultRole;
  }

  // group_mappings - computed: false, optional: true, required: false
  private _groupMappings?: { [key: string]: string } | undefined;
  public get groupMappings() {
    return this.getStringMapAttribute("group_mappings");
  }
  public set groupMappings(value: { [key: string]: string }) {
    this._groupMappings = value;
  }
  public resetGroupMappings() {
    this._groupMappings = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get groupMappingsInput() {
    return this._groupMappings;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute("id");
  }

  // use_role_attribute - computed: false, optional: true, required: false
  private _useRoleAttribute?: boolean | cdktf.IResolvable | undefined;
  public get useRoleAttribute() {
    return this.getBooleanAttribute("use_role_attribute");
  }
  public set useRoleAttribute(value: boolean | cdktf.IResolvable) {
    this._useRoleAttribute = value;
  }
  public resetUseRoleAttribute() {
    this._useRoleAttribute = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get useRoleAttributeInput() {
    return this._useRoleAttribute;
  }

  // =========
  // SYNTHESIS
  // =========

  protected override synthesizeAttributes(): { [name: string]: any } {
    return {
      auth_domain_id: cdktf.stringToTerraform(this._authDomainId),
      default_role: cdktf.stringToTerraform(this._defaultRole),
      group_mappings: cdktf.hashMapper(cdktf.stringToTerraform)(this._groupMappings),
      use_role_attribute: cdktf.booleanToTerraform(this._useRoleAttribute),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      auth_domain_id: {
        value: cdktf.stringToHclTerraform(this._authDomainId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      default_role: {
        value: cdktf.stringToHclTerraform(this._defaultRole),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      group_mappings: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._groupMappings),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      use_role_attribute: {
        value: cdktf.booleanToHclTerraform(this._useRoleAttribute),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(
      Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined),
    );
  }
}
