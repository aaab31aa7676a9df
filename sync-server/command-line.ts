import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { defaultPolicy, type OfficeConfig } from './config.ts';
import { readCouchOption } from './couchdb/address.ts';
import { readEvidencePlace } from './evidence/evidence-place.ts';
import { originOf } from './http/own-origin.ts';

/**
 * The office's options (DESIGN §9); `COUCHDB_URL`, `LINEWORK_ORIGIN`, `LINEWORK_EVIDENCE` (with `LINEWORK_S3_…`), `LINEWORK_TIME_ZONE` work
 * too.
 * @param consoleFolder where the built console lies
 * @throws TypeError for an option that does not exist or has no sense; the message is for the person at the terminal
 */
export function readCommandLine(args: readonly string[], env: NodeJS.ProcessEnv, consoleFolder: string): OfficeConfig {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '8600' },
      host: { type: 'string', default: '127.0.0.1' },
      data: { type: 'string', default: 'data/office' },
      couchdb: { type: 'string' },
      evidence: { type: 'string' },
      demo: { type: 'boolean', default: false },
      empty: { type: 'boolean', default: false },
      console: { type: 'string' },
      origin: { type: 'string', multiple: true },
      'trusted-proxy': { type: 'string', multiple: true },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535)
    throw new TypeError(`--port ${values.port}: a number from 0 to 65535`);
  for (const name of ['host', 'data'] as const)
    if (values[name].trim() === '') throw new TypeError(`--${name} is empty: write it, or leave the option out`);
  const couchdb = readCouchOption(values.couchdb, env);
  const proxies = readProxies(values['trusted-proxy'] ?? [env.LINEWORK_TRUSTED_PROXY ?? '']);
  return {
    host: values.host,
    port,
    data: path.resolve(values.data),
    couchdb,
    evidence: readEvidencePlace(values.evidence ?? env.LINEWORK_EVIDENCE ?? '', env, couchdb),
    demo: values.demo,
    empty: values.empty,
    origins: readOrigins(values.origin ?? (env.LINEWORK_ORIGIN ?? '').split(',')),
    tls: readTls(values['tls-cert'], values['tls-key']),
    ...(proxies.length === 0 ? {} : { trustedProxies: proxies }),
    consoleFolder: path.resolve(values.console ?? consoleFolder),
    policy: {
      ...defaultPolicy,
      timeZone: readTimeZone(env.LINEWORK_TIME_ZONE),
      auditDays: readAuditDays(env.LINEWORK_AUDIT_DAYS ?? ''),
    },
  };
}

function readOrigins(given: readonly string[]): readonly string[] {
  const named = given.map((one) => one.trim().replace(/\/$/, '')).filter((one) => one !== '');
  return named.map((one) => {
    const origin = originOf(one);
    if (origin === null) throw new TypeError(`--origin ${one}: scheme and host (and port), as https://office.example`);
    return origin;
  });
}

/** The zone that days are counted in; empty: the default, for whatever zone this machine has or has not. */
function readTimeZone(given: string | undefined): string {
  if (given === undefined || given === '') return defaultPolicy.timeZone;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone ?? defaultPolicy.timeZone;
  } catch {
    throw new TypeError(`LINEWORK_TIME_ZONE ${given}: no time zone has this name; write one as Asia/Shanghai`);
  }
}

function readTls(cert: string | undefined, key: string | undefined): OfficeConfig['tls'] {
  if (cert === undefined && key === undefined) return null;
  if (cert === undefined || key === undefined) throw new TypeError('--tls-cert and --tls-key go together');
  return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
}

/** @throws TypeError for what is neither an address, a network nor one of the three names */
function readProxies(given: readonly string[]): readonly string[] {
  const named = given.flatMap((one) => one.split(/[\s,]+/)).filter((one) => one !== '');
  for (const one of named) {
    const [address = '', bits, ...rest] = one.split('/');
    const version = isIP(address);
    const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
    if (!['loopback', 'linklocal', 'uniquelocal'].includes(one) && (version === 0 || !isNetwork || rest.length > 0))
      throw new TypeError(
        `--trusted-proxy ${one}: the address of a proxy (10.0.0.5), a network (10.0.0.0/24), loopback, linklocal or uniquelocal`,
      );
    // A trusted proxy may say who asks: with a network of 0 bits everybody could.
    if (bits !== undefined && Number(bits) === 0)
      throw new TypeError(`--trusted-proxy ${one}: that is everybody; name your proxy's address`);
  }
  return named;
}

function readAuditDays(given: string): number {
  if (given === '') return defaultPolicy.auditDays;
  const days = Number(given);
  if (!Number.isInteger(days) || days < 1 || days > 36_500)
    throw new TypeError(`LINEWORK_AUDIT_DAYS ${given}: a number of days from 1 to 36500`);
  return days;
}
