/** The address of an order's step within the station's page. */
export const stepPlace = (orderId: string, step: string): string => ['#', 'order', orderId, 'work', step].join('/');
