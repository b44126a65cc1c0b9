import { Modal } from '@mantine/core'
import { IconBolt, IconSearch, IconUser } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { ConsumerLine } from '#shared/contract/consumer'
import { desktop } from '../../api/desktop'
import { Unreachable } from '../../api/failures'
import { refusalText } from '../../api/refusalText'
import { formatDateTime } from '../../ui/format'
import { type Action, showKeys, useActions } from '../../ui/hotkeys'
import { Kbd } from '../../ui/Kbd'
import { useWords } from '../../ui/words'
import { ConsumerLineText } from './ConsumerLineText'
import classes from './Search.module.css'
import { useSearch } from './useSearch'
import { searchWords } from './words'

type Props = {
  isOpen: boolean
  onClose: () => void
  recent: readonly ConsumerLine[]
  onConsumer: (line: ConsumerLine) => void
}
type Choice = { id: string; icon: ReactNode; body: ReactNode; keys?: string | undefined; run: () => void }
type Group = { title: string; choices: Choice[] }

/** Ctrl+K: consumers by any part of what is known of them, and every action by its name. */
export function Palette({ isOpen, onClose, recent, onConsumer }: Props) {
  const t = useWords(searchWords)
  return (
    <Modal.Root opened={isOpen} onClose={onClose} size={620} yOffset={8} transitionProps={{ duration: 80 }}>
      <Modal.Overlay backgroundOpacity={0.2} />
      <Modal.Content aria-label={t.title} radius={12}>
        {isOpen && <PaletteBody onClose={onClose} recent={recent} onConsumer={onConsumer} />}
      </Modal.Content>
    </Modal.Root>
  )
}

function PaletteBody({ onClose, recent, onConsumer }: Omit<Props, 'isOpen'>) {
  const t = useWords(searchWords)
  const listId = useId()
  const [typed, setTyped] = useState('')
  const [selected, setSelected] = useState(0)
  const { data, error, isAsked } = useSearch(typed)
  const actions = useActions((s) => s.actions)
  const groups = useMemo(
    () => groupsOf({ typed, lines: data?.lines, recent, actions, onConsumer, t }),
    [typed, data, recent, actions, onConsumer, t],
  )
  const choices = groups.flatMap((group) => group.choices)
  const current = Math.min(selected, choices.length - 1)
  const run = (choice: Choice | undefined) => {
    if (!choice) return
    onClose()
    choice.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by) setSelected((current + by + choices.length) % Math.max(1, choices.length))
    else if (event.key === 'Enter') run(choices[current])
    else return
    event.preventDefault()
  }
  return (
    <div className={classes.palette}>
      <div className={classes.field}>
        <IconSearch size={18} aria-hidden />
        <input
          // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
          autoFocus
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={choices[current] && `${listId}-${choices[current].id}`}
          aria-label={t.placeholder}
          placeholder={t.placeholder}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setSelected(0)
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd>Esc</Kbd>
      </div>
      {data?.cachedAsOf && <p className={classes.note}>{t.asOf({ time: formatDateTime(data.cachedAsOf) })}</p>}
      {error && isAsked && (
        <p className={classes.note} role="alert">
          {error instanceof Unreachable && !desktop ? t.noCacheInBrowser : refusalText(error)}
        </p>
      )}
      {isAsked && data?.lines.length === 0 && (
        <p className={classes.note}>
          {t.nothing}. {t.nothingHint}
        </p>
      )}
      <Choices groups={groups} listId={listId} current={current} onRun={run} onPoint={setSelected} />
      <span className={classes.hidden} aria-live="polite">
        {data && t.count(data.lines.length)}
      </span>
    </div>
  )
}

type ChoicesProps = {
  groups: Group[]
  listId: string
  current: number
  onRun: (choice: Choice) => void
  onPoint: (index: number) => void
}
function Choices({ groups, listId, current, onRun, onPoint }: ChoicesProps) {
  const currentRef = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the selection
  useEffect(() => {
    void currentRef.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  let index = -1
  return (
    <div id={listId} role="listbox" aria-label={groups.map((g) => g.title).join(', ')} className={classes.list}>
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options
        <div key={group.title} role="group" aria-label={group.title}>
          <div className={classes.group} aria-hidden>
            {group.title}
          </div>
          {group.choices.map((choice) => {
            index += 1
            const at = index
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: see the list
              // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field runs it
              <div
                key={choice.id}
                ref={at === current ? currentRef : undefined}
                id={`${listId}-${choice.id}`}
                role="option"
                aria-selected={at === current}
                className={classes.choice}
                onPointerMove={() => at !== current && onPoint(at)}
                onClick={() => onRun(choice)}
              >
                <span className={classes.icon} aria-hidden>
                  {choice.icon}
                </span>
                {choice.body}
                {choice.keys && <Kbd>{showKeys(choice.keys)}</Kbd>}
              </div>
            )
          })}
        </div>
      ))}
    </div>
  )
}

type Source = {
  typed: string
  lines: ConsumerLine[] | undefined
  recent: readonly ConsumerLine[]
  actions: readonly Action[]
  onConsumer: (line: ConsumerLine) => void
  t: { consumers: string; actions: string; recent: string }
}
function groupsOf({ typed, lines, recent, actions, onConsumer, t }: Source): Group[] {
  const words = typed.trim().toLowerCase()
  const consumer = (line: ConsumerLine): Choice => ({
    id: line.id,
    icon: <IconUser size={18} />,
    body: <ConsumerLineText line={line} />,
    run: () => onConsumer(line),
  })
  const named = actions.filter((action) => action.isInPalette && action.label.toLowerCase().includes(words))
  const found = words.length >= 2 ? (lines ?? []) : recent.slice(0, 5)
  return [
    { title: words.length >= 2 ? t.consumers : t.recent, choices: found.map(consumer) },
    {
      title: t.actions,
      choices: named.map((action) => ({
        id: action.id,
        icon: <IconBolt size={18} />,
        body: <span className={classes.who}>{action.label}</span>,
        keys: action.keys,
        run: action.run,
      })),
    },
  ].filter((group) => group.choices.length > 0)
}
