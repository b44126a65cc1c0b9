import { IconAlertTriangle, IconCheck, IconChecks, IconClock } from '@tabler/icons-react'
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { formatDay, formatTime } from '../../ui/format'
import { useLanguage, useWords } from '../../ui/words'
import classes from './ChatThread.module.css'
import { type FileSource, MessageFiles } from './MessageFiles'
import { MessageText } from './MessageText'
import { type Group, groupsOf, isMine, type Side, type ThreadMessage } from './thread'
import { chatWords } from './words'

type Props = {
  messages: readonly ThreadMessage[]
  side: Side
  files: FileSource
  /** Who is typing, in words; null when nobody is. */
  typing: string | null
  onRetry: (id: string) => void
  onDrop: (id: string) => void
  whyNotSent: (problem: string) => string
  /** What stands under the last message and scrolls with it. */
  children?: ReactNode
}

/** A conversation: bubbles by day and author, marks of delivery, files. It stays at its end while the reader is there. */
export function ChatThread({ messages, side, typing, children, ...rest }: Props) {
  const t = useWords(chatWords)
  useLanguage()
  const box = useEndedScroll(messages.length, typing)
  return (
    <div
      ref={box}
      className={classes.box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached by keyboard
      tabIndex={0}
      role="log"
      aria-live="polite"
      aria-label={t.conversation}
      data-side={side}
    >
      {groupsOf(messages).map((group) => (
        <GroupOfMessages key={group.key} group={group} side={side} {...rest} />
      ))}
      {typing && <Typing text={typing} />}
      {children}
    </div>
  )
}

type GroupProps = Omit<Props, 'messages' | 'typing' | 'children'> & { group: Group }

function GroupOfMessages({ group, side, ...rest }: GroupProps) {
  const t = useWords(chatWords)
  const mine = isMine(group.author, side)
  const name =
    mine && group.author !== 'bot' ? '' : group.messages[0]?.authorName || (side === 'staff' ? t.visitor : '')
  return (
    <>
      {group.day && (
        <p className={classes.day}>
          <time dateTime={group.day}>{formatDay(group.day)}</time>
        </p>
      )}
      <div className={classes.group} data-mine={mine || undefined} data-author={group.author}>
        {name && <p className={classes.author}>{name}</p>}
        {group.messages.map((message) => (
          <Bubble key={message.id} message={message} isMine={mine} side={side} {...rest} />
        ))}
      </div>
    </>
  )
}

type BubbleProps = Omit<GroupProps, 'group'> & { message: ThreadMessage; isMine: boolean }

function Bubble({ message, isMine: mine, files, onRetry, onDrop, whyNotSent }: BubbleProps) {
  const t = useWords(chatWords)
  return (
    <article className={classes.bubble} data-mark={message.mark} data-message={message.id}>
      {message.text && <MessageText text={message.text} />}
      <MessageFiles files={message.attachments} source={files} />
      <p className={classes.meta}>
        <time dateTime={message.at}>{formatTime(message.at)}</time>
        {mine && message.author !== 'bot' && <Mark mark={message.mark} />}
      </p>
      {message.problem && (
        <div className={classes.problem} role="alert">
          <p>{t.notSent({ why: whyNotSent(message.problem) })}</p>
          <button type="button" onClick={() => onRetry(message.id)}>
            {t.tryAgain}
          </button>
          <button type="button" onClick={() => onDrop(message.id)}>
            {t.discard}
          </button>
        </div>
      )}
    </article>
  )
}

const ICONS = {
  sending: IconClock,
  failed: IconAlertTriangle,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
}

function Mark({ mark }: { mark: ThreadMessage['mark'] }) {
  const t = useWords(chatWords)
  const Icon = ICONS[mark]
  const label = mark === 'failed' ? t.notSent({ why: '' }) : t[mark]
  return (
    <span className={classes.mark} data-mark={mark} role="img" aria-label={label} title={label}>
      <Icon size="1.1em" aria-hidden />
    </span>
  )
}

function Typing({ text }: { text: string }) {
  return (
    <p className={classes.typing} aria-live="off">
      <span className={classes.dots} aria-hidden>
        <i />
        <i />
        <i />
      </span>
      {text}
    </p>
  )
}

const NEAR_END_PX = 80

/** Keeps the end in sight when something is added, unless the reader has scrolled up. */
function useEndedScroll(count: number, typing: string | null) {
  const box = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  useEffect(() => {
    const element = box.current
    if (!element) return
    let last = element.scrollTop
    const onScroll = () => {
      const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX
      // only the reader scrolls up; a box that has become lower stays where it was
      if (isNear) isAtEnd.current = true
      else if (element.scrollTop < last) isAtEnd.current = false
      last = element.scrollTop
    }
    // a picture that has loaded makes the thread longer
    const observer = new ResizeObserver(() => isAtEnd.current && element.scrollTo({ top: element.scrollHeight }))
    element.addEventListener('scroll', onScroll, { passive: true })
    observer.observe(element)
    for (const child of element.children) observer.observe(child)
    return () => {
      element.removeEventListener('scroll', onScroll)
      observer.disconnect()
    }
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when something was added
  useLayoutEffect(() => {
    if (isAtEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight })
  }, [count, typing])
  return box
}
