import type { Sharing } from '../rest/entry';

/** One stanza of one .conf file as a namespace sees it. */
export interface ConfObject {
  readonly file: string;
  readonly name: string;
  readonly app: string;
  /** `nobody` for a shared object. */
  readonly owner: string;
  readonly sharing: Sharing;
  readonly read: readonly string[];
  readonly write: readonly string[];
  /** All layers merged, `[default]` beneath. */
  readonly settings: ReadonlyMap<string, string>;
  /** The stanza's own keys, without what it inherits from `[default]`. */
  readonly own: ReadonlySet<string>;
  /** A copy in a layer that may be written exists: it can be removed. */
  readonly hasLocal: boolean;
  /** Something beneath the local copy exists and shows through once it is removed. */
  readonly hasDefault: boolean;
}
