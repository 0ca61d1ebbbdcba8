// Made by `npm run generate`; edit what it is made from instead.

import type { Construct } from "constructs";
import * as cdktf from "../shared/cdktf.ts";
import { checkId } from "../shared/construct-id.ts";
import { rememberCode } from "../shared/remember-code.ts";

// Configuration

export interface GroupMembershipConfig extends cdktf.TerraformMetaArguments {
  /**
   * The group. Changing it creates a new resource and deletes the old one.
   */
  readonly groupId: string;
  /**
   * The member to put into the group. Changing it creates a new resource and deletes the old one.
   */
  readonly memberId?: string | undefined;
  /**
   * Why the subject is in the group. Kept in state for reviewers, never sent to the vendor.
   */
  readonly reason?: string | undefined;
  /**
   * The account to put into the group. Changing it creates a new resource and deletes the old one.
   */
  readonly serviceAccountId?: string | undefined;
}

/**
 * Represents a access_group_membership
 */
export class GroupMembership extends cdktf.TerraformResource {
  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "access_group_membership";

  // ==============
  // STATIC Methods
  // ==============
  /**
   * Generates CDKTF code for importing a GroupMembership resource upon running "cdktf plan <stack-name>"
   * @param scope The scope in which to define this construct
   * @param importToId The construct id used in the generated config for the GroupMembership to import
   * @param importFromId The id of the existing GroupMembership that should be imported. Refer to the import section in the documentation of this resource for the id to use
   * @param provider? Optional instance of the provider where the GroupMembership to import is found
   */
  public static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: cdktf.TerraformProvider,
  ) {
    return new cdktf.ImportableResource(scope, importToId, {
      terraformResourceType: "access_group_membership",
      importId: importFromId,
      provider,
    } as cdktf.IImportableConfig);
  }

  // ===========
  // INITIALIZER
  // ===========

  /**
   * Create a new access_group_membership Resource
   *
   * @param scope The scope in which to define this construct
   * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
   * @param options GroupMembershipConfig
   */
  public constructor(scope: Construct, id: string, config: GroupMembershipConfig) {
    super(scope, checkId(scope, id), {
      terraformResourceType: "access_group_membership",
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
    this._serviceAccountId = config.serviceAccountId;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // group_id - computed: false, optional: false, required: true
  private _groupId?: string | undefined;
  public get groupId() {
    return this.getStringAttribute("group_id");
  }
  public set groupId(value: string) {
    this._groupId = value;
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

  // =========
  // SYNTHESIS
  // =========

  protected override synthesizeAttributes(): { [name: string]: any } {
    return {
      group_id: cdktf.stringToTerraform(this._groupId),
      member_id: cdktf.stringToTerraform(this._memberId),
      reason: cdktf.stringToTerraform(this._reason),
      service_account_id: cdktf.stringToTerraform(this._serviceAccountId),
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
