import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Language } from '../../../domain/problem.ts';

const texts = {
  file: ['文件', 'File'],
  console: ['打开调度台', 'Open the office console'],
  quit: ['退出', 'Quit'],
  edit: ['编辑', 'Edit'],
  undo: ['撤销', 'Undo'],
  redo: ['重做', 'Redo'],
  cut: ['剪切', 'Cut'],
  copy: ['复制', 'Copy'],
  paste: ['粘贴', 'Paste'],
  selectAll: ['全选', 'Select all'],
  view: ['显示', 'View'],
  reload: ['重新载入', 'Reload'],
  zoomIn: ['放大', 'Zoom in'],
  zoomOut: ['缩小', 'Zoom out'],
  zoomReset: ['实际大小', 'Actual size'],
  fullScreen: ['全屏', 'Full screen'],
  window: ['窗口', 'Window'],
  minimize: ['最小化', 'Minimise'],
  close: ['关闭', 'Close'],
} as const;

/** In the language that the technician works in; made again when he changes it. */
export function setMenu(language: Language, openConsole: () => void): void {
  const word = (key: keyof typeof texts): string => texts[key][language === 'zh-CN' ? 0 : 1];
  const role = (key: keyof typeof texts, of: MenuItemConstructorOptions['role']): MenuItemConstructorOptions => ({
    label: word(key),
    ...(of ? { role: of } : {}),
  });
  const template: MenuItemConstructorOptions[] = [
    {
      label: word('file'),
      submenu: [
        { id: 'console', label: word('console'), accelerator: 'CmdOrCtrl+Shift+D', click: openConsole },
        { type: 'separator' },
        role('quit', 'quit'),
      ],
    },
    {
      label: word('edit'),
      submenu: [
        role('undo', 'undo'),
        role('redo', 'redo'),
        { type: 'separator' },
        role('cut', 'cut'),
        role('copy', 'copy'),
        role('paste', 'paste'),
        role('selectAll', 'selectAll'),
      ],
    },
    {
      label: word('view'),
      submenu: [
        role('reload', 'reload'),
        { type: 'separator' },
        role('zoomReset', 'resetZoom'),
        role('zoomIn', 'zoomIn'),
        role('zoomOut', 'zoomOut'),
        { type: 'separator' },
        role('fullScreen', 'togglefullscreen'),
      ],
    },
    { label: word('window'), submenu: [role('minimize', 'minimize'), role('close', 'close')] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
