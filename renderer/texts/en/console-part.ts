/** What stands in the place of a part of the program that could not be loaded. */
export const consolePart = {
  title: 'This part could not be loaded',
  unreachable:
    'The office cannot be reached, so this part of the program did not come. Everything typed on the page is still there: try again once the link is back.',
  stuck: 'This part of the program can be had now, but the browser keeps its earlier failure. Please reload.',
  updated: "The office's program has been updated, and what is open here is the old one. Please reload.",
} as const;
