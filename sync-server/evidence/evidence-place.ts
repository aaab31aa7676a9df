import path from 'node:path';

/** Where an office keeps evidence bytes (ADR 0014). Credentials are not in it: S3's come from the environment, CouchDB's from its address. */
export type EvidencePlace =
  /** `folder` null: `evidence` under the data folder */
  | { readonly kind: 'files'; readonly folder: string | null }
  /** attachments in the database `evidence` of the office's own CouchDB */
  | { readonly kind: 'couchdb' }
  | {
      readonly kind: 's3';
      readonly bucket: string;
      /** `''`, or ends in a slash */
      readonly prefix: string;
      /** null: Amazon's own */
      readonly endpoint: string | null;
      readonly region: string;
      /** `endpoint/bucket/key` instead of `bucket.endpoint/key` */
      readonly pathStyle: boolean;
    };

/** The database of attachments; a backup never copies it as documents. */
export const evidenceDatabase = 'evidence';

/** Where evidence lies under the office's data folder, unless another place is named. */
export const evidenceFolder = (data: string): string => path.join(data, 'evidence');

/**
 * Reads `files`, `files:/folder`, `couchdb` or `s3://bucket/prefix`, with S3's options from the environment.
 * @param couchdb the office's CouchDB, null: embedded
 * @throws TypeError for what has no sense; the message is for the person at the terminal
 */
export function readEvidencePlace(given: string, env: NodeJS.ProcessEnv, couchdb: string | null): EvidencePlace {
  if (given === '' || given === 'files') return { kind: 'files', folder: null };
  if (given.startsWith('files:')) return { kind: 'files', folder: path.resolve(given.slice('files:'.length)) };
  if (given === 'couchdb') {
    if (couchdb === null) throw new TypeError('--evidence couchdb needs --couchdb URL: the embedded store keeps files');
    return { kind: 'couchdb' };
  }
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*?)\/?)?$/.exec(given) ?? [];
  if (bucket === undefined)
    throw new TypeError(`--evidence ${given}: files, files:/folder, couchdb or s3://bucket/prefix`);
  const endpoint = env.LINEWORK_S3_ENDPOINT ?? '';
  if (endpoint !== '' && !isHttp(endpoint))
    throw new TypeError(
      `LINEWORK_S3_ENDPOINT ${endpoint}: not an http(s) URL. Write http(s)://host[:port], such as http://${endpoint.replace(/^.*:\/\//, '')}`,
    );
  return {
    kind: 's3',
    bucket,
    prefix: prefix === '' ? '' : `${prefix}/`,
    endpoint: endpoint === '' ? null : endpoint,
    region: env.LINEWORK_S3_REGION ?? env.AWS_REGION ?? 'us-east-1',
    pathStyle: env.LINEWORK_S3_PATH_STYLE === '1',
  };
}

/** `minio:9000` can be parsed, as a URL of the scheme `minio`. */
const isHttp = (given: string): boolean => URL.canParse(given) && /^https?:$/.test(new URL(given).protocol);

/** The place in words, without credentials: for manifests and logs. */
export function nameOfPlace(place: EvidencePlace): string {
  switch (place.kind) {
    case 'files':
      return place.folder === null ? 'files' : `files:${place.folder}`;
    case 'couchdb':
      return 'couchdb';
    case 's3':
      return `s3://${place.bucket}/${place.prefix}`;
  }
}
