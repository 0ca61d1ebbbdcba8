// Made by `npm run generate`; edit what it is made from instead.

import type { Construct } from "constructs";
import * as cdktf from "../shared/cdktf.ts";
import { checkId } from "../shared/construct-id.ts";

// Configuration

export interface AccessProviderConfig {
  /**
   * Path of a PEM file with certificate authorities to trust for the vendor and for a proxy, in addition to those that Node.js trusts.
   */
  readonly caFile?: string | undefined;
  /**
   * Base URL of the vendor's API. If not set: the vendor's own variable, then ACCESS_ENDPOINT, then its default.
   */
  readonly endpoint?: string | undefined;
  /**
   * What to do if a role, a role binding or a key would grant permissions that the token does not have. If not set, `warn`. One of `warn`, `error`, `off`.
   */
  readonly escalationGuard?: string | undefined;
  /**
   * Earlier addresses of this account's API. Terraform 1.12 and later store the address beside each resource; what it stored for one of these is taken for this account's.
   */
  readonly formerEndpoints?: string[] | undefined;
  /**
   * HTTP headers to send with each request, for a gateway in front of the vendor.
   */
  readonly headers?: { [key: string]: string } | undefined;
  /**
   * How often to send a request again that the vendor certainly did not carry out. 0 means never. If not set, 4.
   */
  readonly maxRetries?: number | undefined;
  /**
   * Names of roles that the token may give although it does not hold them: their permissions count as the token's own.
   */
  readonly mayDelegate?: string[] | undefined;
  /**
   * How long one request may take, from its first byte to the last byte of the response. If not set, 30s. It must be a duration such as 90d, 36h, 1h30m or 30s.
   */
  readonly requestTimeout?: string | undefined;
  /**
   * Credential of an administrator. If not set: the vendor's own variable, then ACCESS_TOKEN.
   */
  readonly token?: string | undefined;
  /**
   * The vendor of the account. If not set, the environment variable ACCESS_VENDOR.
   */
  readonly vendor?: string | undefined;
  /**
   * Alias name
   */
  readonly alias?: string | undefined;
}

/**
 * Represents a access
 */
export class AccessProvider extends cdktf.TerraformProvider {
  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "access";

