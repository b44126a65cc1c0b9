import { Alert, Button } from '@mantine/core'
import { useState } from 'react'
import type { CalendarRegion, OpenedCalendar, RegionCode } from '#shared/contract/calendar'
import type { Calendar } from '#shared/rules/calendar'
import { countYear } from '#shared/rules/calendarChanges'
import { refusalText } from '../../api/refusalText'
import { ErrorState } from '../../ui/ErrorState'
import { Skeletons } from '../../ui/Skeletons'
import { useWords } from '../../ui/words'
import { Branches } from './Branches'
import classes from './Calendar.module.css'
import { useCalendar } from './calendarCache'
import { Legend } from './Legend'
import { PublishPanel } from './PublishPanel'
import { SheetTools } from './SheetTools'
import { calendarOf, type Editor, useEditor } from './useEditor'
import { Versions } from './Versions'
import { calendarWords } from './words'
import { YearSheet } from './YearSheet'

type Props = { region: CalendarRegion; regions: readonly CalendarRegion[]; year: number; mayEdit: boolean }

/** The sheet of a region's year with what can be done to it. */
export function CalendarRoom(props: Props) {
  const t = useWords(calendarWords)
  const { data, error, refetch } = useCalendar(props.region.code, null)
  if (error && !data)
    return <ErrorState title={t.failed} hint={refusalText(error, t.refusals)} onRetry={() => void refetch()} />
  if (!data) return <Skeletons lines={8} />
  return <Opened opened={data} {...props} />
}

function Opened({ opened, region, regions, year, mayEdit }: Props & { opened: OpenedCalendar }) {
  const t = useWords(calendarWords)
  const editor = useEditor(opened)
  const [shown, setShown] = useState<number | null>(null)
  const old = useShown(opened.region, shown)
  const sheet = old ?? editor.sheet
  return (
    <div className={classes.room}>
      <div className={classes.paper}>
        {mayEdit && old === null && <SheetTools {...{ editor, region, regions, year }} />}
        <Notices {...{ editor, old, shown, mayEdit }} onClose={() => setShown(null)} />
        <YearSheet
          key={year}
          year={year}
          sheet={sheet}
          published={old ?? editor.published}
          onToggle={mayEdit && old === null ? editor.toggle : null}
        />
        <div className={classes.under}>
          <Legend />
          <p className={classes.hint}>{t.counts(countYear(year, sheet))}</p>
        </div>
      </div>
      <aside className={classes.aside} aria-label={t.publish}>
        {opened.isRecounting && <p className={classes.hint}>{t.recounting}</p>}
        {mayEdit && <PublishPanel opened={opened} editor={editor} />}
        <Branches {...{ region, regions, mayEdit }} />
        <Versions opened={opened} onShow={setShown} />
      </aside>
    </div>
  )
}

type NoticeProps = {
  editor: Editor
  old: Calendar | null
  shown: number | null
  mayEdit: boolean
  onClose: () => void
}

/** That an earlier version is on the sheet, or that a newer one came out meanwhile. */
function Notices({ editor, old, shown, mayEdit, onClose }: NoticeProps) {
  const t = useWords(calendarWords)
  const choice = { size: 'compact-xs', variant: 'default' } as const
  if (old === null && !editor.isStale) return null
  if (old === null)
    return (
      <Alert color="warn" variant="light" role="alert">
        {t.stale}{' '}
        <Button {...choice} onClick={editor.accept}>
          {t.accept}
        </Button>
      </Alert>
    )
  const bringBack = () => {
    editor.show(old)
    onClose()
  }
  return (
    <Alert color="warn" variant="light">
      {t.shown({ version: shown ?? 0 })}{' '}
      <Button {...choice} onClick={onClose}>
        {t.toCurrent}
      </Button>{' '}
      {mayEdit && (
        <Button {...choice} onClick={bringBack}>
          {t.bringBack}
        </Button>
      )}
    </Alert>
  )
}

/** An earlier version's days once they are there; null: the one that holds is shown. */
function useShown(region: RegionCode, version: number | null) {
  const { data } = useCalendar(region, version)
  return version !== null && data?.version === version ? calendarOf(data) : null
}
