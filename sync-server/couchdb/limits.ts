/** How long CouchDB is waited for, ms, and how often it is asked. */
export const patience = {
  /** A line that says nothing for so long is broken; scaled up where a body must travel first. */
  answer: 30_000,
  /** A request that is silent for so long makes us ask whether anything lives there at all. */
  silence: 3_000,
  /** A living node answers `GET /_up` in a few milliseconds; a machine under load in less than this. */
  sign: 2_000,
  /** Between two looks at a CouchDB that is down: the first, and the longest. */
  downFirst: 250,
  downLongest: 5_000,
  /** How long a caller waits for an answer while CouchDB is down: enough for one that has just come back. */
  moment: 200,
  /** Between two looks for other credentials. Looking costs one `stat` of our own disk. */
  credentials: 2_000,
  /**
   * Before credentials that were refused are tried once more, should the password have been set back. CouchDB locks an account for an
   * address at 5 refusals within 5 min (`[chttpd_auth_lockout]`): one try in 6 min never gets there.
   */
  refused: 6 * 60_000,
  /** Before new credentials are tried again on an account that is locked: CouchDB does not count those tries. */
  locked: 30_000,
  /** Before one question proves the credentials for those that are sent and not answered yet, see `unprovenAtOnce`. */
  proof: 25,
  /** What something between answers in CouchDB's place is one trouble, and one line, until there was none of it for so long. */
  strange: 60_000,
} as const;

/**
 * Requests that are sent beyond what is proven to be let in. With the one question that proves them they are four, one fewer than the
 * refusals at which CouchDB locks an account (`[chttpd_auth_lockout]`).
 */
export const unprovenAtOnce = 3;

/** Answers of a feed kept for followers of the same process that are a batch behind; whoever is further behind asks for itself. */
export const keptAnswers = 8;
/** Rows, with their documents, of an answer that is kept: what one call or one push writes. A longer one is asked for again. */
export const keptRows = 50;
