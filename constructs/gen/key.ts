// Made by `npm run generate`; edit what it is made from instead.

import type { Construct } from "constructs";
import * as cdktf from "../cdk.ts";

// Configuration

export interface KeyConfig extends cdktf.TerraformMetaArguments {
  /**
   * What the vendor shows beside the name.
   */
  readonly description?: string | undefined;
  /**
   * Public keys of age (`age1…`): state then holds the secret encrypted for them, in `encrypted_secret`, and never in clear. Changing them rotates the key.
   */
  readonly encryptTo?: string[] | undefined;
  /**
   * When the key stops working; neither this nor `expires_in`: never.
   */
  readonly expiresAt?: string | undefined;
  /**
   * How long a key works, counted from when it is made: `90d`. A rotated key has as long again.
   */
  readonly expiresIn?: string | undefined;
  /**
   * Values of any meaning: the key is rotated when one of them changes. They are kept in state.
   */
  readonly keepers?: { [key: string]: string } | undefined;
  /**
   * What the key is called.
   */
  readonly name?: string | undefined;
  /**
   * How long the old key goes on working after a rotation; left out: it is revoked at once.
   */
  readonly overlap?: string | undefined;
  /**
   * What the key is for. Kept in state for reviewers, never sent to the vendor.
   */
  readonly reason?: string | undefined;
  /**
   * How old a key may get: from then on the next plan rotates it. With `rotation_anchor` it is rotated at whole periods from there instead.
   */
  readonly rotateAfter?: string | undefined;
  /**
   * From when periods of `rotate_after` are counted.
   */
  readonly rotationAnchor?: string | undefined;
  /**
   * Who the key acts as.
   */
  readonly serviceAccountId?: string | undefined;
}
export interface KeyRetiring {}

export function keyRetiringToTerraform(struct?: KeyRetiring): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
    return struct;
  }
  if (cdktf.isComplexElement(struct)) {
    throw new Error(
      "A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration",
    );
  }
  return {};
}

export function keyRetiringToHclTerraform(struct?: KeyRetiring): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
    return struct;
  }
  if (cdktf.isComplexElement(struct)) {
    throw new Error(
      "A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration",
    );
  }
  const attrs = {};
  return attrs;
}

export class KeyRetiringOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
   * @param terraformResource The parent resource
   * @param terraformAttribute The attribute on the parent resource this class is referencing
   * @param complexObjectIndex the index of this item in the list
   * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
   */
  public constructor(
    terraformResource: cdktf.IInterpolatingParent,
    terraformAttribute: string,
    complexObjectIndex: number,
    complexObjectIsFromSet: boolean,
  ) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): KeyRetiring | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: KeyRetiring | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    } else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute("id");
  }

  // status - computed: true, optional: false, required: false
  public get status() {
    return this.getStringAttribute("status");
  }

  // until - computed: true, optional: false, required: false
  public get until() {
    return this.getStringAttribute("until");
  }
}

