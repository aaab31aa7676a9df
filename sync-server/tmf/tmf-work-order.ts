import type { Json } from '../../domain/documents/base.ts';

export const tmfRoot = '/tmf-api/workOrderManagement/v4/workOrder';

/** A TMF697 v4 `WorkOrder`; members without a value are left out. */
export type TmfWorkOrder = { readonly id: string; readonly href: string; readonly [member: string]: Json };
