/** What the format is called; parts are only added to it. */
export const snapshotFormat = "latchkey-snapshot/1";
