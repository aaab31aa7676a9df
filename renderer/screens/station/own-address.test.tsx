import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SessionState } from '../../../bridge/station.ts';
import { useOwnAddress } from './own-address.ts';
import { useKeptSignature } from './sign-off/kept-signature.ts';

beforeEach(() => window.sessionStorage.clear());
afterEach(() => cleanup());

const session = (technicianId: string, state: SessionState['state'] = 'open'): SessionState => ({
  state,
  technician: { technicianId, username: technicianId, name: technicianId },
  known: [],
  deviceId: 'd',
  officeUrl: '',
  offlineUntil: null,
  signInNeeded: false,
  revoked: false,
  lockedAfterMinutes: null,
});

function Pad() {
  const { kept, set } = useKeptSignature('order.first');
  return (
    <button type="button" data-testid="pad" onClick={() => set(() => ({ strokes: [[0, 0, 9, 9]], padHeight: 400 }))}>
      {kept.strokes.length}
    </button>
  );
}

function Page({ session: now }: { readonly session: SessionState }) {
  useOwnAddress(now);
  return now.state === 'open' ? <Pad key={now.technician?.technicianId} /> : null;
}

it('a signature that nobody confirmed outlives a lock, and ends when another account signs in', () => {
  const { rerender } = render(<Page session={session('wang')} />);
  screen.getByTestId('pad').click();
  rerender(<Page session={session('wang', 'locked')} />);
  rerender(<Page session={session('wang')} />);
  expect(screen.getByTestId('pad').textContent).toBe('1');
  rerender(<Page session={session('wang', 'locked')} />);
  rerender(<Page session={session('li')} />);
  rerender(<Page session={session('li', 'locked')} />);
  rerender(<Page session={session('li')} />);
  expect(screen.getByTestId('pad').textContent).toBe('0');
});
