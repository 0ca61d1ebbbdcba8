/** The one import of the CDKTF library: a build for its fork CDK Terrain replaces the library here. */
export * from "cdktf";
