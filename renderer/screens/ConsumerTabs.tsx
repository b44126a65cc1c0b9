import type { KeyboardEvent, ReactNode } from 'react'
import type { Consumer } from '#shared/contract/consumer'
import { useWords } from '../ui/words'
import classes from './ConsumerTabs.module.css'
import { screenWords } from './words'

const TABS = ['timeline', 'cases', 'objects', 'card'] as const
export type ConsumerTab = (typeof TABS)[number]
type Props = { consumer: Consumer; tab: ConsumerTab; onTab: (tab: ConsumerTab) => void; children?: ReactNode }

export function ConsumerTabs({ consumer, tab, onTab, children }: Props) {
  const t = useWords(screenWords)
  const objects = consumer.accounts.reduce((sum, account) => sum + account.meteringPoints.length, 0)
  const title = (name: ConsumerTab) =>
    name === 'objects' && objects > 0 ? t.count({ title: t.tabs.objects, count: objects }) : t.tabs[name]
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length]
    if (!by || !next) return
    event.preventDefault()
    onTab(next)
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus()
  }
  return (
    <div className={classes.bar}>
      <div role="tablist" aria-label={t.tabsLabel} className={classes.tabs} onKeyDown={onKeyDown}>
        {TABS.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            data-tab={name}
            aria-selected={name === tab}
            tabIndex={name === tab ? 0 : -1}
            className={classes.tab}
            onClick={() => onTab(name)}
          >
            {title(name)}
          </button>
        ))}
      </div>
      {children}
    </div>
  )
}
