/** Every call of the station, and why two devices or two windows that make it overwrite nothing of each other unseen (ADR 0031). */
import type { StationCallName } from './station.ts';

type Protection =
  | { readonly by: 'reading' }
  /** an event or submission with what the device had seen; concurrent ones are settled by the fold and both are shown */
  | { readonly by: 'causality' }
  | { readonly by: 'nature'; readonly why: string }
  /** `basedOn` is what its window knew: what it left alone stays as another one has left it, and what both changed is answered */
  | { readonly by: 'merge' };

const reading = { by: 'reading' } as const;
const causality = { by: 'causality' } as const;
const nature = (why: string) => ({ by: 'nature', why }) as const;
const ofDevice = nature('It is about this device alone, and the last word of its holder stands.');

export const stationOvertaking: { readonly [K in StationCallName]: Protection } = {
  'session.state': reading,
  'session.signIn': ofDevice,
  'session.lock': ofDevice,
  'session.active': ofDevice,
  'session.signOut': ofDevice,
  'settings.get': reading,
  'settings.set': ofDevice,
  'orders.list': reading,
  'workOrder.open': reading,
  'workOrder.plain': reading,
  'news.list': reading,
  'news.untold': reading,
  'news.dismiss': ofDevice,
  'news.look': ofDevice,
  'news.notified': ofDevice,
  'workOrder.markSeen': nature('It names the events that were seen; seen twice is seen once.'),
  'workOrder.accept': causality,
  'workOrder.decline': causality,
  'workOrder.start': causality,
  'workOrder.undoStart': causality,
  'workOrder.arrive': causality,
  'workOrder.hold': causality,
  'workOrder.resume': causality,
  'workOrder.reschedule': causality,
  'workOrder.return': causality,
  'workOrder.handOver': causality,
  'workOrder.complete': causality,
  'workOrder.completePartially': causality,
  'workOrder.fail': causality,
  'workOrder.askCancel': causality,
  'workOrder.note': causality,
  'workOrder.waiveAnswer': causality,
  'workOrder.reportDiscrepancy': causality,
  'step.saveDraft': { by: 'merge' },
  'step.submit': causality,
  'stage.judge': reading,
  'stage.pass': causality,
  'stage.askOverride': causality,
  'conflict.choose': causality,
  'conflict.list': reading,
  'rework.done': causality,
  'evidence.add': causality,
  'evidence.withdraw': causality,
  'evidence.keep': causality,
  'signOff.summary': reading,
  'signOff.sign': causality,
  'report.make': causality,
  'report.open': reading,
  'sync.state': reading,
  'sync.now': ofDevice,
  'sync.sendNow': ofDevice,
  'sync.retry': ofDevice,
  'sync.acceptOffice': nature('It names the office that was heard of; another one is refused.'),
  'sync.export': reading,
  'sync.discard': nature('A refused item is discarded once.'),
  'sync.formerOrders': reading,
  'sync.exportOrder': reading,
  'sync.discardOrder': nature('A former order is discarded once.'),
  'sync.discarded': reading,
  'device.health': reading,
  'device.report': ofDevice,
  'people.technicians': reading,
  'calendar.get': reading,
  'definition.get': reading,
};
