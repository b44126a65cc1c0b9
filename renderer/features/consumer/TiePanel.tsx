import { Button, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconSearch, IconUserPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Consumer, ConsumerLine } from '#shared/contract/consumer'
import type { CommandId } from '#shared/contract/contract'
import type { ConsumerId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { Block } from '../../ui/Block'
import { useWords } from '../../ui/words'
import { ConsumerLineText } from '../search/ConsumerLineText'
import { useSearch } from '../search/useSearch'
import { CreateConsumer } from './CreateConsumer'
import classes from './TiePanel.module.css'
import { consumerWords } from './words'

type Props = {
  interaction: Interaction
  /** What is known of the person besides the address of the contact. */
  initial?: {
    name?: string | undefined
    phone?: string | undefined
    email?: string | undefined
    address?: string | undefined
  }
  onTied: (consumerId: ConsumerId) => void
}

/** Who is it? Candidates by the contact's own phone or mail, a search, or a new consumer; the thread moves along. */
export function TiePanel({ interaction, initial, onTied }: Props) {
  const t = useWords(consumerWords)
  const [typed, setTyped] = useState('')
  const [isCreating, setCreating] = useState(false)
  const { data, isAsked } = useSearch(typed || (interaction.address ?? ''))
  const [commandId] = useState(newCommandId)
  const tying = useMutation({
    mutationFn: (to: { consumerId: ConsumerId; name: string; commandId: CommandId }) =>
      server.tieInteraction({ interactionId: interaction.id, consumerId: to.consumerId, commandId: to.commandId }),
    onSuccess: (_, { name, consumerId }) => {
      notifications.show({ message: t.tied({ name }) })
      onTied(consumerId)
    },
    onError: (error) => notifications.show({ color: 'bad', message: refusalText(error) }),
  })
  const tie = ({ id, name }: Pick<ConsumerLine, 'id' | 'name'>) =>
    tying.mutate({ consumerId: id, name, commandId: tying.isIdle ? commandId : newCommandId() })
  const afterCreate = (consumer: Consumer | null) =>
    consumer ? tie(consumer) : notifications.show({ message: t.createdQueued })

  if (isCreating)
    return (
      <Block title={t.createTitle}>
        <CreateConsumer
          draftKey={interaction.id}
          initial={{ ...contactOf(interaction), ...initial }}
          onCreated={afterCreate}
          onCancel={() => setCreating(false)}
        />
      </Block>
    )
  const lines = data?.lines ?? []
  return (
    <Block title={t.tieTitle}>
      <p className={classes.hint}>{t.tieHint}</p>
      <TextInput
        aria-label={t.tieSearch}
        placeholder={t.tieSearch}
        leftSection={<IconSearch size={16} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ul className={classes.candidates} aria-label={t.tieFound}>
        {lines.map((line) => (
          <li key={line.id}>
            <ConsumerLineText line={line} />
            <Button size="compact-sm" variant="light" disabled={tying.isPending} onClick={() => tie(line)}>
              {t.tieTo}
            </Button>
          </li>
        ))}
      </ul>
      {isAsked && data && lines.length === 0 && <p className={classes.hint}>{t.tieNone}</p>}
      <Button variant="default" leftSection={<IconUserPlus size={17} />} onClick={() => setCreating(true)}>
        {t.create}
      </Button>
    </Block>
  )
}

const contactOf = ({ address }: Interaction) =>
  address?.includes('@') ? { email: address } : address ? { phone: address } : {}
