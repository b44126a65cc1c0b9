import { useWords } from '../../ui/words'
import classes from './Calendar.module.css'
import { calendarWords } from './words'

/** What the marks of the sheet mean. */
export function Legend() {
  const t = useWords(calendarWords)
  return (
    <ul className={classes.legend} aria-label={t.legend}>
      <li>
        <span className={classes.day} data-kind="work" aria-hidden>
          1
        </span>
        {t.kinds.work}
      </li>
      <li>
        <span className={classes.day} data-kind="off" aria-hidden>
          1
        </span>
        {t.kinds.off}
      </li>
      <li>
        <span className={classes.day} data-kind="short" aria-hidden>
          1*
        </span>
        {t.kinds.short}
      </li>
      <li>
        <span className={classes.day} data-kind="work" data-changed aria-hidden>
          1
        </span>
        {t.changedMark}
      </li>
    </ul>
  )
}
