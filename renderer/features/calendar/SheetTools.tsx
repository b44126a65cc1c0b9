import { Button, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArrowBackUp, IconCopy, IconTrash } from '@tabler/icons-react'
import type { CalendarRegion } from '#shared/contract/calendar'
import { changesBetween } from '#shared/rules/calendarChanges'
import { refusalText } from '../../api/refusalText'
import { server } from '../../api/server'
import { useHotkey } from '../../ui/hotkeys'
import { useWords } from '../../ui/words'
import classes from './Calendar.module.css'
import { nameOfRegion } from './calendarCache'
import { calendarOf, type Editor, withYearOf } from './useEditor'
import { calendarWords } from './words'

type Props = { editor: Editor; region: CalendarRegion; regions: readonly CalendarRegion[]; year: number }

/** Undo, drop everything, take a year from another region. */
export function SheetTools({ editor, region, regions, year }: Props) {
  const t = useWords(calendarWords)
  useHotkey('mod+z', t.undo, editor.undo, { isEnabled: editor.canUndo })
  const copy = async (other: CalendarRegion) => {
    try {
      const next = withYearOf(editor.sheet, calendarOf(await server.openCalendar({ region: other.code })), year)
      const isOther = changesBetween(editor.sheet, next).size > 0
      if (isOther) editor.show(next)
      notifications.show({
        message: isOther ? t.copied({ year, name: nameOfRegion(other) }) : t.copiedNothing({ year }),
      })
    } catch (error) {
      notifications.show({ color: 'bad', message: refusalText(error, t.refusals) })
    }
  }
  const others = regions.filter(({ code }) => code !== region.code)
  return (
    <div className={classes.tools}>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconArrowBackUp size={15} aria-hidden />}
        disabled={!editor.canUndo}
        onClick={editor.undo}
      >
        {t.undo}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconTrash size={15} aria-hidden />}
        disabled={editor.changes.size === 0}
        onClick={() => editor.show(editor.published)}
      >
        {t.discard}
      </Button>
      {others.length > 0 && (
        <Menu>
          <Menu.Target>
            <Button size="compact-sm" variant="default" leftSection={<IconCopy size={15} aria-hidden />}>
              {t.copy}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((other) => (
              <Menu.Item key={other.code} onClick={() => void copy(other)}>
                {nameOfRegion(other)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}
