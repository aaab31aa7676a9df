import { createContext } from 'react';

/** What was answered last to a field, newest first; nothing where nobody remembers, as in the office. */
export type RecalledAnswers = (step: string, field: string) => readonly string[];

/** How a form knows what its technician answered to the same field in other orders. */
export const RecalledAnswersContext = createContext<RecalledAnswers>(() => []);
