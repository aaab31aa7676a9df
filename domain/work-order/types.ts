import type { Position, TimeWindow } from '../documents/base.ts';
import type { Amendment, EventDocument, EventKind, SignOff } from '../documents/event.ts';
import type { ReworkItem } from '../documents/review.ts';
import type { Customer, Json, Place } from '../documents/work-order.ts';

/** Where an order stands, in our own words. */
export type OrderPhase =
  | 'intake'
  | 'unassigned'
  | 'assigned'
  | 'accepted'
  | 'declined'
  | 'returned'
  | 'started'
  | 'held'
  | 'cancelAsked'
  | 'completed'
  | 'partial'
  | 'failed'
  | 'cancelled'
  | 'rejected';

/** The outward state (TMF697), by the table of DESIGN §3. */
export type WorkOrderState =
  | 'acknowledged'
  | 'rejected'
  | 'pending'
  | 'held'
  | 'inProgress'
  | 'assessingCancellation'
  | 'pendingCancellation'
  | 'cancelled'
  | 'completed'
  | 'failed'
  | 'partial';

/** Review of a finished order; null before it is completed. `returned` = rework asked; `resubmitted` = mended, waits for the reviewer. */
export type ReviewState = 'received' | 'returned' | 'resubmitted' | 'approved' | 'rejected' | null;

export type Assignment = {
  readonly assignmentId: string;
  readonly technicianId: string;
  readonly state: 'offered' | 'accepted' | 'declined' | 'ended';
  readonly assignedAt: string;
};

/** One event in causal order; the loser of a concurrent move stays visible with the reason. */
export type HistoryEntry = {
  readonly event: EventDocument;
  readonly applied: boolean;
  /** why not: `illegal:<phase>` (not legal in the phase it met) or `overtaken:<event kind>` (lost to a concurrent move by the table) */
  readonly notApplied?: string;
  /** written under an assignment that had ended at the office when it arrived */
  readonly late: boolean;
};

/** What somebody wrote, and what was answered to it (ADR 0032). */
export type NoteOnOrder = {
  readonly eventId: string;
  readonly text: string;
  readonly at: string;
  readonly by: string;
  readonly role: string;
  /** its author asked for an answer */
  readonly asks: boolean;
  /** in causal order; of two dispatchers who answered at once both stand */
  readonly answers: readonly {
    readonly eventId: string;
    readonly text: string;
    readonly at: string;
    readonly by: string;
    readonly role: string;
  }[];
  /** who said that no answer is needed */
  readonly waived: { readonly at: string; readonly by: string } | null;
  /** asks, was not answered, and nobody said that it need not be */
  readonly waits: boolean;
};

/** A stage that was sent back to be done anew (ADR 0036). */
export type SentBack = {
  readonly eventId: string;
  /** key of the order type's `returns` */
  readonly return: string;
  readonly from: string;
  readonly to: string;
  /** the stages that it opened: `to` and those behind it */
  readonly opens: readonly string[];
  readonly reasonCode: string;
  readonly note: string;
  /** `<stage>.<step>` that are asked anew */
  readonly steps: readonly string[];
  /** submissions of these steps that its author had before him */
  readonly submissions: readonly string[];
  readonly at: string;
  readonly by: string;
  /** how often this way back was taken, this time included */
  readonly count: number;
  /** id of the first passing of `to` by somebody who had seen it; null while there is none */
  readonly answeredBy: string | null;
};

