import './print.css';
import { type ReactNode, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Route } from '../route.ts';
import { ListOnPaper, OrderOnPaper } from './print-pages.tsx';

/**
 * While the browser prints, a list or an order stands on the page as it is to be on paper: on the screen only the rows in view are in the
 * page, and stages are folded. Drawn within the event, since the browser does not wait.
 */
export function PrintInstead({ route }: { readonly route: Route }): ReactNode {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  if (!printing) return null;
  if (route.page === 'orders') return <ListOnPaper />;
  if (route.page === 'order') return <OrderOnPaper orderId={route.orderId} />;
  return null;
}
