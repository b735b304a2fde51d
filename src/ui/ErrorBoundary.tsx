import { Component, type ReactNode } from 'react';

interface Props {
  readonly room: string;
  readonly children: ReactNode;
}

/** Keeps a fault inside its room: the rest of the page, the experiment and the link go on. */
export class ErrorBoundary extends Component<Props, { readonly message: string | null }> {
  override state = { message: null };

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children;
    return (
      <div className="fault" role="alert">
        <p>
          The {this.props.room} could not be drawn ({this.state.message}). Your experiment and its link are intact.
        </p>
        <button type="button" onClick={() => this.setState({ message: null })}>
          Draw it again
        </button>
      </div>
    );
  }
}
