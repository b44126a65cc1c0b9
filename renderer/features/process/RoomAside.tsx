import { useCallback, useMemo } from 'react'
import type { BindingAbout, OpenedProcess } from '#shared/contract/process'
import type { Suggestion } from '#shared/contract/suggestion'
import { useWords } from '../../ui/words'
import { SuggestionPanel } from '../suggestion/SuggestionPanel'
import classes from './Design.module.css'
import type { Drawing } from './drawing/drawing'
import { translate } from './drawing/translate'
import { textAt } from './drawing/types'
import { LintList } from './lint/LintList'
import type { LintProblem } from './lint/lintDrawing'
import { useLint } from './lint/useLint'
import { useBindings } from './processCache'
import type { Offered } from './properties/field'
import { Properties } from './properties/Properties'
import { typeName } from './properties/typeName'
import { Tabs } from './Tabs'
import { useDrawingState } from './useDrawingState'
import { usePins } from './usePins'
import { VersionList } from './versions/VersionList'
import { processWords } from './words'

export type RoomTab = 'properties' | 'problems' | 'history' | 'suggestions'
const NO_BINDINGS: readonly BindingAbout[] = []

/** What the right column knows: what may be named, and what the checks that run while drawing have found. */
export function useRoomAside(
  process: OpenedProcess,
  drawing: Drawing,
  suggestions: readonly Suggestion[],
  setTab: (tab: RoomTab) => void,
) {
  const { data } = useBindings()
  const offered: Offered = useMemo(() => data ?? { bindings: NO_BINDINGS, forms: [], terms: [] }, [data])
  const names = useMemo(() => namesOffered(process.key, process.canRun, offered), [process, offered])
  const problems = useLint(drawing, names)
  const open = useCallback(
    (elementId: string) => {
      drawing.show(elementId)
      setTab('suggestions')
    },
    [drawing, setTab],
  )
  usePins(drawing, suggestions, open)
  const lintErrors = problems?.filter(({ weight }) => weight === 'error').length ?? 0
  return { offered, problems, lintErrors }
}

/** A process with work of its own may name only that; one that is drawn only may name any. */
function namesOffered(key: string, canRun: boolean, { bindings }: Offered): ReadonlySet<string> {
  return new Set(bindings.filter((one) => !canRun || one.key === key).map(({ name }) => name))
}

type Props = {
  process: OpenedProcess
  drawing: Drawing
  suggestions: readonly Suggestion[]
  tab: RoomTab
  setTab: (tab: RoomTab) => void
  offered: Offered
  problems: readonly LintProblem[] | null
  lintErrors: number
  onCompare: (before: number, after: number | 'draft') => void
  onRollBack: (version: number) => void
}

export function RoomAside(props: Props) {
  const t = useWords(processWords)
  const { problems, lintErrors, suggestions, tab, setTab } = props
  const tone = lintErrors > 0 ? ('bad' as const) : ('warn' as const)
  const open = suggestions.filter(({ state }) => state === 'open').length
  return (
    <aside className={classes.aside} aria-label={t.tabsLabel}>
      <Tabs
        label={t.tabsLabel}
        current={tab}
        onChange={setTab}
        tabs={[
          { name: 'properties', title: t.tabs.properties },
          { name: 'problems', title: t.tabs.problems, count: problems?.length ?? 0, tone },
          { name: 'history', title: t.tabs.history },
          { name: 'suggestions', title: t.tabs.suggestions, count: open },
        ]}
      >
        <Panel {...props} />
      </Tabs>
    </aside>
  )
}

function Panel({ process, drawing, offered, problems, tab, onCompare, onRollBack }: Props) {
  const { selected, isSimulating } = useDrawingState(drawing)
  if (tab === 'properties') return <Properties drawing={drawing} offered={offered} isReadOnly={isSimulating} />
  if (tab === 'problems') return <LintList problems={problems} onShow={drawing.show} />
  if (tab === 'history')
    return <VersionList versions={process.versions} onCompare={onCompare} onRollBack={onRollBack} />
  const nameOf = (id: string) => elementName(drawing, id)
  return (
    <SuggestionPanel
      processKey={process.key}
      element={selected && { id: selected.id, name: nameOf(selected.id) ?? selected.id }}
      nameOf={nameOf}
      versions={process.versions.map(({ version }) => version)}
      onShow={drawing.show}
    />
  )
}

/** What a person calls an element: its name, else its kind. */
function elementName(drawing: Drawing, id: string): string | null {
  const bo = drawing.get('elementRegistry').get(id)?.businessObject
  return bo ? textAt(bo, 'name') || translate(typeName(bo)) : null
}
