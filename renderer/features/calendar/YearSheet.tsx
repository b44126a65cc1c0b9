import { type KeyboardEvent, useRef, useState } from 'react'
import { addDays, type Calendar, type Day } from '#shared/rules/calendar'
import { kindOfDay } from '#shared/rules/calendarChanges'
import { useLanguage, useWords } from '../../ui/words'
import classes from './Calendar.module.css'
import { monthName, monthsOf, nameOfDay } from './months'
import { calendarWords } from './words'

type Props = {
  year: number
  sheet: Calendar
  published: Calendar
  /** Null: only to be looked at. */
  onToggle: ((day: Day) => void) | null
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** Twelve months. One day is in the order of Tab, arrows lead from it to the others. */
export function YearSheet({ year, sheet, published, onToggle }: Props) {
  const [here, setHere] = useState<Day>(`${year}-01-01`)
  const grid = useRef<HTMLDivElement>(null)
  const focused = here.startsWith(`${year}-`) ? here : `${year}-01-01`
  const move = (event: KeyboardEvent, day: Day) => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = addDays(day, step)
    if (!next.startsWith(`${year}-`)) return
    setHere(next)
    grid.current?.querySelector<HTMLButtonElement>(`[data-day="${next}"]`)?.focus()
  }
  return (
    <div className={classes.year} ref={grid}>
      {monthsOf(year).map((weeks, month) => (
        <Month
          key={weeks[0]?.find(Boolean) ?? month}
          month={month}
          weeks={weeks}
          {...{ year, sheet, published, focused, onToggle }}
          onMove={move}
          onHere={setHere}
        />
      ))}
    </div>
  )
}

type MonthProps = Props & {
  month: number
  weeks: readonly (readonly (Day | null)[])[]
  focused: Day
  onMove: (event: KeyboardEvent, day: Day) => void
  onHere: (day: Day) => void
}

function Month({ year, month, weeks, ...days }: MonthProps) {
  const t = useWords(calendarWords)
  const [language] = useLanguage()
  return (
    <table className={classes.month}>
      <caption>{monthName(year, month, language)}</caption>
      <thead>
        <tr>
          {Object.entries(t.weekdays).map(([key, name]) => (
            <th key={key} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the weeks of a month do not move
          <tr key={index}>
            {week.map((day, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: nor do its days
              <td key={place}>{day && <DayCell day={day} {...days} />}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type CellProps = Omit<MonthProps, 'year' | 'month' | 'weeks'> & { day: Day }

function DayCell({ day, sheet, published, focused, onToggle, onMove, onHere }: CellProps) {
  const t = useWords(calendarWords)
  const [language] = useLanguage()
  const kind = kindOfDay(day, sheet)
  const isChanged = kind !== kindOfDay(day, published)
  const said = { day: nameOfDay(day, language), kind: t.kinds[kind] }
  return (
    <button
      type="button"
      className={classes.day}
      data-day={day}
      data-kind={kind}
      data-special={sheet.has(day) || undefined}
      data-changed={isChanged || undefined}
      aria-label={isChanged ? t.dayChanged(said) : t.day(said)}
      aria-disabled={onToggle === null || undefined}
      tabIndex={day === focused ? 0 : -1}
      onFocus={() => onHere(day)}
      onKeyDown={(event) => onMove(event, day)}
      onClick={() => onToggle?.(day)}
    >
      {Number(day.slice(8))}
      {kind === 'short' && '*'}
    </button>
  )
}
