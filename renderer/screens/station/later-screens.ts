import { lazy } from 'react';

const order = () => import('./order/order-screen.tsx');
const settings = () => import('./settings/settings-screen.tsx');
const sync = () => import('./sync/sync-screen.tsx');
const signIn = () => import('./sign-in/sign-in-screen.tsx');

/** Screens that a start does not show first: forms, pad and expressions are a third of the page's code. */
export const OrderScreen = lazy(async () => ({ default: (await order()).OrderScreen }));
export const SettingsScreen = lazy(async () => ({ default: (await settings()).SettingsScreen }));
export const SyncScreen = lazy(async () => ({ default: (await sync()).SyncScreen }));
export const SignInScreen = lazy(async () => ({ default: (await signIn()).SignInScreen }));

/** The first screen is painted by then; nobody has tapped yet. */
const laterMs = 500;

/**
 * Loads them behind the first screen, so that the first tap waits for nothing and a station that stops takes no screen with it.
 * @returns how to call it off
 */
export function loadLaterScreens(): () => void {
  const timer = setTimeout(() => {
    for (const load of [order, signIn, sync, settings]) void load().catch(() => undefined);
  }, laterMs);
  return () => clearTimeout(timer);
}
