import { Component, type ReactNode } from 'react';
import type { Problem } from '../../domain/problem.ts';
import { BudgetExceeded } from '../../forms/engine/budget.ts';
import { orderBroken } from '../../forms/engine/definition-broken.ts';
import { ProblemAlert } from './problem-alert.tsx';

type Props = { readonly children: ReactNode };
type State = { readonly problem: Problem | null };

/** A form whose definition asks for more work than it may is told in its own place: the rest of the screen goes on. */
export class DefinitionBoundary extends Component<Props, State> {
  override state: State = { problem: null };

  static getDerivedStateFromError(error: unknown): State {
    if (!(error instanceof BudgetExceeded)) throw error;
    return { problem: orderBroken(error) };
  }

  override render(): ReactNode {
    const { problem } = this.state;
    return problem === null ? this.props.children : <ProblemAlert problem={problem} />;
  }
}