  // ==============
  // STATIC Methods
  // ==============
  /**
   * Generates CDKTF code for importing a AccessProvider resource upon running "cdktf plan <stack-name>"
   * @param scope The scope in which to define this construct
   * @param importToId The construct id used in the generated config for the AccessProvider to import
   * @param importFromId The id of the existing AccessProvider that should be imported. Refer to the import section in the documentation of this resource for the id to use
   * @param provider? Optional instance of the provider where the AccessProvider to import is found
   */
  public static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: cdktf.TerraformProvider,
  ) {
    return new cdktf.ImportableResource(scope, importToId, {
      terraformResourceType: "access",
      importId: importFromId,
      provider,
    } as cdktf.IImportableConfig);
  }

  // ===========
  // INITIALIZER
  // ===========

  /**
   * Create a new access Resource
   *
   * @param scope The scope in which to define this construct
   * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
   * @param options AccessProviderConfig = {}
   */
  public constructor(scope: Construct, id: string, config: AccessProviderConfig = {}) {
    super(scope, checkId(scope, id), {
      terraformResourceType: "access",
      terraformGeneratorMetadata: {
        providerName: "access",
      },
      terraformProviderSource: "latchkey/access",
    });
    this._caFile = config.caFile;
    this._endpoint = config.endpoint;
    this._escalationGuard = config.escalationGuard;
    this._formerEndpoints = config.formerEndpoints;
    this._headers = config.headers;
    this._maxRetries = config.maxRetries;
    this._mayDelegate = config.mayDelegate;
    this._requestTimeout = config.requestTimeout;
    this._token = config.token;
    this._vendor = config.vendor;
    this._alias = config.alias;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // ca_file - computed: false, optional: true, required: false
  private _caFile?: string | undefined;
  public get caFile() {
    return this._caFile;
  }
  public set caFile(value: string | undefined) {
    this._caFile = value;
  }
  public resetCaFile() {
    this._caFile = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get caFileInput() {
    return this._caFile;
  }

  // endpoint - computed: false, optional: true, required: false
  private _endpoint?: string | undefined;
  public get endpoint() {
    return this._endpoint;
  }
  public set endpoint(value: string | undefined) {
    this._endpoint = value;
  }
  public resetEndpoint() {
    this._endpoint = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get endpointInput() {
    return this._endpoint;
  }

  // escalation_guard - computed: false, optional: true, required: false
  private _escalationGuard?: string | undefined;
  public get escalationGuard() {
    return this._escalationGuard;
  }
  public set escalationGuard(value: string | undefined) {
    this._escalationGuard = value;
  }
  public resetEscalationGuard() {
    this._escalationGuard = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get escalationGuardInput() {
    return this._escalationGuard;
  }

  // former_endpoints - computed: false, optional: true, required: false
  private _formerEndpoints?: string[] | undefined;
  public get formerEndpoints() {
    return this._formerEndpoints;
  }
  public set formerEndpoints(value: string[] | undefined) {
    this._formerEndpoints = value;
  }
  public resetFormerEndpoints() {
    this._formerEndpoints = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get formerEndpointsInput() {
    return this._formerEndpoints;
  }

  // headers - computed: false, optional: true, required: false
  private _headers?: { [key: string]: string } | undefined;
  public get headers() {
    return this._headers;
  }
  public set headers(value: { [key: string]: string } | undefined) {
    this._headers = value;
  }
  public resetHeaders() {
    this._headers = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get headersInput() {
    return this._headers;
  }

  // max_retries - computed: false, optional: true, required: false
  private _maxRetries?: number | undefined;
  public get maxRetries() {
    return this._maxRetries;
  }
  public set maxRetries(value: number | undefined) {
    this._maxRetries = value;
  }
  public resetMaxRetries() {
    this._maxRetries = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maxRetriesInput() {
    return this._maxRetries;
  }

  // may_delegate - computed: false, optional: true, required: false
  private _mayDelegate?: string[] | undefined;
  public get mayDelegate() {
    return this._mayDelegate;
  }
  public set mayDelegate(value: string[] | undefined) {
    this._mayDelegate = value;
  }
  public resetMayDelegate() {
    this._mayDelegate = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get mayDelegateInput() {
    return this._mayDelegate;
  }

  // request_timeout - computed: false, optional: true, required: false
  private _requestTimeout?: string | undefined;
  public get requestTimeout() {
    return this._requestTimeout;
  }
  public set requestTimeout(value: string | undefined) {
    this._requestTimeout = value;
  }
  public resetRequestTimeout() {
    this._requestTimeout = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get requestTimeoutInput() {
    return this._requestTimeout;
  }

  // token - computed: false, optional: true, required: false
  private _token?: string | undefined;
  public get token() {
    return this._token;
  }
  public set token(value: string | undefined) {
    this._token = value;
  }
  public resetToken() {
    this._token = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tokenInput() {
    return this._token;
  }

  // vendor - computed: false, optional: true, required: false
  private _vendor?: string | undefined;
  public get vendor() {
    return this._vendor;
  }
  public set vendor(value: string | undefined) {
    this._vendor = value;
  }
  public resetVendor() {
    this._vendor = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get vendorInput() {
    return this._vendor;
  }

  // alias - computed: false, optional: true, required: false
  private _alias?: string | undefined;
  public override get alias() {
    return this._alias;
  }
  public override set alias(value: string | undefined) {
    this._alias = value;
  }
  public resetAlias() {
    this._alias = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get aliasInput() {
    return this._alias;
  }

  // =========
  // SYNTHESIS
  // =========

  protected override synthesizeAttributes(): { [name: string]: any } {
    return {
      ca_file: cdktf.stringToTerraform(this._caFile),
      endpoint: cdktf.stringToTerraform(this._endpoint),
      escalation_guard: cdktf.stringToTerraform(this._escalationGuard),
      former_endpoints: cdktf.listMapper(cdktf.stringToTerraform, false)(this._formerEndpoints),
      headers: cdktf.hashMapper(cdktf.stringToTerraform)(this._headers),
      max_retries: cdktf.numberToTerraform(this._maxRetries),
      may_delegate: cdktf.listMapper(cdktf.stringToTerraform, false)(this._mayDelegate),
      request_timeout: cdktf.stringToTerraform(this._requestTimeout),
      token: cdktf.stringToTerraform(this._token),
      vendor: cdktf.stringToTerraform(this._vendor),
      alias: cdktf.stringToTerraform(this._alias),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      ca_file: {
        value: cdktf.stringToHclTerraform(this._caFile),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      endpoint: {
        value: cdktf.stringToHclTerraform(this._endpoint),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      escalation_guard: {
        value: cdktf.stringToHclTerraform(this._escalationGuard),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      former_endpoints: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._formerEndpoints),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      headers: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._headers),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      max_retries: {
        value: cdktf.numberToHclTerraform(this._maxRetries),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      may_delegate: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._mayDelegate),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      request_timeout: {
        value: cdktf.stringToHclTerraform(this._requestTimeout),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      token: {
        value: cdktf.stringToHclTerraform(this._token),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      vendor: {
        value: cdktf.stringToHclTerraform(this._vendor),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      alias: {
        value: cdktf.stringToHclTerraform(this._alias),
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
