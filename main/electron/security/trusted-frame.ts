import { isOwn } from './own-origin.ts';

/** What of an IPC event the guard looks at; Electron's own event fits. */
export type Sender = {
  readonly senderFrame: { readonly url: string } | null;
  readonly sender: { readonly mainFrame: { readonly url: string } };
};

/** The frame is trusted, not the window: only the main frame, and only while it shows our own origin. */
export function isTrusted({ senderFrame, sender }: Sender): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwn(senderFrame.url);
}
