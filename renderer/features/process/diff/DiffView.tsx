import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconEqual, IconMaximize, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { refusalText } from '../../../api/refusalText'
import { EmptyState } from '../../../ui/EmptyState'
import { ErrorState } from '../../../ui/ErrorState'
import { useHotkey } from '../../../ui/hotkeys'
import { Skeletons } from '../../../ui/Skeletons'
import { useWords } from '../../../ui/words'
import { processWords } from '../words'
import { ChangeList } from './ChangeList'
import { CHANGE_KINDS, type Change } from './compare'
import classes from './Diff.module.css'
import type { Sides } from './sides'
import { diffWords } from './words'

export type Side = { name: string; xml: string }

/** Two versions side by side: what came, went, changed and moved, on the drawings and in a list. */
export function DiffView({ before, after, onClose }: { before: Side; after: Side; onClose: () => void }) {
  const t = useWords(diffWords)
  const fitLabel = useWords(processWords).fit
  const { left, right, sides, problem } = useSides(before.xml, after.xml)
  useHotkey('escape', t.close, onClose)
  return (
    <section className={classes.view} aria-label={t.title}>
      <header className={classes.head}>
        <h2>{t.title}</h2>
        {sides && <Counts changes={sides.changes} />}
        <span className={classes.tools}>
          <Tooltip label={fitLabel}>
            <ActionIcon aria-label={fitLabel} onClick={() => sides?.fit()}>
              <IconMaximize size={17} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Button variant="default" size="compact-sm" leftSection={<IconX size={15} />} onClick={onClose}>
            {t.close}
          </Button>
        </span>
      </header>
      <div className={classes.sides}>
        <figure className={classes.side}>
          <figcaption>{t.before({ name: before.name })}</figcaption>
          <div ref={left} className={`${classes.canvas} okno-drawing`} />
        </figure>
        <figure className={classes.side}>
          <figcaption>{t.after({ name: after.name })}</figcaption>
          <div ref={right} className={`${classes.canvas} okno-drawing`} />
        </figure>
      </div>
      <div className={classes.list}>
        {problem !== null && <ErrorState isCompact title={t.failed} hint={refusalText(problem)} />}
        {!sides && problem === null && <Skeletons lines={2} />}
        {sides?.changes.length === 0 && (
          <EmptyState isCompact icon={<IconEqual size={28} stroke={1.5} />} title={t.same} hint={t.sameHint} />
        )}
        {sides && sides.changes.length > 0 && <ChangeList changes={sides.changes} onShow={sides.show} />}
      </div>
    </section>
  )
}

function Counts({ changes }: { changes: readonly Change[] }) {
  const t = useWords(diffWords)
  return (
    <ul className={classes.counts}>
      {CHANGE_KINDS.map((kind) => {
        const count = changes.filter((change) => change.kind === kind).length
        return (
          count > 0 && (
            <li key={kind} data-kind={kind}>
              {t.counts[kind]({ count })}
            </li>
          )
        )
      })}
    </ul>
  )
}

function useSides(before: string, after: string) {
  const left = useRef<HTMLDivElement>(null)
  const right = useRef<HTMLDivElement>(null)
  const [sides, setSides] = useState<Sides | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  useEffect(() => {
    let isGone = false
    let opened: Sides | null = null
    const open = async () => {
      const { openSides } = await import('./sides')
      if (isGone || !left.current || !right.current) return
      opened = await openSides({ before: left.current, after: right.current }, { before, after })
      if (isGone) opened.destroy()
      else setSides(opened)
    }
    open().catch(setProblem)
    return () => {
      isGone = true
      opened?.destroy()
      setSides(null)
    }
  }, [before, after])
  return { left, right, sides, problem }
}
