import { IconCircleCheck, IconCopy, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { Redirect } from 'wouter'
import { useWords } from '../ui/words'
import { portalConnectionWords } from './connection/words'
import { lastFiled } from './filing'
import { Heading } from './Heading'
import classes from './Portal.module.css'
import { portalWords } from './words'

/** The number and the code, large, to be kept: copied, printed or written down. */
export function Done() {
  const t = useWords(portalWords).done
  const c = useWords(portalConnectionWords)
  const [isCopied, setCopied] = useState(false)
  const filed = lastFiled()
  if (!filed) return <Redirect to="/" replace />
  const copy = async () => {
    const address = `${window.location.origin}${window.location.pathname}#/status`
    await navigator.clipboard.writeText(t.copyText({ ...filed, address }))
    setCopied(true)
  }
  return (
    <section className={classes.screen}>
      <Heading>
        <IconCircleCheck className={classes.good} aria-hidden /> {filed.isApplication ? c.filed : t.heading}
      </Heading>
      <dl className={classes.ticket}>
        <div>
          <dt>{t.number}</dt>
          <dd data-number>{filed.number}</dd>
        </div>
        <div>
          <dt>{t.code}</dt>
          <dd data-code>{filed.code}</dd>
        </div>
      </dl>
      <p>{t.keep}</p>
      <div className={classes.buttons} data-noprint>
        <button type="button" className="second" onClick={() => void copy()}>
          <IconCopy aria-hidden /> <span role="status">{isCopied ? t.copied : t.copy}</span>
        </button>
        <button type="button" className="second" onClick={() => window.print()}>
          <IconPrinter aria-hidden /> {t.print}
        </button>
      </div>
      <div className={classes.buttons} data-noprint>
        <a className="primary" href="#/status">
          {filed.isApplication ? c.toStatus : t.toStatus}
        </a>
        {!filed.isApplication && (
          <a className="second" href="#/appeal/topic">
            {t.another}
          </a>
        )}
      </div>
    </section>
  )
}
