import { useCallback, useMemo } from 'react'
import type { BindingAbout, OpenedProcess } from '#shared/contract/process'
import type { Suggestion } from '#shared/contract/suggestion'
import { useWords } from '../../ui/words'
import { SuggestionPanel } from '../suggestion/SuggestionPanel'
import classes from './Design.module.css'
import { DecisionList } from './decisions/DecisionList'
import type { Drawing } from './drawing/drawing'
import { elementName } from './elementName'
import { FormList } from './forms/FormList'
import { LintList } from './lint/LintList'
import type { LintProblem } from './lint/lintDrawing'
import type { Known } from './lint/ownRules'
import { useLint } from './lint/useLint'
import { useBindings } from './processCache'
import type { Offered } from './properties/field'
import { Properties } from './properties/Properties'
import { Tabs } from './Tabs'
import { TrialPanel } from './trial/TrialPanel'
import { useDrawingState } from './useDrawingState'
import { usePins } from './usePins'
import { VersionList } from './versions/VersionList'
import { processWords } from './words'

export type RoomTab = 'properties' | 'problems' | 'forms' | 'decisions' | 'trial' | 'history' | 'suggestions'
const NO_BINDINGS: readonly BindingAbout[] = []

/** What the right column knows: what may be named, and what the checks that run while drawing have found. */
export function useRoomAside(
  process: OpenedProcess,
  drawing: Drawing,
  suggestions: readonly Suggestion[],
  setTab: (tab: RoomTab) => void,
) {
  const { data } = useBindings()
  const { key, hasOwnWork } = process
  const offered: Offered = useMemo(() => {
    const all = data ?? { bindings: NO_BINDINGS, forms: [], decisions: [], terms: [] }
    return { ...all, bindings: bindingsFor(key, hasOwnWork, all.bindings) }
  }, [data, key, hasOwnWork])
  const known = useMemo(() => mayName(hasOwnWork, offered), [hasOwnWork, offered])
  const problems = useLint(drawing, known)
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

/** A process with work of its own may name only that; any other may name all, and of two with one name runs the first. */
function bindingsFor(key: string, hasOwnWork: boolean, all: Offered['bindings']): Offered['bindings'] {
  const its = hasOwnWork ? all.filter((one) => one.key === key) : all
  return its.filter(({ name }, n) => its.findIndex((other) => other.name === name) === n)
}

/** The steps of a process with work of its own have the forms made for it. */
function mayName(hasOwnWork: boolean, { bindings, forms, decisions }: Offered): Known {
  const names = bindings.map(({ name }) => name)
  const deployed = new Set(decisions.map((one) => one.key))
  return { bindings: new Set(names), forms: new Set(forms), decisions: deployed, isCarrying: !hasOwnWork }
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
  onEditForm: (id: string) => void
  onEditDecision: (id: string) => void
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
          { name: 'forms', title: t.tabs.forms },
          { name: 'decisions', title: t.tabs.decisions },
          { name: 'trial', title: t.tabs.trial },
          { name: 'history', title: t.tabs.history },
          { name: 'suggestions', title: t.tabs.suggestions, count: open },
        ]}
      >
        <Panel {...props} />
      </Tabs>
    </aside>
  )
}

function Panel(props: Props) {
  const { process, drawing, offered, problems, tab, onCompare, onRollBack } = props
  const { selected, isSimulating } = useDrawingState(drawing)
  if (tab === 'properties') return <Properties drawing={drawing} offered={offered} isReadOnly={isSimulating} />
  if (tab === 'problems') return <LintList problems={problems} onShow={drawing.show} />
  if (tab === 'forms')
    return (
      <FormList drawing={drawing} hasOwnWork={process.hasOwnWork} isReadOnly={isSimulating} onEdit={props.onEditForm} />
    )
  if (tab === 'decisions')
    return <DecisionList drawing={drawing} isReadOnly={isSimulating} onEdit={props.onEditDecision} />
  if (tab === 'trial') return <TrialPanel drawing={drawing} processKey={process.key} />
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
