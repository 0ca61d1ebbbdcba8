// Made by `npm run generate`; edit what it is made from instead.

import type { Construct } from "constructs";
import * as cdktf from "../shared/cdktf.ts";
import { checkId } from "../shared/construct-id.ts";
import { rememberCode } from "../shared/remember-code.ts";

// Configuration

export interface MemberConfig extends cdktf.TerraformMetaArguments {
  /**
   * The member's role in the vendor's account as a whole.
   */
  readonly accountRole?: string | undefined;
  /**
   * What a destroy does: `delete` deletes the member, `abandon` only removes them from state. If not set, `delete`. Kept in state, never sent to the vendor. One of `delete`, `abandon`.
   */
  readonly deletionPolicy?: string | undefined;
  /**
   * Address that the invitation goes to, and that the member logs in with. It must be an email address such as ada@teams.example.com, without blanks. Changing it creates a new resource and deletes the old one.
   */
  readonly email: string;
  /**
   * Base URL of the vendor's user interface, for the link in the invitation.
   */
  readonly inviteBaseUrl?: string | undefined;
  /**
   * How the member is invited.
   */
  readonly inviteMode?: string | undefined;
  /**
   * Arize only: Whether the person may create API keys and service keys. If not set, as Arize decides: yes for ADMIN and MEMBER, no for ANNOTATOR.
   */
  readonly isDeveloper?: boolean | cdktf.IResolvable | undefined;
  /**
   * Name of the member. If not set, the member chooses it.
   */
  readonly name?: string | undefined;
  /**
   * Roles that the invitation gives. If not set, none or the vendor's default. They are not read again.
   */
  readonly roleIds?: string[] | undefined;
}

/**
 * Represents a access_member
 */
export class Member extends cdktf.TerraformResource {
  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "access_member";

  // ==============
  // STATIC Methods
  // ==============
  /**
   * Generates CDKTF code for importing a Member resource upon running "cdktf plan <stack-name>"
   * @param scope The scope in which to define this construct
   * @param importToId The construct id used in the generated config for the Member to import
   * @param importFromId The id of the existing Member that should be imported. Refer to the import section in the documentation of this resource for the id to use
   * @param provider? Optional instance of the provider where the Member to import is found
   */
  public static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: cdktf.TerraformProvider,
  ) {
    return new cdktf.ImportableResource(scope, importToId, {
      terraformResourceType: "access_member",
      importId: importFromId,
      provider,
    } as cdktf.IImportableConfig);
  }

  // ===========
  // INITIALIZER
  // ===========

  /**
   * Create a new access_member Resource
   *
   * @param scope The scope in which to define this construct
   * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
   * @param options MemberConfig
   */
  public constructor(scope: Construct, id: string, config: MemberConfig) {
    super(scope, checkId(scope, id), {
      terraformResourceType: "access_member",
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
    this._accountRole = config.accountRole;
    this._deletionPolicy = config.deletionPolicy;
    this._email = config.email;
    this._inviteBaseUrl = config.inviteBaseUrl;
    this._inviteMode = config.inviteMode;
    this._isDeveloper = config.isDeveloper;
    this._name = config.name;
    this._roleIds = config.roleIds;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // account_role - computed: false, optional: true, required: false
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

  // activation_token - computed: true, optional: false, required: false
  public get activationToken() {
    return this.getStringAttribute("activation_token");
  }

  // deletion_policy - computed: false, optional: true, required: false
  private _deletionPolicy?: string | undefined;
  public get deletionPolicy() {
    return this.getStringAttribute("deletion_policy");
  }
  public set deletionPolicy(value: string) {
    this._deletionPolicy = value;
  }
  public resetDeletionPolicy() {
    this._deletionPolicy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get deletionPolicyInput() {
    return this._deletionPolicy;
  }

  // email - computed: false, optional: false, required: true
  private _email?: string | undefined;
  public get email() {
    return this.getStringAttribute("email");
  }
  public set email(value: string) {
    this._email = value;
  }
  // Temporarily expose input value. Use with caution.
  public get emailInput() {
    return this._email;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute("id");
  }

  // invite_base_url - computed: false, optional: true, required: false
  private _inviteBaseUrl?: string | undefined;
  public get inviteBaseUrl() {
    return this.getStringAttribute("invite_base_url");
  }
  public set inviteBaseUrl(value: string) {
    this._inviteBaseUrl = value;
  }
  public resetInviteBaseUrl() {
    this._inviteBaseUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get inviteBaseUrlInput() {
    return this._inviteBaseUrl;
  }

  // invite_mode - computed: false, optional: true, required: false
  private _inviteMode?: string | undefined;
  public get inviteMode() {
    return this.getStringAttribute("invite_mode");
  }
  public set inviteMode(value: string) {
    this._inviteMode = value;
  }
  public resetInviteMode() {
    this._inviteMode = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get inviteModeInput() {
    return this._inviteMode;
  }

  // is_developer - computed: true, optional: true, required: false
  private _isDeveloper?: boolean | cdktf.IResolvable | undefined;
  public get isDeveloper() {
    return this.getBooleanAttribute("is_developer");
  }
  public set isDeveloper(value: boolean | cdktf.IResolvable) {
    this._isDeveloper = value;
  }
  public resetIsDeveloper() {
    this._isDeveloper = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get isDeveloperInput() {
    return this._isDeveloper;
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
      account_role: cdktf.stringToTerraform(this._accountRole),
      deletion_policy: cdktf.stringToTerraform(this._deletionPolicy),
      email: cdktf.stringToTerraform(this._email),
      invite_base_url: cdktf.stringToTerraform(this._inviteBaseUrl),
      invite_mode: cdktf.stringToTerraform(this._inviteMode),
      is_developer: cdktf.booleanToTerraform(this._isDeveloper),
      name: cdktf.stringToTerraform(this._name),
      role_ids: cdktf.listMapper(cdktf.stringToTerraform, false)(this._roleIds),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      account_role: {
        value: cdktf.stringToHclTerraform(this._accountRole),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      deletion_policy: {
        value: cdktf.stringToHclTerraform(this._deletionPolicy),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      email: {
        value: cdktf.stringToHclTerraform(this._email),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      invite_base_url: {
        value: cdktf.stringToHclTerraform(this._inviteBaseUrl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      invite_mode: {
        value: cdktf.stringToHclTerraform(this._inviteMode),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      is_developer: {
        value: cdktf.booleanToHclTerraform(this._isDeveloper),
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
