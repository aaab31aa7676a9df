import type { WorkOrderDocument } from '../../../domain/documents/work-order.ts';
import type { SearchKeys } from '../../../domain/text/search-keys.ts';

type Found = {
  readonly number: string;
  readonly customer: WorkOrderDocument['customer'];
  readonly place: WorkOrderDocument['place'];
};

/** The keys by which a technician finds an order: number, name, phones, address, district. */
export async function searchKeysOf({ number, customer, place }: Found): Promise<SearchKeys> {
  // On first use: its dictionary of pinyin is 25 ms of a start, and a start mostly finds its rows made.
  const { searchKeys } = await import('../../../domain/text/search-keys.ts');
  return searchKeys({
    numbers: [number],
    names: [customer.name],
    places: [place.address, place.district],
    phones: [customer.phone, customer.alternatePhone ?? ''],
  });
}
