import { readClockDoubt } from '../door/weigh-clock.ts';
import { officeItself } from '../office-itself.ts';
import { stableId } from '../stable-id.ts';
import type { Reaction } from './reaction.ts';

/** Says on the order that the door did not believe a measurement of a device's clock, so that every side counts without it. */
export const doubtClocks: Reaction = {
  name: 'doubt clocks',
  concerns: ({ kinds }) => kinds.has('clockMeasured'),
  run: async (office, { view }) => {
    for (const { event } of view.fold.history) {
      if (event.kind !== 'clockMeasured') continue;
      const note = await readClockDoubt(office, event._id);
      if (note === null) continue;
      const said = await office.orders.move(officeItself, view.orderId, () => ({
        ok: true,
        value: {
          kind: 'clockDoubted',
          payload: { measurement: event._id, ...note },
          unique: stableId(event._id, 'doubted'),
        },
      }));
      if (!said.ok) office.log.error({ orderId: view.orderId, problem: said.problem }, 'a doubted clock was not told');
    }
  },
};
