import type { Catalogue } from './catalogue/catalogue.ts';
import type { Desk } from './context.ts';
import type { DeviceReporter } from './device/device-document.ts';
import type { News } from './news/news.ts';
import type { EventAuthor } from './orders/compose-event.ts';
import type { Seen } from './orders/seen.ts';
import type { Projection } from './projection/projection.ts';
import type { Discards } from './quarantine/discards.ts';
import type { Recalled } from './steps/recalled.ts';
import type { TechnicianStore } from './store/technician-store.ts';
import type { Contact } from './sync/contact.ts';
import type { Worker } from './sync/worker.ts';

/** The desk with what only the station's own rooms may touch. Rooms that need less take a plain `Desk`. */
export type OwnDesk = Desk & {
  readonly store: TechnicianStore;
  readonly catalogue: Catalogue;
  readonly projection: Projection;
  readonly seen: Seen;
  readonly news: News;
  readonly recalled: Recalled;
  readonly contact: Contact;
  readonly sync: Worker;
  readonly author: EventAuthor;
  readonly device: DeviceReporter;
  readonly discards: Discards;
};
