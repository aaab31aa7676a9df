import type { ParsedOf } from '../../../bridge/contract.ts';
import type { StationCalls } from '../../../bridge/station.ts';
import type { EvidenceDocument } from '../../../domain/documents/evidence.ts';
import { offsetText } from '../../../domain/text/offset-text.ts';
import type { Desk, OrderAtHand } from '../context.ts';
import { zoneInUse } from '../device/time-zone.ts';
import { moment, position as positionText } from '../report/values.ts';
import type { CameraFacts } from './pictures/exif.ts';
import type { StripText } from './pictures/strip.ts';

/** A picture as the window hands it over, with what is said of it. */
export type AddArgument = ParsedOf<StationCalls['evidence.add']>;

/** When, where and with what a picture was taken. */
export type Facts = {
  readonly takenAt: string;
  readonly position: EvidenceDocument['position'];
  readonly cameraLabel: string | undefined;
};

/**
 * Of a live photo the caller knows best: when its shutter was pressed, by this station's clock. Of a file its EXIF does: the time of a file
 * is the time of its last copy.
 * @param heardAt when the call came in, ms
 */
export function factsOf(argument: AddArgument, camera: CameraFacts, heardAt: number): Facts {
  const stated = argument.takenAt === undefined ? null : statedTime(argument.takenAt);
  const shutter = argument.takenAgoMs === undefined ? null : new Date(heardAt - argument.takenAgoMs).toISOString();
  const takenAt =
    (argument.source === 'live' ? (shutter ?? stated) : (camera.takenAt ?? stated)) ?? new Date(heardAt).toISOString();
  const fromCamera = camera.place && { ...camera.place, fixAt: camera.takenAt ?? takenAt, source: 'gnss' as const };
  return {
    takenAt,
    position: statedPosition(argument.position) ?? fromCamera ?? undefined,
    cameraLabel: argument.cameraLabel ?? camera.label ?? undefined,
  };
}

/** A time that a calendar has: `Date` makes 2 March of 30 February. */
function statedTime(text: string): string | null {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return null;
  const [, year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return at.toISOString();
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate() ? at.toISOString() : null;
}

/** Receivers without a fix say 0, 0 (R-54). */
const statedPosition = (position: AddArgument['position']): AddArgument['position'] =>
  position && 'latitude' in position && position.latitude === 0 && position.longitude === 0 ? undefined : position;

/** What the strip below the travelling copy says, in the language of the station. */
export function stripText(desk: Desk, order: OrderAtHand, argument: AddArgument, facts: Facts): StripText {
  const zh = desk.settings().language === 'zh-CN';
  const zone = zoneInUse();
  const fix = facts.position && facts.position.source !== 'none' ? positionText(facts.position) : null;
  const source = argument.source === 'live' ? (zh ? '现场拍摄' : 'live photo') : zh ? '选自文件' : 'from a file';
  return {
    number: order.view.number,
    takenAt: `${moment(facts.takenAt, zone.name)}${zone.assumed ? ` ${offsetText(zone.offsetMinutes)}` : ''}`,
    where: fix ?? (zh ? '无定位' : 'no fix'),
    who: desk.technicianName,
    source,
  };
}
