import type { KeyboardEvent, ReactNode } from 'react'
import classes from './Design.module.css'

type Tab<N extends string> = { name: N; title: string; count?: number; tone?: 'bad' | 'warn' }
type Props<N extends string> = {
  label: string
  tabs: readonly Tab<N>[]
  current: N
  onChange: (name: N) => void
  children: ReactNode
}

/** The tabs of the right column: arrows move between them. */
export function Tabs<N extends string>({ label, tabs, current, onChange, children }: Props<N>) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const at = tabs.findIndex(({ name }) => name === current)
    const next = tabs[(at + by + tabs.length) % tabs.length]
    if (by === 0 || !next) return
    event.preventDefault()
    onChange(next.name)
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next.name}"]`)?.focus()
  }
  return (
    <>
      <div role="tablist" aria-label={label} className={classes.tabs} onKeyDown={onKeyDown}>
        {tabs.map(({ name, title, count = 0, tone }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            data-tab={name}
            aria-controls="design-panel"
            aria-selected={name === current}
            tabIndex={name === current ? 0 : -1}
            className={classes.tab}
            onClick={() => onChange(name)}
          >
            {title}
            {count > 0 && (
              <span className={classes.count} data-tone={tone}>
                {count}
              </span>
            )}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
      <div role="tabpanel" id="design-panel" aria-labelledby={`tab-${current}`} tabIndex={0} className={classes.panel}>
        {children}
      </div>
    </>
  )
}
