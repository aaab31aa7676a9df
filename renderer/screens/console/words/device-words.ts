import type { Device } from '../../../../bridge/office.ts';

type Labelled = Pick<Device, 'deviceId' | 'label'>;

/** A device by its label; two with the same label are told apart by the end of their ids, as the list of devices shows it. */
export function deviceWords(devices: readonly Labelled[], deviceId: string): string {
  const label = devices.find((device) => device.deviceId === deviceId)?.label;
  const tail = deviceId.slice(-4);
  if (label === undefined) return tail;
  return devices.filter((device) => device.label === label).length > 1 ? `${label} · ${tail}` : label;
}
