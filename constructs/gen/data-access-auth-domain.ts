// Made by `npm run generate`; edit what it is made from instead.

import type { Construct } from "constructs";
import * as cdktf from "../shared/cdktf.ts";
import { checkId } from "../shared/construct-id.ts";
import { rememberCode } from "../shared/remember-code.ts";

// Configuration

export interface DataAccessAuthDomainConfig extends cdktf.TerraformMetaArguments {
  /**
   * Name of the domain, such as `teams.example.com`.
   */
  readonly name: string;
}

/**
 * Represents a access_auth_domain
 */
export class DataAccessAuthDomain extends cdktf.TerraformDataSource {
  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "access_auth_domain";

  // ==============
  // STATIC Methods
  // ==============
  /**
   * Generates CDKTF code for importing a DataAccessAuthDomain resource upon running "cdktf plan <stack-name>"
   * @param scope The scope in which to define this construct
   * @param importToId The construct id used in the generated config for the DataAccessAuthDomain to import
   * @param importFromId The id of the existing DataAccessAuthDomain that should be imported. Refer to the import section in the documentation of this resource for the id to use
   * @param provider? Optional instance of the provider where the DataAccessAuthDomain to import is found
   */
  public static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: cdktf.TerraformProvider,
  ) {
    return new cdktf.ImportableResource(scope, importToId, {
      terraformResourceType: "access_auth_domain",
      importId: importFromId,
      provider,
    } as cdktf.IImportableConfig);
  }

  // ===========
  // INITIALIZER
  // ===========

  /**
   * Create a new access_auth_domain Data Source
   *
   * @param scope The scope in which to define this construct
   * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
   * @param options DataAccessAuthDomainConfig
   */
  public constructor(scope: Construct, id: string, config: DataAccessAuthDomainConfig) {
    super(scope, checkId(scope, id), {
      terraformResourceType: "access_auth_domain",
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
    this._name = config.name;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute("id");
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

  // sso_enabled - computed: true, optional: false, required: false
  public get ssoEnabled() {
    return this.getBooleanAttribute("sso_enabled");
  }

  // sso_type - computed: true, optional: false, required: false
  public get ssoType() {
    return this.getStringAttribute("sso_type");
  }

  // =========
  // SYNTHESIS
  // =========

  protected override synthesizeAttributes(): { [name: string]: any } {
    return {
      name: cdktf.stringToTerraform(this._name),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
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
