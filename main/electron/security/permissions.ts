import type { Session } from 'electron';
import { isOwn } from './own-origin.ts';

/** What a page of ours may ask for, each with its reason; everything else is denied, and everybody else gets nothing. */
export const permissionTable: Readonly<Record<string, string>> = {
  geolocation: 'arrival and photos carry the position',
  media: 'the camera takes the photos and reads barcodes; never the microphone',
  notifications: 'news of orders, without anything of a customer (ADR 0032)',
  'clipboard-sanitized-write': 'the technician copies the address',
};

export type Asked = {
  readonly permission: string;
  readonly url: string;
  readonly mainFrame: boolean;
  readonly mediaTypes?: readonly string[] | undefined;
};

/** The rule, apart from Electron. */
export function isGranted({ permission, url, mainFrame, mediaTypes }: Asked): boolean {
  if (!Object.hasOwn(permissionTable, permission) || !mainFrame || !isOwn(url)) return false;
  // A page that asks for the screen asks for `media` too and names no type: only what is named, and is video alone, is a camera.
  return permission !== 'media' || (mediaTypes?.length === 1 && mediaTypes[0] === 'video');
}

export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const mediaTypes = 'mediaTypes' in details ? details.mediaTypes : undefined;
    answer(isGranted({ permission, url: details.requestingUrl, mainFrame: details.isMainFrame, mediaTypes }));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    const mediaTypes = details.mediaType ? [details.mediaType] : undefined;
    return isGranted({ permission, url: details.requestingUrl ?? origin, mainFrame: details.isMainFrame, mediaTypes });
  });
  session.setDevicePermissionHandler(() => false);
}
