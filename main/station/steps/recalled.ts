import { join } from 'node:path';
import { z } from 'zod';
import type { Json } from '../../../domain/documents/base.ts';
import { placeOf } from '../../../forms/engine/steps-of.ts';
import type { OrderTypeDefinition } from '../../../forms/engine/types.ts';
import { readJson, writeFlushed } from '../../../storage/flushed-file.ts';

type Answers = Readonly<Record<string, readonly string[]>>;

/**
 * The last answers of a technician on this device, for fields whose definition says `recall`, by order type and field. They are offered, and
 * stand in an order only when a person takes one; a file that is lost costs him some typing.
 */
export type Recalled = {
  readonly of: (orderType: string) => Answers;
  /** what was submitted in one step */
  readonly keep: (
    definition: OrderTypeDefinition,
    step: string,
    fields: Readonly<Record<string, Json>>,
  ) => Promise<void>;
};

/** How many are offered: one a tool or place that a crew goes back and forth between. */
const most = 3;
const longest = 200;
const Shape = z.record(z.string(), z.record(z.string(), z.array(z.string().max(longest)).max(most)));

export async function openRecalled(folder: string): Promise<Recalled> {
  const path = join(folder, 'recalled.json');
  const read = Shape.safeParse(await readJson(path));
  let answers: Readonly<Record<string, Answers>> = read.success ? read.data : {};
  return {
    of: (orderType) => answers[orderType] ?? {},
    async keep(definition, step, fields) {
      const before = answers[definition.key] ?? {};
      const now = withAnswers(before, definition, step, fields);
      if (now === before) return;
      answers = { ...answers, [definition.key]: now };
      await writeFlushed(path, JSON.stringify(answers));
    },
  };
}

function withAnswers(
  before: Answers,
  definition: OrderTypeDefinition,
  step: string,
  fields: Readonly<Record<string, Json>>,
): Answers {
  let now = before;
  for (const { key, recall } of placeOf(definition, step)?.step.fields ?? []) {
    const answer = fields[key];
    if (recall !== true || typeof answer !== 'string') continue;
    const text = answer.trim();
    const name = `${step}.${key}`;
    const had = now[name] ?? [];
    if (text === '' || text.length > longest || had[0] === text) continue;
    now = { ...now, [name]: [text, ...had.filter((one) => one !== text)].slice(0, most) };
  }
  return now;
}
