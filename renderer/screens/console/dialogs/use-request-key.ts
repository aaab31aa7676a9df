import { useState } from 'react';
import { newRequestKey } from '../../../app/request-key.ts';

/** One key for one opening of a dialog or page: a double click and a retry after a lost answer are the same request. */
export function useRequestKey(): string {
  return useState(newRequestKey)[0];
}