export class KeyRetiringList extends cdktf.ComplexList {
  /**
   * @param terraformResource The parent resource
   * @param terraformAttribute The attribute on the parent resource this class is referencing
   * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
   */
  constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet);
  }

  /**
   * @param index the index of the item to return
   */
  public get(index: number): KeyRetiringOutputReference {
    return new KeyRetiringOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
 * Represents a access_key
 */
export class Key extends cdktf.TerraformResource {
  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "access_key";

  // ==============
  // STATIC Methods
  // ==============
  /**
   * Generates CDKTF code for importing a Key resource upon running "cdktf plan <stack-name>"
   * @param scope The scope in which to define this construct
   * @param importToId The construct id used in the generated config for the Key to import
   * @param importFromId The id of the existing Key that should be imported. Refer to the import section in the documentation of this resource for the id to use
   * @param provider? Optional instance of the provider where the Key to import is found
   */
  public static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: cdktf.TerraformProvider,
  ) {
    return new cdktf.ImportableResource(scope, importToId, {
      terraformResourceType: "access_key",
      importId: importFromId,
      provider,
    } as cdktf.IImportableConfig);
  }

  // ===========
  // INITIALIZER
  // ===========

  /**
   * Create a new access_key Resource
   *
   * @param scope The scope in which to define this construct
   * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
   * @param options KeyConfig = {}
   */
  public constructor(scope: Construct, id: string, config: KeyConfig = {}) {
    super(scope, id, {
      terraformResourceType: "access_key",
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
    this._description = config.description;
    this._encryptTo = config.encryptTo;
    this._expiresAt = config.expiresAt;
    this._expiresIn = config.expiresIn;
    this._keepers = config.keepers;
    this._name = config.name;
    this._overlap = config.overlap;
    this._reason = config.reason;
    this._rotateAfter = config.rotateAfter;
    this._rotationAnchor = config.rotationAnchor;
    this._serviceAccountId = config.serviceAccountId;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // created_at - computed: true, optional: false, required: false
  public get createdAt() {
    return this.getStringAttribute("created_at");
  }

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

  // encrypt_to - computed: false, optional: true, required: false
  private _encryptTo?: string[] | undefined;
  public get encryptTo() {
    return cdktf.Fn.tolist(this.getListAttribute("encrypt_to"));
  }
  public set encryptTo(value: string[]) {
    this._encryptTo = value;
  }
  public resetEncryptTo() {
    this._encryptTo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get encryptToInput() {
    return this._encryptTo;
  }

  // encrypted_secret - computed: true, optional: false, required: false
  public get encryptedSecret() {
    return this.getStringAttribute("encrypted_secret");
  }

  // expires_at - computed: true, optional: true, required: false
  private _expiresAt?: string | undefined;
  public get expiresAt() {
    return this.getStringAttribute("expires_at");
  }
  public set expiresAt(value: string) {
    this._expiresAt = value;
  }
  public resetExpiresAt() {
    this._expiresAt = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get expiresAtInput() {
    return this._expiresAt;
  }

  // expires_in - computed: false, optional: true, required: false
  private _expiresIn?: string | undefined;
  public get expiresIn() {
    return this.getStringAttribute("expires_in");
  }
  public set expiresIn(value: string) {
    this._expiresIn = value;
  }
  public resetExpiresIn() {
    this._expiresIn = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get expiresInInput() {
    return this._expiresIn;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute("id");
  }

  // keepers - computed: false, optional: true, required: false
  private _keepers?: { [key: string]: string } | undefined;
  public get keepers() {
    return this.getStringMapAttribute("keepers");
  }
  public set keepers(value: { [key: string]: string }) {
    this._keepers = value;
  }
  public resetKeepers() {
    this._keepers = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get keepersInput() {
    return this._keepers;
  }

  // name - computed: false, optional: true, required: false
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

  // overlap - computed: false, optional: true, required: false
  private _overlap?: string | undefined;
  public get overlap() {
    return this.getStringAttribute("overlap");
  }
  public set overlap(value: string) {
    this._overlap = value;
  }
  public resetOverlap() {
    this._overlap = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get overlapInput() {
    return this._overlap;
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

  // retiring - computed: true, optional: false, required: false
  private _retiring = new KeyRetiringList(this, "retiring", false);
  public get retiring() {
    return this._retiring;
  }

  // rotate_after - computed: false, optional: true, required: false
  private _rotateAfter?: string | undefined;
  public get rotateAfter() {
    return this.getStringAttribute("rotate_after");
  }
  public set rotateAfter(value: string) {
    this._rotateAfter = value;
  }
  public resetRotateAfter() {
    this._rotateAfter = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get rotateAfterInput() {
    return this._rotateAfter;
  }

  // rotation_anchor - computed: false, optional: true, required: false
  private _rotationAnchor?: string | undefined;
  public get rotationAnchor() {
    return this.getStringAttribute("rotation_anchor");
  }
  public set rotationAnchor(value: string) {
    this._rotationAnchor = value;
  }
  public resetRotationAnchor() {
    this._rotationAnchor = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get rotationAnchorInput() {
    return this._rotationAnchor;
  }

  // rotation_due - computed: true, optional: false, required: false
  public get rotationDue() {
    return this.getBooleanAttribute("rotation_due");
  }

  // secret - computed: true, optional: false, required: false
  public get secret() {
    return this.getStringAttribute("secret");
  }

  // service_account_id - computed: true, optional: true, required: false
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
      encrypt_to: cdktf.listMapper(cdktf.stringToTerraform, false)(this._encryptTo),
      expires_at: cdktf.stringToTerraform(this._expiresAt),
      expires_in: cdktf.stringToTerraform(this._expiresIn),
      keepers: cdktf.hashMapper(cdktf.stringToTerraform)(this._keepers),
      name: cdktf.stringToTerraform(this._name),
      overlap: cdktf.stringToTerraform(this._overlap),
      reason: cdktf.stringToTerraform(this._reason),
      rotate_after: cdktf.stringToTerraform(this._rotateAfter),
      rotation_anchor: cdktf.stringToTerraform(this._rotationAnchor),
      service_account_id: cdktf.stringToTerraform(this._serviceAccountId),
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
      encrypt_to: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._encryptTo),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      expires_at: {
        value: cdktf.stringToHclTerraform(this._expiresAt),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      expires_in: {
        value: cdktf.stringToHclTerraform(this._expiresIn),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      keepers: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._keepers),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      overlap: {
        value: cdktf.stringToHclTerraform(this._overlap),
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
      rotate_after: {
        value: cdktf.stringToHclTerraform(this._rotateAfter),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      rotation_anchor: {
        value: cdktf.stringToHclTerraform(this._rotationAnchor),
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
