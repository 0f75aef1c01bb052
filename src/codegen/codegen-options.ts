/** What the config decides about generated files. */
export interface CodegenOptions {
  readonly seed: string;
  readonly now: string;
  /** Rows by table, as definitions name it, in place of the usual ones. */
  readonly counts?: Readonly<Record<string, number>> | undefined;
  /** Tables without a factory, as definitions name them. */
  readonly exclude?: readonly string[] | undefined;
  /**
   * Tables whose rows are there and are not made, as definitions name them, each with how many there are;
   * null where nobody knows.
   */
  readonly existing?: ReadonlyMap<string, number | null> | undefined;
  /** Ending of import specifiers: `.js`, `.ts` or none. */
  readonly extension: '.js' | '.ts' | '';
  /** Version of the generator, for the header. */
  readonly version: string;
  /** Hosts and databases that may be written to besides local ones. */
  readonly allow?: readonly string[] | undefined;
}
