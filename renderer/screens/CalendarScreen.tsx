import { ActionIcon, Button, Select } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { CalendarRegion, RegionCode } from '#shared/contract/calendar'
import { refusalText } from '../api/refusalText'
import { useMe } from '../api/session'
import classes from '../features/calendar/Calendar.module.css'
import { CalendarRoom } from '../features/calendar/CalendarRoom'
import { nameOfRegion, useCalendarFacts, useCalendars } from '../features/calendar/calendarCache'
import { NewRegion } from '../features/calendar/NewRegion'
import { calendarWords } from '../features/calendar/words'
import { ErrorState } from '../ui/ErrorState'
import { Skeletons } from '../ui/Skeletons'
import { useWords } from '../ui/words'

/** Working days, days off and short days of each region. */
export function CalendarScreen() {
  const t = useWords(calendarWords)
  useCalendarFacts()
  const { data, error, refetch } = useCalendars()
  return (
    <main className={classes.page}>
      {error && !data && (
        <ErrorState title={t.failed} hint={refusalText(error, t.refusals)} onRetry={() => void refetch()} />
      )}
      {!data && !error && <Skeletons lines={8} />}
      {data?.regions[0] && <Calendars regions={data.regions} first={data.regions[0]} />}
    </main>
  )
}

function Calendars({ regions, first }: { regions: readonly CalendarRegion[]; first: CalendarRegion }) {
  const t = useWords(calendarWords)
  const mayEdit = useMe().roles.some((role) => role === 'analyst' || role === 'administrator')
  const [code, setCode] = useState<RegionCode>(first.code)
  const [year, setYear] = useState(() => new Date().getFullYear())
  const [isMaking, setMaking] = useState(false)
  const region = regions.find((one) => one.code === code) ?? first
  return (
    <>
      <header className={classes.head}>
        <h1>{t.title}</h1>
        <div className={classes.choices}>
          <ActionIcon aria-label={t.previousYear} onClick={() => setYear(year - 1)}>
            <IconChevronLeft size={18} aria-hidden />
          </ActionIcon>
          <b aria-live="polite">{t.year({ year })}</b>
          <ActionIcon aria-label={t.nextYear} onClick={() => setYear(year + 1)}>
            <IconChevronRight size={18} aria-hidden />
          </ActionIcon>
          <Select
            aria-label={t.region}
            allowDeselect={false}
            data={regions.map((one) => ({ value: one.code, label: nameOfRegion(one) }))}
            value={region.code}
            onChange={(value) => setCode(regions.find((one) => one.code === value)?.code ?? region.code)}
          />
          {mayEdit && (
            <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
              {t.addRegion}
            </Button>
          )}
        </div>
      </header>
      {mayEdit && <p className={classes.hint}>{t.hint}</p>}
      <CalendarRoom key={region.code} {...{ region, regions, year, mayEdit }} />
      {isMaking && (
        <NewRegion
          copyOf={region}
          onMade={(made) => {
            setCode(made)
            setMaking(false)
          }}
          onClose={() => setMaking(false)}
        />
      )}
    </>
  )
}
