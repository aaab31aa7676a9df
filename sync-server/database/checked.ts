import { readDocument, unkeepable } from '../../domain/documents/judge-shape.ts';
import { documentLevels } from '../../domain/documents/limits.ts';
import { type DocumentType, shapes } from '../../domain/documents/parse.ts';
import { plainFault } from '../../domain/documents/plain-json.ts';
import { PlanDocument, PlanRunDocument } from '../../domain/documents/plan.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Database, Databases, IncomingDocument } from './types.ts';

/** The office was about to write a document that its own schema, or every store, refuses. Nothing of that write is kept. */
export class Unkeepable extends Error {
  readonly problem: Problem;
  constructor(given: Problem) {
    super(`${given.code} ${String(given.details.where ?? '')}`);
    this.problem = given;
  }
}

/**
 * Databases whose every document is judged by its own schema before it is written, and whose every text is well formed: what the
 * office writes goes to devices, which read it by the same schemas. Documents that come with their history (`newEdits: false`) were
 * judged by the door, or lie in another of the office's databases already: to keep one of an older release out would lose it.
 */
export function checked(databases: Databases): Databases {
  return {
    ...databases,
    open: (name) => checkedDatabase(databases.open(name)),
    ensure: async (name, options) => checkedDatabase(await databases.ensure(name, options)),
  };
}

const checkedDatabase = (database: Database): Database => ({
  ...database,
  bulkDocs: async (documents, options) => {
    if (options?.newEdits !== false) for (const document of documents) assertKeepable(document);
    return database.bulkDocs(documents, options);
  },
});

/** @throws Unkeepable */
export function assertKeepable(document: IncomingDocument): void {
  if (document._deleted === true) return;
  const why = problemOf(document);
  // Members that are undefined are not written; the schemas take them for values.
  if (why !== null && problemOf(JSON.parse(JSON.stringify(document)) as IncomingDocument) !== null)
    throw new Unkeepable(why);
}

function problemOf(document: IncomingDocument): Problem | null {
  const { type } = document;
  if (typeof type === 'string' && Object.hasOwn(shapes, type)) {
    const read = readDocument(type as DocumentType, document);
    return read.ok ? null : unkeepable(read.problem);
  }
  const fault = plainFault(document, documentLevels);
  if (fault !== null) return problem('kept.unfit', { where: `${fault.path} ${fault.fault}`.trim() });
  const plan = type === 'plan' ? PlanDocument : type === 'planRun' ? PlanRunDocument : null;
  const parsed = plan?.safeParse(document);
  return parsed?.success === false
    ? problem('kept.unfit', { where: parsed.error.issues[0]?.path.join('.') ?? type })
    : null;
}
