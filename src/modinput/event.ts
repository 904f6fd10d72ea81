/** One event as an input hands it over. What is absent, splunkd fills in from the stanza. */
export interface InputEvent {
  readonly data: string;
  /** Epoch seconds as a number or as decimal digits (kept digit for digit), or a Date. */
  readonly time?: number | string | Date;
  readonly source?: string;
  readonly sourcetype?: string;
  readonly index?: string;
  readonly host?: string;
  /** False: this is a piece, more of the same event follows. Default true. */
  readonly done?: boolean;
  /** False: splunkd may break the data into events by the sourcetype's line rules. Default true. */
  readonly unbroken?: boolean;
}
