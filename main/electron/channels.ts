/** The names on the wire between preload and main process, each once. */
export const channels = {
  call: 'linework:call',
  event: 'linework:event',
  saveFile: 'linework:saveFile',
  printFile: 'linework:printFile',
  openOutside: 'linework:openOutside',
  showWindow: 'linework:showWindow',
} as const;
