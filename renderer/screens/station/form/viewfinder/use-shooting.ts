import { useCallback, useEffect, useRef, useState } from 'react';
import type { PictureFault } from '../../../../../domain/documents/evidence.ts';
import type { Problem } from '../../../../../domain/problem.ts';
import { cutText } from '../../../../../domain/text/cut.ts';
import type { PhotoSlotState } from '../../../../../forms/engine/types.ts';
import { newRequestKey } from '../../../../app/request-key.ts';
import { grabFrame, jpegOf } from '../../../../camera/grab-frame.ts';
import { recentFix } from '../../../../form/fields/locate.ts';
import { useStation } from '../../../../hooks/station-context.ts';
import type { OpenedOrder } from '../../order/opened-order.ts';
import { base64Of } from '../read-photo.ts';
import type { Replaced } from '../retake-reason.ts';
import { countSlots, isComplete, type JustAdded, nextWanted } from './slot-counts.ts';

export type Shot = {
  readonly slot: string;
  readonly bytes: string;
  /** address of the picture inside this page */
  readonly picture: string;
  /** `performance.now()` of the shutter */
  readonly at: number;
  readonly replaces: Replaced | null;
  readonly cameraLabel: string;
  readonly requestKey: string;
};

export type Phase =
  | { readonly kind: 'aiming' }
  | { readonly kind: 'saving'; readonly shot: Shot }
  /** saved, and the device found fault with it */
  | {
      readonly kind: 'asks';
      readonly shot: Shot;
      readonly evidenceId: string;
      readonly faults: readonly PictureFault[];
    }
  /** not saved; the shot is still here */
  | { readonly kind: 'failed'; readonly shot: Shot; readonly problem: Problem }
  /** a person looks at what was saved last */
  | { readonly kind: 'looking'; readonly shot: Shot; readonly evidenceId: string };

type Given = {
  readonly order: OpenedOrder;
  readonly slots: readonly PhotoSlotState[];
  readonly start: string;
  readonly replaces: Replaced | null;
};

/** What a shot goes through: held on the screen, saved and judged by the station, then the next slot, or a question. */
export function useShooting({ order, slots, start, replaces }: Given) {
  const station = useStation();
  const [slot, setSlot] = useState(start);
  const [phase, setPhase] = useState<Phase>({ kind: 'aiming' });
  const [replacing, setReplacing] = useState<Replaced | null>(replaces);
  const [added, setAdded] = useState<readonly JustAdded[]>([]);
  const [last, setLast] = useState<{ readonly shot: Shot; readonly evidenceId: string } | null>(null);
  const [stays, setStays] = useState(false);
  const [closes, setCloses] = useState(false);
  const running = useRef(false);
  const pictures = usePictures();

  const counted = countSlots(slots, order.view.evidence, added);
  const current = counted.find((one) => one.slot === slot) ?? counted[0] ?? null;
  // Whoever opens the camera of a step that has all its photos wants more than the step asks for, and says when he is done.
  const lacked = useRef(!isComplete(counted));

  const save = async (shot: Shot) => {
    setPhase({ kind: 'saving', shot });
    const position = recentFix(Date.now());
    const answer = await station.call('evidence.add', {
      orderId: order.view.orderId,
      slot: shot.slot,
      bytes: shot.bytes,
      source: 'live',
      takenAgoMs: Math.round(performance.now() - shot.at),
      ...(shot.cameraLabel === '' ? {} : { cameraLabel: shot.cameraLabel }),
      ...(position ? { position } : {}),
      ...(shot.replaces ? { replaces: shot.replaces } : {}),
      requestKey: shot.requestKey,
    });
    if (!answer.ok) {
      setPhase({ kind: 'failed', shot, problem: answer.problem });
      return;
    }
    const { evidenceId, faults } = answer.value;
    const now = [...added, { evidenceId, slot: shot.slot, replaces: shot.replaces?.evidenceId ?? null }];
    setAdded(now);
    setReplacing(null);
    setLast({ shot, evidenceId });
    if (faults.length > 0) setPhase({ kind: 'asks', shot, evidenceId, faults });
    else goOn(now, shot.slot);
  };
  /** Back to the picture: at the next slot that needs one, unless somebody stays where he is. */
  const goOn = (now: readonly JustAdded[], from: string) => {
    setPhase({ kind: 'aiming' });
    if (stays) return;
    const then = countSlots(slots, order.view.evidence, now);
    const next = nextWanted(then, from);
    if (next) setSlot(next.slot);
    else if (lacked.current && isComplete(then)) setCloses(true);
  };
  const stayOpen = useCallback(() => {
    lacked.current = false;
    setCloses(false);
  }, []);
  const once = (work: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    void work().finally(() => {
      running.current = false;
    });
  };

  return {
    slots: counted,
    current,
    isComplete: isComplete(counted),
    phase,
    last,
    replacing,
    stays,
    setStays,
    /** the last shot was the last that the step asked for: nothing is left to do here, unless somebody has more to photograph */
    closes,
    stayOpen,
    /** a person goes to a slot; a photo that was to be replaced stays */
    pick: (to: string) => {
      setSlot(to);
      setReplacing(null);
      setPhase({ kind: 'aiming' });
    },
    shoot: (video: HTMLVideoElement, cameraLabel: string) =>
      once(async () => {
        if (!current) return;
        const at = performance.now();
        const frame = grabFrame(video);
        const jpeg = frame && (await jpegOf(frame));
        if (!jpeg) return;
        await save({
          slot: current.slot,
          bytes: await base64Of(jpeg),
          picture: pictures.add(jpeg),
          at,
          replaces: replacing,
          cameraLabel: cutText(cameraLabel, 120),
          requestKey: newRequestKey(),
        });
      }),
    tryAgain: (shot: Shot) => once(() => save(shot)),
    dropShot: () => setPhase({ kind: 'aiming' }),
    look: () => last && setPhase({ kind: 'looking', ...last }),
    keepGoing: () => goOn(added, slot),
    retake: (from: string, replaced: Replaced) => {
      setSlot(from);
      setReplacing(replaced);
      setPhase({ kind: 'aiming' });
    },
  };
}

export type Shooting = ReturnType<typeof useShooting>;

/** Addresses of pictures in this page's memory; given back when the viewfinder closes, the oldest before. */
function usePictures() {
  const made = useRef<string[]>([]);
  useEffect(
    () => () => {
      for (const one of made.current) URL.revokeObjectURL(one);
    },
    [],
  );
  return {
    add: (jpeg: Blob): string => {
      // The one on the screen and the one before it; a day's photos would be a day's memory.
      while (made.current.length > 1) URL.revokeObjectURL(made.current.shift() ?? '');
      const picture = URL.createObjectURL(jpeg);
      made.current.push(picture);
      return picture;
    },
  };
}
