import { ActionIcon, Tooltip } from '@mantine/core'
import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { CaseDiagram as Diagram } from '#shared/contract/case'
import type { CaseId } from '#shared/contract/ids'
import { refusalText } from '../../api/refusalText'
import { ErrorState } from '../../ui/ErrorState'
import { Skeletons } from '../../ui/Skeletons'
import { useWords } from '../../ui/words'
import { connectionElements } from '../connection/elements/words'
import classes from './CaseDiagram.module.css'
import { useCaseDiagram } from './caseCache'
import type { DiagramView } from './diagramView'
import { nameElements } from './nameElements'
import { caseWords } from './words'

/** The process of a case as it is drawn: where it stands, what it has passed. */
export function CaseDiagram({ caseId }: { caseId: CaseId }) {
  const t = useWords(caseWords)
  const { data, error, refetch } = useCaseDiagram(caseId)
  if (error)
    return (
      <ErrorState
        isCompact
        title={t.diagramFailed}
        hint={refusalText(error, t.refusals)}
        onRetry={() => void refetch()}
      />
    )
  return data ? <Drawing diagram={data} /> : <Skeletons lines={3} height={60} />
}

function Drawing({ diagram }: { diagram: Diagram }) {
  const t = useWords(caseWords)
  const names = useElementNames()
  const { place, view, problem } = useView(diagram, names)
  const steps = [...diagram.active, ...diagram.failed].map((id) => `«${names[id] ?? id}»`).join(', ')
  const label = steps ? t.diagramNow({ steps }) : t.diagramDone
  return (
    <figure className={classes.figure} aria-label={label}>
      {problem !== null && <ErrorState isCompact title={t.diagramFailed} hint={refusalText(problem)} />}
      <div ref={place} className={classes.drawing} />
      <figcaption className={classes.bar}>
        <Legend kind="now" text={t.legendNow} />
        <Legend kind="passed" text={t.legendPassed} />
        {diagram.failed.length > 0 && <Legend kind="failed" text={t.legendFailed} />}
        <span className={classes.zoom}>
          <Zoom label={t.zoomOut} Icon={IconMinus} onClick={() => view.current?.zoom(0.8)} />
          <Zoom label={t.zoomFit} Icon={IconMaximize} onClick={() => view.current?.fit()} />
          <Zoom label={t.zoomIn} Icon={IconPlus} onClick={() => view.current?.zoom(1.25)} />
        </span>
      </figcaption>
    </figure>
  )
}

/** Ids of elements differ between processes, so one table names them all. */
function useElementNames(): Readonly<Record<string, string>> {
  const { elements } = useWords(caseWords)
  const ofConnection = useWords(connectionElements)
  return useMemo(() => ({ ...elements, ...ofConnection }), [elements, ofConnection])
}

/** The drawing program is large, so it comes only when a drawing is looked at. */
function useView(diagram: Diagram, names: Readonly<Record<string, string>>) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<DiagramView | null>(null)
  const [isReady, setReady] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  useEffect(() => {
    let isGone = false
    const open = async () => {
      const { makeView } = await import('./diagramView')
      if (isGone || !place.current) return
      view.current = makeView(place.current)
      setReady(true)
    }
    open().catch(setProblem)
    const observer = new ResizeObserver(() => view.current?.fit())
    if (place.current) observer.observe(place.current)
    return () => {
      isGone = true
      observer.disconnect()
      view.current?.destroy()
      view.current = null
      setReady(false)
    }
  }, [])
  useEffect(() => {
    if (isReady) view.current?.show(nameElements(diagram.xml, names), diagram).catch(setProblem)
  }, [isReady, diagram, names])
  return { place, view, problem }
}

function Legend({ kind, text }: { kind: 'now' | 'passed' | 'failed'; text: string }) {
  return (
    <span className={classes.legend} data-kind={kind}>
      {text}
    </span>
  )
}

function Zoom({ label, Icon, onClick }: { label: string; Icon: typeof IconPlus; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick}>
        <Icon size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
