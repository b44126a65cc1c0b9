import { IconChevronRight } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { useWords } from '../ui/words'
import { useApplyDraft } from './connection/Apply'
import { EMPTY_APPLICATION } from './connection/applyDraft'
import { portalConnectionWords } from './connection/words'
import { EMPTY, firstOpenStep } from './draft'
import { Heading } from './Heading'
import classes from './Portal.module.css'
import { useAnswers } from './useAnswers'
import { portalWords } from './words'

export function Start() {
  const t = useWords(portalWords).start
  const [, go] = useLocation()
  const { draft } = useAnswers()
  const isBegun = JSON.stringify(draft) !== JSON.stringify(EMPTY)
  const first = firstOpenStep(draft)
  const c = useWords(portalConnectionWords)
  const [application] = useApplyDraft()
  const isApplying = JSON.stringify(application) !== JSON.stringify(EMPTY_APPLICATION)
  return (
    <section className={classes.screen}>
      <Heading>{t.heading}</Heading>
      <nav className={classes.ways}>
        <Way
          title={isBegun ? t.goOn : t.file}
          hint={isBegun ? t.goOnHint : t.fileHint}
          onPress={() => go(`/appeal/${first}`)}
        />
        <Way title={isApplying ? c.goOn : c.start} hint={c.startHint} onPress={() => go('/connection')} />
        <Way title={t.reading} hint={t.readingHint} onPress={() => go('/reading')} />
        <Way title={t.status} hint={t.statusHint} onPress={() => go('/status')} />
        <a href="../widget/" className={classes.way}>
          <WayText title={t.chat} hint={t.chatHint} />
        </a>
      </nav>
    </section>
  )
}

type WayProps = { title: string; hint: string }

function Way({ onPress, ...text }: WayProps & { onPress: () => void }) {
  return (
    <button type="button" className={classes.way} onClick={onPress}>
      <WayText {...text} />
    </button>
  )
}

function WayText({ title, hint }: WayProps) {
  return (
    <>
      <span>
        <b>{title}</b>
        <small>{hint}</small>
      </span>
      <IconChevronRight aria-hidden />
    </>
  )
}
