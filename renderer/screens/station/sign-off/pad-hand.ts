import { strokeExtent } from '../../../../domain/work-order/signature.ts';

/**
 * Who writes on the pad: the pen before the mouse and the finger, one finger, never the hand that rests on the glass. Pure: it is
 * told what touches the pad and answers which strokes came and went. Points are in signature units (the pad is 1000 wide).
 */
export type PadTouch = {
  readonly id: number;
  readonly tool: 'pen' | 'touch' | 'mouse';
  readonly x: number;
  readonly y: number;
  /** sides of the contact in CSS pixels; 0 or 1 where the glass does not tell */
  readonly width: number;
  readonly height: number;
  /** ms of any clock that does not go back */
  readonly at: number;
};

export type PadHand = {
  readonly down: (touch: PadTouch) => void;
  readonly move: (touch: PadTouch) => void;
  readonly up: (touch: PadTouch) => void;
  /** The system took the contact away: for its own gesture, or because it holds it for a palm. */
  readonly cancel: (touch: PadTouch) => void;
  /** A pen hovers over the pad or leaves it. */
  readonly near: (isNear: boolean, at: number) => void;
  /** the strokes under way */
  readonly live: () => readonly (readonly number[])[];
};

export type HandChange =
  | { readonly kind: 'stroke'; readonly stroke: readonly number[] }
  /** a dot that turned out to be the hand of the pen that came after it; the same object that was given as a stroke */
  | { readonly kind: 'takenBack'; readonly stroke: readonly number[] }
  /** a contact was refused as a hand; a pen or a finger is asked for */
  | { readonly kind: 'refused' };

/**
 * A contact larger than this is a hand, CSS pixels. A fingertip covers 7 to 14 mm, which is 26 to 83 pixels between a plain screen and the
 * densest tablet; the heel or the side of a hand begins at 25 mm and is as broad as it is long.
 */
const palm = { side: 84, area: 4_800 } as const;
/** A pen that was here this short a time ago comes back: between two characters it is lifted out of reach of the glass, ms. */
const penStaysFor = 900;
/** A hand is put down at most this long before its pen arrives: dots that young are its own, ms. */
const handBeforePen = 1_500;
/** A contact that has moved less than this lies still, units: 0.8 % of the pad, 2 mm. */
const still = 8;
/** points closer than this say nothing new, units */
const closest = 1;

type Contact = {
  readonly tool: PadTouch['tool'];
  readonly points: number[];
  state: 'lying' | 'writing' | 'refused';
  /** another finger-sized contact was on the pad in its time, so that as a dot it may be a knuckle */
  alone: boolean;
};

export function openHand(tell: (change: HandChange) => void): PadHand {
  const contacts = new Map<number, Contact>();
  let dots: { readonly stroke: readonly number[]; readonly at: number }[] = [];
  let penIsNear = false;
  let penSeenAt = Number.NEGATIVE_INFINITY;

  const writing = () => [...contacts.values()].find(({ state }) => state === 'writing');
  const lying = () => [...contacts.values()].filter(({ state }) => state === 'lying');
  const penRules = (at: number) => penIsNear || at - penSeenAt < penStaysFor;
  const refuse = (contact: Contact) => {
    contact.state = 'refused';
    if (!writing()) tell({ kind: 'refused' });
  };
  const begin = (touch: PadTouch, state: Contact['state']) => {
    const contact: Contact = { tool: touch.tool, points: [touch.x, touch.y], state, alone: true };
    contacts.set(touch.id, contact);
    return contact;
  };
  const finish = (id: number, contact: Contact) => {
    contacts.delete(id);
    if (contact.state === 'writing') tell({ kind: 'stroke', stroke: contact.points });
  };

  return {
    down: (touch) => {
      if (touch.tool === 'touch') {
        if (isPalm(touch)) return refuse(begin(touch, 'refused'));
        if (penRules(touch.at) || writing()) {
          begin(touch, 'refused');
          return;
        }
        const others = lying();
        const contact = begin(touch, 'lying');
        if (others.length === 0) return;
        contact.alone = false;
        for (const other of others) other.alone = false;
        return;
      }
      if (writing()?.tool === touch.tool) {
        begin(touch, 'refused');
        return;
      }
      // Nobody writes with a finger and a pen at once: whatever else is on the glass is the hand that holds the pen.
      for (const contact of contacts.values()) contact.state = 'refused';
      if (touch.tool === 'pen') {
        penSeenAt = touch.at;
        for (const dot of dots) if (touch.at - dot.at < handBeforePen) tell({ kind: 'takenBack', stroke: dot.stroke });
        dots = [];
      }
      begin(touch, 'writing');
    },
    move: (touch) => {
      if (touch.tool === 'pen') penSeenAt = touch.at;
      const contact = contacts.get(touch.id);
      if (!contact || contact.state === 'refused') return;
      // A hand is put down with a corner first and grows.
      if (touch.tool === 'touch' && isPalm(touch)) return refuse(contact);
      const [lastX = 0, lastY = 0] = contact.points.slice(-2);
      if (Math.hypot(touch.x - lastX, touch.y - lastY) < closest) return;
      contact.points.push(touch.x, touch.y);
      if (contact.state === 'writing' || strokeExtent(contact.points) < still) return;
      contact.state = 'writing';
      for (const other of lying()) other.state = 'refused';
    },
    up: (touch) => {
      const contact = contacts.get(touch.id);
      if (!contact) return;
      finish(touch.id, contact);
      if (contact.state !== 'lying' || !contact.alone || writing()) return;
      const stroke = contact.points.slice(0, 2);
      dots = [...dots.slice(-20), { stroke, at: touch.at }];
      tell({ kind: 'stroke', stroke });
    },
    cancel: (touch) => {
      const contact = contacts.get(touch.id);
      if (!contact) return;
      if (contact.tool === 'touch' && penRules(touch.at)) contact.state = 'refused';
      finish(touch.id, contact);
    },
    near: (isNear, at) => {
      penIsNear = isNear;
      penSeenAt = at;
      if (isNear) for (const contact of lying()) contact.state = 'refused';
    },
    live: () => [...contacts.values()].flatMap(({ state, points }) => (state === 'writing' ? [points] : [])),
  };
}

const isPalm = ({ width, height }: PadTouch): boolean =>
  Math.max(width, height) >= palm.side || width * height >= palm.area;
