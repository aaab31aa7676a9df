import { join } from 'node:path';
import { z } from 'zod';
import type { ValueOf } from '../../../bridge/contract.ts';
import type { OfficeCalls } from '../../../bridge/office.ts';
import type { Clock } from '../../../domain/clock.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { readJson, writeFlushed } from '../../../storage/flushed-file.ts';
import type { ClockMeasurement } from '../clock/unmeasured.ts';
import { readAnswer } from './office-answer.ts';
import type { OfficeDoor } from './office-client.ts';

const Shape = z.object({
  lastContactAt: z.string().nullable(),
  lastConfirmedAt: z.string().nullable(),
  /** office time minus device time, ms, at the middle of the last contact */
  clockOffsetMs: z.number().nullable(),
  technicians: z.array(z.object({ technicianId: z.string(), name: z.string() })),
  /** account id → name; absent in files of an older release */
  people: z.record(z.string(), z.string()).default({}),
});
type Told = ValueOf<OfficeCalls['station.contact']>;
/** Short, because it is the probe of a link that has gone silent: the sooner it gives up, the sooner the next one is out. */
const answerWithinMs = 6_000;
export type ContactFacts = z.infer<typeof Shape>;
const none: ContactFacts = {
  lastContactAt: null,
  lastConfirmedAt: null,
  clockOffsetMs: null,
  technicians: [],
  people: {},
};

/** What the last contacts with the office taught; shown while offline too. */
export type Contact = {
  readonly facts: () => ContactFacts;
  /** the office's time beside this device's uptime at the last contact of this run; null before the first */
  readonly measured: () => ClockMeasurement | null;
  /** Asks the office for its time and generation; `roundTripMs` tells a poor link from a good one. */
  readonly make: (door: OfficeDoor, deviceId: string) => Promise<Result<{ generation: string; roundTripMs: number }>>;
  readonly touched: () => void;
  readonly confirmed: () => void;
  /** Never fails: where there is no room for it, sync goes on and a desk closes. */
  readonly save: () => Promise<void>;
};

/** Uptimes and office times are whole milliseconds, and the office's answer is made some time before it is sent. */
const granularityMs = 10;

export async function openContact(folder: string, clock: Clock): Promise<Contact> {
  const { now } = clock;
  const path = join(folder, 'contact.json');
  const read = Shape.safeParse(await readJson(path));
  let facts = read.success ? read.data : none;
  let measured: ClockMeasurement | null = null;
  const iso = (): string => new Date(now()).toISOString();
  /** Only for a start without a link: what cannot be kept is learned again. */
  const save = (): Promise<void> => writeFlushed(path, JSON.stringify(facts)).catch(() => undefined);
  return {
    facts: () => facts,
    measured: () => measured,
    touched: () => {
      facts = { ...facts, lastContactAt: iso() };
    },
    confirmed: () => {
      facts = { ...facts, lastConfirmedAt: iso() };
    },
    save,
    make: async (door, deviceId) => {
      const sent = now();
      const before = clock.facts();
      const path = '/api/call/station.contact';
      const answer = await door.send({ method: 'POST', path, body: { deviceId }, timeoutMs: answerWithinMs });
      if (!answer.ok) return answer;
      const after = clock.facts();
      // By uptime: somebody may be setting the wall clock just now.
      const roundTripMs = Math.max(0, after.uptimeMs - before.uptimeMs);
      const read = readAnswer(answer.value);
      if (!read.ok) return read;
      const { officeTime, generation, technicians, people } = read.value as Told;
      measured = {
        bootId: after.bootId,
        uptimeMs: Math.round(before.uptimeMs + roundTripMs / 2),
        officeAt: officeTime,
        uncertaintyMs: Math.ceil(roundTripMs / 2) + granularityMs,
      };
      facts = {
        ...facts,
        lastContactAt: iso(),
        clockOffsetMs: Math.round(Date.parse(officeTime) - (sent + roundTripMs / 2)),
        technicians: [...technicians],
        people: { ...people },
      };
      await save();
      return ok({ generation, roundTripMs });
    },
  };
}
