import { Button, Modal, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconSearch, IconUserPlus, IconUserSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { Consumer, ConsumerLine } from '#shared/contract/consumer'
import { desktop } from '../api/desktop'
import { Unreachable } from '../api/failures'
import { refusalText } from '../api/refusalText'
import { useMe } from '../api/session'
import { CreateConsumer } from '../features/consumer/CreateConsumer'
import { consumerWords } from '../features/consumer/words'
import { ConsumerLineText } from '../features/search/ConsumerLineText'
import { useSearch } from '../features/search/useSearch'
import { searchWords } from '../features/search/words'
import { useOpenCards } from '../features/work/openContacts'
import { EmptyState } from '../ui/EmptyState'
import { formatDateTime } from '../ui/format'
import { useAction } from '../ui/hotkeys'
import { useFocusAtStart } from '../ui/useFocusAtStart'
import { useWords } from '../ui/words'
import classes from './ConsumersScreen.module.css'
import { pathOf, useGo } from './routes'
import { screenWords } from './words'

const WORKERS = ['agent', 'clerk', 'specialist', 'supervisor'] as const

/** Finding a consumer with room to compare, and making a new one. */
export function ConsumersScreen() {
  const t = useWords(screenWords)
  const c = useWords(consumerWords)
  const s = useWords(searchWords)
  const me = useMe()
  const go = useGo()
  const recent = useOpenCards((state) => state.recent)
  const [typed, setTyped] = useState('')
  const [isCreating, setCreating] = useState(false)
  const { data, error, isAsked } = useSearch(typed)
  const field = useFocusAtStart<HTMLInputElement>()
  const mayCreate = WORKERS.some((role) => me.roles.includes(role))
  useAction(s.createConsumer, () => setCreating(true), { isEnabled: mayCreate })
  const created = (consumer: Consumer | null) => {
    setCreating(false)
    if (consumer) go(pathOf({ consumerId: consumer.id, interactionId: null }))
    else notifications.show({ message: c.createdQueued })
  }
  const lines = isAsked ? data?.lines : recent
  return (
    <main className={classes.page}>
      <div className={classes.head}>
        <h1>{t.consumersTitle}</h1>
        {mayCreate && (
          <Button variant="default" leftSection={<IconUserPlus size={17} />} onClick={() => setCreating(true)}>
            {t.newConsumer}
          </Button>
        )}
      </div>
      <TextInput
        ref={field}
        size="md"
        aria-label={s.placeholder}
        placeholder={s.placeholder}
        leftSection={<IconSearch size={18} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {data?.cachedAsOf && <p className={classes.note}>{s.asOf({ time: formatDateTime(data.cachedAsOf) })}</p>}
      {error && isAsked ? (
        <EmptyState
          icon={<IconUserSearch size={28} stroke={1.5} />}
          title={s.failed}
          hint={error instanceof Unreachable && !desktop ? s.noCacheInBrowser : refusalText(error)}
        />
      ) : (
        <Found lines={lines} isAsked={isAsked} />
      )}
      <Modal
        opened={isCreating}
        onClose={() => setCreating(false)}
        title={c.createTitle}
        closeButtonProps={{ 'aria-label': t.close }}
      >
        <CreateConsumer draftKey="new" onCreated={created} onCancel={() => setCreating(false)} />
      </Modal>
    </main>
  )
}

function Found({ lines, isAsked }: { lines: readonly ConsumerLine[] | undefined; isAsked: boolean }) {
  const t = useWords(screenWords)
  const s = useWords(searchWords)
  const go = useGo()
  if (!lines) return null
  if (lines.length === 0)
    return (
      <EmptyState
        icon={<IconUserSearch size={28} stroke={1.5} />}
        title={isAsked ? s.nothing : s.typeMore}
        hint={isAsked ? s.nothingHint : t.consumersHint}
      />
    )
  return (
    <section aria-label={isAsked ? s.consumers : s.recent}>
      <h2 className={classes.count}>{isAsked ? s.count(lines.length) : s.recent}</h2>
      <ul className={classes.list}>
        {lines.map((line) => (
          <li key={line.id}>
            <button
              type="button"
              className={classes.line}
              onClick={() => go(pathOf({ consumerId: line.id, interactionId: null }))}
            >
              <ConsumerLineText line={line} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
