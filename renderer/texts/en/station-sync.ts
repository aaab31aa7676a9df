import type { SameKeys } from '../same-keys.ts';
import type { stationChip as zhChip, stationSync as zhSync } from '../zh-CN/station-sync.ts';

/** The chip in the bar: how the exchange with the office stands, in a few words. */
export const stationChip: SameKeys<typeof zhChip> = {
  synchronised: 'All synchronised {{time}}',
  synchronisedNever: 'All synchronised',
  connecting: 'Connecting…',
  fetching: 'Getting orders…',
  waiting: '{{n}} not synchronised',
  sending: 'Sending, {{n}} left',
  offline: 'Offline · {{n}} not synchronised',
  offlineClear: 'Offline',
  silent: 'Office not answering · {{n}} not synchronised',
  silentClear: 'Office not answering',
  signInNeeded: 'Sign-in needed · {{n}} not synchronised',
  signInNeededClear: 'Sign-in needed',
  refused: '{{r}} sent back · {{n}} not synchronised',
  stopped: 'Sync stopped · {{n}} not synchronised',
  stoppedClear: 'Sync stopped',
  open: 'Open the sync centre',
};

/** The sync centre. */
export const stationSync: SameKeys<typeof zhSync> = {
  title: 'Sync centre',
  explain:
    'What you enter is saved on this device first and then sent to the office. "All synchronised" appears only when the office has confirmed every single item.',
  state: {
    synchronised: 'The office has confirmed everything',
    waiting: 'Items wait to be sent',
    connecting: 'Connecting to the office',
    fetching: 'Getting orders from the office; nothing waits to be sent',
    sending: 'Sending',
    offline: 'No connection. Everything is on the device and is sent when the link is back',
    silent: 'There is a link, but the office does not answer; trying again soon',
    signInNeeded: 'The office asks for a fresh sign-in before it synchronises',
    refused: 'The office sent items back; they need attention',
    stopped: 'Synchronising has stopped',
  },
  documents: 'Records',
  files: 'Photos and files',
  refused: 'Sent back',
  bytes: 'Left to send',
  lastConfirmed: 'Last confirmed',
  lastContact: 'Last contact',
  nextTry: 'Next try',
  never: 'never',
  now: 'Synchronise now',
  retry: 'Try again',
  retryAll: 'Try all again',
  items: 'Waiting to be sent',
  nothing: 'Nothing is waiting',
  nothingHint: 'Everything has arrived at the office.',
  since: 'since {{when}}',
  tries: 'Tries: {{n}}',
  waiting: 'Waiting',
  sending: 'Sending',
  itemRefused: 'Sent back',
  toOrder: 'Open order',
  kind: {
    event: 'Action',
    submission: 'Submission',
    evidence: 'Photo record',
    draft: 'Draft',
    device: 'Device',
    bytes: 'Photo',
    thumbnail: 'Thumbnail',
  },
  newOffice: {
    title: 'The office has another database',
    what: 'Behind the same address there is another database now (number {{id}}, noticed {{when}}), usually because it was restored from a backup or set up anew. It may lack what came after the backup, which is still on this device. So synchronising has stopped until you decide.',
    first:
      'Ask the administrator first whether this is so, and compare the number. Do not accept when the address leads to the wrong place.',
    accept: 'If you accept:',
    acceptSends:
      'Everything you wrote or photographed on this device is compared with it; what it lacks is sent again, what it has is not sent twice.',
    acceptPulls:
      'Orders, assignments, reviews and receipts come from it, from the beginning. That needs a link; the lists are empty for a moment.',
    acceptLoses:
      'Orders it does not know leave the lists. What you wrote for them stays in the sync centre under "sent back": tell your dispatcher.',
    wait: 'If you do not: everything stays as it is and you can go on working, but nothing is sent.',
    act: 'Accept the new database',
    sure: 'Accept the database with number {{id}}?',
    sureHint: 'There is no way back to the former one.',
    yes: 'Accept',
    no: 'Not now',
  },
  quarantine: 'What was sent back stays on this device and is sent again after a change. Nothing is lost.',
  progress: '{{sent}} of {{total}} sent',
  held: 'Waits because the link is set to “paid by the byte”',
  sendNow: 'Send photos now',
};
