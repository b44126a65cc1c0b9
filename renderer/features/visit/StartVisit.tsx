import { Alert, Button, Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ConsumerLine } from '#shared/contract/consumer'
import { OfficeId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { useMe } from '../../api/session'
import { useWords } from '../../ui/words'
import { ConsumerLineText } from '../search/ConsumerLineText'
import { useSearch } from '../search/useSearch'
import classes from './Visit.module.css'
import { visitWords } from './words'

/** A person has walked in: the visit begins with whom they are, or without. */
export function StartVisit({ onStarted }: { onStarted: (visit: Interaction) => void }) {
  const t = useWords(visitWords)
  const me = useMe()
  const [officeId, setOfficeId] = useState<string | null>(me.officeId)
  const [typed, setTyped] = useState('')
  const { data } = useSearch(typed)
  const offices = useQuery({ queryKey: ['offices'], queryFn: () => server.listOffices({}) })
  const starting = useMutation({
    mutationFn: (line: ConsumerLine | null) =>
      server.startVisit({
        officeId: OfficeId.parse(officeId),
        commandId: newCommandId(),
        ...(line ? { consumerId: line.id } : {}),
      }),
    onSuccess: onStarted,
  })
  const isReady = officeId !== null && !starting.isPending
  return (
    <section className={classes.start} aria-label={t.start}>
      <p className={classes.hint}>{t.startHint}</p>
      <Select
        label={t.office}
        value={officeId}
        onChange={setOfficeId}
        allowDeselect={false}
        data={officeChoices(offices.data?.offices ?? [], me.branchId)}
      />
      <TextInput
        label={t.who}
        description={t.whoHint}
        leftSection={<IconSearch size={17} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ul className={classes.found}>
        {data?.lines.map((line) => (
          <li key={line.id}>
            <ConsumerLineText line={line} />
            <Button
              size="compact-sm"
              variant="light"
              disabled={!isReady}
              aria-label={t.startWith({ name: line.name })}
              onClick={() => starting.mutate(line)}
            >
              {t.start}
            </Button>
          </li>
        ))}
      </ul>
      {starting.error && (
        <Alert color="bad" variant="light" role="alert">
          {refusalText(starting.error, t.refusals)}
        </Alert>
      )}
      <Button disabled={!isReady} loading={starting.isPending} onClick={() => starting.mutate(null)}>
        {t.startUnknown}
      </Button>
    </section>
  )
}

type Office = { id: string; branchId: string; name: string; address: string }
const officeChoices = (offices: readonly Office[], branchId: string | null) =>
  offices
    .filter((office) => branchId === null || office.branchId === branchId)
    .map((office) => ({ value: office.id, label: `${office.name}, ${office.address}` }))
