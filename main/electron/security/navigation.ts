import { type App, shell, type WebContents } from 'electron';
import { externalLink } from './external-links.ts';

/** May this window show that address? Each window has its own rule; a window without one shows nothing. */
export type MayShow = (url: string) => boolean;

const rules = new WeakMap<WebContents, { readonly mayShow: MayShow; readonly mayOpen: MayShow }>();

/** `mayOpen`: addresses that may be opened in a further window of the same kind. */
export function letShow(contents: WebContents, mayShow: MayShow, mayOpen: MayShow = () => false): void {
  rules.set(contents, { mayShow, mayOpen });
}

/** For every web contents there will ever be: no way out but by the system's own programs. */
export function guardNavigation(
  app: App,
  open: (url: string) => Promise<void> = (url) => shell.openExternal(url),
): void {
  const leave = (url: string): void => {
    const link = externalLink(url);
    if (link) void open(link).catch(() => undefined);
  };
  app.on('web-contents-created', (_, contents) => {
    const mayShow: MayShow = (url) => rules.get(contents)?.mayShow(url) ?? false;
    contents.on('will-navigate', (event) => {
      if (mayShow(event.url)) return;
      event.preventDefault();
      leave(event.url);
    });
    contents.on('will-redirect', (event) => {
      if (!mayShow(event.url)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame && !mayShow(event.url) && !event.url.startsWith('blob:')) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (rules.get(contents)?.mayOpen(url))
        return { action: 'allow', overrideBrowserWindowOptions: { autoHideMenuBar: true } };
      leave(url);
      return { action: 'deny' };
    });
  });
}