/** The fold of the events of one order: state without definition (DESIGN §3). Pure, independent of delivery order. */
export type OrderFold = {
  readonly phase: OrderPhase;
  readonly state: WorkOrderState;
  readonly assignment: Assignment | null;
  readonly assignments: readonly Assignment[];
  readonly appointment: TimeWindow | null;
  readonly accepted: boolean;
  readonly started: boolean;
  /** when work began, as the order stands: a beginning that was taken back is none */
  readonly startedAt: string | null;
  readonly arrivedAt: string | null;
  readonly position: Position | null;
  readonly hold: {
    readonly reasonCode: string;
    readonly note: string;
    readonly since: string;
    readonly until: string | null;
  } | null;
  readonly rescheduled: boolean;
  readonly everHeld: boolean;
  readonly customer: Customer;
  readonly place: Place;
  readonly products: Readonly<Record<string, Json>>;
  readonly resources: Readonly<Record<string, Json>>;
  readonly remarks: string;
  readonly amendments: readonly {
    readonly eventId: string;
    readonly at: string;
    readonly by: string;
    readonly changes: readonly Amendment[];
  }[];
  readonly discrepancies: readonly {
    readonly resource: string;
    readonly found: Json;
    readonly note: string;
    readonly at: string;
  }[];
  /** the passing of each stage that stands; one that did not know a send-back of its stage does not (ADR 0036) */
  readonly passed: Readonly<Record<string, EventDocument & { kind: 'stagePassed' }>>;
  /** in causal order; absent where nothing was ever sent back */
  readonly sentBack?: readonly SentBack[];
  readonly overrides: readonly (EventDocument & { kind: 'overridden' })[];
  readonly overridesAsked: readonly (EventDocument & { kind: 'overrideAsked' })[];
  /** absent where a release folded it that knew none */
  readonly overridesRefused?: readonly (EventDocument & { kind: 'overrideRefused' })[];
  readonly signOff: { readonly eventId: string; readonly at: string; readonly signOff: SignOff } | null;
  readonly reports: readonly {
    readonly eventId: string;
    readonly report: number;
    readonly evidenceId: string;
    readonly sha256: string;
    readonly at: string;
  }[];
  /** evidence id → reason */
  readonly withdrawn: Readonly<
    Record<
      string,
      { readonly reasonCode: string; readonly note: string; readonly at: string; readonly replacedBy: string | null }
    >
  >;
  /** evidence id → why it stays although the device found fault with it */
  readonly kept: Readonly<Record<string, { readonly note: string; readonly at: string; readonly by: string }>>;
  /** `<step>/<field>` → chosen submission id */
  readonly choices: Readonly<
    Record<
      string,
      { readonly chosen: string; readonly rejected: readonly string[]; readonly by: string; readonly at: string }
    >
  >;
  readonly reviewState: ReviewState;
  readonly reviews: readonly {
    readonly id: string;
    readonly n: number;
    readonly verdict: 'approved' | 'returned' | 'rejected';
    readonly note: string;
    readonly at: string;
    readonly by: string;
    readonly scorecard: readonly { item: string; score: number }[];
    readonly rework: readonly ReworkItem[];
    /** its author took it back, and when: it says nothing any more */
    readonly takenBackAt?: string;
  }[];
  /** what the newest unanswered return asks to mend; empty otherwise */
  readonly rework: readonly ReworkItem[];
  readonly notes: readonly NoteOnOrder[];
  /** event id → when its words were confirmed as read by the technician, and by whom */
  readonly seen: Readonly<Record<string, { readonly at: string; readonly by: string }>>;
  /** orders raised from this one; `state`: how a `child` ended, null while it has not */
  readonly children: readonly {
    readonly raise: string;
    readonly orderId: string;
    readonly number: string;
    readonly orderType: string;
    readonly relation: 'child' | 'follow';
    readonly at: string;
    readonly state: 'completed' | 'partial' | 'failed' | 'cancelled' | 'rejected' | null;
  }[];
  /** orders that were to be raised and are not there, by what was said last; `dismissed`: a dispatcher said that it is well so */
  readonly notRaised: readonly {
    readonly raise: string;
    /** the id that it would have */
    readonly orderId: string;
    readonly orderType: string;
    readonly relation: 'child' | 'follow';
    readonly at: string;
    /** a coded problem */
    readonly code: string;
    readonly details: Readonly<Record<string, Json>>;
    readonly dismissed: { readonly at: string; readonly by: string; readonly note: string } | null;
  }[];
  /** who was told that a clock had run so far, each telling */
  readonly escalations: readonly {
    readonly eventId: string;
    readonly at: string;
    readonly clock: string;
    readonly escalation: string;
    readonly to: string;
    readonly atPercent: number;
    readonly dueAt: string;
    readonly breachAt: string;
  }[];
  /** the versions of its order type that it was moved to, in turn */
  readonly upgrades: readonly {
    readonly eventId: string;
    readonly at: string;
    readonly by: string;
    readonly from: number;
    readonly to: number;
    readonly unmapped: readonly string[];
  }[];
  readonly history: readonly HistoryEntry[];
  /** ids of the newest events (nobody's `after` names them): what a new event puts into its own `after` */
  readonly frontier: readonly string[];
};

/** A move an actor may make now, by the transition table (data). */
export type Move = EventKind;
