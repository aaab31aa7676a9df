import { Component, type ReactNode } from 'react';

type Props = { readonly children: ReactNode; readonly title: string; readonly hint: string; readonly action: string };

/** The last net: a bug on a screen never leaves a white page. What was saved is safe; a reload brings the screen back. */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main role="alert" style={{ maxWidth: 560, margin: '15vh auto', padding: 24, textAlign: 'center' }}>
        <h1 style={{ fontSize: '1.6rem' }}>{this.props.title}</h1>
        <p style={{ margin: '16px 0 24px', fontSize: '1.1rem' }}>{this.props.hint}</p>
        <button type="button" onClick={() => location.reload()} style={buttonStyle}>
          {this.props.action}
        </button>
      </main>
    );
  }
}

const buttonStyle = {
  minHeight: 52,
  padding: '0 32px',
  fontSize: '1.1rem',
  fontWeight: 600,
  border: 0,
  borderRadius: 10,
  background: 'var(--primary)',
  color: 'var(--on-tone)',
  cursor: 'pointer',
} as const;
