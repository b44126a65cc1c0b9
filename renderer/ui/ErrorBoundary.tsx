import { Component, type ReactNode } from 'react'
import { ErrorState } from './ErrorState'
import { uiWords } from './uiWords'
import { wordsNow } from './words'

type Props = { children: ReactNode; resetKey?: string }

/** A part that broke does not take the rest of the window with it. */
export class ErrorBoundary extends Component<Props, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override componentDidUpdate(before: Props) {
    if (this.state.isBroken && before.resetKey !== this.props.resetKey) this.setState({ isBroken: false })
  }

  override render() {
    if (!this.state.isBroken) return this.props.children
    const t = wordsNow(uiWords)
    return (
      <ErrorState
        title={t.crashed}
        hint={t.crashedHint}
        retryLabel={t.openAgain}
        onRetry={() => this.setState({ isBroken: false })}
      />
    )
  }
}
