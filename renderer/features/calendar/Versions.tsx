import { Button } from '@mantine/core'
import type { OpenedCalendar } from '#shared/contract/calendar'
import { Block } from '../../ui/Block'
import { formatDateTime } from '../../ui/format'
import { useWords } from '../../ui/words'
import classes from './Calendar.module.css'
import { calendarWords } from './words'

type Props = { opened: OpenedCalendar; onShow: (version: number) => void }

/** Every version that ever held: when, who, why. */
export function Versions({ opened, onShow }: Props) {
  const t = useWords(calendarWords)
  return (
    <Block title={t.versions}>
      <ul className={classes.versions}>
        {opened.versions.map(({ version, publishedAt, publishedByName, comment }, index) => (
          <li key={version}>
            <div>
              <b>{t.version({ version })}</b> {comment}
              <small>
                {formatDateTime(publishedAt)} · {publishedByName ?? t.fromRelease}
              </small>
            </div>
            {index > 0 && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t.showVersion({ version })}
                onClick={() => onShow(version)}
              >
                {t.show}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Block>
  )
}
