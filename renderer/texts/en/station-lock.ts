/** Texts of the lock that comes by itself. */
export const stationLock = {
  title: 'Lock when nobody is there',
  minutes: '{{n}} min',
  never: 'Never',
  held: 'With a camera, a pad or a dialog open',
  hint: 'After so long without a touch the device locks itself and asks for the password. While you take photos, a customer signs, you watch an upload, or words stand unsent in a dialog it waits longer, as set below; then the camera stops and it locks all the same. What you filled in is kept, and goes on being saved and synchronised.',
  locked: 'Locked by itself after {{n}} min without a touch. Everything you filled in is kept.',
} as const;
