import { Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconRobot } from '@tabler/icons-react'
import type { MailDetail } from '#shared/contract/mail'
import { useWords } from '../../ui/words'
import classes from './MailBody.module.css'
import { mailWords } from './words'

/** What a reader has to know of a mail before believing it. */
export function MailMarks({ detail }: { detail: MailDetail }) {
  const { marks } = useWords(mailWords)
  const { automatic, threadMark, damage } = detail
  if (!automatic && !threadMark && !damage) return null
  return (
    <ul className={classes.marks}>
      {automatic && (
        <Mark
          tone={automatic === 'bounce' ? 'warn' : 'calm'}
          text={marks[automatic]}
          hint={marks[`${automatic}Hint`]}
        />
      )}
      {threadMark && <Mark tone="warn" text={marks[threadMark]} hint={marks[`${threadMark}Hint`]} />}
      {damage && <Mark tone="warn" text={marks.damaged} hint={marks[damage]} />}
    </ul>
  )
}

function Mark({ tone, text, hint }: { tone: 'warn' | 'calm'; text: string; hint: string }) {
  const Icon = tone === 'warn' ? IconAlertTriangle : IconRobot
  return (
    <li data-tone={tone}>
      <Tooltip label={hint} multiline w={300}>
        <span>
          <Icon size={14} aria-hidden /> {text}
          <span className={classes.forScreenReader}>: {hint}</span>
        </span>
      </Tooltip>
    </li>
  )
}
