/** Texts of the lock that comes by itself. */
export const stationLock = {
  title: 'Lock when nobody is there',
  minutes: '{{n}} min',
  never: 'Never',
  hint: 'After so long without a touch the device locks itself and asks for the password. Not while you take photos, while a customer signs, while you watch an upload, or while words stand unsent in a dialog. What you filled in goes on being saved and synchronised.',
  locked: 'Locked by itself after {{n}} min without a touch. Everything you filled in is kept.',
} as const;
