/** The five roots that dispatch may correct. The order document itself never changes; corrections are `amended` events. */
export const amendableRoots = ['customer', 'place', 'products', 'resources', 'remarks'] as const;
