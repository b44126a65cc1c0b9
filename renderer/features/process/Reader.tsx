import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { OpenedProcess } from '#shared/contract/process'
import { ErrorState } from '../../ui/ErrorState'
import { useWords } from '../../ui/words'
import { SuggestionPanel } from '../suggestion/SuggestionPanel'
import classes from './Design.module.css'
import type { Desk } from './desk'
import { runningOf } from './desk'
import { DiffView } from './diff/DiffView'
import { Tabs } from './Tabs'
import { useComparison } from './useComparison'
import { VersionList } from './versions/VersionList'
import { processWords } from './words'

type Tab = 'history' | 'suggestions'

/** A process for those who look at it and do not draw: supervisors, auditors. */
export function Reader({ process, desk, back }: { process: OpenedProcess; desk: Desk; back: ReactNode }) {
  const t = useWords(processWords)
  const { place, problem, show, selected, names } = useViewing(desk.xml)
  const { comparison, compare, close } = useComparison(process.key, async () => desk.xml)
  const [tab, setTab] = useState<Tab>('history')
  const running = runningOf(process)
  const nameOf = (id: string) => names.get(id) ?? null
  return (
    <main className={classes.room}>
      <header className={classes.head}>
        {back}
        <div className={classes.name}>
          <h1>{process.name}</h1>
          <p>
            <span>{running === null ? t.neverDeployed : t.version({ version: running })}</span>
            <span>{t.readOnly}</span>
          </p>
        </div>
      </header>
      <section className={classes.canvasArea} aria-label={t.canvas}>
        <div ref={place} className={`${classes.canvas} okno-drawing`} />
        {problem && <ErrorState title={t.drawingFailed} hint={t.drawingFailedHint} />}
      </section>
      <aside className={classes.aside} aria-label={t.tabsLabel}>
        <Tabs
          label={t.tabsLabel}
          current={tab}
          onChange={setTab}
          tabs={[
            { name: 'history', title: t.tabs.history },
            { name: 'suggestions', title: t.tabs.suggestions },
          ]}
        >
          {tab === 'history' ? (
            <VersionList versions={process.versions} onCompare={compare} />
          ) : (
            <SuggestionPanel
              processKey={process.key}
              element={selected === null ? null : { id: selected, name: nameOf(selected) ?? selected }}
              nameOf={nameOf}
              versions={[]}
              onShow={show}
            />
          )}
        </Tabs>
      </aside>
      {comparison && (
        <div className={classes.over}>
          <DiffView {...comparison} onClose={close} />
        </div>
      )}
    </main>
  )
}

function useViewing(xml: string) {
  const place = useRef<HTMLDivElement>(null)
  const shown = useRef<(id: string) => void>(() => undefined)
  const [problem, setProblem] = useState(false)
  const [selected, setSelected] = useState<string | null>(null)
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  useEffect(() => {
    let isGone = false
    let free = () => {}
    const open = async () => {
      const { makeViewing } = await import('./drawing/viewer')
      if (isGone || !place.current) return
      const viewing = makeViewing(place.current)
      free = viewing.destroy
      await viewing.open(xml)
      if (isGone) return
      shown.current = (id) => void (viewing.show(id) && setSelected(id))
      viewing.onClick((id) => setSelected(viewing.show(id) && viewing.names().has(id) ? id : null))
      setNames(viewing.names())
    }
    open().catch(() => !isGone && setProblem(true))
    return () => {
      isGone = true
      free()
    }
  }, [xml])
  return { place, problem, show: (id: string) => shown.current(id), selected, names }
}
