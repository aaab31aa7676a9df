import { app, type BrowserWindow, dialog, type IpcMainInvokeEvent, ipcMain, shell } from 'electron';
import { type Problem, problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { writeFlushed } from '../../storage/flushed-file.ts';
import { channels } from './channels.ts';
import { printPdf } from './print-pdf.ts';
import { evidenceOf } from './security/evidence-path.ts';
import { externalLink } from './security/external-links.ts';
import { safeName } from './security/safe-name.ts';
import { isTrusted } from './security/trusted-frame.ts';
import type { StationPort } from './station/port.ts';

type Handler = (...given: readonly unknown[]) => Promise<unknown>;

/** Every verb of the preload, each behind the same guard; what comes from a stranger is refused, never ignored. */
export function answerVerbs(station: StationPort, window: () => BrowserWindow | null): void {
  handle(channels.call, async (name, argument) => {
    if (typeof name !== 'string' || name.length > 100) return refused(problem('call.unknown', { name: '' }));
    return station.call(name, argument);
  });
  handle(channels.saveFile, async (path, name) => {
    const file = await fileOf(path, station);
    if (!file.ok) return file;
    const parent = window();
    const asked = { defaultPath: safeName(name, file.value.mediaType) };
    const { canceled, filePath } = await (parent ? dialog.showSaveDialog(parent, asked) : dialog.showSaveDialog(asked));
    if (canceled || filePath === '') return ok({ saved: false });
    try {
      await writeFlushed(filePath, file.value.bytes, 0o644);
      return ok({ saved: true });
    } catch {
      return refused(problem('input.invalid', { where: 'path' }));
    }
  });
  handle(channels.printFile, async (path) => {
    const file = await fileOf(path, station);
    if (!file.ok) return file;
    if (file.value.mediaType !== 'application/pdf')
      return refused(problem('input.mediaType', { given: file.value.mediaType }));
    return ok({ printed: await printPdf(file.value.bytes) });
  });
  handle(channels.openOutside, async (url) => {
    const link = typeof url === 'string' ? externalLink(url) : null;
    if (link === null) return refused(problem('input.invalid', { where: 'url' }));
    // A system without a program for it does nothing, and says nothing.
    if (app.getApplicationNameForProtocol(link) === '') return refused(problem('device.noProgram'));
    try {
      await shell.openExternal(link);
      return ok({});
    } catch {
      return refused(problem('device.noProgram'));
    }
  });
  handle(channels.showWindow, async () => {
    const shown = window();
    if (shown && !shown.isDestroyed()) toFront(shown);
    return ok({});
  });
}

function toFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function handle(channel: string, handler: Handler): void {
  ipcMain.handle(channel, async (event: IpcMainInvokeEvent, ...given: unknown[]) => {
    if (!isTrusted(event)) return refused(problem('session.originRefused'));
    return handler(...given);
  });
}

async function fileOf(path: unknown, station: StationPort): Promise<Result<{ bytes: Buffer; mediaType: string }>> {
  const missing: Problem = problem('evidence.unknown');
  const wanted = typeof path === 'string' ? evidenceOf(path) : null;
  const file = wanted && (await station.evidence(wanted.evidenceId, wanted.variant).catch(() => null));
  return file ? ok(file) : refused(missing);
}
