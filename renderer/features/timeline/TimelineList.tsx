import { IconArrowDown } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { InteractionId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { formatDay } from '../../ui/format'
import { useHotkey } from '../../ui/hotkeys'
import { useWords } from '../../ui/words'
import { Entry } from './Entry'
import { type Row, rowHeightPx } from './rows'
import classes from './Timeline.module.css'
import { timelineWords } from './words'

type Props = {
  rows: readonly Row[]
  goTo: InteractionId | null
  /** What stands above the oldest loaded row. */
  top: ReactNode
  /** Called near the top; null while nothing older can be had. */
  loadOlder: (() => void) | null
  renderBody: (interaction: Interaction) => ReactNode
}

const NEAR_TOP_PX = 2500
const TOP_PX = 36

export function TimelineList({ rows, goTo, top, loadOlder, renderBody }: Props) {
  const t = useWords(timelineWords)
  const scroller = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  // The same functions from one drawing to the next, else the places of all rows are counted anew at every step of a scroll.
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows])
  const estimateSize = useCallback((index: number) => rowHeightPx(rows[index]), [rows])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    // The first drawing is of the newest, not of the oldest; what is above them is not even asked for.
    initialOffset: () => rows.length * 72,
    overscan: 6,
    useFlushSync: false,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: 40,
    paddingStart: TOP_PX,
    paddingEnd: 10,
  })
  const toggle = useCallback((interaction: Interaction) => {
    setOpen((before) => {
      const after = new Set(before)
      if (!after.delete(interaction.id)) after.add(interaction.id)
      return after
    })
  }, [])
  useStartAtEnd(virtual.scrollToEnd)
  useGoTo(goTo, rows, virtual.scrollToIndex, setOpen)
  useSteps(rows, virtual.scrollToIndex, scroller)

  const items = virtual.getVirtualItems()
  const isAtEnd = virtual.isAtEnd(120)
  const unseen = useUnseen(rows, isAtEnd)
  const latest = useRef(loadOlder)
  latest.current = loadOlder
  const canLoadOlder = loadOlder !== null
  const isNearTop = (virtual.scrollOffset ?? NEAR_TOP_PX) < NEAR_TOP_PX
  useEffect(() => {
    if (isNearTop && canLoadOlder) latest.current?.()
  }, [isNearTop, canLoadOlder])

  return (
    <div className={classes.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region is reached by the keyboard */}
      <section ref={scroller} className={classes.scroller} aria-label={t.timeline} tabIndex={0}>
        <div className={classes.inner} style={{ height: virtual.getTotalSize() }}>
          <div className={classes.top}>{top}</div>
          {items.map((item) => {
            const row = rows[item.index]
            return row ? (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className={classes.row}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {row.kind === 'day' ? (
                  <h2 className={classes.day}>{formatDay(row.iso)}</h2>
                ) : (
                  <Entry
                    interaction={row.interaction}
                    isOpen={open.has(row.key)}
                    onToggle={toggle}
                    renderBody={renderBody}
                  />
                )}
              </div>
            ) : null
          })}
        </div>
      </section>
      {!isAtEnd && (
        <button type="button" className={classes.down} onClick={() => virtual.scrollToEnd()}>
          <IconArrowDown size={15} aria-hidden />
          {unseen > 0 ? t.newBelow(unseen) : t.toNewest}
        </button>
      )}
    </div>
  )
}

type ToIndex = (index: number, options?: { align?: 'start' | 'center' | 'end' | 'auto' }) => void

/** Opens at the newest; a list that is only shown again stays where it was. */
function useStartAtEnd(toEnd: () => void) {
  const isDone = useRef(false)
  useLayoutEffect(() => {
    if (isDone.current) return
    isDone.current = true
    toEnd()
  }, [toEnd])
}

/** Opens and shows the entry a link leads to, once per link. */
function useGoTo(
  goTo: InteractionId | null,
  rows: readonly Row[],
  toIndex: ToIndex,
  setOpen: (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void,
) {
  const done = useRef<string | null>(null)
  useEffect(() => {
    if (!goTo || done.current === goTo) return
    const index = rows.findIndex((row) => row.key === goTo)
    if (index < 0) return
    done.current = goTo
    setOpen((before) => new Set([...before, goTo]))
    toIndex(index, { align: index > rows.length - 6 ? 'end' : 'center' })
  }, [goTo, rows, toIndex, setOpen])
}

/** J and K walk through the entries, loading what is not drawn yet. */
function useSteps(rows: readonly Row[], toIndex: ToIndex, scroller: React.RefObject<HTMLDivElement | null>) {
  const t = useWords(timelineWords)
  const step = (by: 1 | -1) => {
    const focused = document.activeElement?.getAttribute('data-entry')
    let index = focused ? rows.findIndex((row) => row.key === focused) + by : rows.length - 1
    while (rows[index]?.kind === 'day') index += by
    const row = rows[index]
    if (!row) return
    toIndex(index, { align: 'auto' })
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        scroller.current?.querySelector<HTMLElement>(`[data-entry="${row.key}"]`)?.focus({ preventScroll: true }),
      ),
    )
  }
  useHotkey('j', t.next, () => step(1), { isInPalette: false })
  useHotkey('k', t.previous, () => step(-1), { isInPalette: false })
}

/** How many contacts have come below since the person was last at the end. */
function useUnseen(rows: readonly Row[], isAtEnd: boolean): number {
  const lastSeen = useRef<string | undefined>(undefined)
  const newest = rows.at(-1)?.key
  useEffect(() => {
    if (isAtEnd) lastSeen.current = newest
  }, [isAtEnd, newest])
  if (isAtEnd || !lastSeen.current) return 0
  const index = rows.findLastIndex((row) => row.key === lastSeen.current)
  return index < 0 ? 0 : rows.slice(index + 1).filter((row) => row.kind === 'entry').length
}
