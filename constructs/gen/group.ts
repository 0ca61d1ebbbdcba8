// Made by `npm run generate`; edit what it is made from instead.

import type { Construct } from "constructs";
import * as cdktf from "../shared/cdktf.ts";
import { checkId } from "../shared/construct-id.ts";
import { rememberCode } from "../shared/remember-code.ts";

// Configuration

export interface GroupConfig extends cdktf.TerraformMetaArguments {
  /**
   * Bigeye only: The exact set of identity provider groups whose members are in this group. If not set, they are not managed here. An empty set removes all.
   */
  readonly idpGroups?: string[] | undefined;
  /**
   * Name of the group.
   */
  readonly name: string;
}

/**
 * Represents a access_group
 */
export class Group extends cdktf.TerraformResource {
  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "access_group";

  // ==============
  // STATIC Methods
  // ==============
  /**
   * Generates CDKTF code for importing a Group resource upon running "cdktf plan <stack-name>"
   * @param scope The scope in which to define this construct
   * @param importToId The construct id used in the generated config for the Group to import
   * @param importFromId The id of the existing Group that should be imported. Refer to the import section in the documentation of this resource for the id to use
   * @param provider? Optional instance of the provider where the Group to import is found
   */
  public static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: cdktf.TerraformProvider,
  ) {
    return new cdktf.ImportableResource(scope, importToId, {
      terraformResourceType: "access_group",
      importId: importFromId,
      provider,
    } as cdktf.IImportableConfig);
  }

  // ===========
  // INITIALIZER
  // ===========

  /**
   * Create a new access_group Resource
   *
   * @param scope The scope in which to define this construct
   * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
   * @param options GroupConfig
   */
  public constructor(scope: Construct, id: string, config: GroupConfig) {
    super(scope, checkId(scope, id), {
      terraformResourceType: "access_group",
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
    this._idpGroups = config.idpGroups;
    this._name = config.name;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute("id");
  }

  // idp_groups - computed: false, optional: true, required: false
  private _idpGroups?: string[] | undefined;
  public get idpGroups() {
    return cdktf.Fn.tolist(this.getListAttribute("idp_groups"));
  }
  public set idpGroups(value: string[]) {
    this._idpGroups = value;
  }
  public resetIdpGroups() {
    this._idpGroups = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get idpGroupsInput() {
    return this._idpGroups;
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

  // =========
  // SYNTHESIS
  // =========

  protected override synthesizeAttributes(): { [name: string]: any } {
    return {
      idp_groups: cdktf.listMapper(cdktf.stringToTerraform, false)(this._idpGroups),
      name: cdktf.stringToTerraform(this._name),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      idp_groups: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._idpGroups),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
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
