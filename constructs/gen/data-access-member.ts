// Made by `npm run generate`; edit what it is made from instead.

import type { Construct } from "constructs";
import * as cdktf from "../shared/cdktf.ts";
import { checkId } from "../shared/construct-id.ts";
import { rememberCode } from "../shared/remember-code.ts";

// Configuration

export interface DataAccessMemberConfig extends cdktf.TerraformMetaArguments {
  /**
   * Email address of the member. It must be an email address such as ada@teams.example.com, without blanks.
   */
  readonly email: string;
}

/**
 * Represents a access_member
 */
export class DataAccessMember extends cdktf.TerraformDataSource {
  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "access_member";

  // ==============
  // STATIC Methods
  // ==============
  /**
   * Generates CDKTF code for importing a DataAccessMember resource upon running "cdktf plan <stack-name>"
   * @param scope The scope in which to define this construct
   * @param importToId The construct id used in the generated config for the DataAccessMember to import
   * @param importFromId The id of the existing DataAccessMember that should be imported. Refer to the import section in the documentation of this resource for the id to use
   * @param provider? Optional instance of the provider where the DataAccessMember to import is found
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
   * Create a new access_member Data Source
   *
   * @param scope The scope in which to define this construct
   * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
   * @param options DataAccessMemberConfig
   */
  public constructor(scope: Construct, id: string, config: DataAccessMemberConfig) {
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
    this._email = config.email;
  }

  // ==========
  // ATTRIBUTES
  // ==========

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

  // name - computed: true, optional: false, required: false
  public get name() {
    return this.getStringAttribute("name");
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
      email: cdktf.stringToTerraform(this._email),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      email: {
        value: cdktf.stringToHclTerraform(this._email),
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
