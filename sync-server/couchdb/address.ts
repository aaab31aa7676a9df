/** A name and a password of CouchDB. */
export type Login = { readonly username: string; readonly password: string };

/** An address of CouchDB, taken apart. */
export type CouchAddress = {
  /** `http(s)://host:port/path`, without a slash at its end: may be shown */
  readonly base: string;
  /** null: the address has none */
  readonly login: Login | null;
  /** put before every database name */
  readonly prefix: string;
};

const wanted = 'http(s)://user:password@host:port[/path][?prefix=name-]';
/** The beginnings that CouchDB takes for a database's name. */
const prefixPattern = /^[a-z][a-z0-9_$()+/-]*$/;

/**
 * Reads `http(s)://user:password@host:port[/path][?prefix=name-]`.
 * @param option what the person gave it under, for the sentence: `--couchdb`, `COUCHDB_URL`
 * @throws TypeError that names the option, what is wrong and what to write; never the password
 */
export function readCouchAddress(given: string, option = '--couchdb'): CouchAddress {
  const text = given.trim();
  const wrong = (what: string): TypeError => new TypeError(`${option}: ${what}. Write ${wanted}`);
  if (text === '') throw wrong('the address is empty');
  // `127.0.0.1:5984` is no URL, and `couch:5984` is one of the scheme `couch`.
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
    throw new TypeError(
      `${option} ${hidden(text)}: the address has no http:// before it. Write http://${hidden(text)}`,
    );
  if (!URL.canParse(text))
    throw wrong(`${hidden(text)} is no address; signs such as @ / : # % in a password are written %40 %2F %3A %23 %25`);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw wrong(`${url.protocol}// is not spoken here, http:// and https:// are`);
  const [unknown] = [...url.searchParams.keys()].filter((name) => name !== 'prefix');
  if (unknown !== undefined) throw wrong(`?${unknown}= is not known`);
  if (url.hash !== '') throw wrong('# ends the address; in a password it is written %23');
  const prefix = url.searchParams.get('prefix') ?? '';
  if (prefix !== '' && !prefixPattern.test(prefix))
    throw wrong(`prefix=${prefix} must begin with a small letter and hold small letters, digits, _ and - only`);
  return { base: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, login: loginOf(url, wrong), prefix };
}

function loginOf({ username, password }: URL, wrong: (what: string) => TypeError): Login | null {
  if (username === '' && password === '') return null;
  try {
    return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    throw wrong('a % in the name or password is written %25');
  }
}

/**
 * The address that an office was given by option or environment; null: none, it keeps an embedded store. An option that is empty is a
 * mistake (a variable that was not set); an empty variable is none.
 * @throws TypeError as `readCouchAddress`
 */
export function readCouchOption(option: string | undefined, env: NodeJS.ProcessEnv): string | null {
  const given = (option ?? env.COUCHDB_URL ?? '').trim();
  if (option === undefined && given === '') return null;
  readCouchAddress(given, option === undefined ? 'COUCHDB_URL' : '--couchdb');
  return given;
}

/** `user:password`, as the first line of a file. Null: there is nothing of that shape in it. */
export function readLogin(text: string): Login | null {
  const line = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  const at = line.indexOf(':');
  return at < 1 || at === line.length - 1 ? null : { username: line.slice(0, at), password: line.slice(at + 1) };
}

/** The part that may be shown of a text that was to be an address. */
const hidden = (text: string): string => text.replace(/^(.*:\/\/)?.*@/, '$1…@').slice(0, 120);
