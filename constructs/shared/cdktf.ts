/** The one place that names the library below: another build of these sources rewrites this line to its fork. */
export * from "cdktf";
