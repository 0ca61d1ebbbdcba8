// Made by `npm run generate`; edit what it is made from instead.

import type { Construct } from "constructs";
import * as cdktf from "../cdk.ts";

// Configuration

export interface RoleBindingConfig extends cdktf.TerraformMetaArguments {
  /**
   * Why it is given. Kept in state for reviewers, never sent to the vendor.
   */
  readonly reason?: string | undefined;
  /**
   * The role that is given.
   */
  readonly roleId: string;
  /**
   * The account that holds it.
   */
  readonly serviceAccountId: string;
  /**
   * When it should be taken away again. Kept in state for reviewers, never sent to the vendor.
   */
  readonly until?: string | undefined;
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
    super(scope, id, {
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
    this._reason = config.reason;
    this._roleId = config.roleId;
    this._serviceAccountId = config.serviceAccountId;
    this._until = config.until;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute("id");
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

  // service_account_id - computed: false, optional: false, required: true
  private _serviceAccountId?: string | undefined;
  public get serviceAccountId() {
    return this.getStringAttribute("service_account_id");
  }
  public set serviceAccountId(value: string) {
    this._serviceAccountId = value;
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
      reason: cdktf.stringToTerraform(this._reason),
      role_id: cdktf.stringToTerraform(this._roleId),
      service_account_id: cdktf.stringToTerraform(this._serviceAccountId),
      until: cdktf.stringToTerraform(this._until),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
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
