import '@fontsource-variable/golos-text'
import '../../ui/tokens.css'
import './public.css'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { type ReactNode, useEffect } from 'react'
import { ErrorBoundary } from '../../ui/ErrorBoundary'
import { useLanguage, useWords } from '../../ui/words'
import classes from './PublicFrame.module.css'
import { useScheme } from './useScheme'
import { publicWords } from './words'

type Props = {
  /** What this page is; also the title of the tab. */
  title: string
  /** Shown under the title and told when it changes. */
  state?: ReactNode
  actions?: ReactNode
  /** `fixed`: the content scrolls inside, as in a chat; `flow`: the page scrolls. */
  layout: 'fixed' | 'flow'
  children: ReactNode
}

/** What every public page stands in: the company, the language, the theme; large type and the highest contrast. */
export function PublicFrame({ title, state, actions, layout, children }: Props) {
  const t = useWords(publicWords)
  const [language, setLanguage] = useLanguage()
  const [scheme, toggleScheme] = useScheme()
  useEffect(() => {
    document.documentElement.lang = language
    document.title = `${title} · ${t.company}`
  }, [language, title, t])
  const SchemeIcon = scheme === 'light' ? IconMoon : IconSun
  const schemeLabel = scheme === 'light' ? t.dark : t.light
  return (
    <div className={classes.page} data-layout={layout}>
      <a className={classes.skip} href="#content">
        {t.skip}
      </a>
      <header className={classes.header}>
        <div className={classes.title}>
          <p className={classes.company}>{t.company}</p>
          <h1>{title}</h1>
        </div>
        <div className={classes.tools}>
          <button
            type="button"
            className="quiet"
            lang={language === 'ru' ? 'en' : 'ru'}
            aria-label={t.languageHint}
            onClick={() => setLanguage(language === 'ru' ? 'en' : 'ru')}
          >
            {t.otherLanguage}
          </button>
          <button type="button" className="quiet" aria-label={schemeLabel} title={schemeLabel} onClick={toggleScheme}>
            <SchemeIcon size="1.3em" aria-hidden />
          </button>
        </div>
        {(state || actions) && (
          <div className={classes.state}>
            <p role="status">{state}</p>
            {actions}
          </div>
        )}
      </header>
      <main id="content" className={classes.main} tabIndex={-1}>
        <ErrorBoundary>{children}</ErrorBoundary>
      </main>
    </div>
  )
}
