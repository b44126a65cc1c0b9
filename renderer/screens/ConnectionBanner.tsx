import { Button } from '@mantine/core'
import { IconCloudOff, IconCloudUpload } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { desktop } from '../api/desktop'
import { useConnection, useConnectionSince } from '../api/live'
import { formatTime } from '../ui/format'
import { useWords } from '../ui/words'
import classes from './ConnectionBanner.module.css'
import { QueuedDialog } from './QueuedDialog'
import { useDesktopConnection } from './useDesktopConnection'
import { screenWords } from './words'

/** Says that the line is down, what can still be done, and how many records wait. Nothing while all is well. */
export function ConnectionBanner() {
  const t = useWords(screenWords)
  const isDown = useIsDown()
  const since = useConnectionSince()
  const local = useDesktopConnection()
  const [hasDialog, setDialog] = useState(false)
  const waiting = local?.queued.waiting ?? 0
  const refused = local?.queued.refused ?? 0
  const done = local?.queued.done ?? 0
  const text = isDown
    ? local
      ? textOf(local.cache, t.offline)
      : t.offline.browser({ time: formatTime(since.toISOString()) })
    : null
  return (
    <div className={classes.place} aria-live="polite">
      {(text || waiting + refused + done > 0) && (
        <div className={classes.banner} data-tone={refused > 0 ? 'bad' : undefined} role="status">
          {text ? <IconCloudOff size={18} aria-hidden /> : <IconCloudUpload size={18} aria-hidden />}
          {text && <span>{text}</span>}
          {waiting > 0 && <b>{t.queued(waiting)}</b>}
          {refused > 0 && <b>{t.refused(refused)}</b>}
          {done > 0 && <b>{t.done(done)}</b>}
          {waiting + refused + done > 0 && (
            <Button size="compact-sm" variant="default" onClick={() => setDialog(true)}>
              {t.showQueued}
            </Button>
          )}
        </div>
      )}
      {desktop && <QueuedDialog isOpen={hasDialog} onClose={() => setDialog(false)} />}
    </div>
  )
}

/** A blink of the line is not worth a word: only what lasts over a second and a half. */
function useIsDown(): boolean {
  const state = useConnection()
  const isLost = state === 'reconnecting'
  const [isDown, setDown] = useState(false)
  useEffect(() => {
    if (!isLost) return setDown(false)
    const timer = setTimeout(() => setDown(true), 1500)
    return () => clearTimeout(timer)
  }, [isLost])
  return isDown
}

type Cache = { state: 'off' | 'noKeyring' | 'noBranch' | 'filling' | 'ready' | 'failed'; asOf: string | null }
type Texts = {
  cached: (params: { time: string }) => string
  noCache: (params: { why: string }) => string
  why: Record<Cache['state'], string>
}
const textOf = ({ state, asOf }: Cache, t: Texts) =>
  asOf && (state === 'ready' || state === 'filling')
    ? t.cached({ time: formatTime(asOf) })
    : t.noCache({ why: t.why[state] })
