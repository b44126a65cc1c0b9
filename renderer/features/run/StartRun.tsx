import { Alert, Button, Select } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { CommandId } from '#shared/contract/contract'
import type { ConsumerId, InteractionId } from '#shared/contract/ids'
import { ProcessKey } from '#shared/contract/process'
import type { StartableProcess } from '#shared/contract/run'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { useWords } from '../../ui/words'
import classes from './Run.module.css'
import { runsMoved } from './runCache'
import { runWords } from './words'

type Props = {
  consumerId: ConsumerId
  interactionId: InteractionId | null
  startable: readonly StartableProcess[]
}

/** Starts a drawn process for a consumer, out of the contact in hand. */
export function StartRun({ consumerId, interactionId, startable }: Props) {
  const t = useWords(runWords)
  const [key, setKey] = useState<string | null>(null)
  // one intention is one command: pressing again after a lost answer starts nothing twice
  const [commandId, setCommandId] = useState(newCommandId)
  const starting = useMutation({
    mutationFn: (command: { key: ProcessKey; commandId: CommandId }) =>
      server.startRun({ consumerId, ...(interactionId ? { interactionId } : {}), ...command }),
    onSuccess: (run) => {
      setKey(null)
      setCommandId(newCommandId())
      runsMoved(consumerId)
      notifications.show({ message: t.started({ name: run.processName, number: run.number }) })
    },
  })
  const chosen = ProcessKey.safeParse(key)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (chosen.success && !starting.isPending) starting.mutate({ key: chosen.data, commandId })
  }
  return (
    <form className={classes.start} onSubmit={submit}>
      <Select
        label={t.choose}
        placeholder={t.placeholder}
        nothingFoundMessage={t.nothing}
        searchable
        data={startable.map((one) => ({ value: one.key, label: one.name }))}
        value={key}
        onChange={(next) => {
          setKey(next)
          setCommandId(newCommandId())
        }}
      />
      <Button type="submit" variant="default" disabled={!chosen.success} loading={starting.isPending}>
        {t.start}
      </Button>
      {starting.error && (
        <Alert color="bad" variant="light" role="alert">
          {refusalText(starting.error, t.refusals)}
        </Alert>
      )}
    </form>
  )
}
