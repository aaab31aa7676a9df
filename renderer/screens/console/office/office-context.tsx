import { createContext, type ReactNode, useContext } from 'react';
import type { Account } from '../../../../bridge/office.ts';
import type { OfficeClient } from '../../../bridge/office-client.ts';

const Office = createContext<OfficeClient | null>(null);
const Person = createContext<Account | null>(null);

export function OfficeProvider({
  client,
  children,
}: {
  readonly client: OfficeClient;
  readonly children: ReactNode;
}): ReactNode {
  return <Office value={client}>{children}</Office>;
}

export function PersonProvider({
  account,
  children,
}: {
  readonly account: Account;
  readonly children: ReactNode;
}): ReactNode {
  return <Person value={account}>{children}</Person>;
}

/** The client of the office. A console without one is a bug. */
export function useOffice(): OfficeClient {
  const client = useContext(Office);
  if (client === null) throw new Error('the console stands outside of its OfficeProvider');
  return client;
}

/** Who is signed in. */
export function usePerson(): Account {
  const account = useContext(Person);
  if (account === null) throw new Error('nobody is signed in here');
  return account;
}
