import { Button } from '@mantine/core'
import { IconMessageReply, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import type { Case } from '#shared/contract/case'
import { EmptyState } from '../../ui/EmptyState'
import { formatDateTime } from '../../ui/format'
import { useAction } from '../../ui/hotkeys'
import { useWords } from '../../ui/words'
import { AnswerLetter } from './AnswerLetter'
import classes from './Case.module.css'
import { caseWords } from './words'

/** The answer as the person gets it, drafted or sent; on paper it is printed as a letter. */
export function CaseAnswer({ matter }: { matter: Case }) {
  const t = useWords(caseWords)
  const [isPrinting, setPrinting] = useState(false)
  useAction(t.print, () => setPrinting(true), { isEnabled: matter.answer !== null })
  if (!matter.answer)
    return (
      <EmptyState
        isCompact
        icon={<IconMessageReply size={26} stroke={1.5} />}
        title={t.noAnswer}
        hint={t.noAnswerHint}
      />
    )
  return (
    <>
      <p className={classes.text}>{matter.answer}</p>
      <div className={classes.state}>
        {matter.answeredAt ? t.answeredAt({ at: formatDateTime(matter.answeredAt) }) : t.answerDraft}
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPrinter size={16} />}
          onClick={() => setPrinting(true)}
        >
          {t.print}
        </Button>
      </div>
      {isPrinting && <AnswerLetter matter={matter} onPrinted={() => setPrinting(false)} />}
    </>
  )
}
