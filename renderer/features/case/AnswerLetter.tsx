import { useEffect } from 'react'
import { createPortal } from 'react-dom'
import type { Case } from '#shared/contract/case'
import { formatDate } from '../../ui/format'
import { useWords } from '../../ui/words'
import classes from './AnswerLetter.module.css'
import { caseWords } from './words'

type Props = { matter: Case; onPrinted: () => void }

/** The letter stands beside the page, unseen, and is all there is on paper. */
export function AnswerLetter({ matter, onPrinted }: Props) {
  const t = useWords(caseWords)
  useEffect(() => {
    window.addEventListener('afterprint', onPrinted)
    window.print()
    return () => window.removeEventListener('afterprint', onPrinted)
  }, [onPrinted])
  const { number, registeredAt, consumerName, answerAddress, answer, answeredAt } = matter
  return createPortal(
    <article className={classes.letter}>
      <header>
        <p>{t.letterCompany}</p>
        <p>
          {consumerName}
          <br />
          {answerAddress}
        </p>
      </header>
      <p>{formatDate(answeredAt ?? new Date().toISOString())}</p>
      <p>{t.letterDear}</p>
      <p>{t.letterReply({ number, day: formatDate(registeredAt) })}</p>
      <p className={classes.text}>{answer}</p>
    </article>,
    document.body,
  )
}
