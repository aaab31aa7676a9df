/** An order of a former office on which this device has worked and which the present office does not have: what of it is still here. */
export type FormerOrder = {
  readonly orderId: string;
  /** as the former office had them */
  readonly number: string;
  readonly customerName: string;
  readonly address: string;
  /** operations, submissions and drafts of this device */
  readonly records: number;
  readonly photos: number;
};
