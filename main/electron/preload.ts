/** Sandboxed: it can require nothing but `electron`. A flat list of verbs; the event never reaches the page. */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { PreloadVerbs, ShellFacts } from '../../bridge/electron.ts';
import { channels } from './channels.ts';

const platforms: readonly ShellFacts['platform'][] = ['linux', 'win32', 'darwin'];

const verbs = {
  call: (name: string, argument: unknown) => ipcRenderer.invoke(channels.call, name, argument) as Promise<unknown>,
  on: (listener: (event: unknown) => void) => {
    const strip = (_: IpcRendererEvent, event: unknown): void => listener(event);
    ipcRenderer.on(channels.event, strip);
    return () => {
      ipcRenderer.off(channels.event, strip);
    };
  },
  saveFile: (path: string, suggestedName: string) => ipcRenderer.invoke(channels.saveFile, path, suggestedName),
  printFile: (path: string) => ipcRenderer.invoke(channels.printFile, path),
  showWindow: () => ipcRenderer.invoke(channels.showWindow),
  openOutside: (url: string) => ipcRenderer.invoke(channels.openOutside, url),
  facts: {
    shell: 'electron',
    platform: platforms.find((name) => name === process.platform) ?? 'other',
    electron: process.versions.electron ?? '',
    chrome: process.versions.chrome ?? '',
  },
} satisfies PreloadVerbs;

contextBridge.exposeInMainWorld('linework', verbs);
