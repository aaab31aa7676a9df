/** Texts of the photo viewer, among those of photos. */
export const photoViewer = {
  whole: 'Whole photo',
  beside: 'Two side by side',
  keys: '← → walk · wheel, + − or two fingers zoom · 0 whole · drag or arrows move when near · R rotate · S two side by side · X the other one · Esc close',
} as const;
