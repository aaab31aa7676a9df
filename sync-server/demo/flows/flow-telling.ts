import { createHash } from 'node:crypto';
import type { Json, TimeWindow } from '../../../domain/documents/base.ts';
import { seenText } from '../../../forms/engine/customer-copy.ts';
import { roleOfStage } from '../../../forms/engine/performers.ts';
import { evaluateStep } from '../../../forms/engine/step-form.ts';
import { stageViewOf } from '../../../forms/engine/steps-of.ts';
import type { OrderTypeDefinition, SettingsByKey, StageDefinition } from '../../../forms/engine/types.ts';
import type { Moment } from '../moment.ts';
import type { OrderWriter } from '../order-writer.ts';
import { type Person, personOf } from '../people.ts';

/** What is answered on one step, by field. */
export type Answers = Readonly<Record<string, Json>>;

/** The verbs in which a story is told; each writes what the people of the order's type would have written. */
export type FlowTelling = {
  readonly w: OrderWriter;
  readonly moment: Moment;
  /** every stage up to and with this one, by the samples; `over` by step */
  readonly through: (stage: string, over?: Readonly<Record<string, Answers>>) => Promise<void>;
  readonly work: (stage: string, over?: Readonly<Record<string, Answers>>) => Promise<void>;
  readonly pass: (stage: string) => void;
  readonly assign: (window?: TimeWindow) => string;
  readonly accept: (window?: TimeWindow) => string;
  /** hours of today on this machine's clock */
  readonly today: (from: number, to: number) => TimeWindow;
  readonly complete: () => void;
  /** raises what is due under this key; each raised order is told in turn */
  readonly raise: (key: string, story?: (t: FlowTelling) => Promise<void> | void) => Promise<void>;
  readonly dispatcher: Person;
  readonly technician: Person;
};

export type TellingParts = Pick<FlowTelling, 'w' | 'moment' | 'today' | 'raise' | 'technician'> & {
  readonly definition: OrderTypeDefinition;
  readonly settings: SettingsByKey;
  readonly sample: (path: string) => Answers | undefined;
  readonly unique: () => string;
  readonly photo: (who: Person, slot: string, at: string, answers: Answers) => void;
  readonly report: (who: Person, at: string) => Promise<{ readonly evidenceId: string; readonly sha256: string }>;
};

export function flowTelling(parts: TellingParts): FlowTelling {
  const { w, moment, definition, settings, technician } = parts;
  const dispatcher = personOf('dispatcher');
  const stageOf = (key: string): StageDefinition => {
    const stage = definition.stages.find((one) => one.key === key);
    if (!stage) throw new Error(`demo: ${definition.key} has no stage ${key}`);
    return stage;
  };
  const performer = (stage: StageDefinition): Person => {
    const role = roleOfStage(definition, stage);
    return role === 'technician' ? technician : personOf(role);
  };
  const assignmentId = (): string => w.view().fold.assignment?.assignmentId ?? '';

  /** Work begins the order, as station and console do it. */
  function begin(who: Person): void {
    const { phase } = w.view().fold;
    if (who.role !== 'technician' && (phase === 'unassigned' || phase === 'returned' || phase === 'declined'))
      w.event(who, moment.now(), 'started', {});
    if (who.role === 'technician' && phase === 'accepted')
      w.event(who, moment.now(), 'started', { assignmentId: assignmentId() });
  }

  function assign(window?: TimeWindow): string {
    const id = parts.unique();
    const { accountId } = technician;
    w.event(dispatcher, moment.after(6), 'assigned', {
      assignmentId: id,
      technicianId: accountId,
      ...(window === undefined ? {} : { appointment: window }),
    });
    return id;
  }
  function accept(window?: TimeWindow): string {
    const id = assign(window);
    w.event(technician, moment.after(8), 'accepted', { assignmentId: id });
    return id;
  }

  async function work(key: string, over: Readonly<Record<string, Answers>> = {}): Promise<void> {
    const stage = stageOf(key);
    const who = performer(stage);
    if (who.role === 'technician' && w.view().fold.assignment === null) accept();
    begin(who);
    for (const step of stage.steps) {
      const path = `${key}.${step.key}`;
      const view = w.view();
      if (stageViewOf(view, key)?.steps.find((one) => one.key === path)?.relevant !== true) continue;
      const given = parts.sample(path);
      const answers = { ...given, ...over[path] };
      if (step.photos.length > 0)
        for (const slot of evaluateStep({ view, definition, settings, step: path, fields: answers }).photos)
          if (slot.required && slot.count === 0) parts.photo(who, slot.slot, moment.after(1), answers);
      if (step.kind === 'form' || given !== undefined) w.submit(who, moment.after(3), path, answers);
      if (step.kind === 'signOff') signOff(who);
      if (step.kind === 'report') {
        const covers = w.view().evidence.map(({ id }) => id);
        const report = await parts.report(who, moment.after(1));
        w.event(who, moment.now(), 'reportMade', { report: 1, ...report, covers });
      }
    }
  }

  function signOff(who: Person): void {
    const seen = w.view();
    const { fold, stages } = seen;
    const stroke = Array.from({ length: 40 }, (_, i) => [120 + i * 18, Math.round(210 + 60 * Math.sin(i / 2.5))]);
    w.event(who, moment.after(3), 'signedOff', {
      signOff: {
        outcome: 'signed',
        strokes: [stroke.flat()],
        padHeight: 420,
        printedName: fold.customer.name,
        relation: 'self',
        seenDigest: createHash('sha256').update(seenText(seen)).digest('hex'),
      },
      submissions: stages.flatMap(({ steps }) => steps.flatMap(({ heads }) => [...heads])),
    });
  }

  const pass = (key: string): void => w.pass(performer(stageOf(key)), moment.after(2), key);
  return {
    ...parts,
    dispatcher,
    assign,
    accept,
    work,
    pass,
    async through(last, over) {
      const { stages } = definition;
      for (const { key } of stages.slice(0, stages.indexOf(stageOf(last)) + 1)) {
        if (w.view().fold.passed[key] !== undefined) continue;
        await work(key, over);
        pass(key);
      }
    },
    complete() {
      const last = definition.stages.at(-1);
      if (!last) return;
      const who = performer(last);
      const under = who.role === 'technician' ? { assignmentId: assignmentId() } : {};
      w.event(who, moment.after(2), 'completed', under);
    },
  };
}
