import { Button, Tooltip, useComputedColorScheme } from '@mantine/core'
import { IconPhoto } from '@tabler/icons-react'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { AttachmentId } from '#shared/contract/ids'
import { attachmentUrl } from '../../api/upload'
import { useLanguage, useWords } from '../../ui/words'
import { fontFaces } from './fontFaces'
import { htmlDocument, type Looks } from './htmlDocument'
import classes from './MailBody.module.css'
import { QuoteButton } from './MailText'
import { mailWords } from './words'

type Props = { html: string; remoteImages: number }

/** An HTML mail in a frame of its own where nothing can run; images from outside come only when asked for. */
export function HtmlMail({ html, remoteImages }: Props) {
  const t = useWords(mailWords)
  const [language] = useLanguage()
  const looks = useLooks()
  const [showsRemote, setShowsRemote] = useState(false)
  const [showsQuotes, setShowsQuotes] = useState(false)
  const frame = useRef<HTMLIFrameElement>(null)
  const [loads, setLoads] = useState(0)
  const document = useMemo(
    () => htmlDocument(html, { looks, showsRemote, title: t.body, language }),
    [html, looks, showsRemote, t, language],
  )
  useShownQuotes(frame, showsQuotes, loads)
  useInlineImages(frame, loads)
  useHeight(frame, loads)
  return (
    <div className={classes.html}>
      {remoteImages > 0 && !showsRemote && (
        <Tooltip label={t.loadImagesHint} multiline w={300}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPhoto size={15} />}
            onClick={() => setShowsRemote(true)}
          >
            {t.loadImages(remoteImages)}
          </Button>
        </Tooltip>
      )}
      <iframe
        ref={frame}
        className={classes.frame}
        title={t.body}
        // the page may measure it; no script of its own runs in it
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        srcDoc={document}
        onLoad={() => setLoads((count) => count + 1)}
      />
      {html.includes(' data-quote="') && (
        <QuoteButton isOpen={showsQuotes} onToggle={() => setShowsQuotes(!showsQuotes)} />
      )}
    </div>
  )
}

/** The colours of the theme, as values: a frame does not inherit variables. */
function useLooks(): Looks {
  const scheme = useComputedColorScheme('light')
  return useMemo(() => {
    const root = getComputedStyle(document.documentElement)
    const value = (name: string) => root.getPropertyValue(name).trim()
    const font = getComputedStyle(document.body).fontFamily
    return {
      scheme,
      text: value('--text'),
      link: value('--accent'),
      font,
      faces: fontFaces(font),
      quoteLine: value('--line'),
    }
  }, [scheme])
}

type Frame = RefObject<HTMLIFrameElement | null>

function useShownQuotes(frame: Frame, showsQuotes: boolean, loads: number) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a document that was loaded anew has to be told again
  useEffect(() => {
    frame.current?.contentDocument?.documentElement.toggleAttribute('data-shows-quotes', showsQuotes)
  }, [frame, showsQuotes, loads])
}

/** Images of the mail itself are attachments: fetched by us, with the reader's right, and given to the frame as bytes. */
function useInlineImages(frame: Frame, loads: number) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each document that was loaded
  useEffect(() => {
    const images = frame.current?.contentDocument?.querySelectorAll<HTMLImageElement>('img[data-attachment-id]') ?? []
    const made: string[] = []
    let isGone = false
    for (const image of images) {
      const id = image.dataset.attachmentId as AttachmentId
      attachmentUrl({ id }).then(
        (url) => {
          made.push(url)
          if (isGone) URL.revokeObjectURL(url)
          else image.src = url
        },
        () => image.remove(),
      )
    }
    return () => {
      isGone = true
      for (const url of made) URL.revokeObjectURL(url)
    }
  }, [frame, loads])
}

/** As high as its content: the timeline scrolls, not the mail. */
function useHeight(frame: Frame, loads: number) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each document that was loaded
  useEffect(() => {
    const element = frame.current
    const root = element?.contentDocument?.documentElement
    if (!element || !root) return
    const measure = () => {
      element.style.height = `${Math.ceil(root.getBoundingClientRect().height)}px`
    }
    const observer = new ResizeObserver(measure)
    observer.observe(root)
    measure()
    return () => observer.disconnect()
  }, [frame, loads])
}
